// The screen เขียน: editor, pages, findings, form; what is typed goes to the disk and to the pages at once.
import { ask, findingsOf, onConnection } from "./api.js";
import { conflictDialog, recoveredDialog, tell } from "./dialogs.js";
import { createEditor } from "./editor.js";
import { listFindings } from "./findings.js";
import { Form } from "./form.js";
import { Preview } from "./preview.js";
import { Saver } from "./saving.js";
import { Tabs } from "./tabs.js";

const root = document.querySelector("main.write");
const data = JSON.parse(document.getElementById("page-data").textContent);
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const address = `/api/d/${data.address}`;
const WORDS = {
  saved: "บันทึกแล้ว",
  unsaved: "ยังไม่บันทึก…",
  saving: "กำลังบันทึก…",
  offline: "ติดต่อโปรแกรมไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ พิมพ์ต่อได้",
  conflict: "ไฟล์นี้ถูกแก้จากที่อื่น",
  refused: "บันทึกไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้",
};
let findings = [];
let hasPen = true;

const saver = new Saver({ address, key: `${data.project}/${data.id}`, text: data.text, digest: data.digest, onState: stateChanged });
const preview = new Preview(part("pages"), {
  address: "/api/preview",
  extra: { id: data.id },
  onPlace: ({ line, column }) => editor.select(line, column),
  onAnswer: (answer) => showFindings(answer.findings),
  onShown: (seq) => document.dispatchEvent(new CustomEvent("docgen:shown", { detail: { seq } })),
});
const tabs = new Tabs(data.id, {
  onPen(mine) {
    hasPen = mine;
    editor?.setReadOnly(!mine || data.readOnly);
    part("other-tab").hidden = mine;
  },
  onText(text) {
    editor.setText(text, { quiet: true });
    preview.show(text);
  },
});
const editor = createEditor({
  parent: part("editor"),
  text: data.text,
  nonce: data.nonce,
  readOnly: data.readOnly,
  plain: data.id.endsWith(".yaml"),
  label: `เนื้อความ ${data.title}`,
  onChange: changed,
  onSave: saveNow,
  onShow: (place) => preview.reveal(place),
  onMend: mend,
});
const form = part("form") && new Form(part("form"), { address, current: () => editor.text(), onText: takeText, saver });

function changed(text) {
  saver.changed(text);
  tabs.tell(text);
  preview.show(text);
  form?.follow(text);
}

function takeText(text) {
  editor.setText(text);
}

function stateChanged(state, details) {
  const shown = part("saved");
  shown.textContent = details.journal === false ? "เบราว์เซอร์นี้เก็บสำรองไม่ได้ บันทึกบ่อย ๆ (Ctrl+S)" : WORDS[state];
  shown.classList.toggle("bad", ["offline", "conflict", "refused"].includes(state));
  if (state === "refused" && details.findings) tell(part("message"), details.findings);
  if (state === "saved") tell(part("message"), []);
  if (state === "conflict") settle(details);
}

async function settle({ theirs, digest }) {
  const chosen = await conflictDialog({ mine: editor.text(), theirs });
  if (chosen === null) return;
  editor.setText(chosen);
  await saver.resolve(chosen, digest);
  preview.show(chosen);
}

async function saveNow() {
  if (await saver.save()) await preview.show(editor.text());
}

function showFindings(found) {
  findings = found;
  editor.showFindings(found.filter((finding) => finding.line && finding.isHere !== false));
  listFindings(part("findings"), found, {
    onGo: (finding) => finding.line && editor.select(finding.line, finding.column || 1, finding.span || 0),
    onMend: mend,
  });
}

async function mend(finding) {
  const before = editor.text();
  const answer = await ask("POST", `${address}/fix`, { body: { text: before, finding } });
  if (answer.status !== 200) return tell(part("message"), findingsOf(answer));
  // Keys typed while it was asked stay: what was asked of an older text is asked again.
  if (editor.text() !== before) return mend(finding);
  editor.setText(answer.data.text);
}

onConnection((isConnected) => {
  part("no-connection").hidden = isConnected;
});
part("save")?.addEventListener("click", saveNow);
part("take-pen")?.addEventListener("click", () => tabs.take());
part("mend-all")?.addEventListener("click", () => mend(null));
part("zoom")?.addEventListener("change", (event) => {
  preview.zoom = Number(event.target.value);
  preview.show(editor.text());
});

document.addEventListener("keydown", (event) => {
  if (event.code === "F6") {
    event.preventDefault();
    const panes = [...root.querySelectorAll("[data-pane]")];
    const at = panes.findIndex((pane) => pane.contains(document.activeElement));
    const next = panes[(at + (event.shiftKey ? panes.length - 1 : 1) + panes.length) % panes.length];
    (next.querySelector(".cm-content, input, select, textarea, button, [tabindex]") ?? next).focus();
  }
});
// Looks for what other programs changed: on coming back to this window, and when the server says so.
async function lookAtDisk() {
  if (saver.state !== "saved") return;
  const answer = await ask("GET", address);
  if (answer.status !== 200 || answer.data.digest === saver.digest || saver.state !== "saved") return;
  editor.setText(answer.data.text);
  saver.wrote(answer.data.text, answer.data.digest);
}
window.addEventListener("focus", lookAtDisk);
document.addEventListener("docgen:changed", (event) => event.detail.id === data.id && lookAtDisk());

const recovered = await saver.recovered();
if (recovered && (await recoveredDialog({ kept: recovered.text, disk: data.text }))) {
  editor.setText(recovered.text);
  if (recovered.digest !== data.digest) saver.digest = recovered.digest;
}
await tabs.begin();
preview.show(editor.text());
window.docgen = { editor, preview, saver, tabs, findings: () => findings, hasPen: () => hasPen };

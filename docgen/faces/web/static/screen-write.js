// เขียน: form, editor, pages, findings; what is typed goes to the disk and to the pages at once.
import { ask, findingsOf, onConnection } from "./api.js";
import { conflictDialog, recoveredDialog } from "./dialogs.js";
import { button, encoded, h, link, say } from "./dom.js";
import { createEditor } from "./editor.js";
import { listFindings, tell } from "./findings.js";
import { Form } from "./form.js";
import { fileAddress, run } from "./jobs.js";
import { Preview } from "./preview.js";
import { Saver } from "./saving.js";
import { Tabs } from "./tabs.js";

const WORDS = {
  saved: "บันทึกแล้ว",
  unsaved: "ยังไม่บันทึก…",
  saving: "กำลังบันทึก…",
  offline: "ติดต่อโปรแกรมไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ พิมพ์ต่อได้",
  conflict: "ไฟล์นี้ถูกแก้จากที่อื่น",
  refused: "บันทึกไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้",
};
const GRAVE = ["offline", "conflict", "refused"];

// The parts of the screen, drawn before anything is known of the text.
function drawn(main, data) {
  const parts = {
    saved: h("span", { class: "saved-state", role: "status" }, WORDS.saved),
    message: h("div", { hidden: true }),
    otherTab: h("div", { class: "banner", hidden: true }),
    editor: h("div", { class: "editor" }),
    findings: h("ul", { class: "findings" }),
    pages: h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "หน้ากระดาษ", "data-pane": true }),
    form: h("div", {}),
    progress: h("div", {}),
    zoom: h("select", { "aria-label": "ขนาดหน้ากระดาษ" }, [0.75, 1, 1.25, 1.5, 2].map((zoom) => h("option", { value: zoom }, `${zoom * 100}%`))),
  };
  parts.zoom.value = "1";
  const isContent = data.id.endsWith(".md");
  const details = h("details", {}, h("summary", {}, "หัวเรื่อง วันที่ ผู้ลงนาม (แบบฟอร์ม)"), parts.form);
  const actions = [
    button("บันทึก", () => parts.onSave(), { title: "Ctrl+S" }),
    button("แก้ที่แก้ให้ได้ทั้งหมด", () => parts.onMendAll()),
    button("สร้าง PDF และ Word", () => parts.onBuild()),
    data.is_issued_kind ? link(data.entry ? "ออกฉบับแก้ไข" : "ออกเลข", `/d/${encoded(data.id)}/issue`, { class: "button main" }) : null,
    isContent && !data.is_issued_kind ? link("ลงนามหรือเก็บสแกน", `/d/${encoded(data.id)}/sign`, { class: "button main" }) : null,
  ];
  main.classList.add("write", "wide");
  main.replaceChildren(
    h("div", { class: "bar" }, h("h1", {}, data.title || data.id), parts.saved, data.locked && !data.correcting ? [link("ฉบับแก้ไขหรือยกเลิก", `/d/${encoded(data.id)}/issue`, { class: "button" }), link("ลงนามหรือเก็บสแกน", `/d/${encoded(data.id)}/sign`, { class: "button" })] : actions, parts.zoom),
    h("div", {}, parts.otherTab, parts.message, parts.progress),
    h(
      "div",
      { class: "panes" },
      h("section", { class: "pane", "aria-label": "ข้อความ", "data-pane": true }, isContent ? details : null, parts.editor,
        h("div", { class: "findings-box", "data-pane": true, tabindex: 0, role: "region", "aria-label": "ผลตรวจ" }, parts.findings)),
      h("section", { class: "pane", "aria-label": "ตัวอย่างหน้า" }, parts.pages),
    ),
  );
  parts.details = details;
  return parts;
}

export async function show(main, data, nonce) {
  const { id } = data;
  const address = `/api/d/${encoded(id)}`;
  // What is issued is changed only by whoever said so on the screen of its number.
  data.correcting = Boolean(data.locked) && new URLSearchParams(location.search).has("correct");
  const isLocked = Boolean((data.locked && !data.correcting) || data.read_only);
  const part = drawn(main, data);
  let findings = [];
  let hasPen = true;

  const saver = new Saver({ address, key: `${location.host}/${data.project ?? ""}/${id}`, text: data.text, digest: data.digest, correcting: data.correcting, onState: stateChanged });
  const preview = new Preview(part.pages, { id, onPlace: goTo, onAnswer: answered, onShown: shown });
  const tabs = new Tabs(id, { onPen: penChanged, onText: (text) => (editor.setText(text, { quiet: true }), preview.show(text)), onSaved: (text, digest) => saver.wrote(text, digest) });
  const editor = createEditor({
    parent: part.editor, text: data.text, nonce, readOnly: isLocked, plain: !id.endsWith(".md"),
    label: `ข้อความของ ${data.title || id}`, onChange: changed, onSave: saveNow, onShow: (place) => preview.reveal(place), onMend: mend,
  });
  part.editor.querySelector(".cm-content").setAttribute("tabindex", "0"); // so that the scrolling box is known to be reached by keys
  const form = new Form(part.form, { address: `${address}/fields`, readOnly: isLocked, current: () => editor.text(), onText: takeText, onWrong: (found) => tell(part.message, found) });

  function changed(text) {
    saver.changed(text);
    tabs.tell(text);
    preview.show(text);
    if (part.details.open) form.follow(text);
  }
  // A text that a form or a mend made of the editor's: undo takes it back.
  function takeText(text) {
    editor.setText(text);
  }
  function goTo(place) {
    if (place.id && place.id !== id) location.assign(`/d/${encoded(place.id)}`);
    else editor.select(place.line, place.column);
  }
  function shown(seq) {
    document.dispatchEvent(new CustomEvent("docgen:shown", { detail: { seq } }));
  }
  function answered(answer) {
    if (answer.text !== editor.text()) return;
    findings = answer.findings;
    editor.showFindings(findings.filter((found) => found.id === id).map((found) => ({ ...found, remedy: found.hint })));
    listFindings(part.findings, findings, { here: id, onGo: (found) => editor.select(found.line, found.column || 1, found.span), onMend: mend });
  }
  // Writes what a finding has for its letters; the findings are of the text that stands there (else they are old).
  function mend(found) {
    if (isLocked || !hasPen || !findings.some((one) => one.line === found.line && one.column === found.column && one.code === found.code)) return;
    editor.replace(found.line, found.column, found.span, found.repair);
    say(`แก้แล้ว: ${found.message}`);
  }
  function stateChanged(state, details) {
    part.saved.textContent = details.journal === false ? "เบราว์เซอร์นี้เก็บสำรองไม่ได้ บันทึกบ่อย ๆ (Ctrl+S)" : WORDS[state];
    part.saved.classList.toggle("bad", GRAVE.includes(state));
    if (state === "refused") tell(part.message, details.findings ?? []);
    if (state === "saved") tell(part.message, []);
    if (state === "saved" && hasPen) tabs.tellSaved(saver.text, saver.digest);
    if (state === "conflict") settle(details);
  }
  async function settle({ theirs, digest }) {
    const chosen = await conflictDialog({ mine: editor.text(), theirs });
    if (chosen === null) {
      const again = button("เลือกฉบับ", () => settle({ theirs, digest }));
      part.message.hidden = false;
      return part.message.replaceChildren(h("p", { class: "banner bad" }, "ยังไม่ได้เลือกฉบับ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ ยังไม่เขียนลงไฟล์ ", again));
    }
    editor.setText(chosen, { quiet: true });
    await saver.resolve(chosen, digest);
    preview.show(chosen);
  }
  async function saveNow() {
    if (await saver.save()) say("บันทึกแล้ว");
  }
  async function mendAll() {
    if (!(await saver.save())) return;
    const before = editor.text();
    const answer = await ask("POST", `${address}/fix`, { body: {}, headers: { "If-Match": `"${saver.digest}"` } });
    if (answer.status !== 200) return tell(part.message, findingsOf(answer));
    saver.wrote(answer.data.text, answer.data.digest);
    if (editor.text() !== before) return;
    editor.setText(answer.data.text);
    preview.show(answer.data.text);
    say(answer.data.diffs?.length ? "แก้แล้ว ดูข้อความที่เปลี่ยน (Ctrl+Z เรียกคืน)" : "ไม่มีที่โปรแกรมแก้ให้ได้โดยไม่ต้องตัดสินใจ");
  }
  async function build() {
    if (!(await saver.save())) return;
    await run(part.progress, "/api/build", { ids: [id] });
  }
  function penChanged(mine) {
    hasPen = mine;
    if (!mine) saver.release();
    else if (editor.text() !== saver.text) changed(editor.text()); // what the other tab told and had not saved
    editor.setReadOnly(!mine || isLocked);
    part.otherTab.hidden = mine;
    part.otherTab.replaceChildren("เอกสารนี้เปิดเขียนอยู่ในอีกแท็บหนึ่ง แท็บนี้ดูตามได้ ", button("เขียนในแท็บนี้แทน", () => tabs.take()));
  }
  // What another program changed meanwhile: taken over where nothing is unsaved here, else a choice comes on saving.
  async function lookAtDisk() {
    if (saver.state !== "saved") return;
    const answer = await ask("GET", address);
    if (answer.status !== 200 || answer.data.digest === saver.digest || saver.state !== "saved") return;
    saver.wrote(answer.data.text, answer.data.digest);
    editor.setText(answer.data.text, { quiet: true });
    preview.show(answer.data.text);
    say("ไฟล์ถูกแก้จากที่อื่น แสดงฉบับใหม่แล้ว");
  }

  Object.assign(part, { onSave: saveNow, onMendAll: mendAll, onBuild: build });
  part.zoom.addEventListener("change", () => {
    preview.zoom = Number(part.zoom.value);
    preview.show(editor.text());
  });
  part.details.addEventListener("toggle", async () => {
    if (!part.details.open) return;
    const answer = await ask("POST", `${address}/fields`, { body: { text: editor.text() } });
    if (answer.status === 200) form.draw(answer.data);
    else tell(part.message, findingsOf(answer));
  });
  document.addEventListener("keydown", nextPane);
  window.addEventListener("focus", lookAtDisk);
  document.addEventListener("docgen:changed", (event) => event.detail.id === id && lookAtDisk());

  const recovered = isLocked ? undefined : await saver.recovered();
  if (recovered && (await recoveredDialog({ kept: recovered.text, disk: data.text }))) {
    saver.digest = recovered.digest;
    editor.setText(recovered.text);
  } else if (recovered) await saver.drop();
  if (!isLocked) await tabs.begin();
  preview.show(editor.text());
  onConnection((isConnected) => isConnected && preview.show(editor.text()));
  window.docgen = { editor, preview, saver, tabs, outputs: () => (data.outputs ?? []).map(fileAddress) };
}

// F6 goes to the next pane, with Shift to the one before.
function nextPane(event) {
  if (event.code !== "F6") return;
  event.preventDefault();
  const panes = [...document.querySelectorAll("[data-pane]")];
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + (event.shiftKey ? panes.length - 1 : 1) + panes.length) % panes.length];
  (next.querySelector(".cm-content") ?? next).focus();
}

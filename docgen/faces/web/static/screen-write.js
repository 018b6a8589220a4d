// เขียน: form, editor, pages, findings; what is typed goes to the disk and to the pages at once.
import { ask, findingsOf, onConnection } from "./api.js";
import { button, encoded, h, link, say } from "./dom.js";
import { createEditor, frontMatterEnd } from "./editor.js";
import { listFindings, tell } from "./findings.js";
import { Form } from "./form.js";
import { fileAddress, run } from "./jobs.js";
import { Preview } from "./preview.js";
import { SAVED_WORDS, Writing } from "./writing.js";

const TYPED_ON = {
  severity: "warning", code: "page", message: "พิมพ์ต่อระหว่างที่โปรแกรมแก้ จึงใช้ข้อความที่พิมพ์ และยังไม่ได้แก้ให้",
  hint: "หยุดพิมพ์แล้วกด แก้ที่แก้ให้ได้ทั้งหมด อีกครั้ง",
};

// The parts of the screen, drawn before anything is known of the text.
function drawn(main, data) {
  const parts = {
    title: h("h1", {}, data.title || data.id),
    saved: h("span", { class: "saved-state", role: "status" }, SAVED_WORDS),
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
  // Whoever begins fills in the form first: it is open while the example's words stand in the text.
  const isNew = !data.locked && (data.findings ?? []).some((one) => one.code === "placeholder-text" && one.id === data.id);
  const details = h("details", { open: isNew, dataset: isNew ? { isNew } : {} }, h("summary", {}, "แบบฟอร์ม: เรื่อง วันที่ ผู้ลงนาม"), parts.form);
  const actions = [
    button("บันทึก", () => parts.onSave(), { title: "Ctrl+S", "data-needs": "writer" }),
    button("แก้ที่แก้ให้ได้ทั้งหมด", () => parts.onMendAll(), { "data-needs": "writer" }),
    button("สร้าง PDF และ Word", () => parts.onBuild()),
    data.is_issued_kind ? link(data.entry ? "ออกฉบับแก้ไข" : "ออกเลข", `/d/${encoded(data.id)}/issue`, { class: "button main" }) : null,
    isContent && !data.is_issued_kind ? link("ลงนามหรือเก็บสแกน", `/d/${encoded(data.id)}/sign`, { class: "button main" }) : null,
  ];
  main.classList.add("write", "wide");
  main.replaceChildren(
    h("div", { class: "bar" }, parts.title, parts.saved, data.locked && !data.correcting ? [link("ฉบับแก้ไขหรือยกเลิก", `/d/${encoded(data.id)}/issue`, { class: "button" }), link(data.is_signed_kind ? "ลงนามหรือเก็บสแกน" : "สร้าง PDF และ Word", `/d/${encoded(data.id)}/sign`, { class: "button" })] : actions, parts.zoom),
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
  let foundIn = null; // the text that the findings are of
  let drawing = null;

  const preview = new Preview(part.pages, { id, onPlace: goTo, onAnswer: answered, onShown: shown });
  const editor = createEditor({
    parent: part.editor, text: data.text, nonce, readOnly: isLocked, plain: !id.endsWith(".md"),
    label: `ข้อความของ ${data.title || id}`, onChange: changed, onSave: saveNow, onShow: (place) => preview.reveal(place), onMend: mend,
  });
  part.editor.querySelector(".cm-content").setAttribute("tabindex", "0"); // so that the scrolling box is known to be reached by keys
  const writing = new Writing({ id, data, address, parts: part, editor, isLocked, onText: (text) => preview.show(text) });
  const { saver } = writing;
  const form = new Form(part.form, { address: `${address}/fields`, readOnly: isLocked, current: () => editor.text(), onText: takeText, onTyped: (fields) => saver.typedInForm(fields), onWrong: (found) => tell(part.message, found) });

  function changed(text) {
    writing.changed(text); // first: whatever becomes of the page, what was typed is kept
    preview.show(text);
    if (part.details.open) form.follow(text);
  }
  // A text that a form or a mend made of the editor's: undo takes it back.
  function takeText(text) {
    editor.setText(text);
  }
  function goTo(place) {
    if (place.id && place.id !== id) location.assign(`/d/${encoded(place.id)}`);
    else {
      editor.select(place.line, place.column);
      if (id.endsWith(".md") && place.line < frontMatterEnd(editor.view.state.doc)) openForm(place.line);
    }
  }
  // What stands in the front matter is filled in by form: its field for a line of it.
  async function openForm(line) {
    part.details.open = true;
    await (drawing ??= drawForm());
    form.reach(line);
  }
  async function drawForm() {
    const answer = await ask("POST", `${address}/fields`, { body: { text: editor.text() } });
    if (answer.status !== 200) return tell(part.message, findingsOf(answer));
    form.draw(answer.data);
    if (part.details.dataset.isNew) beginHere();
    delete part.details.dataset.isNew;
  }
  function shown(seq, text) {
    document.dispatchEvent(new CustomEvent("docgen:shown", { detail: { seq, text } }));
  }
  function answered(answer) {
    if (answer.text !== editor.text()) return;
    findings = answer.findings;
    part.title.textContent = titleOf(answer.text) || data.title || id;
    foundIn = answer.text;
    editor.showFindings(findings.filter((found) => found.id === id).map((found) => ({ ...found, remedy: found.hint })));
    listFindings(part.findings, findings, { here: id, onGo: (found) => editor.select(found.line, found.column || 1, found.span), onMend: mend });
  }
  // Writes what a finding has for its letters. Findings of a text that was changed since name places of that text.
  function mend(found) {
    if (foundIn !== editor.text()) return say("กำลังตรวจข้อความล่าสุด ลองอีกครั้งเมื่อผลตรวจขึ้น");
    if (!writing.mayWrite || !findings.some((one) => one.line === found.line && one.column === found.column && one.code === found.code)) return;
    editor.replace(found.line, found.column, found.span, found.repair);
    say(`แก้แล้ว: ${found.message}`);
  }
  async function saveNow() {
    if (await writing.save()) say("บันทึกแล้ว");
  }
  async function mendAll() {
    if (!(await saver.save())) return;
    const before = editor.text();
    const answer = await saver.whileWritten(async () => {
      const fixed = await ask("POST", `${address}/fix`, { body: {}, headers: { "If-Match": `"${saver.digest}"` } });
      if (fixed.status === 200) saver.wrote(fixed.data.text, fixed.data.digest);
      return fixed;
    });
    if (answer.status !== 200) return tell(part.message, findingsOf(answer));
    if (editor.text() !== before) return tell(part.message, [TYPED_ON]);
    tell(part.message, []);
    editor.setText(answer.data.text);
    preview.show(answer.data.text);
    say(answer.data.diffs?.length ? "แก้แล้ว ดูข้อความที่เปลี่ยน (Ctrl+Z เรียกคืน)" : "ไม่มีที่โปรแกรมแก้ให้ได้โดยไม่ต้องตัดสินใจ");
  }
  async function build() {
    if (!(await saver.save())) return;
    await run(part.progress, "/api/build", { ids: [id] });
  }
  // The first thing to do with a new document: its subject, over the example's; below the form stand the words to write over.
  function beginHere() {
    form.begin();
    editor.view.dispatch({ effects: editor.view.constructor.scrollIntoView(bodyAt(editor.text()), { y: "start" }) });
  }
  Object.assign(part, { onSave: saveNow, onMendAll: mendAll, onBuild: build });
  part.zoom.addEventListener("change", () => {
    preview.zoom = Number(part.zoom.value);
    preview.show(editor.text());
  });
  part.details.addEventListener("toggle", () => {
    if (part.details.open) drawing ??= drawForm();
    else drawing = null;
  });
  document.addEventListener("keydown", nextPane);

  await writing.begin();
  if (isLocked && data.entry) part.saved.textContent = `ออกเป็น${data.entry.named} แล้ว ข้อความจึงถูกล็อก`;
  preview.show(editor.text());
  onConnection((isConnected) => isConnected && preview.show(editor.text()));
  window.docgen = { editor, preview, saver, tabs: writing.tabs, outputs: () => (data.outputs ?? []).map(fileAddress) };
}

// What a text is about, as it is read: YAML's quotation marks and a remark behind are not of it; "" where it takes
// more than a line.
function titleOf(text) {
  const typed = /^(?:subject|title):[ \t]*(.+)$/m.exec(text.slice(0, bodyAt(text) || undefined))?.[1].trim() ?? "";
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(typed);
  if (quoted) return (quoted[1]?.replace(/\\(["\\])/g, "$1") ?? quoted[2].replaceAll("''", "'")).trim();
  return /^[|>&*!]/.test(typed) ? "" : typed.replace(/(?:^|\s)#.*$/, "").trim();
}

// Where a text's own words begin, below its front matter.
function bodyAt(text) {
  const front = /^---\n[^]*?\n---\n+/.exec(text);
  return front ? front[0].length : 0;
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

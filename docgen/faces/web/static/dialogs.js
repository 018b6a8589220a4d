// What the page asks: which of two texts, whether to go on with what was kept, whether to do what can't be undone.
import { button, field, freshId, h } from "./dom.js";

// Shows a dialog and returns the value of the button that was pressed; null for Escape.
export function choose(title, content, buttons) {
  return new Promise((resolve) => {
    const named = freshId("dialog");
    const dialog = h("dialog", { "aria-labelledby": named }, h("h2", { id: named }, title), content);
    const pressed = (value) => {
      resolve(value);
      dialog.close();
    };
    const row = buttons.map(({ value, words, ...more }) => button(words, () => pressed(value), more));
    dialog.append(h("div", { class: "row" }, row));
    dialog.addEventListener("close", () => {
      resolve(null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    // Long texts open where they begin to differ.
    for (const mark of new Set([...dialog.querySelectorAll("pre")].map((text) => text.querySelector("mark")))) mark?.scrollIntoView({ block: "center" });
  });
}

// Lines that differ are marked, so that nobody has to read both texts whole.
function sideBySide(left, right) {
  const column = (own, other) => {
    const others = new Set(other.text.split(/\r?\n/));
    const lines = own.text.split(/\r?\n/).flatMap((line) => [others.has(line) ? line : h("mark", {}, line || " "), "\n"]);
    return h("div", {}, h("h3", {}, own.title), h("pre", { tabindex: 0, role: "region", "aria-label": own.title }, lines));
  };
  return h("div", { class: "two" }, column(left, right), column(right, left));
}

// Returns the text to go on with, or null to decide later (nothing is written until then).
export async function conflictDialog({ mine, theirs }) {
  const chosen = await choose(
    "ไฟล์นี้ถูกแก้จากที่อื่นระหว่างที่พิมพ์",
    [
      h("p", {}, "เลือกฉบับที่จะใช้ต่อ หรือเก็บทั้งสองไว้ในช่องพิมพ์เพื่อรวมเอง ยังไม่มีอะไรถูกเขียนทับ"),
      sideBySide({ title: "ที่พิมพ์ในหน้านี้", text: mine }, { title: "ที่อยู่ในไฟล์", text: theirs }),
    ],
    [
      { value: "mine", words: "ใช้ที่พิมพ์ในหน้านี้", class: "main" },
      { value: "theirs", words: "ใช้ที่อยู่ในไฟล์" },
      { value: "both", words: "เก็บทั้งสอง แล้วรวมเอง" },
    ],
  );
  if (chosen === "theirs") return theirs;
  if (chosen === "mine") return mine;
  const between = "<!-- ข้างล่างนี้คือที่พิมพ์ในหน้านี้ รวมกับข้างบนแล้วลบบรรทัดนี้ -->";
  return chosen === "both" ? `${theirs.trimEnd()}\n\n${between}\n\n${mine}` : null;
}

export async function recoveredDialog({ kept, disk }) {
  const chosen = await choose(
    "มีข้อความที่พิมพ์ไว้และยังไม่ได้บันทึก",
    [
      h("p", {}, "ครั้งก่อนหน้านี้ปิดไปก่อนที่จะบันทึก ข้อความที่พิมพ์ไว้ยังอยู่ในเครื่องนี้"),
      sideBySide({ title: "ที่พิมพ์ไว้", text: kept }, { title: "ที่อยู่ในไฟล์", text: disk }),
    ],
    [
      { value: true, words: "ใช้ที่พิมพ์ไว้", class: "main" },
      { value: false, words: "ใช้ที่อยู่ในไฟล์" },
    ],
  );
  return chosen ?? true;
}

// The file is gone (deleted, renamed), or no text any more.
export function goneDialog({ mine, isThere }) {
  const words = isThere ? "ไฟล์นี้ถูกเขียนทับด้วยสิ่งที่อ่านเป็นข้อความไม่ได้" : "ไฟล์นี้ถูกลบหรือเปลี่ยนชื่อจากที่อื่น";
  return choose(
    words,
    [h("p", {}, "สิ่งที่พิมพ์ยังอยู่ครบในหน้านี้และในเครื่องนี้"), sideBySide({ title: "ที่พิมพ์ในหน้านี้", text: mine }, { title: "ที่อยู่ในไฟล์", text: "" })],
    [
      { value: true, words: isThere ? "เขียนทับด้วยที่พิมพ์" : "สร้างไฟล์นี้กลับจากที่พิมพ์", class: "main" },
      { value: null, words: "ยังไม่ทำ" },
    ],
  );
}

// What was typed before the document was locked.
export function lockedDialog({ kept, disk }) {
  return choose(
    "ข้อความที่พิมพ์ไว้ก่อนเอกสารนี้ถูกล็อก",
    [sideBySide({ title: "ที่พิมพ์ไว้", text: kept }, { title: "ที่อยู่ในไฟล์", text: disk })],
    [
      { value: "draft", words: "เก็บเป็นร่างใหม่", class: "main" },
      { value: "drop", words: "ทิ้งข้อความที่พิมพ์ไว้" },
      { value: null, words: "เก็บไว้ก่อน" },
    ],
  );
}

// Asks before what can't be undone; the button names the act and works once the box is ticked.
export async function confirmGrave({ title, words, act, check }) {
  const deed = h("input", { type: "checkbox" });
  const asked = choose(
    title,
    [...words.map((text) => h("p", {}, text)), h("label", { class: "choice" }, deed, h("span", {}, check))],
    [
      { value: true, words: act, class: "grave", disabled: true },
      { value: false, words: "ยังไม่ทำ" },
    ],
  );
  const doing = deed.closest("dialog").querySelector("button.grave");
  deed.addEventListener("change", () => (doing.disabled = !deed.checked));
  return (await asked) === true;
}

// Asks for words (a reason, a name) before an act; with `check` the act is grave. Returns the words, null for none.
export async function askWords({ title, words, label, act, check = "", value = "" }) {
  const input = h("input", { type: "text", autocomplete: "off", value });
  const deed = h("input", { type: "checkbox" });
  const asked = choose(
    title,
    [...words.map((text) => h("p", {}, text)), field(label, input), check && h("label", { class: "choice" }, deed, h("span", {}, check))],
    [
      { value: true, words: act, class: check ? "grave" : "main", disabled: true },
      { value: false, words: "ยังไม่ทำ" },
    ],
  );
  const dialog = input.closest("dialog");
  const doing = dialog.querySelector("button.grave, button.main");
  const ready = () => (doing.disabled = !input.value.trim() || Boolean(check && !deed.checked));
  input.addEventListener("input", ready);
  deed.addEventListener("change", ready);
  input.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && !doing.disabled && doing.click());
  ready();
  input.focus();
  input.select();
  return (await asked) === true ? input.value.trim() : null;
}

// What the page asks the clerk: which of two texts, whether to go on with what was kept, whether to do what can't be undone.
import { listFindings } from "./findings.js";

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// Shows a dialog and returns the value of the button that was pressed; null for Escape.
function choose(title, content, buttons) {
  return new Promise((resolve) => {
    const dialog = element("dialog");
    const head = element("h2", "", title);
    head.id = "dialog-title";
    dialog.setAttribute("aria-labelledby", "dialog-title");
    const row = element("div", "row");
    for (const { value, words, className = "", disabled = false } of buttons) {
      const button = element("button", className, words);
      button.type = "button";
      button.disabled = disabled;
      button.addEventListener("click", () => {
        resolve(value);
        dialog.close();
      });
      row.append(button);
    }
    dialog.append(head, ...content, row);
    dialog.addEventListener("close", () => {
      resolve(null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Lines that differ are marked, so that nobody has to read both texts whole.
function sideBySide(left, right) {
  const box = element("div", "two");
  for (const [title, own, other] of [
    [left.title, left.text, right.text],
    [right.title, right.text, left.text],
  ]) {
    const others = new Set(other.split(/\r?\n/));
    const column = element("div");
    const shown = element("pre");
    shown.tabIndex = 0;
    shown.setAttribute("aria-label", title);
    for (const line of own.split(/\r?\n/)) {
      shown.append(others.has(line) ? document.createTextNode(line) : element("mark", "", line || " "), "\n");
    }
    column.append(element("h3", "", title), shown);
    box.append(column);
  }
  return box;
}

// Returns the text to go on with, or null to decide later (nothing is written until then).
export async function conflictDialog({ mine, theirs }) {
  const chosen = await choose(
    "ไฟล์นี้ถูกแก้จากที่อื่นระหว่างที่พิมพ์",
    [
      element("p", "", "เลือกฉบับที่จะใช้ต่อ หรือเก็บทั้งสองไว้ในช่องพิมพ์เพื่อรวมเอง ยังไม่มีอะไรถูกเขียนทับ"),
      sideBySide({ title: "ที่พิมพ์ในหน้านี้", text: mine }, { title: "ที่อยู่ในไฟล์", text: theirs }),
    ],
    [
      { value: "mine", words: "ใช้ที่พิมพ์ในหน้านี้", className: "main" },
      { value: "theirs", words: "ใช้ที่อยู่ในไฟล์" },
      { value: "both", words: "เก็บทั้งสอง แล้วรวมเอง" },
    ],
  );
  if (chosen === "theirs") return theirs;
  if (chosen === "mine") return mine;
  if (chosen === "both") return `${theirs.replace(/\s*$/, "")}\n\n<!-- ที่พิมพ์ในหน้านี้ (รวมกับข้างบนแล้วลบบรรทัดนี้) -->\n\n${mine}`;
  return null;
}

export async function recoveredDialog({ kept, disk }) {
  const chosen = await choose(
    "มีข้อความที่พิมพ์ไว้และยังไม่ได้บันทึก",
    [
      element("p", "", "ครั้งก่อนหน้านี้ปิดไปก่อนที่จะบันทึก ข้อความที่พิมพ์ไว้ยังอยู่ในเครื่องนี้"),
      sideBySide({ title: "ที่พิมพ์ไว้", text: kept }, { title: "ที่อยู่ในไฟล์", text: disk }),
    ],
    [
      { value: true, words: "ใช้ที่พิมพ์ไว้", className: "main" },
      { value: false, words: "ใช้ที่อยู่ในไฟล์" },
    ],
  );
  return chosen === null ? true : chosen;
}

export async function confirmGrave({ title, words, act, check }) {
  const box = element("label", "choice");
  const tick = element("input");
  tick.type = "checkbox";
  box.append(tick, element("span", "", check));
  const content = [...words.map((text) => element("p", "", text)), box];
  const asked = choose(title, content, [
    { value: true, words: act, className: "grave", disabled: true },
    { value: false, words: "ยังไม่ทำ" },
  ]);
  tick.addEventListener("change", () => (tick.closest("dialog").querySelector("button.grave").disabled = !tick.checked));
  return (await asked) === true;
}

// Findings of a refused request, said at once by screen readers; none clears the place.
export function tell(box, findings) {
  if (!box) return;
  box.hidden = !findings.length;
  if (!findings.length) return box.replaceChildren();
  const list = element("ul", "findings");
  listFindings(list, findings);
  box.replaceChildren(list);
}

// Making elements without HTML in strings (the content policy has Trusted Types): h("p", {class: "x"}, "words", child).

export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else if (name === "value") made.value = value;
    else if (name === "checked" || name === "disabled" || name === "hidden") made[name] = Boolean(value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (words, act, more = {}) => h("button", { type: "button", onclick: act, ...more }, words);
export const link = (words, href, more = {}) => h("a", { href, ...more }, words);

let lastId = 0;
export const freshId = (word) => `${word}-${++lastId}`;

// A labelled control with its help and the place for what is wrong with it.
export function field(label, control, help = "") {
  control.id ||= freshId("field");
  const wrongId = `${control.id}-wrong`;
  const helpId = `${control.id}-help`;
  control.setAttribute("aria-describedby", [help && helpId, wrongId].filter(Boolean).join(" "));
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    help && h("p", { class: "help", id: helpId }, help),
    control.type === "file" ? chooser(control) : control,
    h("div", { class: "wrong", id: wrongId, role: "alert" }),
  );
}

// A file input in our own words: a browser's own says "Choose File" wherever its language is English. The input lies over
// the words, so that a click, a key and a dropped file reach it as ever.
function chooser(input) {
  const name = h("span", { class: "name" });
  const shown = () => {
    const names = [...input.files].map((file) => file.name);
    name.textContent = names.length ? names.join(", ") : "ยังไม่ได้เลือกไฟล์";
  };
  input.addEventListener("change", shown);
  shown();
  const words = h("span", { class: "button", "aria-hidden": "true" }, input.multiple ? "เลือกไฟล์ (หลายไฟล์ได้)" : "เลือกไฟล์");
  return h("div", { class: "file" }, input, words, name);
}

// Says what is wrong at a control; nothing clears it.
export function wrongAt(control, words) {
  control.setAttribute("aria-invalid", String(Boolean(words)));
  const box = document.getElementById(`${control.id}-wrong`);
  if (box) box.textContent = words || "";
}

// The address of a file below content/: each part encoded, the slashes kept.
export const encoded = (id) => id.split("/").map(encodeURIComponent).join("/");

// Says something to a screen reader without moving it, and shows it for all.
export function say(words) {
  const box = document.getElementById("said");
  if (box) box.textContent = words;
}

// Draws a box anew; what is not there (null) is left out.
export const fill = (box, ...children) => box.replaceChildren(...children.flat().filter(Boolean));

const THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙";
export const thai = (number) => String(number).replace(/[0-9]/g, (digit) => THAI_DIGITS[digit]);

// A moment (ISO 8601) as an office writes it: ๒๕ พฤศจิกายน ๒๕๖๙ ๑๗.๐๓ น.
export function thaiTime(moment) {
  const day = new Date(moment);
  if (Number.isNaN(day.getTime())) return moment;
  const date = new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-thai", { day: "numeric", month: "long", year: "numeric" }).formatToParts(day);
  const part = (type) => date.find((one) => one.type === type)?.value ?? "";
  const clock = [day.getHours(), day.getMinutes()].map((one) => thai(String(one).padStart(2, "0"))).join(".");
  const hasTime = /T/.test(moment);
  return `${part("day")} ${part("month")} ${part("year")}${hasTime ? ` ${clock} น.` : ""}`;
}

// Forms over the lines of a file: front matter, agency.yaml, a report. The server writes the lines that changed into the
// text and nothing else. An empty field leaves what stands; only "ลบรายการนี้" takes a line away.
import { ask, findingsOf, onConnection } from "./api.js";
import { button, field, h, thai, wrongAt } from "./dom.js";

const REST_MS = 400;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function control(shape) {
  if (shape.kind === "choice" || (shape.kind === "people" && shape.choices.length)) {
    const blank = shape.required ? [] : [h("option", { value: "" }, "— ไม่ระบุ —")];
    return h("select", {}, blank, shape.choices.map((one) => h("option", { value: one.value }, one.label)));
  }
  return shape.kind === "long" ? h("textarea", { rows: 3 }) : h("input", { type: "text", autocomplete: "off" });
}

export class Form {
  #root;
  #controls = [];
  #timer = 0;
  #following = 0;

  // options: address (…/fields), current() → the text, onText(text) puts a new text in, readOnly, onTyped([{path, value}]):
  // what stands in fields and is not in the text yet.
  constructor(root, options) {
    this.#root = root;
    this.options = options;
    // What could not be put into the text is put there when the connection is back.
    onConnection((isConnected) => isConnected && this.#pending().forEach((one) => this.#write(one)));
  }

  #pending() {
    return this.#controls.filter((one) => one.made.value !== one.stands && one.made.value.trim());
  }

  #told() {
    this.options.onTyped?.(this.#pending().map((one) => ({ path: one.path, value: one.made.value })));
  }

  // Draws the form of a text; `answer` as GET …/fields gives it.
  draw({ fields, schema }) {
    const made = [];
    const before = this.#pending();
    this.#controls = [];
    for (const shape of schema) {
      const here = fields.filter((one) => one.path[0] === shape.key);
      const isGroup = here.some((one) => one.path.length > 1 && one.shape !== "text" && one.shape !== "block") || here[0]?.shape === "map";
      if (isGroup && !shape.fields) made.push(h("div", { class: "field" }, h("h3", {}, shape.label), h("p", { class: "help" }, "แก้ในช่องพิมพ์ข้อความ")));
      else if (shape.kind === "list" || (shape.kind === "people" && here[0]?.shape === "list")) made.push(this.#list(shape, here));
      else made.push(this.#field([shape.key], shape, here[0], shape.label));
    }
    this.#root.replaceChildren(...made);
    for (const one of this.#controls) {
      const typed = before.find((other) => same(other.path, one.path));
      if (typed) one.made.value = typed.made.value;
    }
  }

  // Puts the cursor into the field of a line of the text: the last that begins on it or before.
  reach(line) {
    const before = this.#controls.filter((one) => one.line && one.line <= line);
    before.sort((one, other) => one.line - other.line).at(-1)?.made.focus();
  }

  // Selects what whoever begins has to type first: what the document must have.
  begin() {
    const first = this.#controls.find((one) => one.made.getAttribute("aria-required") && one.made.tagName === "INPUT");
    (first ?? this.#controls[0])?.made.select?.();
  }

  #field(path, shape, found, label) {
    const made = control(shape);
    made.disabled = Boolean(this.options.readOnly);
    if (shape.required) made.setAttribute("aria-required", "true");
    this.#control(made, path, found?.value ?? "", found?.line);
    return field(shape.required ? `${label} (ต้องกรอก)` : label, made, shape.help);
  }

  #control(made, path, value, line) {
    if (made.tagName === "SELECT" && value && ![...made.options].some((one) => one.value === value)) made.append(h("option", { value }, value));
    made.value = value;
    const one = { made, path, line, stands: made.value };
    this.#controls.push(one);
    made.addEventListener("input", () => {
      this.#told();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#write(one), REST_MS);
    });
    made.addEventListener("change", () => this.#write(one));
  }

  // Several of one kind: those that stand, each with its fields; another one may be added.
  #list(shape, here) {
    const numbers = [...new Set(here.map((one) => one.path[1]).filter((part) => part !== undefined))];
    const parts = shape.fields ?? [{ key: null, label: shape.label, kind: "text" }];
    const boxes = numbers.map((number) => {
      const own = here.filter((one) => one.path[1] === number);
      const inner = parts.map((part) => {
        const path = part.key === null ? [shape.key, number] : [shape.key, number, part.key];
        return this.#field(path, part, own.find((one) => same(one.path, path)), part.label);
      });
      const title = `${shape.label} ${thai(number + 1)}`;
      const away = button("ลบรายการนี้", () => this.#change({ remove: [[shape.key, number]] }), { class: "plain", "aria-label": `ลบ ${title}` });
      return h("fieldset", {}, h("legend", {}, title), inner, this.options.readOnly ? null : away);
    });
    // A new one is written once it says something: an empty officer would stop every document.
    const inputs = parts.map((part) => [part, control(part.kind === "people" ? { kind: "text" } : part)]);
    const add = () => {
      const given = inputs.filter(([, made]) => made.value.trim()).map(([part, made]) => [part.key, made.value]);
      const lacking = inputs.find(([part, made]) => (part.required || part.key === null) && !made.value.trim());
      if (lacking) return wrongAt(lacking[1], "กรอกช่องนี้ก่อน");
      const value = shape.fields ? Object.fromEntries(given) : given[0][1];
      return this.#change(numbers.length ? { add: [{ path: [shape.key], value }] } : { set: [{ path: [shape.key], value: [value] }] });
    };
    const more = h("details", {}, h("summary", {}, `เพิ่ม${shape.label}`),
      inputs.map(([part, made]) => field(shape.fields ? part.label : `${shape.label}ที่จะเพิ่ม`, made, part.help)), button(`เพิ่ม${shape.label}`, add));
    return h("div", {}, h("h3", {}, shape.label), shape.help && h("p", { class: "help" }, shape.help), boxes, this.options.readOnly ? null : more);
  }

  async #write(one) {
    clearTimeout(this.#timer);
    if (one.made.value === one.stands) return;
    const value = one.made.value;
    // Whoever chooses "ไม่ระบุ" from a list says so; a field of text may be empty by a slip.
    if (!value && one.made.tagName === "SELECT") {
      const gone = await this.#change({ remove: [one.path] }, one);
      if (gone) one.stands = value;
      return this.#told();
    }
    if (!value.trim()) return wrongAt(one.made, "ช่องว่างไม่ลบค่าเดิม ถ้าต้องการลบ ให้ลบบรรทัดนั้นในช่องพิมพ์");
    const done = await this.#change({ set: [{ path: one.path, value }] }, one);
    if (done) one.stands = value;
    this.#told();
  }

  async #change(changes, one) {
    const text = this.options.current();
    const answer = await ask("PUT", this.options.address, { body: { ...changes, text } });
    if (answer.status !== 200) {
      const words = findingsOf(answer).map((found) => [found.message, found.hint].filter(Boolean).join(" ")).join(" ");
      if (one) wrongAt(one.made, words);
      else this.options.onWrong?.(findingsOf(answer));
      return false;
    }
    // What was typed meanwhile in the editor stays: the change is made to that text.
    if (this.options.current() !== text) return this.#change(changes, one);
    if (one) wrongAt(one.made, "");
    this.options.onText(answer.data.text);
    if (!one) await this.follow(answer.data.text, 0);
    return true;
  }

  // The text changed in the editor: the fields show what stands there, but for what is being filled in.
  follow(text, rest = REST_MS) {
    clearTimeout(this.#following);
    return new Promise((resolve) => {
      this.#following = setTimeout(async () => {
        const answer = await ask("POST", this.options.address, { body: { text } });
        if (answer.status === 200 && this.options.current() === text) this.#show(answer.data);
        resolve();
      }, rest);
    });
  }

  #show(data) {
    const known = (one) => data.fields.find((found) => same(found.path, one.path));
    const places = data.fields.filter((found) => typeof found.path[1] === "number").map((found) => found.path.slice(0, 2));
    const listed = this.#controls.filter((one) => typeof one.path[1] === "number").map((one) => one.path.slice(0, 2));
    const isSameList = same([...new Set(places.map(String))], [...new Set(listed.map(String))]);
    if (!isSameList) return this.draw(data);
    for (const one of this.#controls) {
      one.line = known(one)?.line;
      if (one.made === document.activeElement || one.made.value !== one.stands) continue;
      one.made.value = known(one)?.value ?? "";
      one.stands = one.made.value;
    }
  }
}

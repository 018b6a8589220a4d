// The form above the editor: the same front matter, field by field. Only the lines that changed are written, by the
// server, into the text that stands in the editor; an empty field never erases what stands unless the clerk empties it.
import { ask, findingsOf } from "./api.js";
import { tell } from "./dialogs.js";

const REST_MS = 300;

export class Form {
  #root;
  #timer = 0;
  #followed = 0;

  // options: address, current() (the text), onText(text)
  constructor(root, options) {
    this.#root = root;
    this.options = options;
    for (const input of this.#inputs()) {
      input.dataset.stands = input.value;
      input.addEventListener(input.tagName === "SELECT" ? "change" : "input", () => this.#soon(input));
      input.addEventListener("blur", () => this.#write(input));
    }
  }
  #inputs() {
    return this.#root.querySelectorAll("[data-field]");
  }
  #soon(input) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(input), REST_MS);
  }
  async #write(input) {
    if (input.value === input.dataset.stands) return;
    const value = input.value;
    const text = this.options.current();
    const answer = await ask("PUT", `${this.options.address}/fields`, { body: { text, fields: { [input.dataset.field]: value } } });
    const box = input.closest(".field")?.querySelector(".wrong");
    input.setAttribute("aria-invalid", String(answer.status !== 200));
    tell(box, answer.status === 200 ? [] : findingsOf(answer));
    if (answer.status !== 200) return;
    // What was typed meanwhile in the editor stays.
    if (this.options.current() !== text) return this.#write(input);
    input.dataset.stands = value;
    this.options.onText(answer.data.text);
  }
  // The editor's text changed: the fields show what stands there, but for the one that is being filled in.
  follow(text) {
    clearTimeout(this.#followed);
    this.#followed = setTimeout(async () => {
      const answer = await ask("POST", `${this.options.address}/fields`, { body: { text } });
      if (answer.status !== 200) return;
      for (const input of this.#inputs()) {
        const stands = answer.data.fields[input.dataset.field] ?? "";
        if (input === document.activeElement || input.value !== input.dataset.stands) continue;
        input.value = input.dataset.stands = stands;
      }
    }, REST_MS);
  }
}

// Saves one document: a second after the last key, on leaving, on Ctrl+S. Never writes over what it has not seen.
import { ask, findingsOf, onConnection } from "./api.js";
import { Journal } from "./typed.js";

const REST_MS = 1000;
const RETRY_MS = 2000;

// state: "saved" | "unsaved" | "saving" | "offline" | "conflict" | "refused"
export class Saver {
  #address;
  #journal;
  #timer = 0;
  #running = null;
  #text;
  #savedText;
  #stop;

  // options: address (of the text), key (of the journal), text, digest, correcting (what is issued), onState(state, details)
  constructor({ address, key, text, digest, correcting = false, onState }) {
    this.correcting = correcting;
    this.#address = address;
    this.#journal = new Journal(key, () => onState(this.state, { journal: false }));
    this.#text = this.#savedText = text;
    this.digest = digest;
    this.state = "saved";
    this.onState = onState;
    this.#stop = onConnection((isConnected) => {
      if (isConnected && this.state === "offline") this.save();
    });
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.save());
  }

  // What this browser kept of an earlier time and the server never got: {text, digest} or undefined.
  async recovered() {
    const found = await this.#journal.found();
    return found && found.text !== this.#savedText ? found : undefined;
  }

  get text() {
    return this.#text;
  }

  changed(text) {
    this.#text = text;
    this.#journal.note(text, this.digest);
    clearTimeout(this.#timer);
    if (text === this.#savedText && this.state !== "conflict") return this.#become("saved");
    if (this.state === "conflict") return;
    this.#become(this.state === "offline" ? "offline" : "unsaved");
    this.#timer = setTimeout(() => this.save(), REST_MS);
  }

  // Saves now; ends when the newest text is on the disk or it is told why not. Waits while there is a conflict.
  async save() {
    clearTimeout(this.#timer);
    if (this.state === "conflict") return false;
    this.#running ??= this.#all().finally(() => (this.#running = null));
    return this.#running;
  }

  async #all() {
    while (this.#text !== this.#savedText) {
      const text = this.#text;
      this.#become("saving");
      const answer = await ask("PUT", this.#address, { body: { text, correcting: this.correcting }, headers: { "If-Match": `"${this.digest}"` } });
      if (answer.status === 200) {
        this.digest = answer.data.digest;
        this.#savedText = text;
        this.#journal.settle(text);
      } else if (answer.status === 412) {
        this.#become("conflict", { theirs: answer.data.text, digest: answer.data.digest });
        return false;
      } else {
        const isOffline = answer.status === 0;
        this.#become(isOffline ? "offline" : "refused", { findings: findingsOf(answer) });
        this.#timer = setTimeout(() => this.save(), RETRY_MS);
        return false;
      }
    }
    this.#become("saved");
    return true;
  }

  // After a conflict: `text` goes on from what stands on the disk (its digest), and is saved.
  async resolve(text, digest) {
    this.digest = digest;
    this.#text = text;
    this.#savedText = null;
    this.#journal.note(text, digest);
    this.state = "unsaved";
    return this.save();
  }

  // What was kept is not wanted: the text on the disk is.
  drop() {
    return this.#journal.forget();
  }

  // What the server wrote itself (a mend), or another program: the text on the disk is now this one.
  wrote(text, digest) {
    this.digest = digest;
    this.#text = this.#text === this.#savedText ? text : this.#text;
    this.#savedText = text;
    if (this.#text === text) this.#become("saved");
    this.#journal.settle(text);
  }

  // Another tab writes from now on: it has this text, and nothing is sent from here behind its back.
  release() {
    clearTimeout(this.#timer);
    this.#savedText = this.#text;
  }

  #leave() {
    if (this.#text === this.#savedText || this.state === "conflict") return;
    // The journal has it in any case; the browser sends up to 64 KB after the page is gone.
    ask("PUT", this.#address, {
      body: { text: this.#text, correcting: this.correcting },
      headers: { "If-Match": `"${this.digest}"` },
      keepalive: true,
    }).catch(() => undefined);
  }

  #become(state, details = {}) {
    this.state = state;
    this.onState(state, details);
  }

  close() {
    clearTimeout(this.#timer);
    this.#stop();
  }
}

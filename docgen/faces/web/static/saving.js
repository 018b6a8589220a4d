// Saves one document: a second after the last key, on leaving, on Ctrl+S. Never writes over what it has not seen.
import { ask, findingsOf, onConnection } from "./api.js";
import { Journal } from "./typed.js";

const REST_MS = 1000;
const UNKEPT_REST_MS = 150; // where this browser keeps nothing, the file is all there is
const RETRY_MS = 2000;
const MOST_RETRY_MS = 15_000;
const ANSWER_SECONDS = 20;
const MOST_SENT = 30;
const KEEPALIVE_LETTERS = 20_000; // a browser sends 64 KB after a page is gone; a Thai letter has three bytes
const DIGEST = /^[0-9a-f]{64}$/;

// state: "saved" | "unsaved" | "saving" | "offline" | "conflict" | "session" | "refused"
export class Saver {
  #address;
  #journal;
  #timer = 0;
  #running = null;
  #refusals = 0;
  #mayWrite = false;
  #text;
  #savedText;
  #sent = [];
  #fields = [];
  #digest;
  #correcting;

  // options: address (of the text), id (of the document), text, digest, correcting (what is issued), onState(state, details),
  // onKeeps(whether this browser keeps what is typed). Nothing is written before `begin`.
  constructor({ address, id, text, digest, correcting = false, onState, onKeeps }) {
    this.#correcting = correcting;
    this.#address = address;
    this.#journal = new Journal(id, onKeeps);
    this.#text = this.#savedText = text;
    this.#digest = digest;
    this.state = "saved";
    this.onState = onState;
    onConnection((isConnected) => isConnected && this.state === "offline" && this.save());
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden") return;
      this.#journal.flush();
      this.save();
    });
    window.addEventListener("beforeunload", (event) => !this.isSafe && event.preventDefault());
  }

  get text() {
    return this.#text;
  }
  get savedText() {
    return this.#savedText;
  }
  // Texts of this document that may stand in the file: sent and not answered, or told by the tab that wrote.
  get heard() {
    return this.#sent;
  }
  get digest() {
    return this.#digest;
  }
  get isSaved() {
    return this.#text === this.#savedText && !this.#running;
  }
  // The newest text that is in this browser's keeping, for those who watch.
  get keptText() {
    return this.#journal.keptText;
  }
  // What would be gone if the page were closed now is neither in the file nor in this browser.
  get isSafe() {
    return !this.#mayWrite || this.isSaved || this.#journal.keeps;
  }

  // This tab has the pen and goes on from what it has.
  begin() {
    this.#mayWrite = true;
    if (!this.isSaved) this.save();
  }

  // The server writes the file itself meanwhile (a mend of all): nothing is sent until `act` has taken in its answer, or
  // what is typed meanwhile would be sent as of the file before, and be asked about as if somebody else had written.
  async whileWritten(act) {
    clearTimeout(this.#timer);
    await this.#running;
    const done = await (this.#running = act().finally(() => (this.#running = null)));
    if (this.state === "conflict" || !this.#mayWrite) return done;
    if (this.isSaved) this.#done();
    else this.#soon();
    return done;
  }

  // Another tab writes from now on. What was sent is awaited, what was not is in the journal; nothing more is sent.
  async yield() {
    this.#mayWrite = false;
    clearTimeout(this.#timer);
    this.#journal.flush();
    await Promise.all([this.#running, this.#journal.done()]);
    if (this.state !== "saved") this.#become("saved");
  }

  // What this browser kept of an earlier time, or of another tab, and the file does not have: {text, digest, sent}.
  async recovered() {
    const found = await this.#journal.found();
    if (found?.fields?.length) await this.#putFields(found);
    if (found && found.text === this.#savedText) this.#journal.settle(found.text);
    return found && found.text !== this.#savedText ? found : undefined;
  }

  // What was typed in a form and had not come into the text yet.
  async #putFields(found) {
    const body = { set: found.fields, text: found.text };
    const answer = await ask("PUT", `${this.#address}/fields`, { body });
    if (answer.status === 200 && typeof answer.data.text === "string") found.text = answer.data.text;
  }

  // Fields of a form hold what is not in the text yet: [{path, value}].
  typedInForm(fields) {
    if (!fields.length && !this.#fields.length) return;
    this.#fields = fields;
    this.#note();
    if (this.isSaved && this.#mayWrite) this.#settle();
  }

  #settle() {
    if (!this.#fields.length) this.#journal.settle(this.#text);
  }

  changed(text) {
    this.#text = text;
    this.#note();
    if (this.state === "conflict" || !this.#mayWrite) return;
    if (this.isSaved) return this.#done();
    if (!["offline", "session", "refused"].includes(this.state)) this.#become(this.#running ? "saving" : "unsaved");
    this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), this.#journal.keeps ? REST_MS : UNKEPT_REST_MS);
  }

  #note() {
    this.#journal.note({ text: this.#text, digest: this.#digest, sent: [...this.#sent], fields: this.#fields });
  }

  #done() {
    clearTimeout(this.#timer);
    this.#refusals = 0;
    this.#settle();
    this.#become("saved");
    return true;
  }

  // Saves now; ends when the newest text is on the disk or it is told why not. Waits while there is a conflict.
  async save() {
    clearTimeout(this.#timer);
    if (this.state === "conflict" || !this.#mayWrite) return false;
    this.#running ??= this.#all().finally(() => (this.#running = null));
    const isDone = await this.#running;
    return isDone && this.isSaved;
  }

  async #all() {
    while (this.#mayWrite && this.#text !== this.#savedText) {
      const text = this.#text;
      // What goes on for long (no connection, no session, a full disk) is said all the while, not with each attempt anew.
      if (["saved", "unsaved"].includes(this.state)) this.#become("saving");
      this.#sent = [...this.#sent.filter((one) => one !== text), text].slice(-MOST_SENT);
      this.#note();
      const body = this.#body(text);
      const answer = await ask("PUT", this.#address, { body, headers: this.#seen(), seconds: ANSWER_SECONDS });
      if (!this.#take(answer, text)) return false;
    }
    return this.#mayWrite && this.#done();
  }

  #body(text) {
    return { text, correcting: this.#correcting };
  }

  #seen() {
    return this.#digest ? { "If-Match": `"${this.#digest}"` } : { "If-None-Match": "*" };
  }

  // Takes in an answer to a text that was sent; tells whether it stands in the file now.
  #take(answer, text) {
    // Whoever else answers at this address now, saved nothing.
    if (answer.status === 200 && DIGEST.test(answer.data?.digest)) return this.#stands(text, answer.data.digest);
    if (answer.status === 412 && answer.data) {
      const { text: theirs, digest } = answer.data;
      // What stands there came from here: it was sent, and the answer was lost on its way.
      if (typeof theirs === "string" && this.#sent.some((one) => sameText(one, theirs))) return this.#stands(theirs, digest);
      if (this.#mayWrite) this.#become("conflict", { theirs: theirs ?? null, digest, isThere: Boolean(digest) });
      return false;
    }
    if (!this.#mayWrite) return false;
    const state = { 0: "offline", 401: "session" }[answer.status] ?? "refused";
    this.#become(state, { findings: findingsOf(answer), status: answer.status });
    this.#refusals = state === "refused" ? this.#refusals + 1 : 0;
    this.#timer = setTimeout(() => this.save(), Math.min(RETRY_MS * 2 ** Math.max(this.#refusals - 1, 0), MOST_RETRY_MS));
    return false;
  }

  #stands(text, digest) {
    this.#digest = digest;
    this.#savedText = text;
    this.#sent = [];
    if (this.#text !== text) this.#note(); // what was typed meanwhile goes on from there
    return true;
  }

  // Goes on with a text from what stands on the disk: after a conflict, or with what was kept.
  async resolve(text, { theirs, digest, sent = [] }) {
    this.#digest = digest;
    this.#savedText = theirs;
    this.#text = text;
    this.#sent = sent;
    this.#refusals = 0;
    this.#note();
    if (this.isSaved) return this.#done();
    this.#become("unsaved");
    return this.save();
  }

  // What the server wrote itself (a mend), another tab or another program: this text stands on the disk now.
  wrote(text, digest) {
    const isSame = this.#text === this.#savedText;
    this.#digest = digest;
    this.#savedText = text;
    this.#sent = [];
    if (isSame) this.#text = text;
    if (!this.#mayWrite) return;
    if (this.isSaved) this.#done();
    else this.#note();
  }

  // What the tab that writes has: told here so that this one can go on from there.
  follows(text) {
    this.#text = text;
    this.#sent = [...this.#sent, text].slice(-MOST_SENT);
  }

  forget() {
    return this.#journal.forget();
  }

  // What is unsaved went elsewhere: nothing is sent or kept any more.
  drop() {
    this.#mayWrite = false;
    clearTimeout(this.#timer);
    return this.forget();
  }

  #leave() {
    this.#journal.flush();
    if (!this.#mayWrite || this.isSaved || this.#running || this.state === "conflict") return;
    if (this.#text.length > KEEPALIVE_LETTERS) return; // it is in this browser's keeping
    this.#sent = [...this.#sent, this.#text];
    this.#note();
    this.#journal.flush();
    ask("PUT", this.#address, { body: this.#body(this.#text), headers: this.#seen(), keepalive: true }).catch(() => undefined);
  }

  #become(state, details = {}) {
    this.state = state;
    this.onState(state, details);
  }
}

// As the server reads it back: lines end alike.
const sameText = (one, other) => one === other || one.replace(/\r\n?/g, "\n") === other.replace(/\r\n?/g, "\n");

// One tab writes a document at a time; the others follow it, and may take the pen over.

// Of one project and one person: who comes in after them on the same computer does not see what they type.
const owner = document.querySelector('meta[name="docgen-keeps"]')?.content ?? "";
// The lock that a tab holds while it writes a document.
export const penOf = (id) => `docgen:${owner}:${id}`;
const YIELD_MS = 4000;
const TAB = crypto.randomUUID();

// onPen(true | false): may this tab write; onText(text): what the tab that writes has; onSaved(text, digest): what it
// saved; onAsked(): another tab came and wants to know both; onYield(): a promise, fulfilled when nothing of this tab is
// on its way to the file any more.
export class Tabs {
  #name;
  #channel;
  #waiting = null;
  #release = null;
  #yielded = null;
  constructor(id, handlers) {
    this.#name = penOf(id);
    this.handlers = handlers;
    this.hasPen = false;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#heard(data);
  }

  async #heard(data) {
    const { onText, onSaved, onAsked, onYield } = this.handlers;
    if (data.yields === TAB) this.#yielded?.();
    if (!this.hasPen && data.text !== undefined) onText(data.text);
    if (!this.hasPen && data.saved) onSaved(data.saved.text, data.saved.digest);
    if (this.hasPen && data.asks) onAsked();
    if (this.hasPen && data.wants) {
      await onYield();
      this.#channel.postMessage({ yields: data.wants });
      // Whoever asked may be gone by now.
      setTimeout(() => this.hasPen && this.handlers.onPen(true), YIELD_MS);
    }
  }

  // Takes the pen if nobody has it; else waits for it and tells when it comes.
  async begin() {
    const free = await this.#hold({ ifAvailable: true });
    if (free) return;
    this.handlers.onPen(false);
    this.#channel.postMessage({ asks: true });
    this.#wait();
  }

  // The clerk asked for it here: the other tab ends what it is saving and stops; one that does not answer is not waited for.
  async take() {
    await new Promise((resolve) => {
      this.#yielded = resolve;
      this.#channel.postMessage({ wants: TAB });
      setTimeout(resolve, YIELD_MS);
    });
    this.#waiting?.abort();
    return this.hasPen || this.#hold({ steal: true });
  }

  tell(text) {
    if (this.hasPen) this.#channel.postMessage({ text });
  }

  tellSaved(text, digest) {
    if (this.hasPen) this.#channel.postMessage({ saved: { text, digest } });
  }

  #wait() {
    this.#waiting = new AbortController();
    this.#hold({ signal: this.#waiting.signal });
  }

  #hold(options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(this.#name, options, (lock) => {
          if (!lock) return resolve(false);
          this.hasPen = true;
          this.handlers.onPen(true);
          resolve(true);
          return new Promise((release) => (this.#release = release));
        })
        .catch(() => {
          if (options.signal?.aborted) return; // taken instead of waited for
          this.hasPen = false;
          this.handlers.onPen(false);
          this.#wait();
        });
    });
  }
}

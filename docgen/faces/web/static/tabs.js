// One tab writes a document at a time; the others follow it, and may take the pen over.

// onPen(true | false): may this tab write; onText(text): what the tab that writes has; onSaved(text, digest): what it saved.
export class Tabs {
  #name;
  #channel;
  #release = null;
  constructor(id, { onPen, onText, onSaved }) {
    this.#name = `docgen:${id}`;
    this.onPen = onPen;
    this.hasPen = false;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => {
      if (!this.hasPen && data.text !== undefined) onText(data.text);
      if (!this.hasPen && data.saved) onSaved(data.saved.text, data.saved.digest);
      if (this.hasPen && data.asks) this.onAsked?.();
    };
  }
  // Takes the pen if nobody has it; else waits for it and tells when it comes.
  async begin() {
    const free = await this.#hold({ ifAvailable: true });
    if (!free) {
      this.onPen(false);
      this.#channel.postMessage({ asks: true });
      this.#hold({});
    }
  }
  // The clerk asked for it here: the other tab stops writing at once, after it told its last text.
  take() {
    return this.#hold({ steal: true });
  }
  tell(text) {
    if (this.hasPen) this.#channel.postMessage({ text });
  }
  // Also from a tab that just lost the pen: whoever has it now goes on from there.
  tellSaved(text, digest) {
    this.#channel.postMessage({ saved: { text, digest } });
  }
  #hold(options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(this.#name, options, (lock) => {
          if (!lock) return resolve(false);
          this.hasPen = true;
          this.onPen(true);
          resolve(true);
          return new Promise((release) => (this.#release = release));
        })
        .catch(() => {
          // Stolen by another tab.
          this.hasPen = false;
          this.onPen(false);
          this.#hold({});
        });
    });
  }
}

// What was typed, kept in this browser until the server has it: a crash of the server, of the browser or of the
// computer loses no key. One record for each document: the text, and the digest of the file that it started from.

const NAME = "docgen-typed";
const STORE = "texts";
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function within(mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Strict: on the disk before it is called kept.
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const keep = (key, text, digest) => within("readwrite", (store) => store.put({ text, digest }, key));
export const kept = (key) => within("readonly", (store) => store.get(key));
export const forget = (key) => within("readwrite", (store) => store.delete(key));

// Keeps the newest text of one document; while one is being written, only the last of those that came meanwhile waits.
export class Journal {
  #key;
  #waiting = null;
  #writing = null;
  constructor(key, onProblem) {
    this.#key = key;
    this.onProblem = onProblem;
  }
  note(text, digest) {
    this.#waiting = { text, digest };
    this.#writing ??= this.#write();
    return this.#writing;
  }
  async #write() {
    while (this.#waiting) {
      const { text, digest } = this.#waiting;
      this.#waiting = null;
      try {
        await keep(this.#key, text, digest);
      } catch (problem) {
        this.onProblem?.(problem);
      }
    }
    this.#writing = null;
  }
  // Forgets a text that the server has, unless a newer one came meanwhile.
  async settle(text) {
    if (this.#writing) await this.#writing;
    const found = await kept(this.#key);
    if (found && found.text === text) await forget(this.#key);
  }
  forget() {
    return forget(this.#key);
  }
  found() {
    return kept(this.#key);
  }
}

// What was typed, kept in this browser until the server has it: a crash of the server, of the browser or of the
// computer loses no key. One record for each document of a project and a person: the text, the digest of the file that
// it started from, the texts that were sent and never answered (`sent`: one of them may stand in the file by now), and
// what stands in fields of the form and is not in the text yet (`fields`).
//
// What is promised. A key is kept when its transaction is complete (`Journal.keptText`): with durability "strict" it is
// on the disk then, and nothing that ends afterwards takes it away. Each key has a transaction of its own that is
// committed in the same task, so that it is in the browser's own process (which ends it without the page) at once: a
// page that is closed, reloaded or crashes loses nothing. Only the browser's whole process or the computer, ending in
// the milliseconds before that, may take the last keys along; what comes back is then the text as it was before them.

const NAME = "docgen-typed";
const STORE = "texts";
const MOST_FLYING = 3;
const RETRY_MS = 2000;
const owner = document.querySelector('meta[name="docgen-keeps"]')?.content ?? "";
let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      // Cleared by the browser or needed by a newer page: the next key opens it again.
      request.result.onclose = () => (opened = null);
      request.result.onversionchange = () => (request.result.close(), (opened = null));
      resolve(request.result);
    };
    request.onerror = request.onblocked = () => reject(request.error ?? new Error("blocked"));
  }).catch((problem) => {
    opened = null;
    throw problem;
  });
  return opened;
}

// `isWhole`: nothing follows the one request, so it is committed without waiting for its answer.
async function within(mode, act, { isWhole = false } = {}) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    const request = act(transaction.objectStore(STORE));
    if (isWhole) transaction.commit?.();
  });
}

const keyOf = (id) => `${owner}/${id}`;
const keep = (id, record) => within("readwrite", (store) => store.put(record, keyOf(id)), { isWhole: true });
export const kept = (id) => within("readonly", (store) => store.get(keyOf(id)));
export const forget = (id) => within("readwrite", (store) => store.delete(keyOf(id)), { isWhole: true });

// Looks and forgets in one transaction: a key that comes between the two is not forgotten with what was before it.
const forgetText = (id, text) =>
  within("readwrite", (store) => {
    const request = store.get(keyOf(id));
    request.onsuccess = () => request.result?.text === text && store.delete(keyOf(id));
    return request;
  });

// All that is kept for this project and person: [{id, text, digest, at}], the newest first.
export async function allKept() {
  const within_owner = IDBKeyRange.bound(`${owner}/`, `${owner}/\uffff`);
  const [keys, records] = await Promise.all([
    within("readonly", (store) => store.getAllKeys(within_owner)),
    within("readonly", (store) => store.getAll(within_owner)),
  ]);
  const found = keys.map((key, index) => ({ id: key.slice(owner.length + 1), ...records[index] }));
  return found.sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

// Keeps the newest text of one document. `onKeeps(true | false)`: whether this browser has it, told when it changes.
export class Journal {
  #id;
  #waiting = null;
  #newest = null;
  #flying = new Set();
  #timer = 0;
  constructor(id, onKeeps) {
    this.#id = id;
    this.onKeeps = onKeeps;
    this.keeps = true;
    this.keptText = null;
  }

  // A few transactions may be on their way; of what comes while the disk is slower than the keys only the newest waits.
  note(record) {
    this.#newest = this.#waiting = { ...record, at: Date.now() };
    clearTimeout(this.#timer);
    if (this.#flying.size < MOST_FLYING) this.flush();
  }

  // Nothing waits any longer: the page is being left.
  flush() {
    const record = this.#waiting;
    if (!record) return;
    this.#waiting = null;
    const writing = this.#write(record).finally(() => {
      this.#flying.delete(writing);
      if (this.#waiting) this.flush();
    });
    this.#flying.add(writing);
  }

  async #write(record) {
    try {
      await keep(this.#id, record);
      this.keptText = record.text;
      if (record === this.#newest) this.#tell(true);
    } catch {
      if (record !== this.#newest) return;
      this.#tell(false);
      this.#timer = setTimeout(() => record === this.#newest && this.note(record), RETRY_MS);
    }
  }

  #tell(keeps) {
    if (keeps === this.keeps) return;
    this.keeps = keeps;
    this.onKeeps?.(keeps);
  }

  // Ends when all that was noted is kept, or can't be.
  async done() {
    while (this.#waiting || this.#flying.size) await Promise.all(this.#flying);
  }

  // Forgets a text that the server has; a newer one stays.
  async settle(text) {
    if (this.#newest && this.#newest.text !== text) return;
    this.#newest = this.#waiting = null;
    clearTimeout(this.#timer);
    await forgetText(this.#id, text).then(() => this.#tell(true), () => undefined);
  }

  forget() {
    return forget(this.#id).catch(() => undefined);
  }

  // What an earlier page kept; undefined where there is nothing, or this browser keeps nothing at all.
  async found() {
    try {
      return await kept(this.#id);
    } catch {
      this.#tell(false);
      return undefined;
    }
  }
}

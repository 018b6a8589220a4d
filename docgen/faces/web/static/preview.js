// The pages beside the editor: they follow the keys. The newest text wins; an answer to an older one is dropped. Where a
// text can't be set, the last good pages stay, dimmed from the place of the fault on. What the rules find is asked for
// when the keys rest, so that it never keeps a page waiting.
import { ask, findingsOf } from "./api.js";
import { PageBox } from "./page-box.js";

const REST_MS = 200;
const TAB = crypto.randomUUID();
const isGrave = (found) => found.severity === "error";

export class Preview {
  #root;
  #sent = 0;
  #busy = false;
  #waiting = null;
  #asked = null;
  #meant = null; // the place that the clerk asked to be shown
  #pages = [];
  #pictures = new Map();
  #zoom = 1;
  #resting = 0;
  #isUnfit = false;

  // options: id (of the document), onPlace({id, line, column}) for a click on a line,
  // checksFirst (no page is shown before its findings are known: where one decides by them),
  // onAnswer({findings, isFit, seq, text, outputs}) once all that is found in a text is known,
  // onShown(seq, text) when the pages of that text are on the screen.
  constructor(root, options) {
    this.#root = root;
    this.options = options;
    this.output = "";
  }

  // Asks for the pages of a text. While one is on its way the newest waits; those between are never asked for.
  show(text) {
    clearTimeout(this.#resting);
    if (text !== this.#asked) this.#meant = null; // whoever types on is somewhere else by then
    this.#waiting = this.#asked = text;
    if (!this.#busy) this.#run();
  }

  async #run() {
    this.#busy = true;
    while (this.#waiting !== null) {
      const text = this.#waiting;
      this.#waiting = null;
      const seq = ++this.#sent;
      const ratio = Math.min((window.devicePixelRatio || 1) * this.#zoom, 4);
      const { id } = this.options;
      const known = this.#pages.map((one) => one.digest);
      const body = { id, texts: { [id]: text }, seq, tab: TAB, ratio, known, output: this.output || undefined };
      const answer = await ask("POST", "/api/preview", { body });
      await this.#take(answer, seq, text);
    }
    this.#busy = false;
  }

  async #take(answer, seq, text) {
    if (answer.status === 0) return this.#root.classList.add("is-stale");
    const { ok, pages, lines = [], outputs, stale = false } = answer.data ?? {};
    if (stale) return undefined;
    this.#root.classList.remove("is-stale");
    const told = { seq, text, outputs, findings: findingsOf(answer) };
    if (answer.status !== 200) return this.#unfit(told);
    if (!ok || !pages) return this.#unfit({ ...told, findings: answer.data.findings ?? [] });
    if (this.options.checksFirst) return this.#check({ ...told, findings: answer.data.findings }, () => this.#draw(pages, lines, seq, text));
    if (!(await this.#draw(pages, lines, seq, text))) return (this.#waiting ??= text);
    if (!this.#isUnfit) this.#root.classList.remove("is-dimmed");
    return this.#restThenCheck({ ...told, findings: answer.data.findings });
  }

  // A text that can't be set: the last good pages stay.
  #unfit(told) {
    this.#isUnfit = false;
    this.#dim(told.findings);
    this.#point(told.findings);
    this.options.onAnswer?.({ ...told, isFit: false });
  }

  // Asks what the rules find, unless a newer text comes first.
  #restThenCheck(told) {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#check(told), REST_MS);
  }

  async #check(told, draw) {
    const { id } = this.options;
    const answer = await ask("POST", "/api/check", { body: { id, texts: { [id]: told.text } } });
    // A newer text is on its way: what was found in this one says nothing of that.
    if (told.seq !== this.#sent || this.#waiting !== null || answer.status === 0) return;
    await draw?.();
    const found = answer.status === 200 ? answer.data.findings : findingsOf(answer);
    const isFit = answer.status === 200 && answer.data.ok;
    const findings = [...told.findings, ...found];
    this.#isUnfit = !isFit;
    if (isFit) this.#root.classList.remove("is-dimmed");
    else this.#dim(found);
    this.#point(findings);
    this.options.onAnswer?.({ ...told, findings, isFit });
  }

  // Returns false if a picture is lacking that the server took this page to have: all are asked for once more.
  async #draw(pages, lines, seq, text) {
    const made = new Map();
    for (const { digest, picture } of pages.flatMap((page) => page.bands)) {
      if (picture) made.set(digest, this.#pictures.get(digest) ?? addressOf(picture));
      else if (this.#pictures.has(digest)) made.set(digest, this.#pictures.get(digest));
    }
    if (pages.some((page) => page.bands.some((band) => !made.has(band.digest)))) return this.#forget(made);
    const ratio = window.devicePixelRatio || 1;
    const boxes = pages.map((page, index) => this.#pages[index] ?? new PageBox((place) => this.options.onPlace?.(place)));
    // All pictures are decoded before the first is put in its place: a page is never half old.
    const ready = await Promise.all(pages.map((page, index) => boxes[index].prepare(page, made)));
    pages.forEach((page, index) => {
      const box = boxes[index];
      box.put(page, ready[index], lines.filter((line) => line.page === page.number), ratio);
      if (!box.root.isConnected) this.#root.append(box.root);
    });
    for (const gone of this.#pages.slice(pages.length)) gone.root.remove();
    this.#pages = boxes;
    this.#keep(made);
    if (this.#meant) this.reveal(this.#meant); // asked for while this page was on its way
    // On the screen once the browser has painted: whatever comes after the next frame.
    requestAnimationFrame(() => afterPaint(() => this.options.onShown?.(seq, text)));
    return true;
  }

  #keep(made) {
    const before = this.#pictures;
    this.#pictures = made;
    const used = new Set(made.values());
    for (const address of before.values()) if (!used.has(address)) URL.revokeObjectURL(address);
  }

  #forget(made) {
    for (const [digest, address] of made) if (this.#pictures.get(digest) !== address) URL.revokeObjectURL(address);
    for (const box of this.#pages) box.digest = "";
    return false;
  }

  // Marks on the pages what a finding is about: the lines that have its letters.
  #point(findings) {
    for (const box of this.#pages) box.point(findings, this.options.id);
  }

  // From the place of the first fault on, what is shown is not what would be built.
  #dim(findings) {
    const grave = findings.filter((found) => isGrave(found) && found.line && (found.id ?? this.options.id) === this.options.id);
    const first = grave.sort((one, other) => one.line - other.line || one.column - other.column)[0] ?? { line: 1, column: 1 };
    this.#root.classList.add("is-dimmed");
    let isBehind = false;
    for (const box of this.#pages) isBehind = box.dim(first, isBehind, this.options.id);
    if (isBehind) return;
    // Behind the last of what was typed: from below its line on (what follows there stands in the front matter).
    const every = this.#pages.flatMap((box) => box.lines.filter((one) => one.line && (one.id ?? this.options.id) === this.options.id));
    const last = every.sort((one, other) => one.line - other.line || one.column - other.column).at(-1);
    for (const box of this.#pages) isBehind = box.dimBelow(last, isBehind);
  }

  // Shows a place of the text on the page: the line that has it, or the nearest before it.
  reveal({ line, column = 1 }) {
    this.#meant = { line, column };
    const { id } = this.options;
    const every = this.#pages.flatMap((box) => box.lines.filter((one) => one.line && (one.id ?? id) === id));
    const isBefore = (one) => one.line < line || (one.line === line && one.column <= column);
    const wanted = every.filter(isBefore).sort((one, other) => one.line - other.line || one.column - other.column).at(-1) ?? every[0];
    if (!wanted) return;
    for (const box of this.#pages) box.mark(wanted);
  }

  set zoom(zoom) {
    this.#zoom = zoom;
  }
}

// Base64 of a PNG as an address that an image takes.
function addressOf(picture) {
  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
}

function afterPaint(act) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => (port1.close(), act());
  port2.postMessage(null);
}

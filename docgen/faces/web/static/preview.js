// The pages beside the editor: they follow the keys. The newest text wins; an answer to an older one is dropped. Where a
// text can't be set, the last good pages stay, dimmed from the place of the fault on.
import { ask, findingsOf } from "./api.js";
import { h, thai } from "./dom.js";

const PT_PER_INCH = 72;
const CSS_PX_PER_INCH = 96;
const DRAG_PX = 4;
const TAB = crypto.randomUUID();

export class Preview {
  #root;
  #sent = 0;
  #shown = 0;
  #busy = false;
  #waiting = null;
  #pages = [];
  #zoom = 1;

  // options: id (of the document), onPlace({line, column}) for a click on a line, onAnswer({findings, isFit, seq}),
  // onShown(seq) when pictures of that text are on the screen.
  constructor(root, options) {
    this.#root = root;
    this.options = options;
    this.output = "";
  }

  // Asks for the pages of a text. While one is on its way the newest waits; those between are never asked for.
  show(text) {
    this.#waiting = text;
    if (!this.#busy) this.#run();
    return this.#sent + 1;
  }

  async #run() {
    this.#busy = true;
    while (this.#waiting !== null) {
      const text = this.#waiting;
      this.#waiting = null;
      const seq = ++this.#sent;
      const ratio = Math.min(window.devicePixelRatio || 1, 3) * this.#zoom;
      const { id } = this.options;
      const known = this.#pages.map((one) => one.page.digest);
      const body = { id, texts: { [id]: text }, seq, tab: TAB, ratio, known, output: this.output || undefined };
      const answer = await ask("POST", "/api/preview", { body });
      await this.#take(answer, seq, text);
    }
    this.#busy = false;
  }

  async #take(answer, seq, text) {
    if (answer.status === 0) return this.#root.classList.add("is-stale");
    if (answer.status !== 200) {
      this.#dim(1);
      return this.options.onAnswer?.({ findings: findingsOf(answer), isFit: false, seq, text });
    }
    const { ok, pages, lines = [], findings = [], stale = false } = answer.data;
    if (stale) return;
    this.#root.classList.remove("is-stale");
    if (ok && pages) {
      await this.#draw(pages, lines, seq);
      this.#root.classList.remove("is-dimmed");
    } else {
      this.#dim(Math.min(...findings.filter((found) => found.severity === "error").map((found) => found.line || 1), 1e9));
    }
    this.#point(findings);
    this.options.onAnswer?.({ findings, isFit: Boolean(ok && pages), seq, text, outputs: answer.data.outputs });
  }

  async #draw(pages, lines, seq) {
    const pictures = await Promise.all(pages.map((page, index) => this.#picture(page, this.#pages[index])));
    if (seq < this.#shown) return;
    this.#shown = seq;
    pages.forEach((page, index) => {
      let box = this.#pages[index]?.box;
      if (!box) this.#root.append((box = h("div", { class: "page" })));
      const own = lines.filter((line) => line.page === page.number);
      if (this.#pages[index]?.address !== page.picture) {
        const scale = (CSS_PX_PER_INCH / PT_PER_INCH) * this.#zoom;
        box.style.width = `${page.width * scale}px`;
        box.style.aspectRatio = `${page.width} / ${page.height}`;
        pictures[index].alt = `หน้า ${thai(index + 1)} จาก ${thai(pages.length)}`;
        box.querySelector("img")?.remove();
        box.prepend(pictures[index]);
      } else {
        box.querySelector("img").alt = `หน้า ${thai(index + 1)} จาก ${thai(pages.length)}`;
      }
      this.#write(box, page, own);
      this.#pages[index] = { box, address: page.picture, page, lines: own };
    });
    for (const gone of this.#pages.splice(pages.length)) gone.box.remove();
    // On the screen once the browser has painted: the frame after next.
    requestAnimationFrame(() => requestAnimationFrame(() => this.options.onShown?.(seq)));
  }

  async #picture(page, old) {
    if (old?.address === page.picture) return null;
    const made = new Image();
    made.src = page.picture;
    await made.decode().catch(() => undefined);
    return made;
  }

  // One transparent line of text for each set line, in reading order: to be selected, searched, read aloud, clicked.
  #write(box, page, lines) {
    const layer = box.querySelector(".words") ?? box.appendChild(h("div", { class: "words" }));
    const made = lines.map((line) => {
      const words = h("span", {}, line.text);
      words.style.left = `${(100 * line.x) / page.width}%`;
      words.style.top = `${(100 * line.y) / page.height}%`;
      words.style.width = `${(100 * line.width) / page.width}%`;
      words.style.height = `${(100 * line.height) / page.height}%`;
      words.style.fontSize = `${(line.height * CSS_PX_PER_INCH) / PT_PER_INCH / 1.6}px`;
      if (line.line) this.#clickable(words, line);
      return words;
    });
    layer.replaceChildren(...made);
  }

  #clickable(words, line) {
    let down = null;
    words.dataset.line = line.line;
    words.addEventListener("pointerdown", (event) => (down = [event.clientX, event.clientY]));
    words.addEventListener("click", (event) => {
      // A drag selects words; only a click goes to the source.
      if (down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > DRAG_PX) return;
      if (String(window.getSelection())) return;
      const { left, width } = words.getBoundingClientRect();
      const along = Math.min(Math.max((event.clientX - left) / width, 0), 1);
      const column = (line.column || 1) + Math.round(along * [...line.text].length);
      this.options.onPlace?.({ id: line.id, line: line.line, column });
    });
  }

  // Marks on the page what a finding is about.
  #point(findings) {
    const found = new Map();
    for (const finding of findings) if (finding.line) found.set(String(finding.line), finding.severity);
    for (const words of this.#root.querySelectorAll(".words span[data-line]")) {
      words.dataset.finding = found.get(words.dataset.line) ?? "";
    }
  }

  #dim(fromLine) {
    this.#root.classList.add("is-dimmed");
    for (const { box, lines } of this.#pages) {
      const first = lines.find((line) => line.line && line.line >= fromLine);
      const isBefore = lines.length && lines.every((line) => !line.line || line.line < fromLine);
      const share = first ? (100 * first.y) / this.#pageOf(box).height : isBefore ? 100 : 0;
      box.style.setProperty("--dim-from", `${share}%`);
    }
  }

  #pageOf(box) {
    return this.#pages.find((one) => one.box === box).page;
  }

  // Shows a place of the text on the page: the line that has it, or the nearest before it.
  reveal({ line }) {
    const every = [...this.#root.querySelectorAll(".words span[data-line]")];
    const wanted = every.filter((words) => Number(words.dataset.line) <= line).at(-1) ?? every[0];
    if (!wanted) return;
    for (const words of every) words.classList.toggle("is-here", words.dataset.line === wanted.dataset.line);
    wanted.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  set zoom(zoom) {
    this.#zoom = zoom;
    for (const one of this.#pages) one.address = "";
  }
}

// One page on the screen: its picture in bands, and over it a transparent line of text for each set line, in reading
// order, so that it can be selected, searched, read aloud and clicked.
import { h } from "./dom.js";

const LINE_HEIGHT = 1.6; // as page.css has it for the words
const DRAG_PX = 4;
const MEASURED_PX = 100;
const MARKS = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g; // stand above or below a letter
let measure = null;

export class PageBox {
  #onPlace;
  #words = h("div", { class: "words" });
  #bands = [];
  #told = "";
  #spans = [];

  constructor(onPlace) {
    this.#onPlace = onPlace;
    this.root = h("div", { class: "page" }, this.#words);
    this.#words.style.containerType = "inline-size";
    this.digest = "";
    this.lines = [];
  }

  // The bands of a page as images, decoded: those that stand here already as they are. addresses: by digest.
  async prepare(page, addresses) {
    const made = page.bands.map((band, index) => {
      if (this.#bands[index]?.dataset.digest === band.digest) return this.#bands[index];
      const image = new Image(page.pixels[0], band.height);
      image.dataset.digest = band.digest;
      image.src = addresses.get(band.digest);
      return image;
    });
    await Promise.all(made.map((image, index) => image !== this.#bands[index] && image.decode().catch(() => undefined)));
    return made;
  }

  // Puts bands and lines in their places, all at once. ratio: dots of the screen to a CSS pixel.
  put(page, bands, lines, ratio) {
    this.digest = page.digest;
    // A dot of the picture is a dot of the screen.
    this.root.style.width = `${page.pixels[0] / ratio}px`;
    bands.forEach((image, index) => {
      image.alt = index ? "" : page.alt;
      const old = this.#bands[index];
      if (image === old) return;
      image.style.height = "auto";
      image.style.aspectRatio = `${page.pixels[0]} / ${page.bands[index].height}`;
      if (old) old.replaceWith(image);
      else this.#words.before(image);
    });
    for (const gone of this.#bands.slice(bands.length)) gone.remove();
    this.#bands = bands;
    this.#write(page, lines);
  }

  #write(page, lines) {
    const told = JSON.stringify(lines);
    this.lines = lines;
    if (told === this.#told) return; // what is selected stays selected
    this.#told = told;
    this.#spans = lines.map((line) => {
      const words = h("span", {}, line.text);
      words.style.left = `${(100 * line.x) / page.width}%`;
      words.style.top = `${(100 * line.y) / page.height}%`;
      words.style.width = `${(100 * line.width) / page.width}%`;
      words.style.height = `${(100 * line.height) / page.height}%`;
      // Of the page's width: the words stand on the picture, however small it is shown.
      const size = line.height / LINE_HEIGHT;
      words.style.fontSize = `${(100 * size) / page.width}cqw`;
      words.style.letterSpacing = `${spacing(line, size)}em`;
      if (line.line) this.#clickable(words, line);
      return words;
    });
    this.#words.replaceChildren(...this.#spans);
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
      const along = width ? Math.min(Math.max((event.clientX - left) / width, 0), 1) : 0;
      this.#onPlace({ id: line.id, line: line.line, column: columnAt(line, along) });
    });
  }

  // Marks the lines that have the letters of a finding.
  point(findings, id) {
    const here = findings.filter((found) => found.line);
    this.lines.forEach((line, index) => {
      const own = here.filter((found) => (found.id ?? id) === (line.id ?? id) && touches(line, found));
      const worst = ["error", "warning", "hint"].find((severity) => own.some((found) => found.severity === severity));
      this.#spans[index].dataset.finding = worst ?? "";
      this.#spans[index].title = own.map((found) => found.message).join("\n");
    });
  }

  // Dims from a place of the text on; isBehind: an earlier page has it. Returns whether it is on this page or before.
  dim({ line, column = 1 }, isBehind, id) {
    const isFrom = (one) => (one.id ?? id) === id && one.line && (one.end_line > line || (one.end_line === line && one.end_column > column) || one.line >= line);
    const first = isBehind ? null : this.lines.findIndex(isFrom);
    const isHere = first !== null && first >= 0;
    const share = isBehind ? 0 : isHere ? parseFloat(this.#spans[first].style.top) : 100;
    this.root.style.setProperty("--dim-from", `${share}%`);
    return isBehind || isHere;
  }

  // Dims what stands below a line; isBehind: it is on an earlier page. Returns whether it is on this page or before.
  dimBelow(line, isBehind) {
    const here = this.lines.indexOf(line);
    const { top, height } = this.#spans[here]?.style ?? {};
    const share = isBehind ? 0 : here >= 0 ? parseFloat(top) + parseFloat(height) : 100;
    this.root.style.setProperty("--dim-from", `${share}%`);
    return isBehind || here >= 0;
  }

  // Shows one line as the one that is meant, and brings it into view.
  mark(wanted) {
    this.lines.forEach((line, index) => {
      this.#spans[index].classList.toggle("is-here", line === wanted);
      if (line === wanted) this.#spans[index].scrollIntoView({ block: "nearest", behavior: "instant" });
    });
  }
}

// What to add after each letter (em) so that words take the width that they have on the picture: there they are set by
// docgen, here by the browser, and what is selected should be what is marked.
function spacing(line, size) {
  if (!measure) {
    measure = document.createElement("canvas").getContext("2d");
    measure.font = `${MEASURED_PX}px ${getComputedStyle(document.body).fontFamily}`;
  }
  const letters = [...line.text.replace(MARKS, "")].length;
  const natural = (measure.measureText(line.text).width * size) / MEASURED_PX;
  return letters ? Math.min(Math.max((line.width - natural) / letters / size, -0.2), 1) : 0;
}

// The column that a share of a set line's width is at: the line's typed letters run from its column to its end.
function columnAt(line, along) {
  const typed = line.end_line === line.line ? line.end_column - line.column : [...line.text].length;
  return (line.column || 1) + Math.round(along * Math.max(typed, 0));
}

function touches(line, found) {
  // A line that nobody typed as it stands (a usual closing, a position) leads somewhere, and no letter of it is at fault.
  if (!line.line || (line.line === line.end_line && line.column === line.end_column)) return false;
  const isAfter = found.line > line.end_line || (found.line === line.end_line && found.column >= line.end_column);
  const end = found.column + Math.max(found.span || 1, 1);
  const isBefore = found.line < line.line || (found.line === line.line && found.column > 0 && end <= line.column);
  return !isAfter && !isBefore;
}

// A finished PDF as pictures of its pages with their words over them: it looks the same in every browser, and nothing
// that stands in the file is run. Pages are drawn as they come into view.
import { ask, findingsOf } from "./api.js";
import { h, link, thai } from "./dom.js";
import { tell } from "./findings.js";

const CSS_PX_PER_PT = 96 / 72;
const NEAR_PX = 600;
const bare = (name) => name.replace(/^(output|content\/signed|content\/scans|content\/archive)\//, "");
const path = (name) => bare(name).split("/").map(encodeURIComponent).join("/");
// Where a file is kept is told by its project path; a bare name is that of something built.
const shelfOf = (name) =>
  name.startsWith("content/signed/") ? "signed" : name.startsWith("content/scans/") ? "scan" : name.startsWith("content/archive/") ? "bag" : "output";

export const keepAddress = (name) => `/files/${path(name)}?${shelfOf(name)}=1&download=1`;
export const seeAddress = (name) => `/see/${path(name)}?${shelfOf(name)}=1`;
export const canBeSeen = (name) => /\.(pdf|jpg)$/.test(name);

// A file of the office: looked at here, or kept on this machine.
export function fileLinks(name, words = bare(name)) {
  const keep = link(canBeSeen(name) ? "เก็บลงเครื่อง" : words, keepAddress(name), { "aria-label": `เก็บ ${words} ลงเครื่อง` });
  return canBeSeen(name) ? [link(words, seeAddress(name), { "aria-label": `ดู ${words}` }), " ", keep] : [keep];
}

function written(line, page) {
  const words = h("span", {}, line.text);
  words.style.left = `${(100 * line.x) / page.width}%`;
  words.style.top = `${(100 * line.y) / page.height}%`;
  words.style.width = `${(100 * line.width) / page.width}%`;
  words.style.height = `${(100 * line.height) / page.height}%`;
  words.style.fontSize = `${(line.height * CSS_PX_PER_PT) / 1.6}px`;
  return words;
}

function leaf(name, page, count) {
  const ratio = ["1", "1.5", "2", "3"].find((one) => Number(one) >= (window.devicePixelRatio || 1)) ?? "3";
  const alt = `หน้า ${thai(page.number)} จาก ${thai(count)}`;
  const picture = h("img", { alt });
  const box = h("div", { class: "page" }, picture, h("div", { class: "words" }, page.lines.map((line) => written(line, page))));
  box.style.width = `${page.width * CSS_PX_PER_PT}px`;
  box.style.aspectRatio = `${page.width} / ${page.height}`;
  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      near.disconnect();
      picture.src = `/api/see/${path(name)}?${shelfOf(name)}=1&page=${page.number}&ratio=${ratio}`;
    },
    { rootMargin: `${NEAR_PX}px` },
  );
  near.observe(box);
  return box;
}

// Shows a file, by its project path, in a box; says so where that can't be done.
export async function showFile(box, name) {
  if (name.endsWith(".jpg")) {
    return box.replaceChildren(h("div", { class: "page" }, h("img", { alt: `สแกน ${bare(name)}`, src: `/files/${path(name)}?${shelfOf(name)}=1` })));
  }
  const answer = await ask("GET", `/api/see/${path(name)}?${shelfOf(name)}=1`);
  if (answer.status !== 200) return tell(box, findingsOf(answer));
  const { pages } = answer.data;
  box.replaceChildren(...pages.map((page) => leaf(name, page, pages.length)));
}

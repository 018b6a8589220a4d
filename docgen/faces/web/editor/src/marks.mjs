// How content looks in the editor: heads, labels, emphasis, the front matter. Decorations alone; no letter is changed.
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";

const line = (name) => Decoration.line({ class: `cm-${name}` });
const mark = (name) => Decoration.mark({ class: `cm-${name}` });
const LINES = [
  [/^#{1,3}\s/, line("heading")],
  [/^\s*\|.*\|\s*$/, line("table")],
  [/^\s*<!--.*-->\s*$/, line("comment")],
];
const MARKS = [
  [/^\s*(?:ข้อ\s*)?(?:[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?|\([0-9๐-๙ก-ฮ]+\)|[ก-ฮ]\.)(?=\s)/g, mark("label")],
  [/^\s*[-*](?=\s)/g, mark("label")],
  [/\*\*[^*\n]+\*\*/g, mark("strong")],
  [/(?<!\*)\*[^*\s][^*\n]*\*(?!\*)/g, mark("emphasis")],
  [/`[^`\n]+`/g, mark("code")],
  [/\[[^\]\n]*\]\{[^}\n]*\}/g, mark("code")],
  [/!?\[[^\]\n]*\]\([^)\n]*\)/g, mark("link")],
];
const FRONT = line("front");
const FIELD = mark("field");

// The number of the line that ends the front matter; 0 where there is none.
export function frontMatterEnd(doc) {
  if (doc.line(1).text.trim() !== "---") return 0;
  for (let number = 2; number <= Math.min(doc.lines, 200); number++) {
    if (doc.line(number).text.trim() === "---") return number;
  }
  return 0;
}

function decorated(view, plain) {
  const found = [];
  const front = plain ? 0 : frontMatterEnd(view.state.doc);
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const here = view.state.doc.lineAt(at);
      if (plain || here.number <= front) {
        found.push(FRONT.range(here.from));
        const key = /^[\s-]*([\w_]+):/.exec(here.text);
        if (key) found.push(FIELD.range(here.from, here.from + key[0].length));
      } else {
        for (const [pattern, made] of LINES) if (pattern.test(here.text)) found.push(made.range(here.from));
        for (const [pattern, made] of MARKS) {
          for (const match of here.text.matchAll(pattern)) {
            if (match[0]) found.push(made.range(here.from + match.index, here.from + match.index + match[0].length));
          }
        }
      }
      at = here.to + 1;
    }
  }
  return Decoration.set(found, true);
}

// `plain`: a YAML file, front matter from end to end.
export function contentMarks(plain) {
  return ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.decorations = decorated(view, plain);
      }
      update(update) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorated(update.view, plain);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

export const theme = EditorView.theme({
  "&": { fontSize: "1rem", height: "100%", backgroundColor: "#fff", color: "#1b1b1b" },
  "&.cm-focused": { outline: "3px solid #0b57a4", outlineOffset: "-3px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.75", overflow: "auto" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "#000" },
  ".cm-line": { padding: "0 1rem" },
  ".cm-gutters": { backgroundColor: "#f5f5f2", color: "#5c5c5c", border: "none", borderRight: "1px solid #d8d8d4" },
  ".cm-heading": { fontWeight: "700", fontSize: "1.1em" },
  ".cm-front": { backgroundColor: "#f5f5f2" },
  ".cm-field": { color: "#0b4a8f" },
  ".cm-table": { fontVariantNumeric: "tabular-nums", backgroundColor: "#fafaf7" },
  ".cm-comment": { color: "#5c5c5c" },
  ".cm-label": { color: "#7a2e00", fontWeight: "600" },
  ".cm-strong": { fontWeight: "700" },
  ".cm-emphasis": { fontStyle: "italic" },
  ".cm-code, .cm-link": { color: "#0b4a8f" },
  ".cm-activeLine": { backgroundColor: "#eef4fb" },
  ".cm-activeLineGutter": { backgroundColor: "#e3edf8" },
  // Underlines and signs without the pictures (data:) that the page's content policy refuses.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy #b3261e 2px", textUnderlineOffset: "0.3em" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy #8a5a00 2px", textUnderlineOffset: "0.3em" },
  ".cm-lintRange-info": { backgroundImage: "none", textDecoration: "underline dotted #0b57a4 2px", textUnderlineOffset: "0.3em" },
  ".cm-lintRange-active": { backgroundColor: "#fff1c2" },
  ".cm-lint-marker": { width: "1em", height: "1.4em", textAlign: "center" },
  ".cm-lint-marker-error": { content: "'●'", color: "#b3261e", fontWeight: "700" },
  ".cm-lint-marker-warning": { content: "'▲'", color: "#8a5a00", fontWeight: "700" },
  ".cm-lint-marker-info": { content: "'○'", color: "#0b57a4" },
  ".cm-tooltip": { maxWidth: "32rem", border: "1px solid #8a8a86", backgroundColor: "#fff" },
  ".cm-diagnostic": { padding: "0.5rem 0.75rem", whiteSpace: "pre-line" },
  ".cm-diagnosticAction": { minHeight: "24px", marginTop: "0.4rem", font: "inherit" },
});

// Words in Thai: a browser takes a whole run of Thai letters for one word, since no blanks stand between its words.
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const THAI = /[\u0e01-\u0e5b]/;
const segmenter = new Intl.Segmenter("th", { granularity: "word" });

// The ends of the words of a line, from its start: offsets within the line.
export function wordEnds(text) {
  return [...segmenter.segment(text)].map((part) => ({
    from: part.index,
    to: part.index + part.segment.length,
    isWord: part.isWordLike ?? /\S/.test(part.segment),
  }));
}

// The word around an offset of a line; null where the letters beside it are not Thai (the browser's own way is right).
export function wordAt(text, offset) {
  if (!THAI.test(text.slice(Math.max(0, offset - 1), offset + 1))) return null;
  return wordEnds(text).find((part) => part.from <= offset && offset < part.to) ?? wordEnds(text).at(-1) ?? null;
}

// Where the cursor goes by a word, forwards or backwards; crosses line ends as the editor's own motion does.
export function wordTarget(state, head, forward) {
  const line = state.doc.lineAt(head);
  const at = head - line.from;
  if (forward) {
    if (at === line.length) return line.number < state.doc.lines ? head + 1 : head;
    const next = wordEnds(line.text).find((part) => part.to > at && part.isWord);
    return line.from + (next ? next.to : line.length);
  }
  if (at === 0) return line.number > 1 ? head - 1 : head;
  const before = wordEnds(line.text).filter((part) => part.from < at && part.isWord).at(-1);
  return line.from + (before ? before.from : 0);
}

function move(forward, extend) {
  return (view) => {
    const ranges = view.state.selection.ranges.map((range) => {
      const head = wordTarget(view.state, range.head, forward);
      return extend ? EditorSelection.range(range.anchor, head) : EditorSelection.cursor(head);
    });
    view.dispatch({
      selection: EditorSelection.create(ranges, view.state.selection.mainIndex),
      scrollIntoView: true,
      userEvent: "select",
    });
    return true;
  };
}

function remove(forward) {
  return (view) => {
    if (view.state.readOnly) return false;
    view.dispatch(
      view.state.changeByRange((range) => {
        if (!range.empty) return { changes: range, range: EditorSelection.cursor(range.from) };
        const target = wordTarget(view.state, range.head, forward);
        const from = Math.min(range.head, target);
        return { changes: { from, to: Math.max(range.head, target) }, range: EditorSelection.cursor(from) };
      }),
      { scrollIntoView: true, userEvent: forward ? "delete.forward" : "delete.backward" },
    );
    return true;
  };
}

export const thaiWordKeys = [
  { key: "Ctrl-ArrowLeft", run: move(false, false), shift: move(false, true), preventDefault: true },
  { key: "Ctrl-ArrowRight", run: move(true, false), shift: move(true, true), preventDefault: true },
  { key: "Ctrl-Backspace", run: remove(false), preventDefault: true },
  { key: "Ctrl-Delete", run: remove(true), preventDefault: true },
];

// A double click takes one word, and dragging on after it whole words.
export const thaiDoubleClick = EditorView.mouseSelectionStyle.of((view, event) => {
  if (event.button !== 0 || event.detail !== 2) return null;
  const around = (pos) => {
    const line = view.state.doc.lineAt(pos);
    const word = wordAt(line.text, pos - line.from);
    return word && { from: line.from + word.from, to: line.from + word.to };
  };
  let start = around(view.posAtCoords({ x: event.clientX, y: event.clientY }, false));
  if (!start) return null;
  return {
    get(move, extend, multiple) {
      const here = around(view.posAtCoords({ x: move.clientX, y: move.clientY }, false)) ?? start;
      const forward = here.from >= start.from;
      const range = EditorSelection.range(
        forward ? start.from : start.to,
        forward ? Math.max(here.to, start.to) : here.from,
      );
      return multiple ? view.state.selection.addRange(range) : EditorSelection.create([range]);
    },
    update(update) {
      if (update.docChanged) start = { from: update.changes.mapPos(start.from), to: update.changes.mapPos(start.to) };
    },
  };
});

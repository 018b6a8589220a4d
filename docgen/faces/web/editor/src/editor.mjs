// The editor of docgen's page: CodeMirror 6 with Thai words, content marks, findings, and the page's own keys.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { contentMarks, theme } from "./marks.mjs";
import { thaiDoubleClick, thaiWordKeys } from "./thai-words.mjs";
import { phrases } from "./phrases.mjs";

// EDIT_CONTEXT loses Thai combining marks with some input methods.
EditorView.EDIT_CONTEXT = false;

const fromOutside = Annotation.define();
const SEVERITIES = { error: "error", warning: "warning", hint: "info" };

// The smallest change that turns one text into another, so that cursor, scrolling and undo live through it.
export function smallestChange(old, wanted) {
  let from = 0;
  const shorter = Math.min(old.length, wanted.length);
  while (from < shorter && old[from] === wanted[from]) from++;
  let end = 0;
  while (end < shorter - from && old[old.length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  return { from, to: old.length - end, insert: wanted.slice(from, wanted.length - end) };
}

// Lines and columns are counted from 1, columns in characters as docgen counts them (code points).
function position(doc, line, column) {
  const here = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const units = [...here.text].slice(0, Math.max(column - 1, 0)).join("").length;
  return Math.min(here.from + units, here.to);
}

function place(doc, at) {
  const here = doc.lineAt(at);
  return { line: here.number, column: [...here.text.slice(0, at - here.from)].length + 1 };
}

// options: parent, text, nonce, plain (YAML), readOnly, label (for screen readers),
// onChange(text), onCursor({line, column}), onShow({line, column}) for Alt+J, onSave() for Ctrl+S, onMend(finding).
export function createEditor(options) {
  const editable = new Compartment();
  const limits = (readOnly) => [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
  const told = (name, value) => options[name]?.(value);
  let cursorLine = 0;

  function mendHere(view) {
    const { from, to } = view.state.selection.main;
    let mended = false;
    forEachDiagnostic(view.state, (diagnostic, start, end) => {
      if (!mended && diagnostic.actions?.length && start <= to && from <= end) {
        diagnostic.actions[0].apply(view, start, end);
        mended = true;
      }
    });
    return mended;
  }

  const keys = [
    { key: "F8", run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
    { key: "Alt-Enter", run: mendHere, preventDefault: true },
    { key: "Mod-s", run: () => (told("onSave"), true), preventDefault: true },
    ...thaiWordKeys,
  ];
  const byCode = EditorView.domEventHandlers({
    keydown(event, view) {
      // A Thai layout changes `key`, never `code`.
      if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyJ") {
        event.preventDefault();
        told("onShow", place(view.state.doc, view.state.selection.main.head));
        return true;
      }
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        if (event.code === "KeyS") return event.preventDefault(), told("onSave"), true;
        if (event.code === "KeyF") return event.preventDefault(), openSearchPanel(view);
      }
      return false;
    },
  });
  const listener = EditorView.updateListener.of((update) => {
    const isOutside = update.transactions.some((transaction) => transaction.annotation(fromOutside));
    if (update.docChanged && !isOutside) told("onChange", update.state.doc.toString());
    if (update.selectionSet || update.docChanged) {
      const here = place(update.state.doc, update.state.selection.main.head);
      if (here.line !== cursorLine || update.docChanged) {
        cursorLine = here.line;
        told("onCursor", here);
      }
    }
  });

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(options.nonce ?? ""),
        EditorState.phrases.of(phrases),
        EditorState.lineSeparator.of(options.text.includes("\r\n") ? "\r\n" : "\n"),
        EditorState.allowMultipleSelections.of(false),
        EditorView.contentAttributes.of({
          "aria-label": options.label ?? "เนื้อความ",
          lang: "th",
          spellcheck: "false",
          autocorrect: "off",
          autocapitalize: "off",
        }),
        byCode,
        keymap.of([...keys, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        history(),
        lineNumbers(),
        lintGutter(),
        drawSelection(),
        highlightSpecialChars({
          render: (_code, _description, placeholder) => dot(placeholder),
          addSpecialChars: /[\u00a0\ue000-\uf8ff]/g,
        }),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches({ minSelectionLength: 3 }),
        search({ top: true }),
        thaiDoubleClick,
        contentMarks(Boolean(options.plain)),
        EditorView.lineWrapping,
        editable.of(limits(Boolean(options.readOnly))),
        listener,
        theme,
      ],
    }),
  });

  function dot(shown) {
    const made = document.createElement("span");
    made.className = "cm-specialChar";
    made.textContent = shown;
    made.title = phrases["Control character"];
    return made;
  }

  return {
    view,
    text: () => view.state.sliceDoc(),
    focus: () => view.focus(),
    // A text from elsewhere (a mend by the server, the other's version); undo takes it back unless `quiet`.
    setText(text, { quiet = false } = {}) {
      const old = view.state.sliceDoc();
      if (old === text) return;
      view.dispatch({ changes: smallestChange(old, text), annotations: quiet ? [fromOutside.of(true)] : [] });
    },
    // Writes a text in place of so many letters from a place on.
    replace(line, column, span, text) {
      const from = position(view.state.doc, line, column);
      const to = position(view.state.doc, line, column + span);
      view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
    },
    replaceSelection: (text) => view.dispatch(view.state.replaceSelection(text)),
    setReadOnly: (readOnly) => view.dispatch({ effects: editable.reconfigure(limits(readOnly)) }),
    cursor: () => place(view.state.doc, view.state.selection.main.head),
    select(line, column = 1, span = 0) {
      const from = position(view.state.doc, line, column);
      const to = span ? position(view.state.doc, line, column + span) : from;
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    // findings: [{line, column, span, message, remedy, severity, code, repair: [{line, column, span, text}] | null}]
    showFindings(findings) {
      const doc = view.state.doc;
      const made = findings
        .filter((finding) => finding.line >= 1 && finding.line <= doc.lines)
        .map((finding) => {
          const here = doc.line(finding.line);
          const from = finding.column ? position(doc, finding.line, finding.column) : here.from;
          const to = finding.column
            ? position(doc, finding.line, finding.column + Math.max(finding.span || 1, 1))
            : here.to;
          const apply = () => told("onMend", finding);
          return {
            from,
            to: Math.max(to, from),
            severity: SEVERITIES[finding.severity] ?? "warning",
            message: [finding.message, finding.remedy].filter(Boolean).join("\n"),
            source: undefined,
            actions: finding.repair !== null && finding.repair !== undefined && finding.span ? [{ name: phrases.mend, apply }] : [],
          };
        })
        .sort((one, other) => one.from - other.from);
      view.dispatch(setDiagnostics(view.state, made));
    },
    destroy: () => view.destroy(),
  };
}

export { frontMatterEnd } from "./marks.mjs";
export { wordAt, wordEnds, wordTarget } from "./thai-words.mjs";

// What a clerk meets first on the screen of writing: a new document's form, open, its subject selected to be typed over;
// above, the subject as it stands in the text; of an issued one, that it is locked and by which number.

export function begin(main, data) {
  const isLocked = Boolean(data.locked && !data.correcting);
  if (isLocked && data.entry) main.querySelector(".saved-state").textContent = `ออกเป็น${data.entry.named} แล้ว ข้อความจึงถูกล็อก`;
  const title = main.querySelector("h1");
  document.addEventListener("docgen:shown", () => {
    title.textContent = subjectOf(window.docgen.editor.text()) ?? data.title ?? data.id;
  });
  if (!isLocked && isExample(data)) openForm(main);
}

// Tells whether the words of the example still stand in the text.
const isExample = (data) => (data.findings ?? []).some((one) => one.code === "placeholder-text" && one.id === data.id);

const subjectOf = (text) => /^(?:subject|title):[ \t]*(.+)$/m.exec(text)?.[1];

// The screen draws the form once it is open; below it stand the words to write over, not the front matter.
function openForm(main) {
  const details = main.querySelector("details");
  if (!details) return;
  const drawn = new MutationObserver(() => {
    const first = details.querySelector("input");
    if (!first) return;
    drawn.disconnect();
    first.select();
    const { view } = window.docgen.editor;
    const front = /^---\n[^]*?\n---\n+/.exec(view.state.doc.toString());
    view.dispatch({ effects: view.constructor.scrollIntoView(front ? front[0].length : 0, { y: "start" }) });
  });
  drawn.observe(details, { childList: true, subtree: true });
  details.open = true;
}

"""From the last key to the changed page on the screen: real keys in Chromium on the clerk's page. Part of `make bench`.

Measured in the page: from the key event to what comes after the frame in which the decoded picture was put in place.
Run by itself: `python -m tests.bench_preview`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.conftest import copy_project
from tests.faces.web.clerk import Program, opened

CHROMIUM = shutil.which("chromium")
DOCUMENTS = {2: "announcements/integrity-measures-2566.md", 4: "announcements/integrity-will-2565.md"}
"""By their number of pages."""
_WORDS = ("สุจริต", "โปร่งใส", "ตรวจสอบได้", "คุ้มค่า", "เป็นธรรม")
_WARM, _TIMES = 4, 20
_KEY_MS = 90
"""Between the keys of a word; a quick typist's."""
_LISTEN = """() => {
  window.keyed = 0; window.took = [];
  document.addEventListener("keydown", (event) => (window.keyed = event.timeStamp), true);
  document.addEventListener("docgen:shown", (event) => {
    if (event.detail.text === window.docgen.editor.text() && window.keyed) {
      window.took.push(performance.now() - window.keyed);
      window.keyed = 0;
    }
  });
}"""
HEAD = """
## Preview while typing

From the last key of a word typed into a paragraph (a key every {key} ms) to the changed page, decoded and painted, in
Chromium on the machine of the other figures; ms, the median of {times} words, and nine of ten.

| document | median | nine of ten |
| --- | --- | --- |
"""


def press(keys: CDPSession, letter: str) -> None:
    """Press and let go the key of a Thai letter: Playwright knows those of an English keyboard alone."""
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": letter, "text": letter})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})


def typed(page: Page, keys: CDPSession, number: int) -> float:
    """Type a word in the middle of the longest paragraph, and return the ms from its last key to the page."""
    before = page.evaluate("window.took.length")
    for letter in _WORDS[number % len(_WORDS)]:
        press(keys, letter)
        page.wait_for_timeout(_KEY_MS)
    page.wait_for_function("before => window.took.length > before && !window.keyed", arg=before, timeout=30_000)
    page.wait_for_timeout(350)  # the findings come, and the text is saved
    return float(page.evaluate("window.took.at(-1)"))


def measured(page: Page, address: str) -> list[float]:
    """Open a document, and return the ms of each word typed into it."""
    opened(page, address)
    page.wait_for_selector(".page img", timeout=30_000)
    page.evaluate(_LISTEN)
    lines = str(page.evaluate("window.docgen.editor.text()")).split("\n")
    line = max(range(len(lines)), key=lambda one: len(lines[one]))
    page.evaluate("([line, column]) => window.docgen.editor.select(line, column)", [line + 1, len(lines[line]) // 2])
    keys = page.context.new_cdp_session(page)
    return [typed(page, keys, number) for number in range(_WARM + _TIMES)][_WARM:]


def table() -> str:
    """Return the page of the benchmarks that tells how quickly the preview follows."""
    head = HEAD.format(key=_KEY_MS, times=_TIMES)
    if CHROMIUM is None:
        return head + "| Chromium is not installed | | |\n"
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        program = Program(copy_project(Path(scratch) / "project"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
            page.goto(program.start)
            rows = ""
            for count, name in DOCUMENTS.items():
                took = measured(page, f"{program.address}/d/{name}")
                rows += f"| {count} pages | {median(took):.0f} | {quantiles(took, n=10)[-1]:.0f} |\n"
        finally:
            browser.close()
            program.close()
    return head + rows


if __name__ == "__main__":
    print(table())

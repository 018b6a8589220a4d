"""The editor in a real browser: Thai words, findings, keys by a Thai layout, a strict content policy; its bundle."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
NPM = shutil.which("npm")
WEB = ROOT / "docgen/faces/web"
STATIC = WEB / "static"
NONCE = "r4nd0m"
POLICY = (
    f"default-src 'none'; script-src 'nonce-{NONCE}' 'self'; style-src 'nonce-{NONCE}'; base-uri 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = f"""<!doctype html><html lang="th"><meta charset="utf-8"><title>ทดสอบ</title><body><div id="here"></div>
<script type="module" nonce="{NONCE}">
import {{ createEditor }} from "/editor.js";
window.told = [];
window.start = (text, more = {{}}) => {{
  window.editor = createEditor({{
    parent: document.getElementById("here"), text, nonce: "{NONCE}", ...more,
    onChange: (changed) => window.told.push(["change", changed]),
    onShow: (place) => window.told.push(["show", place.line, place.column]),
    onSave: () => window.told.push(["save"]),
    onMend: (finding) => window.told.push(["mend", finding.code]),
  }});
  window.editor.focus();
}};
window.ready = true;
</script></body></html>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """The editor alone under the policy of docgen's page; whatever the console complains of fails the test."""
    context = browser.new_context()
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda problem: complaints.append(str(problem)))

    def answer(route: Route) -> None:
        if route.request.url.endswith("/editor.js"):
            route.fulfill(body=(STATIC / "editor.js").read_bytes(), content_type="text/javascript; charset=utf-8")
        elif route.request.url.endswith("/favicon.ico"):
            route.fulfill(status=204)
        else:
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
            route.fulfill(body=PAGE, headers=headers)

    context.route("**/*", answer)
    shown.goto("http://docgen.test/")
    shown.wait_for_function("window.ready")
    yield shown
    context.close()
    assert complaints == []


def start(page: Page, text: str, column: int = 1) -> None:
    """Open a text in the editor with the cursor on its first line."""
    page.evaluate("([text, column]) => { start(text); editor.select(1, column); }", [text, column])


def text_of(page: Page) -> str:
    """Return the text as it stands in the editor."""
    return str(page.evaluate("editor.text()"))


def told(page: Page, kind: str) -> list[list[object]]:
    """Return what the editor told the page, of one kind."""
    return [entry for entry in page.evaluate("told") if entry[0] == kind]


def test_words_are_crossed_one_by_one_in_thai(page: Page) -> None:
    """Ctrl+arrow goes over one word of a run of Thai letters, there and back, also over a line's end."""
    start(page, "ประชาชนในตำบล\nน้ำใจ")
    ends = []
    for _ in range(5):
        page.keyboard.press("Control+ArrowRight")
        ends.append(tuple(page.evaluate("editor.cursor()").values()))
    assert ends[:4] == [(1, 8), (1, 10), (1, 14), (2, 1)]
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+ArrowLeft")
    assert page.evaluate("editor.cursor().line") == 1


def test_a_word_is_removed_and_no_letter_of_its_neighbour(page: Page) -> None:
    """Ctrl+Backspace takes away the word before the cursor, marks and all, and undo brings it back."""
    start(page, "ประชาชนในตำบลนี้", column=14)
    page.keyboard.press("Control+Backspace")
    assert text_of(page) == "ประชาชนในนี้"
    page.keyboard.press("Control+z")
    assert text_of(page) == "ประชาชนในตำบลนี้"
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Delete")
    assert text_of(page) == "ในตำบลนี้"


def test_a_double_click_selects_one_thai_word(page: Page) -> None:
    """A double click on a run of Thai letters takes the word under the mouse."""
    start(page, "ประชาชนในตำบลนี้")
    box = page.evaluate(
        "(() => { const r = editor.view.coordsAtPos(11); return [r.left + 2, (r.top + r.bottom) / 2]; })()"
    )
    page.mouse.dblclick(box[0], box[1])
    selected = page.evaluate(
        "(() => { const s = editor.view.state; return s.sliceDoc(s.selection.main.from, s.selection.main.to); })()"
    )
    assert selected == "ตำบล"


def test_thai_is_typed_letter_by_letter(page: Page) -> None:
    """Real key events and inserted text stand in the order in which they came; the last change is the whole text."""
    start(page, "")
    wanted = "น้ำท่วมที่ตำบล ปี ๒๕๖๖"
    page.keyboard.type(wanted)
    page.keyboard.press("Enter")
    page.keyboard.insert_text("กำหนดการ")
    assert text_of(page) == wanted + "\nกำหนดการ"
    assert told(page, "change")[-1][1] == wanted + "\nกำหนดการ"


FINDING = {
    "line": 2, "column": 3, "span": 2, "severity": "warning", "code": "x", "message": "คำนี้ผิด",
    "remedy": "แก้เป็น ข", "repair": [],
}  # fmt: skip


def test_findings_are_underlined_and_mended_by_key(page: Page) -> None:
    """F8 goes to the next finding, Alt+Enter asks for its mend, and its words are underlined, not their neighbours."""
    start(page, "บรรทัดแรก\nกขคงจ")
    page.evaluate("finding => editor.showFindings([finding])", FINDING)
    assert page.locator(".cm-lintRange-warning").inner_text() == "คง"
    page.keyboard.press("F8")
    assert page.evaluate("editor.cursor().line") == 2
    page.keyboard.press("Alt+Enter")
    assert told(page, "mend") == [["mend", "x"]]


def test_keys_work_whatever_the_layout(page: Page) -> None:
    """Alt+J and Ctrl+S are known by the key's place, for a Thai layout gives other letters."""
    start(page, "หนึ่ง\nสอง")
    page.evaluate(
        """() => { for (const init of [{code: "KeyJ", key: "่", altKey: true}, {code: "KeyS", key: "ห", ctrlKey: true}])
        editor.view.contentDOM.dispatchEvent(
            new KeyboardEvent("keydown", {...init, bubbles: true, cancelable: true})); }"""
    )
    assert told(page, "show") == [["show", 1, 1]]
    assert told(page, "save") == [["save"]]


def test_a_text_from_elsewhere_keeps_cursor_and_undo(page: Page) -> None:
    """A mend changes its own letters only; the cursor stays with its words and undo takes the mend back."""
    start(page, "ก ผิด ข", column=8)
    page.evaluate("editor.setText('ก ถูก ข')")
    assert page.evaluate("editor.cursor().column") == 8
    page.keyboard.press("Control+z")
    assert text_of(page) == "ก ผิด ข"


def test_line_ends_and_odd_characters_stay(page: Page) -> None:
    """CRLF stays CRLF, and a no-break space is shown, never changed."""
    start(page, "ก\r\nข\u00a0ค\r\n")
    page.keyboard.press("Control+End")
    page.keyboard.type("ง")
    assert text_of(page) == "ก\r\nข\u00a0ค\r\nง"
    assert page.locator(".cm-specialChar").count() == 1


def test_a_locked_text_cannot_be_typed_into(page: Page) -> None:
    """An issued document is shown for reading."""
    page.evaluate("start('ล็อก', {readOnly: true})")
    page.keyboard.type("x")
    assert text_of(page) == "ล็อก"


def test_the_search_panel_is_thai(page: Page) -> None:
    """No English word stands in what the editor shows."""
    start(page, "ค้นคำนี้")
    page.keyboard.press("Control+f")
    shown = page.locator(".cm-search").inner_text()
    assert "ถัดไป" in shown
    assert not any("a" <= letter.lower() <= "z" for letter in shown)


def test_the_bundle_is_what_its_list_says() -> None:
    """The files served have the digests that stand beside them."""
    for line in (STATIC / "editor.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


@pytest.mark.skipif(NPM is None and "CI" not in os.environ, reason="needs npm")
def test_the_bundle_is_made_anew_with_the_same_bytes(tmp_path: Path) -> None:
    """From the locked packages the bundle comes out as it stands in the repository."""
    assert NPM is not None, "where changes are judged, a bundle that nobody can make anew is no test passed over"
    source = tmp_path / "editor"
    shutil.copytree(WEB / "editor", source, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run([NPM, "ci", "--silent", "--ignore-scripts"], cwd=source, check=True, timeout=120)
    subprocess.run(["node", "build.mjs", str(tmp_path / "made")], cwd=source, check=True, timeout=60)
    for name in ("editor.js", "editor.LICENCES.txt", "editor.sha256"):
        assert (tmp_path / "made" / name).read_bytes() == (STATIC / name).read_bytes(), name

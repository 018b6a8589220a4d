"""The pages beside the editor in a real browser: the newest text wins, a fault dims, a click finds the words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.conftest import copy_project
from tests.faces.web.clerk import Program, opened

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WILL = "announcements/integrity-will-2565.md"  # of four pages
OWN = "announcements/ของทดสอบ.md"
TEXT = """---
kind: announcement
status: draft
subject: การทดสอบหน้ากระดาษ
date: 10 มีนาคม 2566
signatory: นายวันชัย ประชุมชน
---

ข้อความย่อหน้าแรกของประกาศฉบับนี้ เขียนไว้ยาวพอให้ขึ้นบรรทัดใหม่บนหน้ากระดาษ จึงมีสองบรรทัดที่มาจากบรรทัดเดียวกันในไฟล์ และคลิกแล้วต้องไปถูกคำ

## หัวข้อของทดสอบ

1. ข้อแรกของทดสอบ
2. ข้อที่สองของทดสอบ

| รายการ | จำนวน |
| --- | --- |
| กระดาษถ่ายเอกสาร | สิบรีม |
| หมึกพิมพ์ | สองกล่อง |

ย่อหน้าสุดท้ายของทดสอบ
"""
LINES = TEXT.split("\n")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, shared by the tests of this module."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program as the clerk starts it, on a copy of the sample with a document of this module."""
    root = copy_project(tmp_path_factory.mktemp("preview") / "project")
    (root / "content" / OWN).write_text(TEXT, encoding="utf-8")
    made = Program(root)
    yield made
    made.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, program: Program) -> Page:
    """A tab that came in by the start token."""
    made = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    made.set_default_timeout(30_000)
    made.goto(program.start)
    return made


@pytest.fixture
def page(tab: Page, program: Program) -> Iterator[Page]:
    """The document of this module as it is in `TEXT`, on the screen with its pages and its findings."""
    at(tab, program, OWN)
    put(tab, TEXT)
    yield tab
    tab.unroute_all(behavior="ignoreErrors")
    put(tab, TEXT)
    tab.evaluate("window.docgen.saver.save()")


def at(page: Page, program: Program, name: str) -> None:
    """Open a document and wait until its pages are shown."""
    opened(page, f"{program.address}/d/{name}")
    page.evaluate(
        """() => { window.shown = []; window.answers = [];
        document.addEventListener("docgen:shown", (event) => window.shown.push(event.detail.text));
        const told = window.docgen.preview.options.onAnswer;
        window.docgen.preview.options.onAnswer = (one) => (window.answers.push(one.text), told(one)); }"""
    )
    page.wait_for_selector(".page img")


def put(page: Page, text: str) -> None:
    """Have the editor hold a text, and wait until all that is found in it is told."""
    page.evaluate(
        "text => { window.answers = []; window.docgen.editor.setText(text); window.docgen.preview.show(text); }", text
    )
    page.wait_for_function("text => window.answers.includes(text)", arg=text)


def words(page: Page, text: str) -> str:
    """Return the selector of the set line with some words."""
    return f".words span:has-text('{text}')"


def cursor(page: Page) -> tuple[int, str]:
    """Return the line of the cursor, and what stands behind it on that line."""
    at = page.evaluate("window.docgen.editor.cursor()")
    line = str(page.evaluate("window.docgen.editor.text()")).split("\n")[at["line"] - 1]
    return at["line"], line[at["column"] - 1 :]


def test_a_slow_older_answer_is_never_shown_over_a_newer(page: Page) -> None:
    """Pages of an older text that come late, and its findings that come later still, are not those of the newest."""
    first, second = TEXT.replace("สุดท้าย", "รุ่นเก่าเเละ"), TEXT.replace("สุดท้าย", "รุ่นใหม่")
    held: list[Route] = []
    page.route(
        "**/api/check",
        lambda route: held.append(route) if "รุ่นเก่า" in (route.request.post_data or "") else route.continue_(),
    )
    page.evaluate("text => { window.answers = []; window.docgen.editor.setText(text); }", first)
    page.wait_for_function("text => window.shown.at(-1) === text", arg=first)
    for _ in range(100):
        page.wait_for_timeout(50)
        if held:
            break
    page.evaluate("text => window.docgen.editor.setText(text)", second)
    page.wait_for_function("text => window.answers.includes(text)", arg=second)
    held[0].continue_()  # now, behind those of the newer
    page.wait_for_timeout(500)
    assert page.evaluate("window.answers.at(-1)") == second
    assert page.evaluate("window.shown.at(-1)") == second
    expect(page.locator(words(page, "รุ่นเก่า"))).to_have_count(0)
    expect(page.locator(".cm-lintRange", has_text="เเ")).to_have_count(0)


def test_of_texts_that_come_while_pages_are_made_the_last_is_shown(page: Page) -> None:
    """Keys that come while an answer is held up are not asked for one by one, and the last of them is what is shown."""
    asked: list[str] = []

    def slow(route: Route) -> None:
        asked.append(route.request.post_data or "")
        page.wait_for_timeout(400) if len(asked) == 1 else None
        route.continue_()

    page.route("**/api/preview", slow)
    texts = [TEXT.replace("สุดท้าย", f"รุ่น{number}") for number in range(6)]
    page.evaluate(
        "texts => { window.shown = []; for (const text of texts) window.docgen.editor.setText(text); }", texts
    )
    page.wait_for_function("text => window.shown.at(-1) === text", arg=texts[-1])
    assert len(asked) <= 2
    assert set(page.evaluate("window.shown")) <= {texts[0], texts[-1]}


def test_a_fault_keeps_the_last_good_page_and_dims_it_from_its_place_on(page: Page) -> None:
    """What stands before the fault is clear, what stands behind it is not; with the mend the page is whole again."""
    before = [page.locator(".page img").nth(number).get_attribute("src") for number in range(8)]
    put(page, TEXT.replace("| รายการ", "![ภาพ](ไม่มี.png)\n\n| รายการ"))
    assert "is-dimmed" in (page.locator(".pages").get_attribute("class") or "")
    assert [page.locator(".page img").nth(number).get_attribute("src") for number in range(8)] == before
    whole = page.locator(".page").first.bounding_box()
    assert whole is not None
    share = float(page.locator(".page").first.evaluate("one => one.style.getPropertyValue('--dim-from')").rstrip("%"))
    edge = whole["y"] + whole["height"] * share / 100
    for text, is_clear in (("หัวข้อของทดสอบ", True), ("ข้อที่สองของทดสอบ", True), ("กระดาษถ่ายเอกสาร", False)):
        box = page.locator(words(page, text)).bounding_box()
        assert box is not None
        assert (box["y"] < edge - 2) is is_clear, text
    expect(page.locator(".findings li.error")).not_to_have_count(0)
    put(page, TEXT)
    assert "is-dimmed" not in (page.locator(".pages").get_attribute("class") or "")
    expect(page.locator(".findings li.error")).to_have_count(0)


def test_a_fault_behind_all_that_was_typed_dims_what_follows_on_the_page(page: Page) -> None:
    """The last paragraph is clear, the day and who signs below it are not."""
    put(page, TEXT + "\n![ภาพ](ไม่มี.png)\n")
    whole = page.locator(".page").first.bounding_box()
    assert whole is not None
    share = float(page.locator(".page").first.evaluate("one => one.style.getPropertyValue('--dim-from')").rstrip("%"))
    edge = whole["y"] + whole["height"] * share / 100
    for text, is_clear in (("ย่อหน้าสุดท้ายของทดสอบ", True), ("ประชุมชน", False)):
        box = page.locator(words(page, text)).bounding_box()
        assert box is not None
        assert (box["y"] < edge - 2) is is_clear, text


def test_an_error_of_a_rule_is_shown_on_the_page_that_has_it(page: Page) -> None:
    """The page of the newest text is there, its faulty line is marked, and it is dimmed from there on."""
    put(page, TEXT.replace("ย่อหน้าสุดท้าย", "ในวันที่ 31 กุมภาพันธ์ 2566 ย่อหน้าสุดท้าย"))
    line = page.locator(words(page, "๓๑ กุมภาพันธ์"))
    expect(line).to_have_attribute("data-finding", "error")
    assert "is-dimmed" in (page.locator(".pages").get_attribute("class") or "")
    expect(page.locator(words(page, "ข้อแรกของทดสอบ"))).not_to_have_attribute("data-finding", "error")


@pytest.mark.parametrize(
    ("text", "share", "behind"),
    [
        ("ข้อแรกของทดสอบ", 0.1, "ข้อแรกของทดสอบ"),
        ("หัวข้อของทดสอบ", 0.02, "หัวข้อของทดสอบ"),
        ("สองกล่อง", 0.02, "สองกล่อง |"),
        ("ย่อหน้าสุดท้ายของ", 0.02, "ย่อหน้าสุดท้ายของทดสอบ"),
    ],
)
def test_a_click_on_a_line_puts_the_cursor_on_its_words(page: Page, text: str, share: float, behind: str) -> None:
    """In a clause, a heading, a cell of a table, a paragraph: on the line, within a letter or two of the words."""
    spot = page.locator(words(page, text)).last
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    line, found = cursor(page)
    assert LINES[line - 1].endswith(behind)
    assert abs(len(found) - len(behind)) <= 3


@pytest.mark.parametrize(("text", "label"), [("ประชุมชน", "ผู้ลงนาม"), ("การทดสอบหน้ากระดาษ", "เรื่อง")])
def test_a_click_on_what_the_form_holds_leads_to_its_field(page: Page, text: str, label: str) -> None:
    """Who signs and the subject stand in the front matter: the cursor is on its line, the form opens at its field."""
    page.evaluate("document.querySelector('details').open = false")
    spot = page.locator(words(page, text)).first
    spot.scroll_into_view_if_needed()
    spot.click()
    page.wait_for_function("() => document.activeElement.closest('details') !== null")
    named = page.evaluate("document.querySelector(`label[for='${document.activeElement.id}']`).textContent")
    assert named.startswith(label)
    assert LINES[cursor(page)[0] - 1].startswith({"ผู้ลงนาม": "signatory:", "เรื่อง": "subject:"}[label])


def test_a_drag_over_the_page_selects_and_does_not_jump(page: Page) -> None:
    """Words on the page can be selected as text, from line to line; the cursor of the editor stays."""
    page.evaluate("window.docgen.editor.select(12, 1)")
    first, last = (page.locator(words(page, text)).first for text in ("ข้อความย่อหน้าแรก", "หัวข้อของทดสอบ"))
    first.scroll_into_view_if_needed()
    start, end = first.bounding_box(), last.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 60, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 4, end["y"] + 10, steps=8)
    page.mouse.up()
    chosen = page.evaluate("String(window.getSelection())")
    assert "หัวข้อของทดส" in chosen
    assert "แรกของประกาศ" in chosen
    assert cursor(page)[0] == 12


def test_alt_j_shows_the_place_of_the_cursor_on_the_page(page: Page) -> None:
    """The set line with the words at the cursor is marked: of a paragraph the line that has them, and no other."""
    line = next(number for number, words in enumerate(LINES, start=1) if words.startswith("ข้อความย่อหน้าแรก"))
    for column, text in ((1, "ข้อความย่อหน้าแรก"), (len(LINES[line - 1]) - 3, "คลิกแล้วต้องไปถูกคำ")):
        page.evaluate("([line, column]) => window.docgen.editor.select(line, column)", [line, column])
        page.keyboard.press("Alt+j")
        expect(page.locator(".words span.is-here")).to_have_count(1)
        expect(page.locator(".words span.is-here")).to_contain_text(text)


def test_a_finding_is_underlined_drawn_and_mended_by_key(page: Page) -> None:
    """The words in the editor and their line on the page are marked; Alt+Enter writes what is right, and both go."""
    put(page, TEXT.replace("ข้อแรกของทดสอบ", "ข้อแรกเเละของทดสอบ"))
    expect(page.locator(words(page, "ข้อแรก"))).to_have_attribute("data-finding", "hint")
    expect(page.locator(".words [data-finding=hint]")).to_have_count(1)
    expect(page.locator(".cm-lintRange", has_text="เเ")).to_have_count(1)
    number = next(at for at, words in enumerate(LINES, start=1) if "ข้อแรกของ" in words)
    page.evaluate("line => window.docgen.editor.select(line, 10)", number)
    page.keyboard.press("Alt+Enter")
    page.wait_for_function("() => window.docgen.editor.text().includes('ข้อแรกและของทดสอบ')")
    expect(page.locator(words(page, "ข้อแรกและ"))).to_have_attribute("data-finding", "")
    expect(page.locator(".cm-lintRange", has_text="เเ")).to_have_count(0)


def test_a_mend_for_letters_that_moved_is_not_written(page: Page) -> None:
    """Findings are of the text that was checked: while that of newer keys is not told, nothing is mended elsewhere."""
    put(page, TEXT.replace("ข้อแรกของทดสอบ", "ข้อแรกเเละของทดสอบ"))
    held: list[Route] = []
    page.route("**/api/check", lambda route: held.append(route))
    number = next(at for at, words in enumerate(LINES, start=1) if "ข้อแรกของ" in words)
    page.evaluate("line => window.docgen.editor.select(line, 4)", number)
    page.keyboard.insert_text("ใหม่")
    typed = page.evaluate("window.docgen.editor.text()")
    page.evaluate("line => window.docgen.editor.select(line, 14)", number)
    page.keyboard.press("Alt+Enter")
    assert page.evaluate("window.docgen.editor.text()") == typed
    for one in held:
        one.abort()


def test_four_pages_are_read_aloud_clicked_and_searched(tab: Page, program: Program) -> None:
    """Each page says which it is of how many, once; a line of the second leads to its words; its words are text."""
    at(tab, program, WILL)
    expect(tab.locator(".page")).to_have_count(4)
    alts = tab.locator(".page img").evaluate_all("all => all.map((one) => one.alt).filter(Boolean)")
    assert alts == [f"หน้า {number} จาก ๔" for number in "๑๒๓๔"]
    spot = tab.locator(".page").nth(1).locator(".words span[data-line]").nth(3)
    text = spot.inner_text()
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    assert box is not None
    tab.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    line, _ = cursor(tab)
    assert str(line) == spot.get_attribute("data-line")
    assert tab.evaluate("text => window.find(text.slice(0, 12))", text)


def test_pages_come_and_go_with_their_words(page: Page) -> None:
    """A text that grows over a page has another, one that shrinks has one less; each knows its place."""
    long = TEXT + "\n".join(f"\nย่อหน้าเพิ่มที่ {number} ของเอกสารทดสอบ\n" for number in range(40))
    put(page, long)
    assert page.locator(".page").count() > 1
    assert (
        page.locator(".page img").first.get_attribute("alt") == f"หน้า ๑ จาก {'๐๑๒๓๔๕'[page.locator('.page').count()]}"
    )
    put(page, TEXT)
    expect(page.locator(".page")).to_have_count(1)
    assert page.locator(".page img").first.get_attribute("alt") == "หน้า ๑ จาก ๑"

"""How the screens look to whoever works with them: whose office it is, in Thai, large enough, at any size and zoom."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.conftest import ROOT, copy_project
from tests.faces.web.clerk import Program, barriers, opened

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

LONG = (
    "หลักเกณฑ์ วิธีการ และเงื่อนไขการรับสมัครและคัดเลือกบุคคลเพื่อเป็นพนักงานจ้างขององค์การบริหารส่วนตำบลทดสอบ "
    "ประเภทพนักงานจ้างตามภารกิจและพนักงานจ้างทั่วไป ประจำปีงบประมาณ พ.ศ. 2566 ครั้งที่ "
)
DOCUMENT = "announcements/รับสมัคร-01.md"
SCREENS = {
    "office": "/",
    "new": "/new",
    "write": f"/d/{DOCUMENT}",
    "issue": f"/d/{DOCUMENT}/issue",
    "sign": f"/d/{DOCUMENT}/sign",
    "evidence": "/evidence/2566",
    "settings": "/office",
}
# Words that are no Thai: kinds of files, what has no other name. Names of values ("date:") are told as they are typed.
FOREIGN = {"docx", "xlsx", "token", "docgen", "https", "html"}
# What can be pressed and is smaller than 24 px each way; a link within a line of words may be as high as its line.
SMALL = """() => [...document.querySelectorAll("button, a, input, select, summary, textarea")]
  .filter((one) => one.checkVisibility() && !one.matches(".skip, .cm-editor *"))
  .map((one) => [one.getBoundingClientRect(), one, getComputedStyle(one)])
  .filter(([box, one, look]) => box.width && box.height < 24 && !(look.display === "inline" && one.matches("a")))
  .map(([box, one]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
# What a screen says of its own accord: not the text in the editor, nor the page, nor what a clerk filled in.
SAID = """() => {
  const parts = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return void parts.push(node.data, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
    if (!node.matches("script, .cm-editor, .pages, option, pre")) node.childNodes.forEach(walk);
  };
  walk(document.body);
  return parts.join("");
}"""


@pytest.fixture(scope="module")
def office_of_sixty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """A tab on an office with sixty documents of long titles."""
    root = copy_project(tmp_path_factory.mktemp("looks") / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/announcements").mkdir()
    for number in range(1, 61):
        _announcement(root, number)
    served = Program(root)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(60_000)
        page.goto(served.start)
        page.wait_for_selector("main[data-ready]")
        yield page, served.address
        browser.close()
    served.close()


def _announcement(root: Path, number: int) -> None:
    front = f"kind: announcement\nstatus: {'draft' if number % 3 else 'final'}\nsubject: {LONG}{number}\n"
    front += "date: 7 มีนาคม 2566\nsignatory: นายสมชาย ใจดี\n"
    path = root / f"content/announcements/รับสมัคร-{number:02}.md"
    path.write_text(f"---\n{front}---\n\nด้วยประสงค์จะรับสมัครบุคคล ครั้งที่ {number}\n", encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_plain_thai_and_large_enough(office_of_sixty: tuple[Page, str], name: str) -> None:
    """The office's name stands above, no word of a program shows, targets have 24 px, nothing runs off at 200 %."""
    page, address = office_of_sixty
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, address + SCREENS[name])
    if name in ("write", "issue"):
        page.locator(".page img").first.wait_for()  # what is found stands beside the page
    assert page.locator("header .office").inner_text() == "องค์การบริหารส่วนตำบลทดสอบ"
    assert "องค์การบริหารส่วนตำบลทดสอบ" in page.title()
    said = re.sub(r"\S*[./]\S*", " ", str(page.evaluate(SAID)))
    assert set(re.findall(r"(?<![A-Za-z])[a-z]{4,}(?![A-Za-z:])", said)) - FOREIGN == set()
    assert page.evaluate(SMALL) == []
    for width, height in ((640, 360), (360, 740)):  # 1280 px at 200 %, a phone
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == []


def test_focus_is_seen_wherever_it_goes(office_of_sixty: tuple[Page, str]) -> None:
    """By Tab alone from the head of a page: each control that has the focus has a ring of 3 px."""
    page, address = office_of_sixty
    page.set_viewport_size({"width": 1280, "height": 720})
    for name in ("office", "new", "sign"):
        opened(page, address + SCREENS[name])
        for number in range(14):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):  # round, and out of the page
                assert number > 4
                break
            ring = page.evaluate(
                "(() => { const one = document.activeElement.closest('.file') ?? document.activeElement;"
                " const look = getComputedStyle(one); return [look.outlineStyle, look.outlineWidth]; })()"
            )
            assert ring == ["solid", "3px"], page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_sixty_documents_are_found_by_a_word(office_of_sixty: tuple[Page, str]) -> None:
    """Grouped by how far they are, each with its next step; a search finds one, or says what to try; axe is quiet."""
    page, address = office_of_sixty
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, address)
    assert page.locator(".works li").count() == 60
    assert page.locator(".works li .next a").count() == 60
    page.get_by_label("ค้นหาเอกสาร").fill("ครั้งที่ ๕๙")
    assert page.locator(".works li").count() == 1
    page.get_by_label("ค้นหาเอกสาร").fill("ไม่มีคำนี้")
    assert "ลองพิมพ์เพียงบางคำ" in page.locator("main").inner_text()
    page.get_by_label("ค้นหาเอกสาร").fill("")
    assert barriers(page) == []


def test_a_fault_says_where_and_what_next(office_of_sixty: tuple[Page, str]) -> None:
    """A page that can't be shown names the file, in Thai, and leads back."""
    page, address = office_of_sixty
    page.goto(f"{address}/d/announcements/ไม่มี.md")
    said = page.locator("main").inner_text()
    assert "ไม่พบไฟล์นี้" in said
    assert "content/announcements/ไม่มี.md" in said
    assert page.get_by_role("link", name="กลับไปงานของสำนักงาน").is_visible()
    assert barriers(page) == []

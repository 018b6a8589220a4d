"""A clerk who has never seen the page issues a right announcement in five minutes, by what the screens say alone."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.conftest import ROOT, copy_project
from tests.faces.web.clerk import Clerk, Program, barriers, quiet
from tests.reading import poppler_text, squeezed

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

SUBJECT = "การงดใช้ถุงพลาสติกในที่ทำการ"
TYPED = """ด้วยองค์การบริหารส่วนตำบลทดสอบประสงค์จะลดขยะในที่ทำการ จึงประกาศให้ทราบดังนี้

1. งดใช้ถุงพลาสติกเเละแก้วพลาสติกในที่ทำการ
2. ให้นำถุงผ้ามาเองตั้งแต่วันที่ 2 กุมภาพันธ์ 2569"""


@pytest.fixture
def office_page(tmp_path: Path) -> Iterator[tuple[Page, Path]]:
    """The first screen of an office that has no document yet."""
    root = copy_project(tmp_path / "project", ROOT / "tests/fixtures/office/content")
    served = Program(root)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        page.goto(served.start)
        yield page, root
        browser.close()
    served.close()


def test_a_clerk_who_never_saw_it_issues_a_right_announcement_in_five_minutes(
    office_page: tuple[Page, Path], tmp_path: Path
) -> None:
    """Begun, filled in, typed, seen, mended, issued, fetched as PDF, by labels that are seen, in less than 300 s."""
    page, root = office_page
    clerk = Clerk(page)
    with quiet(page) as said:
        clerk.arrives("office")
        clerk.sees("องค์การบริหารส่วนตำบลทดสอบ")
        clerk.press("เริ่มเอกสารฉบับแรก")
        clerk.arrives("new")
        clerk.press("เริ่มเขียน")
        clerk.arrives("write")
        clerk.fill("เรื่อง", SUBJECT)
        clerk.fill("วันที่", "15 มกราคม 2569")
        clerk.choose("ผู้ลงนาม", "นางสาวสมหญิง รักงาน")
        clerk.point("พิมพ์เหตุผลที่ต้องออกประกาศตรงนี้", within=".cm-content")
        clerk.hit("Home")
        clerk.hit("Control+Shift+End")
        clerk.type(TYPED)
        clerk.press("แก้ให้")
        expect(page.locator(".words").first).to_contain_text("ถุงพลาสติกและแก้วพลาสติก")  # the page, as it will be printed
        expect(page.locator(".words").first).to_contain_text("๑๕ มกราคม พ.ศ. ๒๕๖๙")
        clerk.sees("บันทึกแล้ว")
        clerk.press("ออกเลข")
        clerk.arrives("issue")
        expect(page.locator(".page img").first).to_be_visible()  # which is to be read before
        clerk.press("ออกเลข", within="main")
        clerk.tick("อ่านทุกหน้าและตรวจแล้ว")
        clerk.press("ออกเลข", within="dialog")
        clerk.sees("เรียบร้อย")
        clerk.press("กลับไปงานของสำนักงาน")
        clerk.arrives("office")
        clerk.sees("ประกาศ ๑/๒๕๖๙")
        clerk.press("สร้าง PDF และ Word ทุกฉบับ")
        clerk.sees("เสร็จแล้ว")
        with page.expect_download() as fetched:
            clerk.press("PDF")
        assert said == []
    _is_right(fetched.value.path(), root)
    told = f"{clerk.keys} keys, {clerk.clicks} clicks, {clerk.screens} screens: {clerk.seconds:.0f} s of a slow typist"
    print(told)
    assert clerk.seconds < 300, told


def _is_right(pdf: Path, root: Path) -> None:
    """Look at what was issued as a reader of the paper does (text, date, signatory) and at its line in the register."""
    text = squeezed(poppler_text(pdf))
    for words in (
        f"เรื่อง {SUBJECT}",
        "๑. งดใช้ถุงพลาสติกและแก้วพลาสติกในที่ทำการ",
        "๒. ให้นำถุงผ้ามาเองตั้งแต่วันที่ ๒ กุมภาพันธ์ ๒๕๖๙",
        "ประกาศ ณ วันที่ ๑๕ มกราคม พ.ศ. ๒๕๖๙",
        "(นางสาวสมหญิง รักงาน)",
    ):
        assert squeezed(words) in text, text
    assert "พิมพ์เหตุผล" not in text
    with (root / "content/register.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert SUBJECT in rows[1]


def test_a_new_document_begins_with_its_form_open(office_page: tuple[Page, Path]) -> None:
    """The subject of the example is selected, to be typed over; a written document opens with the form closed."""
    page, _ = office_page
    clerk = Clerk(page)
    clerk.press("เริ่มเอกสารฉบับแรก")
    clerk.arrives("new")
    clerk.press("เริ่มเขียน")
    clerk.arrives("write")
    clerk.sees("ไม่ต้องพิมพ์คำว่า เรื่อง")
    page.wait_for_function("document.activeElement.value === 'พิมพ์ชื่อเรื่องที่ประกาศตรงนี้'")
    clerk.type(SUBJECT)
    clerk.hit("Tab")
    expect(page.locator(".words").first).to_contain_text(f"เรื่อง {SUBJECT}")
    assert barriers(page) == []
    page.locator(".cm-content").click()
    clerk.hit("Control+a")
    front = f"kind: announcement\nsubject: {SUBJECT}\ndate: 15 มกราคม 2569\nsignatory: นางสาวสมหญิง รักงาน\n"
    page.keyboard.insert_text(f"---\n{front}---\n\nเนื้อความ\n")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    page.reload()
    clerk.arrives("write")
    expect(page.locator("details[open]")).to_have_count(0)

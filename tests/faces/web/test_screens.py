"""The screens in a real browser on a real server: quiet, without barriers; the clerk's day; nothing typed is lost."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import copy_project
from tests.faces.web.clerk import Program, barriers, opened, quiet

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
MEASURES = "announcements/integrity-measures-2566.md"
SCREENS = {
    "register": "/register",
    "office": "/",
    "new": "/new",
    "write": f"/d/{MEASURES}",
    "agency as text": "/d/agency.yaml",
    "issue": f"/d/{MEASURES}/issue",
    "sign": f"/d/{MEASURES}/sign",
    "report": "/report/2566",
    "evidence": "/evidence/2566",
    "settings": "/office",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, shared by the tests of this module."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path]]:
    """The program as the clerk starts it, on a copy of the sample."""
    root = copy_project(tmp_path_factory.mktemp("screens") / "project")
    made = Program(root)
    yield made, root
    made.close()


@pytest.fixture(scope="module")
def page(browser: Browser, program: tuple[Program, Path]) -> Page:
    """A tab that came in by the start token."""
    made = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    made.set_default_timeout(15_000)
    made.goto(program[0].start)
    return made


def editor(page: Page) -> str:
    """Return what stands in the editor."""
    return str(page.evaluate("window.docgen.editor.text()"))


def holds(page: Page, words: str) -> None:
    """Wait until the editor has words, shown or not: it draws only the lines that are seen."""
    page.wait_for_function("words => window.docgen.editor.text().includes(words)", arg=words)


def typed(page: Page, words: str) -> None:
    """Type at the end of the text, as with keys."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_opens_quietly_and_keeps_nobody_out(page: Page, program: tuple[Program, Path], name: str) -> None:
    """The console is empty under the page's policy; axe finds nothing; nothing is wider than a phone."""
    page.set_viewport_size({"width": 1280, "height": 720})
    with quiet(page) as said:
        opened(page, program[0].address + SCREENS[name])
        page.wait_for_load_state("networkidle") if name == "new" else page.wait_for_timeout(300)
        assert said == []
    assert "null" not in page.locator("main").inner_text().split()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert barriers(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})


def test_a_clerk_writes_mends_and_issues_an_announcement(page: Page, program: tuple[Program, Path]) -> None:
    """Begun, filled in by form and keys, seen as a page, mended, saved by itself, issued with a number."""
    served, root = program
    opened(page, f"{served.address}/new")
    page.get_by_label("ชื่อไฟล์", exact=True).fill("วันของเสมียน")
    page.get_by_role("button", name="เริ่มเขียน").click()
    page.wait_for_selector("main[data-screen=write][data-ready]")
    expect(page.locator(".page img").first).to_be_visible()
    page.get_by_label("เรื่อง (ต้องกรอก)").fill("การจัดกิจกรรมวันสำคัญ")
    page.get_by_label("เรื่อง (ต้องกรอก)").press("Tab")
    expect(page.locator(".cm-content")).to_contain_text("subject: การจัดกิจกรรมวันสำคัญ")
    expect(page.locator(".words")).to_contain_text(["การจัดกิจกรรมวันสำคัญ"])
    page.locator("summary").first.click()
    body = editor(page).index("พิมพ์เหตุผล")  # the words to be written over are a sample's: nobody issues them
    page.evaluate("([from]) => window.docgen.editor.setText(window.docgen.editor.text().slice(0, from))", [body])
    typed(page, "ขอเชิญร่วมกิจกรรมเเละพิธีเปิด\n")
    page.get_by_role("button", name="แก้ให้ ").first.click()
    expect(page.locator(".cm-content")).to_contain_text("กิจกรรมและพิธีเปิด")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    path = root / "content/announcements/วันของเสมียน.md"
    assert path.read_text(encoding="utf-8") == editor(page)
    assert "กิจกรรมและพิธีเปิด" in editor(page)
    page.get_by_role("link", name="ออกเลข").click()
    page.wait_for_selector("main[data-screen=issue][data-ready]")
    expect(page.locator(".page img").first).to_be_visible()
    page.get_by_role("button", name="ออกเลข ๑/").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="ออกเลข")).to_be_disabled()
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="ออกเลข").click()
    expect(page.get_by_role("heading", name="เรียบร้อย")).to_be_visible()
    assert "วันของเสมียน" in (root / "content/register.csv").read_text(encoding="utf-8-sig")
    opened(page, f"{served.address}/d/announcements/วันของเสมียน.md")
    typed(page, "ไม่ถูกเขียน")
    assert editor(page) == path.read_text(encoding="utf-8")


def test_another_program_that_changed_the_file_brings_a_choice(page: Page, program: tuple[Program, Path]) -> None:
    """Neither text is written over the other until the clerk chose; the chosen one is then on the disk."""
    served, root = program
    path = root / "content" / MEASURES
    before = path.read_bytes()
    opened(page, f"{served.address}/d/{MEASURES}")
    expect(page.locator(".page img").first).to_be_visible()
    typed(page, "\n\nที่พิมพ์ในหน้านี้\n")
    other = path.read_text(encoding="utf-8") + "\nจากโปรแกรมอื่น\n"
    path.write_text(other, encoding="utf-8")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert path.read_text(encoding="utf-8") == other
    assert barriers(page) == []
    dialog.get_by_role("button", name="เก็บทั้งสอง").click()
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    kept = path.read_text(encoding="utf-8")
    assert "จากโปรแกรมอื่น" in kept
    assert "ที่พิมพ์ในหน้านี้" in kept
    page.goto(f"{served.address}/new")
    path.write_bytes(before)  # two texts in one file are no document: the tests that follow have a year to archive


def test_what_was_typed_outlives_a_server_that_is_killed(browser: Browser, tmp_path: Path) -> None:
    """The browser keeps what the server did not get, says so, and gives it back in a new session."""
    root = copy_project(tmp_path / "project")
    path = root / "content" / MEASURES
    served = Program(root)
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(served.start)
    opened(page, f"{served.address}/d/{MEASURES}")
    expect(page.locator(".page img").first).to_be_visible()
    served.kill()
    typed(page, "\n\nพิมพ์หลังเครื่องดับ")
    expect(page.locator("#no-connection")).to_be_visible()
    expect(page.locator(".saved-state")).to_contain_text("เก็บไว้ในเครื่องนี้")
    assert "พิมพ์หลังเครื่องดับ" not in path.read_text(encoding="utf-8")
    page.close()
    again = Program(root, served.port)
    try:
        page = context.new_page()
        page.goto(again.start)
        page.goto(f"{again.address}/d/{MEASURES}")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("พิมพ์หลังเครื่องดับ")
        dialog.get_by_role("button", name="ใช้ที่พิมพ์ไว้").click()
        expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
        expect(page.locator("#no-connection")).to_be_hidden()
        assert path.read_text(encoding="utf-8").endswith("พิมพ์หลังเครื่องดับ")
    finally:
        context.close()
        again.close()


def test_a_second_tab_follows_and_may_take_the_pen(page: Page, program: tuple[Program, Path]) -> None:
    """One tab writes at a time: the other reads along, and what it takes over is all that was typed."""
    address = f"{program[0].address}/d/announcements/integrity-will-2565.md"
    opened(page, address)
    other = opened(page.context.new_page(), address)
    expect(other.get_by_text("เปิดเขียนอยู่ในอีกแท็บหนึ่ง")).to_be_visible()
    typed(page, "\n\nจากแท็บแรก")
    holds(other, "จากแท็บแรก")
    other.get_by_role("button", name="เขียนในแท็บนี้แทน").click()
    expect(page.get_by_text("เปิดเขียนอยู่ในอีกแท็บหนึ่ง")).to_be_visible()
    typed(other, " จากแท็บที่สอง")
    holds(page, "จากแท็บแรก จากแท็บที่สอง")
    expect(other.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    path = program[1] / "content/announcements/integrity-will-2565.md"
    assert path.read_text(encoding="utf-8").endswith("จากแท็บแรก จากแท็บที่สอง")
    other.close()


def test_a_scan_is_kept_and_a_year_archived_from_the_screens(page: Page, program: tuple[Program, Path]) -> None:
    """Built and filed on the screen of signing; long work on the year's screen ends with what was made."""
    served, root = program
    opened(page, f"{served.address}/d/announcements/integrity-will-2565.md/sign")
    page.get_by_role("button", name="สร้าง PDF", exact=True).click()
    expect(page.get_by_text("PDF ยังไม่ได้สร้างจากข้อความล่าสุด")).to_have_count(0)
    made = io.BytesIO()
    with Image.new("L", (1654, 2339), 255) as paper:
        paper.save(made, "PDF", resolution=200, save_all=True, append_images=[paper] * 3)
    page.get_by_label("ไฟล์สแกน").set_input_files(
        [{"name": "s.pdf", "mimeType": "application/pdf", "buffer": made.getvalue()}]
    )
    page.get_by_label("ผู้เก็บ").fill("นางสาวสมหญิง รักงาน")
    page.get_by_role("button", name="เก็บสแกน").click()
    expect(page.get_by_text("เก็บสแกนแล้ว").first).to_be_visible()
    assert list(root.glob("content/scans/announcements/*.pdf"))
    opened(page, f"{served.address}/evidence/2566")
    page.get_by_role("button", name="เก็บหลักฐาน").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="เก็บหลักฐาน").click()
    expect(page.get_by_role("heading", name="เก็บหลักฐานปี ๒๕๖๖: ")).to_contain_text("เสร็จแล้ว", timeout=30_000)
    assert list(root.glob("content/archive/2566-*-v1"))


def test_a_department_is_added_by_the_form(page: Page, program: tuple[Program, Path]) -> None:
    """What is added is written when it says something, and the rest of the file stays as it was."""
    path = program[1] / "content/agency.yaml"
    before = path.read_text(encoding="utf-8")
    opened(page, f"{program[0].address}/office")
    page.locator("summary", has_text="เพิ่มส่วนราชการ").click()
    page.get_by_role("button", name="เพิ่มส่วนราชการ").click()
    expect(page.get_by_text("กรอกช่องนี้ก่อน")).to_be_visible()
    assert path.read_text(encoding="utf-8") == before
    page.get_by_label("ส่วนราชการและงานที่จะเพิ่ม").fill("กองคลัง")
    page.get_by_role("button", name="เพิ่มส่วนราชการ").click()
    expect(page.get_by_text("บันทึกแล้ว").first).to_be_visible()
    assert path.read_text(encoding="utf-8") == before.replace("  - งานประชาสัมพันธ์\n", "  - งานประชาสัมพันธ์\n  - กองคลัง\n")


def test_items_are_ticked_and_confirmed(page: Page, program: tuple[Program, Path]) -> None:
    """Who is named confirms what is ticked; the list becomes shorter where one was, and says what each year changed."""
    served, root = program
    opened(page, f"{served.address}/evidence/2568")
    page.locator("summary", has_text="ยังไม่มีผู้ยืนยันกับแบบของปี (๒๘ ข้อ)").click()
    page.get_by_label("O1", exact=True).check()
    page.get_by_label("O28").check()
    page.get_by_role("button", name="ยืนยันข้อที่เลือก").click()
    expect(page.get_by_text("ต้องบอกว่าใครเป็นผู้ยืนยัน")).to_be_visible()
    page.get_by_label("ชื่อผู้ยืนยัน").fill("นายสมชาย ใจดี")
    page.get_by_role("button", name="ยืนยันข้อที่เลือก").click()
    expect(page.locator("summary", has_text="ยังไม่มีผู้ยืนยันกับแบบของปี (๒๖ ข้อ)")).to_be_focused()
    assert (root / "content/ita/2568.yaml").read_text(encoding="utf-8").count("by: นายสมชาย ใจดี") == 2
    page.get_by_role("button", name="ดูสิ่งที่เปลี่ยนจากปีก่อน").click()
    expect(page.get_by_text("จากปี 2567 เป็นปี 2568 รวมข้อ")).to_be_visible()

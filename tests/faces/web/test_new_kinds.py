"""What a clerk meets with the kinds that have forms of their own: titles, order of the form, numbers, mends."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import ROOT, copy_project
from tests.faces.web.clerk import Program, opened, quiet

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
PATIENCE = 60_000
HELD_ANSWER = """() => {
  const real = window.fetch;
  const gate = new Promise((resolve) => (window.letGo = resolve));
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).endsWith("/fix")) return answer;
    window.isHeld = true;
    await gate;
    return answer;
  };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all screens."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path]]:
    """The server of a copy of the sample."""
    root = copy_project(tmp_path_factory.mktemp("kinds") / "project")
    served = Program(root)
    yield served, root
    served.close()


@pytest.fixture(scope="module")
def entrance(program: tuple[Program, Path], browser: Browser) -> Iterator[Page]:
    """A tab of a browser that is in: the start token is good for once."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(program[0].start)
    yield page
    context.close()


@pytest.fixture
def page(entrance: Page) -> Iterator[Page]:
    """A tab whose console stays quiet."""
    made = entrance.context.new_page()
    with quiet(made) as said:
        yield made
    made.close()
    assert said == []


def begin(page: Page, program: tuple[Program, Path], kind: str, name: str) -> None:
    """Begin a document of a kind, as a clerk does."""
    opened(page, program[0].address + "/new")
    page.get_by_label("ชนิดของเอกสาร").select_option(label=kind)
    page.get_by_label("ชื่อไฟล์", exact=True).fill(name)
    page.get_by_role("button", name="เริ่มเขียน").click()
    page.wait_for_selector("main[data-screen=write][data-ready]")


def text_of(page: Page) -> str:
    """Return what stands in the editor."""
    return str(page.evaluate("window.docgen.editor.text()"))


def put(page: Page, text: str) -> None:
    """Put a text into the editor and wait until it is in the file."""
    page.evaluate("(text) => window.docgen.editor.setText(text)", text)
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")


def test_a_letter_begins_at_its_subject_and_is_called_as_it_is_read(page: Page, program: tuple[Program, Path]) -> None:
    """The first field is the subject, not a number that the register gives; quotation marks of YAML are not shown."""
    begin(page, program, "หนังสือภายนอก", "เชิญ-2567")
    page.wait_for_function("() => document.activeElement.value === 'พิมพ์ชื่อเรื่องตรงนี้'")
    subject = 'เชิญประชุม: โครงการ "ตำบลสะอาด" #2'
    page.keyboard.insert_text(subject)
    page.keyboard.press("Tab")
    expect(page.locator("h1")).to_have_text(subject)
    assert "subject: '" in text_of(page)
    assert page.get_by_label("เลขทะเบียน", exact=True).input_value() == ""
    expect(page.get_by_label("คำลงท้าย", exact=True)).to_have_attribute("type", "text")
    page.get_by_label("ชั้นความลับ", exact=True).select_option("ลับ")
    page.wait_for_function("() => window.docgen.editor.text().includes('secrecy: ลับ')")
    page.get_by_label("ชั้นความลับ", exact=True).select_option("")
    page.wait_for_function("() => !window.docgen.editor.text().includes('secrecy')")


def test_the_number_and_the_day_of_a_letter_come_onto_the_page_as_it_is_issued(
    page: Page, program: tuple[Program, Path]
) -> None:
    """Letters and stamped letters count on from each other, and the screen shows the page as printed from now on."""
    heads = {"letter": "signatory: นายวันชัย ประชุมชน\n", "stamped": ""}
    for number, (kind, signed) in enumerate(heads.items(), start=1):
        folder = {"letter": "letters", "stamped": "stamped"}[kind]
        (program[1] / f"content/{folder}/เลข-2569.md").write_text(
            f"---\nkind: {kind}\nsubject: ส่งเอกสาร\ndate: 20 มกราคม 2569\n{signed}to: นายอำเภอธวัชบุรี\n---\n\n"
            "ด้วยได้จัดทำเอกสารเสร็จแล้ว\n\nจึงเรียนมาเพื่อโปรดทราบ\n",
            encoding="utf-8",
        )
        opened(page, f"{program[0].address}/d/{folder}/เลข-2569.md/issue")
        words = page.locator(".words").first
        expect(words).to_contain_text("รอ ๗๑๐๐๑/....")
        page.get_by_role("button", name=f"ออกเลข {'๐๑๒'[number]}/๒๕๖๙").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("checkbox").check()
        dialog.get_by_role("button", name=re.compile("^ออกเลข")).click()
        expect(page.get_by_text("เรียบร้อย")).to_be_visible()
        expect(words).to_contain_text(f"รอ ๗๑๐๐๑/{'๐๑๒'[number]}")
        expect(words).to_contain_text("๒๐ มกราคม ๒๕๖๙")
        expect(page.locator("h1")).to_contain_text(f"ที่ {'๐๑๒'[number]}/๒๕๖๙")


def test_an_item_is_added_by_the_form_as_the_file_must_have_it(page: Page, program: tuple[Program, Path]) -> None:
    """What the form writes is read without fault: an item has its year."""
    begin(page, program, "ประกาศ", "ข้อ-2567")
    adding = page.locator("details").filter(has=page.locator("summary", has_text="เพิ่มหลักฐานของข้อ OIT")).last
    adding.locator("summary").click()
    adding.get_by_label("ข้อ", exact=True).fill("O42")
    adding.get_by_label("ปีงบประมาณ", exact=True).fill("2566")
    adding.get_by_role("button", name="เพิ่มหลักฐานของข้อ OIT").click()
    page.wait_for_function("() => window.docgen.editor.text().includes('item: O42')")
    expect(page.get_by_label("ปีงบประมาณ (ต้องกรอก)").first).to_have_value("2566")
    expect(page.locator(".findings .error")).to_have_count(0)


def test_what_is_typed_while_all_is_mended_is_kept_and_nobody_is_asked(
    page: Page, program: tuple[Program, Path]
) -> None:
    """The mend is the server's own writing: keys meanwhile are saved over it, and that is said."""
    begin(page, program, "ประกาศ", "แก้-2567")
    text = text_of(page).replace("พิมพ์ข้อแรกตรงนี้", "งดใช้ถุงพลาสติกเเละแก้ว")
    put(page, text)
    file = program[1] / "content/announcements/แก้-2567.md"
    page.evaluate(HELD_ANSWER)
    page.get_by_role("button", name="แก้ที่แก้ให้ได้ทั้งหมด").click()
    page.wait_for_function("() => window.isHeld")
    assert "ถุงพลาสติกและแก้ว" in file.read_text(encoding="utf-8")
    page.evaluate("() => window.docgen.editor.setText(window.docgen.editor.text() + 'พิมพ์ต่อ')")
    page.wait_for_timeout(2000)  # longer than the rest after which the page saves
    page.evaluate("() => window.letGo()")
    expect(page.get_by_text("พิมพ์ต่อระหว่างที่โปรแกรมแก้")).to_be_visible()
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    assert page.get_by_role("dialog").count() == 0
    assert file.read_text(encoding="utf-8").endswith("พิมพ์ต่อ")
    page.get_by_role("button", name="แก้ที่แก้ให้ได้ทั้งหมด").click()
    page.wait_for_function("() => window.docgen.editor.text().includes('ถุงพลาสติกและแก้ว')")


def test_what_nobody_signs_is_built_and_seen_and_nothing_is_called_wrong(
    page: Page, program: tuple[Program, Path]
) -> None:
    """A sealed letter or a piece of news has no signature: after its number the next step is its PDF, not an error."""
    (program[1] / "content/news/งานวัด-2569.md").write_text(
        "---\nkind: news\nsubject: งานประจำปี\ndate: 20 มกราคม 2569\n---\n\nขอเชิญร่วมงานประจำปีของตำบล\n", encoding="utf-8"
    )
    opened(page, f"{program[0].address}/d/news/งานวัด-2569.md/sign")
    expect(page.get_by_text("ข่าวประชาสัมพันธ์ไม่มีการลงนามในโปรแกรม")).to_be_visible()
    expect(page.locator(".findings .error")).to_have_count(0)
    page.get_by_role("button", name="สร้าง PDF และ Word").click()
    expect(page.locator(".page img").first).to_be_visible()
    expect(page.locator(".words").first).to_contain_text("งานประจำปี")


def test_an_office_without_its_data_is_led_to_the_form_that_begins_it(browser: Browser, tmp_path: Path) -> None:
    """No agency.yaml: every screen leads to its form; the name and one officer make it, and documents can begin."""
    root = copy_project(tmp_path / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/agency.yaml").unlink()
    served = Program(root)
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served.start)
    page.get_by_role("link", name="กรอกข้อมูลหน่วยงาน").click()
    page.wait_for_selector("main[data-screen=settings][data-ready]")
    name = page.get_by_label("ชื่อเต็มของหน่วยงาน (ต้องกรอก)")
    name.fill("องค์การบริหารส่วนตำบลทดสอบ")
    name.press("Tab")
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    adding = page.locator("details").filter(has=page.locator("summary", has_text="เพิ่มผู้ลงนาม")).last
    adding.locator("summary").click()
    adding.get_by_label("ชื่อพร้อมคำนำหน้า").fill("นายทองดี มีสุข")
    adding.get_by_label("ตำแหน่ง", exact=True).fill("นายกองค์การบริหารส่วนตำบลทดสอบ")
    adding.get_by_role("button", name="เพิ่มผู้ลงนาม").click()
    expect(page.get_by_text("ไม่พบข้อผิดพลาด")).to_be_visible()
    begin(page, (served, root), "ประกาศ", "แรก-2569")
    expect(page.get_by_label("ผู้ลงนาม (ต้องกรอก)").locator("option:checked")).to_contain_text("นายทองดี มีสุข")
    context.close()
    served.close()

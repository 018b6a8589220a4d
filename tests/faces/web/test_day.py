"""The whole day of a clerk by clicks: from an office without a document to a year signed, kept and published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.faces.web.clerk import Program, barriers
from tests.faces.web.day import SOFTHSM, Clerk, new_office, photograph, scanned, sent, soft_token, workbook
from tests.signing.authority import Authority

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WHO = "นายสมชาย ใจดี"
NOTICE, ORDER = "announcements/มาตรการ.md", "orders/คณะทำงาน.md"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def token(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[bool]:
    """Whether a token with the officer's key is plugged into this machine."""
    patch = pytest.MonkeyPatch()
    if SOFTHSM.exists():
        for name, value in soft_token(tmp_path_factory.mktemp("token"), authority, WHO).items():
            patch.setenv(name, value)
    yield SOFTHSM.exists()
    patch.undo()


@pytest.fixture(scope="module")
def clerk(browser: Browser, token: bool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """A clerk of a new office, who came in; the tests of this module are one day, in their order."""
    root = new_office(tmp_path_factory.mktemp("day") / "project")
    program = Program(root)
    page = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True).new_page()
    page.goto(program.start)
    yield Clerk(page, program, root)
    page.context.close()
    program.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who gives out keys; the office trusts them."""
    return Authority(tmp_path_factory.mktemp("authority"))


def test_an_office_begins_without_a_document(clerk: Clerk) -> None:
    """Nothing is there, which is said; the office's name is written by the form, and nothing else of the file."""
    clerk.sees("ยังไม่มีเอกสาร")
    path = clerk.root / "content/agency.yaml"
    before = path.read_text(encoding="utf-8")
    clerk.go("/office")
    clerk.sets("ชื่อเต็มของหน่วยงาน (ต้องกรอก)", "องค์การบริหารส่วนตำบลทดสอบใหม่")
    clerk.sees("บันทึกแล้ว")
    expect(clerk.page.get_by_label("ชื่อเต็มของหน่วยงาน (ต้องกรอก)")).to_have_value("องค์การบริหารส่วนตำบลทดสอบใหม่")
    assert path.read_text(encoding="utf-8") == before.replace("ส่วนตำบลทดสอบ\n", "ส่วนตำบลทดสอบใหม่\n", 1)
    clerk.sets("ชื่อเต็มของหน่วยงาน (ต้องกรอก)", "องค์การบริหารส่วนตำบลทดสอบ")
    expect(clerk.page.get_by_role("status").filter(has_text="บันทึกแล้ว")).to_be_visible()
    clerk.page.wait_for_timeout(100)
    clerk.go("/evidence/2567")
    clerk.sees("ยังไม่ครบ ๒ ข้อ")
    clerk.sees("ยังไม่มีเอกสารของปีนี้")


def test_an_announcement_is_written_mended_and_issued(clerk: Clerk) -> None:
    """Typed with Thai keys, mended by a button; what stops the number is told before anybody confirms it."""
    page = clerk.page
    clerk.go("/new")
    page.get_by_label("ชนิดของเอกสาร").select_option("announcement")
    page.get_by_label("ชื่อไฟล์", exact=True).fill("มาตรการ")
    clerk.press("เริ่มเขียน")
    clerk.at("write")
    if not page.get_by_label("เรื่อง (ต้องกรอก)").is_visible():
        page.locator("summary").first.click()
    page.get_by_label("สถานะ").select_option("draft")
    expect(page.locator(".cm-content")).to_contain_text("status: draft")
    clerk.sets("เรื่อง (ต้องกรอก)", "มาตรการส่งเสริมคุณธรรม")
    clerk.sets("วันที่ (ต้องกรอก)", "10 มีนาคม 2567")
    expect(page.locator(".cm-content")).to_contain_text("subject: มาตรการส่งเสริมคุณธรรม")
    expect(page.locator(".cm-content")).to_contain_text("date: 10 มีนาคม 2567")
    clerk.writes("ขอเชิญร่วมกิจกรรมเเละพิธีเปิด\n")
    clerk.press(re.compile("^แก้ให้ "))
    expect(page.locator(".cm-content")).to_contain_text("กิจกรรมและพิธีเปิด")
    expect(page.locator(".words").first).to_contain_text("กิจกรรมและพิธีเปิด")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    page.get_by_role("link", name="ออกเลข").click()
    clerk.at("issue")
    expect(page.locator("li[data-answer=false]")).to_contain_text("เป็นฉบับจริง ไม่ใช่ร่าง")
    expect(page.get_by_role("button", name="ออกเลข")).to_be_disabled()
    assert barriers(page) == []
    clerk.press("เปลี่ยนเป็นฉบับจริง")
    clerk.press("ออกเลข ๑/๒๕๖๗")
    clerk.answers("ออกเลข ๑/๒๕๖๗")
    clerk.sees("ออกเลขแล้ว ประกาศที่ ๑/๒๕๖๗")
    assert "มาตรการส่งเสริมคุณธรรม" in (clerk.root / "content/register.csv").read_text(encoding="utf-8-sig")


def test_an_order_is_issued_renamed_corrected_and_withdrawn(clerk: Clerk) -> None:
    """Each by a button with what it asks; a rename keeps the number, a correction is told apart, a reason is kept."""
    page = clerk.page
    clerk.go("/new")
    page.get_by_label("ชนิดของเอกสาร").select_option("order")
    page.get_by_label("ชื่อไฟล์", exact=True).fill("คำสั่งแรก")
    clerk.press("เริ่มเขียน")
    clerk.at("write")
    text = clerk.editor()
    own = re.sub(
        r"(?m)^(number|date|subject):.*$",
        lambda m: {"number": "number: 1/2567", "date": "date: 1 เมษายน 2567"}.get(m[1], "subject: แต่งตั้งคณะทำงาน"),
        text,
    )
    page.evaluate("([text]) => window.docgen.editor.setText(text)", [own])
    clerk.writes("เพื่อให้การทำงานเรียบร้อย จึงแต่งตั้งคณะทำงาน\n")
    clerk.go("/d/orders/คำสั่งแรก.md/issue")
    clerk.press("ออกเลข ๑/๒๕๖๗")
    clerk.answers("ออกเลข ๑/๒๕๖๗")
    clerk.sees("ออกเลขแล้ว คำสั่งที่ ๑/๒๕๖๗")
    clerk.go("/d/orders/คำสั่งแรก.md/issue")
    clerk.press("เปลี่ยนชื่อไฟล์")
    clerk.answers("เปลี่ยนชื่อ", "คณะทำงาน")
    page.wait_for_url("**/issue")
    expect(page.get_by_text(ORDER)).to_be_visible()
    assert (clerk.root / "content" / ORDER).is_file()
    assert not (clerk.root / "content/orders/คำสั่งแรก.md").exists()
    page.get_by_role("link", name="แก้ข้อความของฉบับที่ออกเลขแล้ว").click()
    clerk.at("write")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n")
    page.keyboard.insert_text("ให้คณะทำงานประชุมทุกเดือน\n")
    page.keyboard.press("Control+S")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    expect(page.locator(".words").first).to_contain_text("ให้คณะทำงานประชุมทุกเดือน")
    clerk.go(f"/d/{ORDER}/issue")
    clerk.press("ออกฉบับแก้ไข")
    clerk.answers("ออกฉบับแก้ไข", "เพิ่มการประชุม")
    clerk.sees("ฉบับแก้ไขครั้งที่ 1")
    clerk.go(f"/d/{ORDER}/issue")
    clerk.press("ยกเลิกเอกสาร")
    clerk.answers("ยกเลิกเอกสารนี้", "แต่งตั้งซ้ำ")
    clerk.sees("ยกเลิกแล้ว คำสั่งที่ ๑/๒๕๖๗")
    clerk.go("/register")
    clerk.sees("ตรงกันทุกรายการ")
    clerk.sees("แต่งตั้งซ้ำ")
    assert barriers(page) == []


def test_a_file_that_was_renamed_elsewhere_is_noted_in_the_register(clerk: Clerk) -> None:
    """The register says which file it misses, and takes its name of today; back again, all agree."""
    page = clerk.page
    paths = [clerk.root / "content" / NOTICE, clerk.root / "content/announcements/ชื่ออื่น.md"]
    for old, new in (paths, paths[::-1]):
        old.rename(new)
        clerk.go("/register")
        clerk.sees("มีรายการที่ไม่ตรงกัน")
        page.locator("summary", has_text="ไม่พบไฟล์").click()
        page.get_by_label("ถ้าถูกเปลี่ยนชื่อ ชื่อใหม่คือ").select_option(f"announcements/{new.name}")
        clerk.press("จดชื่อใหม่")
        clerk.sees("จดชื่อไฟล์ใหม่แล้ว ประกาศที่ ๑/๒๕๖๗")
        clerk.sees("ตรงกันทุกรายการ")


def test_a_report_is_begun_and_filled_from_a_workbook(clerk: Clerk) -> None:
    """Begun for its year, typed, its log taken from Excel over the one that it began with, a picture captioned."""
    page = clerk.page
    clerk.go("/new")
    page.get_by_label("ชนิดของเอกสาร").select_option("report")
    page.get_by_label("ปีงบประมาณ (พ.ศ.)").first.fill("2567")
    clerk.press("เริ่มเขียน")
    clerk.at("report")
    clerk.go("/d/reports/2567/report.yaml")
    own = re.sub(
        r"พิมพ์ชื่อมาตรการตรงนี้", "มาตรการตรวจสอบ", re.sub(r"พิมพ์ชื่อรายงานตรงนี้", "รายงานผลการดำเนินการ", clerk.editor())
    )
    own = re.sub(r"พิมพ์\S*ตรงนี้", "ตามแผนของหน่วยงาน", own)
    own += f"annexes:\n  - {NOTICE}\nevidence:\n  - {{fiscal_year: 2567, item: O43}}\n"
    page.evaluate("([text]) => window.docgen.editor.setText(text)", [own])
    page.locator(".cm-content, textarea").first.click()
    page.keyboard.press("Control+S")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    clerk.go("/report/2567")
    log = page.get_by_label("นำเข้าแผ่นงาน (.xlsx) หรือ CSV แทนที่ฉบับเดิม")
    log.set_input_files(
        sent(
            "บันทึก.xlsx",
            workbook(
                ("มาตรการตรวจสอบ", "ประชุมติดตาม", "พฤศจิกายน 2566", "รายงานการประชุม", "ทำตามแผน"),
                ("มาตรการที่ไม่มี", "x", "พ.ย. 2566", "y", "z"),
            ),
        )
    )
    clerk.sees("ตารางเดิมเก็บไว้ในชื่อ activities-before-")
    clerk.sees("ไม่มีมาตรการชื่อ มาตรการที่ไม่มี ใน report.yaml")
    log.set_input_files(
        sent(
            "บันทึก.xlsx",
            workbook(
                ("มาตรการตรวจสอบ", "ประชุมติดตาม", "พฤศจิกายน 2566", "รายงานการประชุม", "ทำตามแผน"),
                ("มาตรการตรวจสอบ", "อบรม", "มิถุนายน 2567", "ทะเบียนผู้อบรม", "เข้าใจขั้นตอน"),
            ),
        )
    )
    expect(page.get_by_role("cell", name="อบรม", exact=True)).to_be_visible()
    folder = clerk.root / "content/reports/2567"
    assert sorted(one.suffix for one in folder.glob("activities*")) == [".csv", ".xlsx"]
    page.get_by_label("เพิ่มภาพ (JPG หรือ PNG)").set_input_files(sent("อบรม.jpg", photograph()))
    caption = page.get_by_label("คำบรรยายภาพ")
    caption.fill("ผู้เข้าอบรมลงทะเบียน")
    caption.press("Tab")
    clerk.press("เปลี่ยนเป็นฉบับจริง")
    expect(page.locator(".banner:not([hidden])", has_text="รายงานนี้เป็นร่าง")).to_have_count(0)
    expect(page.locator(".words", has_text="ผู้เข้าอบรมลงทะเบียน").first).to_be_attached()
    assert "caption: ผู้เข้าอบรมลงทะเบียน" in (folder / "report.yaml").read_text(encoding="utf-8")
    clerk.press("สร้างรายงานรอบ ๖ เดือน")
    clerk.job("สร้างรายงานปี ๒๕๖๗")
    assert barriers(page) == []


def test_all_is_built_while_the_clerk_is_elsewhere(clerk: Clerk) -> None:
    """Work goes on when its screen is left; whoever comes back is told how it ended, and looks at the pages here."""
    page = clerk.page
    clerk.go("/evidence/2567")
    clerk.press("สร้าง PDF และ Word")
    clerk.go("/register")
    clerk.go("/evidence/2567")
    clerk.job("สร้างเอกสารทั้งหมด")
    summary = page.locator("summary", has_text="ไฟล์ที่สร้าง")
    if summary.count():
        summary.click()
    page.get_by_role("link", name="ดู announcements/มาตรการ.pdf").click()
    clerk.at("see")
    expect(page.locator(".page img").first).to_have_js_property("complete", True)
    assert page.locator(".page img").first.evaluate("one => one.naturalWidth") > 500
    expect(page.locator(".words").first).to_contain_text("กิจกรรมและพิธีเปิด")
    assert barriers(page) == []


def test_documents_are_signed_and_a_scan_is_kept(clerk: Clerk, authority: Authority, token: bool) -> None:
    """A key file signs, then a token that is plugged in; what is wrong is told; another's scan is kept beside it."""
    page = clerk.page
    trust = clerk.root / "content/trust"
    shutil.copytree(authority.trust, trust)
    key = authority.officer(WHO)[0].read_bytes()
    clerk.signs(f"/d/{NOTICE}/sign", WHO, key)
    clerk.sees("ลายมือชื่อใช้ได้")
    expect(page.get_by_role("region", name="หน้าที่ลงนามแล้ว")).to_be_visible()
    assert (clerk.root / "content/signed/announcements/มาตรการ.pdf").is_file()
    report = "/d/reports/2567/report.yaml/sign?output=reports/2567/12-months/report.pdf"
    if token:
        clerk.go(report)
        page.get_by_label("โทเค็นหรือบัตรที่เสียบกับเครื่องนี้").check()
        expect(page.get_by_label("โปรแกรมของโทเค็น (PKCS#11)")).to_have_value(str(SOFTHSM))
        clerk.press(re.compile("^ลงนาม$"))
        clerk.sees("พิมพ์รหัสผ่านหรือ PIN ก่อน")
        pin = page.get_by_label("รหัสผ่านของกุญแจ หรือ PIN")
        for typed, words in (("9999", "PIN ของโทเค็นไม่ถูกต้อง"), ("1234", "ลงนามแล้ว")):
            pin.fill(typed)
            clerk.press(re.compile("^ลงนาม$"))
            clerk.sees(words)
            expect(pin).to_have_value("")
    else:
        clerk.signs(report, WHO, key)
    clerk.sees("ลายมือชื่อใช้ได้")
    with page.expect_download() as signed:
        page.get_by_role("link", name="เก็บ reports/2567/12-months/report.pdf ลงเครื่อง").last.click()
    clerk.go("/evidence/2567")
    page.get_by_label("ไฟล์จากที่อื่น").set_input_files(sent("ฉบับ.pdf", Path(signed.value.path()).read_bytes()))
    clerk.press("ตรวจยืนยัน")
    clerk.sees("ลายมือชื่อถูกต้องทุกรายการ")
    clerk.go("/d/reports/2567/report.yaml/sign?output=reports/2567/6-months/report.pdf")
    pages = page.locator(".pages .page").count()
    page.get_by_label("ไฟล์สแกน").set_input_files(sent("สแกน.pdf", scanned(pages)))
    page.get_by_label("ผู้เก็บ").fill("นางสาวสมหญิง รักงาน")
    clerk.press("เก็บสแกน")
    clerk.sees("เก็บสแกนแล้ว")
    expect(page.get_by_role("region", name="สแกน", exact=True)).to_be_visible()
    assert barriers(page) == []


def test_the_year_is_kept_published_and_verified(clerk: Clerk) -> None:
    """Archive, publication and verification say in words what came of them; the evidence is complete."""
    page = clerk.page
    clerk.go(f"/d/{NOTICE}")
    clerk.go("/evidence/2567")
    clerk.press("เก็บหลักฐาน")
    clerk.answers("เก็บหลักฐาน")
    clerk.job("เก็บหลักฐานปี ๒๕๖๗")
    expect(page.get_by_role("link", name="เก็บชุดหลักฐาน 2567-year-v1 ลงเครื่อง")).to_be_visible()
    with page.expect_download() as bag:
        page.get_by_role("link", name="เก็บชุดหลักฐาน (.zip) ลงเครื่อง").click()
    clerk.press("ตรวจยืนยัน")
    clerk.sees("ผล: ถูกต้อง")
    assert barriers(page) == []
    page.get_by_label("ไฟล์จากที่อื่น").set_input_files(sent("ชุด.zip", Path(bag.value.path()).read_bytes()))
    clerk.press("ตรวจยืนยัน")
    clerk.job("ตรวจ ชุด.zip")
    clerk.sees("ผล: ถูกต้อง")
    clerk.press("ทำชุดเผยแพร่")
    clerk.job("ทำชุดเผยแพร่ปี ๒๕๖๗")
    clerk.sees("ชุดเผยแพร่อยู่ที่ output/publish/2567")
    clerk.go("/")
    clerk.go("/evidence/2567")
    clerk.sees("ลงนามและเก็บแล้ว")

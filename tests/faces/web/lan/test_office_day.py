"""An office's day in a real browser over TLS: one writes, another issues, a third signs; nobody is in the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from docgen.desk.user import add_user, set_roles
from docgen.registry.journal import project_journal
from tests.faces.web.clerk import barriers, opened, quiet
from tests.faces.web.lan.conftest import (
    ARCHIVIST,
    BOTH,
    CHEAP,
    CHECKER,
    PASSWORD,
    SIGNER,
    WRITER,
    OfficeServer,
    office_project,
)
from tests.signing import authority

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
WILL = "announcements/integrity-will-2565.md"
MEASURES = "announcements/integrity-measures-2566.md"


@pytest.fixture(scope="module")
def office_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeServer]:
    """A server of this module's own."""
    made = OfficeServer(office_project(tmp_path_factory.mktemp("day") / "project"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser(office_day: OfficeServer) -> Iterator[Browser]:
    """Debian's Chromium, shared by the tests of this module; it is gone before the server is."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=45_000)  # other tests run beside
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def address(office: OfficeServer, path: str = "/") -> str:
    """Return the address of a screen."""
    return f"https://127.0.0.1:{office.port}{path}"


def computer(browser: Browser) -> BrowserContext:
    """Return a browser of a computer of its own, in which the office's certificate is taken."""
    made = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 720})
    made.set_default_timeout(45_000)
    return made


def seat(browser: Browser, office: OfficeServer, name: str, path: str = "/", *, hears: bool = True) -> Page:
    """Return a tab on a computer of its own in which a person came in by the form, as they do.

    One that does not hear what happens learns of another's text only where it saves its own.
    """
    page = computer(browser).new_page()
    if not hears:
        page.route("**/api/events", lambda route: route.abort())
    page.goto(address(office, path))
    page.get_by_label("ชื่อและนามสกุล").fill(name)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าระบบ").click()
    page.wait_for_selector("main[data-ready]")
    return page


def test_the_page_of_login_is_plain_quiet_and_for_all(browser: Browser, office_day: OfficeServer) -> None:
    """No script, no barrier, by keyboard alone, as wide as a phone; what was wrong is said, the password not kept."""
    page = computer(browser).new_page()
    with quiet(page) as said:
        page.goto(address(office_day, f"/d/{WILL}"))
        expect(page.get_by_role("heading", name="เข้าระบบ")).to_be_visible()
        assert barriers(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        expect(page.get_by_label("ชื่อและนามสกุล")).to_be_focused()
        assert said == []
        page.keyboard.type(WRITER)
        page.keyboard.press("Tab")
        page.keyboard.type("ผิดแน่นอน")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("ชื่อหรือรหัสผ่านไม่ถูกต้อง")
        assert barriers(page) == []
        expect(page.get_by_label("รหัสผ่าน")).to_be_focused()
        expect(page.get_by_label("รหัสผ่าน")).to_have_value("")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("main[data-screen=write][data-ready]")  # where they wanted to go
    assert [one for one in said if "401" not in one] == []
    assert page.evaluate("document.cookie") == ""
    page.context.close()


def test_the_screen_of_the_office_tells_accounts_roles_and_certificate(
    browser: Browser, office_day: OfficeServer
) -> None:
    """Who has an account and what they may do; one changes one's own password; leaving is two presses."""
    page = seat(browser, office_day, ARCHIVIST, "/office")
    with quiet(page) as said:
        opened(page, address(office_day, "/office"))
        expect(page.locator("header")).to_contain_text(ARCHIVIST)
        expect(page.get_by_role("region", name="ผู้ใช้และหน้าที่")).to_contain_text(f"{CHECKER}ผู้ตรวจและออกเลข")
        expect(page.locator("main")).to_contain_text(office_day.certificate.fingerprint)
        expect(page.get_by_role("button", name="เปลี่ยนรหัสผ่าน")).to_be_visible()
        assert page.locator("section", has_text="ข้อมูลหน่วยงาน").get_by_role("textbox").first.is_disabled()
        page.wait_for_timeout(300)
        assert barriers(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert said == []
    page.get_by_role("link", name="ออกจากระบบ").click()
    assert barriers(page) == []
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.get_by_role("heading", name="เข้าระบบ")).to_be_visible()
    page.goto(address(office_day, "/"))
    expect(page.get_by_role("heading", name="เข้าระบบ")).to_be_visible()
    page.context.close()


def test_a_writer_writes_a_checker_issues_and_a_signer_signs_their_own_name(
    browser: Browser, office_day: OfficeServer, tmp_path: Path
) -> None:
    """Each on a computer of their own; what is another's work is told, and not offered; the journal says who."""
    other_signer = "นางสาวสมหญิง ลงนามบ้าง"
    agency = office_day.root / "content/agency.yaml"
    known = agency.read_text(encoding="utf-8")
    agency.write_text(
        known.replace("officers:\n", f"officers:\n  - name: {other_signer}\n    position: รองนายก\n"), encoding="utf-8"
    )
    add_user(office_day.root, other_signer, ["signer"], PASSWORD, cost=CHEAP)
    writer = seat(browser, office_day, WRITER, f"/d/{MEASURES}")
    writer.locator(".cm-content").click()
    writer.keyboard.press("Control+End")
    writer.keyboard.insert_text("\nข้อความที่ผู้เขียนเพิ่ม\n")
    writer.keyboard.press("Control+s")
    path = office_day.root / "content" / MEASURES
    expect(writer.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    assert "ข้อความที่ผู้เขียนเพิ่ม" in path.read_text(encoding="utf-8")
    opened(writer, address(office_day, f"/d/{MEASURES}/issue"))
    expect(writer.get_by_role("note")).to_contain_text("ออกเลขไม่ได้")
    expect(writer.get_by_role("note")).to_contain_text(CHECKER)  # whom to ask
    expect(writer.get_by_role("button", name="ออกเลข")).to_be_hidden()
    checker = seat(browser, office_day, CHECKER, f"/d/{MEASURES}")
    expect(checker.get_by_role("note")).to_contain_text("แก้ข้อความไม่ได้")
    expect(checker.get_by_role("button", name="บันทึก", exact=True)).to_be_hidden()
    expect(checker.locator(".cm-content")).to_have_attribute("aria-readonly", "true")
    opened(checker, address(office_day, f"/d/{MEASURES}/issue"))
    expect(checker.locator(".page img").first).to_be_visible()
    checker.get_by_role("button", name="ออกเลข").first.click()
    dialog = checker.get_by_role("dialog")
    dialog.get_by_role("checkbox").check()
    dialog.locator("button.grave").click()
    expect(checker.locator("main")).to_contain_text("ออกเลขแล้ว")
    signer = seat(browser, office_day, SIGNER, f"/d/{MEASURES}/sign")
    signer.get_by_role("button", name="สร้าง PDF").click()
    expect(signer.get_by_role("button", name="สร้าง PDF")).to_have_count(0)
    opened(checker, address(office_day, f"/d/{MEASURES}/sign"))
    expect(checker.get_by_text("ส่วนนี้เป็นงานของผู้ลงนาม (")).to_contain_text(SIGNER)
    expect(checker.get_by_role("button", name="ลงนาม", exact=True)).to_be_hidden()
    expect(checker.get_by_role("button", name="เก็บสแกน")).to_be_hidden()
    assert barriers(checker) == []
    key = authority.Authority(tmp_path).officer(SIGNER)[0]
    stranger = seat(browser, office_day, other_signer, f"/d/{MEASURES}/sign")
    expect(stranger.get_by_role("note")).to_contain_text("ชื่อของท่านไม่อยู่ในผู้ที่รอลงนาม")
    expect(stranger.get_by_role("button", name="ลงนาม", exact=True)).to_be_hidden()
    signer.get_by_label("ไฟล์กุญแจ").set_input_files(key)
    signer.get_by_label("รหัสผ่านของกุญแจ").fill(authority.PASSWORD.decode())
    signer.get_by_role("button", name="ลงนาม", exact=True).click()
    expect(signer.locator("main")).to_contain_text(f"{SIGNER}: ลงนามแล้ว")
    told = [(one.event, one.by) for one in project_journal(office_day.root)]
    assert told == [("issued", CHECKER), ("signed", SIGNER)]
    for page in (writer, checker, signer, stranger):
        page.context.close()


def test_two_people_on_one_document_choose_and_overwrite_nobody(browser: Browser, office_day: OfficeServer) -> None:
    """Neither waits for the other's tab; who saves second is shown both texts."""
    one, other = (seat(browser, office_day, name, f"/d/{WILL}", hears=False) for name in (WRITER, BOTH))
    path = office_day.root / "content" / WILL
    for page, words in ((one, "ของคนแรก"), (other, "ของคนที่สอง")):
        page.locator(".cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text(f"\n{words}\n")
        if page is one:
            expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
            while "ของคนแรก" not in path.read_text(encoding="utf-8"):
                page.wait_for_timeout(50)
    dialog = other.get_by_role("dialog")
    expect(dialog).to_contain_text("ของคนแรก")
    expect(dialog).to_contain_text("ของคนที่สอง")
    text = path.read_text(encoding="utf-8")
    assert "ของคนแรก" in text
    assert "ของคนที่สอง" not in text
    dialog.get_by_role("button", name="ใช้ที่อยู่ในไฟล์").click()
    expect(other.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    assert path.read_text(encoding="utf-8") == text
    opened(other, address(office_day, f"/d/{WILL}/issue"))
    expect(other.get_by_role("note")).to_contain_text("ท่านเป็นผู้เขียนเอกสารนี้ จึงออกเลขเองไม่ได้")
    for page in (one, other):
        page.context.close()


def test_a_session_that_ends_while_somebody_types_loses_nothing(browser: Browser, office_day: OfficeServer) -> None:
    """It is said at once; after coming in anew in another tab, what was typed is saved."""
    page = seat(browser, office_day, WRITER, f"/d/{WILL}")
    set_roles(office_day.root, WRITER, ["writer", "archivist"])
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nพิมพ์ตอนหมดเวลา\n")
    expect(page.get_by_role("alert").filter(has_text="หมดเวลาเข้าใช้")).to_be_visible()
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="เข้าระบบในแท็บใหม่").click()
    again = opening.value
    again.get_by_label("ชื่อและนามสกุล").fill(WRITER)
    again.get_by_label("รหัสผ่าน").fill(PASSWORD)
    again.get_by_role("button", name="เข้าระบบ").click()
    again.wait_for_selector("main[data-ready]")
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    expect(page.get_by_role("link", name="เข้าระบบในแท็บใหม่")).to_be_hidden()
    assert "พิมพ์ตอนหมดเวลา" in (office_day.root / "content" / WILL).read_text(encoding="utf-8")
    page.context.close()

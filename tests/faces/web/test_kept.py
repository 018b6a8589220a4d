"""What is typed is in the file, in the browser or on the screen, and the page says which: one test for each trouble."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from docgen.desk.issue import issue
from docgen.faces.web.ports import listening_for, usual_ports
from tests.conftest import copy_project
from tests.faces.web.clerk import Program, barriers, opened

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
ID = "announcements/integrity-will-2565.md"
SAVED = "บันทึกแล้ว"
Desk = tuple[Program, Path, BrowserContext]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, shared by the tests of this module."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path, list[dict[str, object]]]]:
    """A program on a copy of the sample; the cookie of its session is kept for each test's own browser."""
    root = copy_project(tmp_path_factory.mktemp("kept") / "project")
    made = Program(root)
    yield made, root, []
    made.close()


@pytest.fixture
def desk(browser: Browser, program: tuple[Program, Path, list[dict[str, object]]]) -> Iterator[Desk]:
    """The program, its project, and a browser's profile of this test alone; the file is put back afterwards."""
    made, root, cookies = program
    path = root / "content" / ID
    before = path.read_bytes()
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(30_000)
    if not cookies:
        assert context.request.get(made.start, max_redirects=0).status == 303
        cookies += context.cookies()  # type: ignore[arg-type]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    yield made, root, context
    context.close()
    path.write_bytes(before)


@pytest.fixture
def path(desk: Desk) -> Path:
    """The file that is written in."""
    return desk[1] / "content" / ID


def begun(desk: Desk, name: str = ID) -> Page:
    """Open a document in a tab, ready to be typed in."""
    page = opened(desk[2].new_page(), f"{desk[0].address}/d/{name}")
    page.wait_for_function("() => window.docgen")
    return page


def typed(page: Page, words: str) -> None:
    """Type at the end of the text."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def text_of(page: Page) -> str:
    """Return what stands in the editor."""
    return str(page.evaluate("docgen.editor.text()"))


def is_saved(page: Page, path: Path, words: str) -> None:
    """Wait until the text, with some words, is in the file."""
    expect(page.locator(".saved-state")).to_have_text(SAVED)
    page.wait_for_function("() => docgen.saver.isSaved")
    content = path.read_text(encoding="utf-8")
    assert words in content
    assert content == text_of(page)


def lose_answers(page: Page, lost: list[str]) -> None:
    """Let the server do what it is asked to save, once, and its answer be lost on the way."""

    def handle(route: Route) -> None:
        if route.request.method != "PUT" or lost:
            return route.continue_()
        headers = route.request.all_headers() | {"sec-fetch-site": "same-origin"}
        lost.append(route.fetch(headers=headers).text())
        return route.abort("connectionreset")

    page.route("**/api/d/**", handle)


def refuse_saving(page: Page) -> None:
    """Let nothing that is to be saved reach the server."""
    page.route("**/api/d/**", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())


def test_an_answer_that_was_lost_is_no_conflict(desk: Desk, path: Path) -> None:
    """The file has what was sent; the page takes it for its own, also with keys that came after, and after a reload."""
    page = begun(desk)
    lost: list[str] = []
    lose_answers(page, lost)
    typed(page, "\n\nคำตอบหาย")
    page.keyboard.press("Control+s")
    expect(page.locator(".saved-state")).to_contain_text("ติดต่อโปรแกรมไม่ได้")
    assert "คำตอบหาย" in path.read_text(encoding="utf-8")
    typed(page, " แล้วพิมพ์ต่อ")
    is_saved(page, path, "คำตอบหาย แล้วพิมพ์ต่อ")
    lost.clear()
    typed(page, " อีกครั้ง")
    page.keyboard.press("Control+s")
    expect(page.locator(".saved-state")).to_contain_text("ติดต่อโปรแกรมไม่ได้")
    lost.clear()
    refuse_saving(page)
    typed(page, " ก่อนปิด")
    page.wait_for_function("() => docgen.saver.keptText === docgen.editor.text()")
    page.close()
    page = desk[2].new_page()
    page.goto(f"{desk[0].address}/d/{ID}")
    page.get_by_role("dialog").get_by_role("button", name="ใช้ที่พิมพ์ไว้").click()
    is_saved(page, path, "คำตอบหาย แล้วพิมพ์ต่อ อีกครั้ง ก่อนปิด")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("answers", [True, False])
def test_the_pen_is_taken_while_the_first_tab_saves(desk: Desk, path: Path, answers: bool) -> None:
    """The second tab waits for what the first is saving; also one that does not answer any more makes no conflict."""
    first = begun(desk)
    held: list[Route] = []
    first.route("**/api/d/**", lambda route: held.append(route) if route.request.method == "PUT" else route.continue_())
    typed(first, "\n\nแท็บแรก")
    first.keyboard.press("Control+s")
    expect(first.locator(".saved-state")).to_have_text("กำลังบันทึก…")
    second = begun(desk)
    second.wait_for_function("() => docgen.editor.text().includes('แท็บแรก')")
    second.get_by_role("button", name="เขียนในแท็บนี้แทน").click()
    if answers:
        second.wait_for_timeout(300)
        assert second.evaluate("docgen.tabs.hasPen") is False
        held[0].continue_()
    second.wait_for_function("() => docgen.tabs.hasPen && !docgen.editor.view.state.readOnly")
    typed(second, " แท็บสอง")
    if not answers:
        is_saved(second, path, "แท็บแรก แท็บสอง")
        held[0].continue_()
    is_saved(second, path, "แท็บแรก แท็บสอง")
    for page in (first, second):
        expect(page.get_by_role("dialog")).to_have_count(0)
    first.wait_for_function("() => docgen.editor.text().includes('แท็บสอง')")


def test_a_tab_shows_what_another_has_not_saved_and_goes_on_when_it_is_gone(desk: Desk, path: Path) -> None:
    """No question about text that is being typed elsewhere; when that tab is closed, its text is saved from here."""
    first = begun(desk)
    refuse_saving(first)
    typed(first, "\n\nยังไม่ถึงโปรแกรม")
    expect(first.locator(".saved-state")).to_contain_text("ติดต่อโปรแกรมไม่ได้")
    second = begun(desk)
    expect(second.get_by_role("dialog")).to_have_count(0)
    second.wait_for_function("() => docgen.editor.text().includes('ยังไม่ถึงโปรแกรม')")
    assert second.evaluate("docgen.editor.view.state.readOnly") is True
    first.close()
    is_saved(second, path, "ยังไม่ถึงโปรแกรม")
    expect(second.get_by_role("dialog")).to_have_count(0)


def test_a_file_that_was_deleted_is_made_again_if_the_clerk_says_so(desk: Desk, path: Path) -> None:
    """What is typed into a file that is gone is not lost, nor is the file made again behind anybody's back."""
    page = begun(desk)
    path.unlink()
    typed(page, "\n\nหลังถูกลบ")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("ถูกลบหรือเปลี่ยนชื่อ")
    assert not path.exists()
    dialog.get_by_role("button", name="ยังไม่ทำ").click()
    expect(page.get_by_text("ยังไม่ได้เลือกฉบับ")).to_be_visible()
    page.get_by_role("button", name="เลือกฉบับ").click()
    dialog.get_by_role("button", name="สร้างไฟล์นี้กลับ").click()
    is_saved(page, path, "หลังถูกลบ")


def test_what_was_typed_before_a_lock_becomes_a_draft(desk: Desk) -> None:
    """Issued meanwhile: nothing is written into it, the page tells, and the text is kept, also after a reload."""
    root = desk[1]
    name = "announcements/ออกแล้ว.md"
    path = root / "content" / name
    path.write_bytes((root / "content" / ID).read_bytes())
    page = begun(desk, name)
    refuse_saving(page)
    typed(page, "\n\nพิมพ์ก่อนออกเลข")
    expect(page.locator(".saved-state")).to_contain_text("ติดต่อโปรแกรมไม่ได้")
    issue(root, str(path))
    issued = path.read_bytes()
    page.unroute("**/api/d/**")
    expect(page.get_by_role("button", name="เก็บสิ่งที่พิมพ์เป็นร่างใหม่")).to_be_visible()
    page.wait_for_function("() => docgen.saver.keptText === docgen.editor.text()")
    page.reload()
    page.get_by_role("button", name="ดูข้อความนั้น").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("พิมพ์ก่อนออกเลข")
    dialog.get_by_role("button", name="เก็บเป็นร่างใหม่").click()
    page.wait_for_url(re.compile(quote("-ร่าง.md")))
    draft = path.with_name("ออกแล้ว-ร่าง.md")
    expect(page.locator("main[data-ready]")).to_be_visible()
    assert "พิมพ์ก่อนออกเลข" in draft.read_text(encoding="utf-8")
    assert path.read_bytes() == issued


@pytest.mark.parametrize("lacks", ["all", "room"])
def test_a_browser_that_keeps_nothing_says_so_and_saves_at_once(desk: Desk, path: Path, lacks: str) -> None:
    """Without IndexedDB, or without room in it, the page says so as long as it lasts, and writes to the file."""
    page = desk[2].new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('off') } })"
        if lacks == "all"
        else """const put = IDBObjectStore.prototype.put; window.full = true;
        IDBObjectStore.prototype.put = function (...given) {
            if (window.full) throw new DOMException('full', 'QuotaExceededError');
            return put.apply(this, given);
        }"""
    )
    opened(page, f"{desk[0].address}/d/{ID}")
    typed(page, "\n\nเก็บที่อื่นไม่ได้")
    expect(page.get_by_text("เบราว์เซอร์นี้เก็บสำรองไม่ได้")).to_be_visible()
    is_saved(page, path, "เก็บที่อื่นไม่ได้")
    refuse_saving(page)
    typed(page, " ไม่ถึงไฟล์")
    expect(page.locator(".saved-state")).to_contain_text("อย่าปิดหน้านี้")
    asked: list[str] = []
    page.on("dialog", lambda one: (asked.append(one.type), one.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.evaluate("window.full = false")
    page.unroute("**/api/d/**")
    is_saved(page, path, "เก็บที่อื่นไม่ได้ ไม่ถึงไฟล์")
    if lacks == "room":
        expect(page.get_by_text("เบราว์เซอร์นี้เก็บสำรองไม่ได้")).to_be_hidden()


def test_a_session_that_ended_is_told_and_come_back_to(desk: Desk, path: Path) -> None:
    """Typing goes on without a session; with a new one the page saves by itself."""
    page = begun(desk)
    cookies = desk[2].cookies()
    desk[2].clear_cookies()
    typed(page, "\n\nหมดเวลา")
    expect(page.locator(".saved-state")).to_contain_text("หมดเวลาการเข้าใช้")
    typed(page, " พิมพ์ต่อ")
    expect(page.locator(".saved-state")).to_contain_text("หมดเวลาการเข้าใช้")
    desk[2].add_cookies(cookies)  # type: ignore[arg-type]
    is_saved(page, path, "หมดเวลา พิมพ์ต่อ")


def test_a_lost_connection_is_told_as_long_as_it_lasts_and_undo_lives_through_a_save(desk: Desk, path: Path) -> None:
    """Neither a key nor an attempt to save takes the words away; Ctrl+Z takes back what is saved already."""
    page = begun(desk)
    before = text_of(page)
    desk[2].set_offline(True)
    typed(page, "\n\nสายหลุด")
    expect(page.locator(".saved-state")).to_contain_text("ติดต่อโปรแกรมไม่ได้")
    page.evaluate(
        "(window.said = [], new MutationObserver(() => said.push(document.querySelector('.saved-state').textContent))"
        ".observe(document.querySelector('.saved-state'), { childList: true, characterData: true, subtree: true }), 0)"
    )
    typed(page, " พิมพ์ต่อ")
    page.wait_for_timeout(2500)  # more than one attempt
    assert [one for one in page.evaluate("said") if "ติดต่อโปรแกรมไม่ได้" not in one] == []
    expect(page.locator("#no-connection")).to_be_visible()
    desk[2].set_offline(False)
    is_saved(page, path, "สายหลุด พิมพ์ต่อ")
    expect(page.locator("#no-connection")).to_be_hidden()
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert text_of(page) == before
    is_saved(page, path, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own for a project's content, of half a MB."""
    root = copy_project(tmp_path / "project")
    content = root / "content"
    kept = content.rename(tmp_path / "kept")
    content.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(content)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, timeout=30).returncode:
        pytest.skip("a file system can't be mounted here")
    try:
        for name in ("agency.yaml", ID):
            (content / name).parent.mkdir(exist_ok=True)
            shutil.copy(kept / name, content / name)
        yield root
    finally:
        subprocess.run(["umount", "--lazy", str(content)], check=True, timeout=30)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"0" * 4096)


def test_a_full_disk_is_told_and_saved_to_when_there_is_room(browser: Browser, small_disk: Path) -> None:
    """Nothing is half-written, the browser keeps the text, and it is saved by itself when a file was deleted."""
    path = small_disk / "content" / ID
    program = Program(small_disk)
    context = browser.new_context()
    try:
        assert context.request.get(program.start, max_redirects=0).status == 303
        page = begun((program, small_disk, context))
        before, there = path.read_bytes(), sorted(path.parent.iterdir())
        filler = small_disk / "content/เต็ม.bin"
        fill(filler)
        typed(page, "\n\nพิมพ์เมื่อดิสก์เต็ม")
        expect(page.get_by_text("ดิสก์เต็ม จึงยังไม่ได้บันทึก").first).to_be_visible()
        expect(page.locator(".saved-state")).to_contain_text("เก็บไว้ในเครื่องนี้")
        assert path.read_bytes() == before
        assert sorted(path.parent.iterdir()) == there
        assert "พิมพ์เมื่อดิสก์เต็ม" in str(page.evaluate("docgen.saver.keptText"))
        filler.unlink()
        is_saved(page, path, "พิมพ์เมื่อดิสก์เต็ม")
    finally:
        context.close()
        program.close()


def test_a_project_has_its_own_port_each_time(tmp_path: Path) -> None:
    """What a browser keeps for an address is found there again; a port that is taken is left alone."""
    with listening_for(tmp_path, 0) as first:
        port = first.getsockname()[1]
        with listening_for(tmp_path, 0) as second:
            assert second.getsockname()[1] != port
    with listening_for(tmp_path, 0) as again:
        assert again.getsockname()[1] == port
    assert port in usual_ports(tmp_path)
    assert usual_ports(tmp_path / "other") != usual_ports(tmp_path)


def test_what_was_typed_in_the_form_is_kept_as_well(desk: Desk, path: Path) -> None:
    """A field that could not be put into the text is kept, comes in when the connection is back, and after a reload."""
    page = begun(desk)
    page.locator("summary").first.click()
    subject = page.get_by_label("เรื่อง (ต้องกรอก)")
    expect(subject).to_be_visible()
    desk[2].set_offline(True)
    subject.fill("เรื่องใหม่ขณะสายหลุด")
    expect(page.get_by_text("ติดต่อโปรแกรมไม่ได้").first).to_be_visible()
    page.wait_for_timeout(600)
    assert "เรื่องใหม่" not in text_of(page)
    desk[2].set_offline(False)
    page.wait_for_function("() => docgen.editor.text().includes('subject: เรื่องใหม่ขณะสายหลุด')")
    is_saved(page, path, "subject: เรื่องใหม่ขณะสายหลุด")
    page.route("**/fields", lambda route: route.abort())
    subject.fill("เรื่องก่อนปิด")
    page.wait_for_timeout(600)
    assert "เรื่องก่อนปิด" not in path.read_text(encoding="utf-8")
    page.close()
    page = desk[2].new_page()
    page.goto(f"{desk[0].address}/d/{ID}")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("เรื่องก่อนปิด")
    dialog.get_by_role("button", name="ใช้ที่พิมพ์ไว้").click()
    is_saved(page, path, "subject: เรื่องก่อนปิด")


def test_text_of_a_file_that_is_gone_is_offered_on_the_first_screen(desk: Desk, path: Path) -> None:
    """Typed, not saved, the tab closed, the file renamed by another program: the text is found, and made a file."""
    page = begun(desk)
    refuse_saving(page)
    typed(page, "\n\nก่อนเปลี่ยนชื่อ")
    page.wait_for_function("() => docgen.saver.keptText === docgen.editor.text()")
    other = desk[2].new_page()
    opened(other, desk[0].address)
    expect(other.get_by_text("พิมพ์ไว้และยังไม่ได้บันทึก")).to_have_count(0)  # it is being written in the other tab
    page.close()
    renamed = path.rename(path.with_name("เปลี่ยนชื่อแล้ว.md"))
    try:
        opened(other, desk[0].address)
        expect(other.get_by_text("พิมพ์ไว้และยังไม่ได้บันทึก")).to_be_visible()
        assert barriers(other) == []
        other.locator(".kept").get_by_role("link").click()
        other.get_by_role("button", name="ดูข้อความ").click()
        dialog = other.get_by_role("dialog")
        expect(dialog).to_contain_text("ก่อนเปลี่ยนชื่อ")
        dialog.get_by_role("button", name="เปิดหรือสร้างไฟล์นี้").click()
        other.wait_for_selector("main[data-screen=write][data-ready]")
        is_saved(other, path, "ก่อนเปลี่ยนชื่อ")
        opened(other, desk[0].address)
        expect(other.get_by_text("พิมพ์ไว้และยังไม่ได้บันทึก")).to_have_count(0)
    finally:
        renamed.unlink()


def test_text_pasted_from_windows_and_a_link_followed_at_once(desk: Desk, path: Path) -> None:
    """Lines end as those of the text do; who goes on to the next screen in the same second finds it saved."""
    page = begun(desk)
    typed(page, "\n")
    page.evaluate(
        """() => {
            const given = new DataTransfer();
            given.setData("text/plain", "บรรทัดหนึ่ง\\r\\nบรรทัดสอง\\r\\n");
            const paste = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
            document.querySelector(".cm-content").dispatchEvent(paste);
        }"""
    )
    assert text_of(page).endswith("\nบรรทัดหนึ่ง\nบรรทัดสอง\n")
    page.get_by_role("link", name="งานของสำนักงาน").click()
    page.wait_for_selector("main[data-screen=office]")
    assert path.read_text(encoding="utf-8").endswith("\nบรรทัดหนึ่ง\nบรรทัดสอง\n")

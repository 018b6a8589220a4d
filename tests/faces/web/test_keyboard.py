"""The keyboard alone: the essential way of a document without a mouse, and no control that keys do not reach."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.faces.web.clerk import Program
from tests.faces.web.day import Clerk, new_office, thai_keys, thai_shortcut

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
ALT, CTRL = 1, 2
NOTICE = """---
kind: announcement
subject: มาตรการส่งเสริมคุณธรรม
date: 10 มีนาคม 2567
signatory: นายสมชาย ใจดี
---

ขอเชิญร่วมกิจกรรม
"""
# What has the focus: its name, whether it is seen to have it, whether it stands in the open dialog.
HELD = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {name: "", isSeen: true, isWithin: true, place: -1};
  const named = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.value || "";
  const dialog = document.querySelector("dialog[open]");
  const around = [one, one.closest(".cm-editor"), one.closest("label"), one.parentElement].filter(Boolean);
  const looks = around.map((each) => getComputedStyle(each));
  const isSeen = looks.some((look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1);
  return {name: named.trim(), isSeen, isWithin: !dialog || dialog.contains(one), place: REACHABLE().indexOf(one)};
}"""
# What may be pressed, typed in or scrolled; a group of choices is one stop.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, summary, [tabindex="0"],'
    + '.cm-content'
  )].filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !(one.type === 'radio' && !one.checked))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def clerk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """A clerk without a mouse, in an office with one announcement."""
    root = new_office(tmp_path_factory.mktemp("keys") / "project")
    (root / "content/announcements").mkdir(exist_ok=True)
    (root / "content/announcements/a.md").write_text(NOTICE, encoding="utf-8")
    program = Program(root)
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(program.start)
    yield Clerk(page, program, root)
    page.context.close()
    program.close()


def held(page: Page) -> dict[str, object]:
    """Return what has the focus; it is always seen, and never behind an open dialog."""
    found: dict[str, object] = page.evaluate(HELD.replace("REACHABLE", f"({REACHABLE})"))
    assert found["isSeen"], found
    assert found["isWithin"], found
    return found


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until what begins with a name has the focus."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = str(held(page)["name"])
        passed.append(found[:30])
        if found.startswith(name):
            return
    raise AssertionError((name, passed))


def test_a_document_goes_its_way_without_a_mouse(clerk: Clerk) -> None:
    """Begun, typed, mended, saved, shown, gone to, issued: by Tab, Enter, Space and the shortcuts of a Thai layout."""
    page = clerk.page
    clerk.go("/")
    tab_to(page, "เริ่มเอกสาร")
    page.keyboard.press("Enter")
    clerk.at("new")
    tab_to(page, "ชื่อไฟล์")
    page.keyboard.insert_text("ใหม่")
    tab_to(page, "เริ่มเขียน")
    page.keyboard.press("Enter")
    clerk.at("write")
    expect(page.locator(".page img").first).to_be_visible()
    for _ in range(6):
        page.keyboard.press("F6")
        if page.evaluate("document.activeElement.closest('.cm-editor') !== null"):
            break
    held(page)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(NOTICE.replace("มาตรการ", "แนวทาง").rstrip())
    page.keyboard.press("Control+End")
    thai_keys(page, "เเละพิธีเปิดงาน")
    expect(page.locator(".findings button", has_text="แก้ให้").first).to_be_visible()
    for _ in range(40):  # to each finding in turn; the one that can be mended is, once it was found
        page.keyboard.press("F8")
        page.keyboard.press("Alt+Enter")
        if "กิจกรรมและพิธีเปิดงาน" in clerk.editor():
            break
        page.wait_for_timeout(500)
    assert "กิจกรรมและพิธีเปิดงาน" in clerk.editor()
    page.keyboard.press("Control+End")
    thai_shortcut(page, "KeyJ", "่", modifiers=ALT)
    expect(page.locator(".words .is-here")).not_to_have_count(0)
    thai_shortcut(page, "KeyS", "ห", modifiers=CTRL)
    expect(page.locator(".saved-state")).to_have_text("บันทึกแล้ว")
    assert (clerk.root / "content/announcements/ใหม่.md").read_text(encoding="utf-8") == clerk.editor()
    thai_shortcut(page, "KeyK", "า", modifiers=CTRL)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.insert_text("มาตรการส่งเสริม")
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/announcements/a.md")
    clerk.at("write")
    tab_to(page, "ออกเลข")
    page.keyboard.press("Enter")
    clerk.at("issue")
    tab_to(page, "ออกเลข ๑/๒๕๖๗")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    assert str(held(page)["name"]) == "ออกเลข ๑/๒๕๖๗", "the focus comes back to what opened the dialog"
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
        held(page)
    tab_to(page, "อ่านทุกหน้าและตรวจแล้ว")
    page.keyboard.press("Space")
    tab_to(page, "ออกเลข ๑/๒๕๖๗")
    page.keyboard.press("Enter")
    clerk.sees("ออกเลขแล้ว ประกาศที่ ๑/๒๕๖๗")
    assert str(held(page)["name"]) == "ลงนามหรือเก็บสแกน"
    page.keyboard.press("Enter")
    clerk.at("sign")
    tab_to(page, "สร้าง PDF")
    page.keyboard.press("Enter")
    expect(page.get_by_label("ไฟล์กุญแจ", exact=True)).to_be_visible()
    page.keyboard.press("F6")
    held(page)
    chosen: list[object] = []
    page.on("filechooser", lambda chooser: chosen.append(chooser))
    for _ in range(5):  # a screen that is drawn anew in that moment is gone through once more
        tab_to(page, "ไฟล์สแกน")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1000)
        if chosen:
            break
    assert chosen


@pytest.mark.parametrize(
    "address",
    "/ /new /evidence/2567 /register /office".split()
    + [f"/d/announcements/a.md{screen}" for screen in ("", "/issue", "/sign")],
)
def test_every_control_is_reached_by_tab_and_is_seen_to_be(clerk: Clerk, address: str) -> None:
    """Tab goes through all that may be pressed, typed in or scrolled, and back to the beginning; the focus is seen."""
    page = clerk.page
    clerk.go(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    count = page.evaluate(f"({REACHABLE})().length")
    reached = set()
    for _ in range(count + 6):
        page.keyboard.press("Tab")
        reached.add(held(page)["place"])
    missed = [place for place in range(count) if place not in reached]
    shown = page.evaluate(f"([all]) => all.map((at) => ({REACHABLE})()[at]?.outerHTML.slice(0, 120))", [missed])
    assert missed == [], shown
    mouse_only = page.evaluate("() => [...document.querySelectorAll('main [onclick], main div[role=button]')].length")
    assert mouse_only == 0

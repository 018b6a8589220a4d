"""The pictures of the manual (docs/manual), taken from the real page as a clerk's day goes by, each with what it says.

What is done between two pictures goes by the server's own addresses: words on buttons may change, the day stays.
Days and times of the run are not recorded: a picture is true tomorrow as well.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

from docgen.thai.dates import write_date
from docgen.thai.numerals import to_arabic_digits
from tests.faces.web.clerk import Program

CHROMIUM = shutil.which("chromium")
DESK, PHONE = {"width": 1024, "height": 640}, {"width": 360, "height": 640}
WILL, OWN = "announcements/integrity-will-2565.md", "announcements/งดใช้พลาสติก.md"
_COLOURS = 48
_WAIT_MS = 90_000
_POLL_MS, _POLLS_AT_REST = 200, 4
TEXT = """---
kind: announcement
subject: การงดใช้ถุงพลาสติกในที่ทำการ
date: 15 มกราคม 2566
signatory: นายวันชัย ประชุมชน
closing: จึงประกาศให้ทราบโดยทั่วกัน
---

ด้วยองค์การบริหารส่วนตำบลบึงนครประสงค์จะลดขยะในที่ทำการ จึงประกาศให้ทราบดังนี้

1. งดใช้ถุงพลาสติกเเละแก้วพลาสติกในที่ทำการ
2. ให้นำถุงผ้าและแก้วน้ำมาเองตั้งแต่วันที่ 1 กุมภาพันธ์ 2566
"""
_ASK = """async ([method, path, body, digest]) => {
  const headers = { "X-Docgen": "1", ...(digest ? { "If-Match": `"${digest}"` } : {}) };
  const sent = new FormData();
  if (body?.file) {
    const bytes = Uint8Array.from(atob(body.file), (one) => one.charCodeAt(0));
    for (const [name, value] of Object.entries({ ...body, file: null })) if (value) sent.append(name, value);
    sent.append("file", new Blob([bytes]), body.name);
  } else if (body) headers["Content-Type"] = "application/json";
  const asked = body?.file ? sent : body ? JSON.stringify(body) : undefined;
  const made = await fetch(path, { method, headers, body: asked });
  return { status: made.status, data: await made.json() };
}"""
# Text and values as they are seen; of the editor all lines, also those that it has not drawn yet.
_SEEN = """() => {
  const parts = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return void parts.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
    if (node.matches("script, style, .visually-hidden, .skip, #said")) return;
    if (node.matches(".cm-editor") && window.docgen?.editor) return void parts.push(window.docgen.editor.text());
    if (node.matches("select")) return void parts.push(node.selectedOptions[0]?.textContent ?? "");
    if (node.matches("input, textarea") && node.type !== "file") return void parts.push(node.value);
    const ends = getComputedStyle(node).display !== "inline";
    if (ends) parts.push(" ");
    for (const child of node.childNodes) walk(child);
    if (ends) parts.push(" ");
  };
  const dialog = document.querySelector("dialog[open]");
  walk(dialog ?? document.body);
  return parts.join("");
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as PNG ("" where only its words are asked for), and what is read on it."""

    name: str
    words: str
    png: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the picture."""
        return hashlib.sha256(self.png).hexdigest()


class Camera:
    """A tab on the served sample: addresses to go to, acts to ask for, pictures to take."""

    def __init__(self, page: Page, served: Program, root: Path, *, takes_pictures: bool) -> None:
        self.page, self.served, self.root, self.takes_pictures = page, served, root, takes_pictures

    def go(self, path: str) -> None:
        """Go to a screen, and wait for what it draws."""
        self.page.goto(self.served.address + quote(path))
        self.page.wait_for_selector("main[data-ready]")

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None, digest: str = "") -> Any:
        """Ask for an act, and return what is answered; a job is waited for."""
        told = self.page.evaluate(_ASK, [method, quote(path), body, digest])
        assert told["status"] < 300, told
        while (job := told["data"].get("job")) and job["state"] not in ("done", "failed"):
            self.page.wait_for_timeout(100)
            told = self.page.evaluate(_ASK, ["GET", f"/api/jobs/{job['id']}", None, ""])
        assert not job or job["state"] == "done", told
        return told["data"]

    def types(self, words: str) -> None:
        """Write over the whole text in the editor."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def has_pages(self) -> None:
        """Wait for the picture of a page, and for what comes after it: what was found, the list of outputs."""
        self.page.locator(".page img").first.wait_for(timeout=_WAIT_MS)
        self.page.wait_for_function(
            "(!document.querySelector('.findings-box') || document.querySelector('.findings-box li'))"
            " && [...document.querySelectorAll('main select')].every((one) => one.options.length)"
        )

    def shot(self, name: str) -> Shot:
        """Take a picture once the screen has come to rest."""
        words = self._at_rest()
        return Shot(name, words, _small(self.page.screenshot(animations="disabled")) if self.takes_pictures else b"")

    def _at_rest(self) -> str:
        self.page.evaluate("document.fonts.ready")
        words, unchanged = "", 0
        for _ in range(100):
            now = _lasting(str(self.page.evaluate(_SEEN)))
            is_busy = any(one in now for one in ("กำลังบันทึก", "ยังไม่บันทึก", "กำลังตรวจ"))
            unchanged = 0 if is_busy or now != words else unchanged + 1
            words = now
            if unchanged == _POLLS_AT_REST:
                break
            self.page.wait_for_timeout(_POLL_MS)
        return words


def _lasting(words: str) -> str:
    """Return the words of a screen without what is of this day, this run, this machine."""
    today = datetime.date.today()
    plain = write_date(today, "plain")
    for one in (plain, to_arabic_digits(plain), write_date(today, "era")):
        words = words.replace(one, "(วันนี้)")
    words = re.sub(r"(เลยมา|เหลือ|เลยกำหนด|อีก) [๐-๙0-9]+ วัน", r"\1 … วัน", words)
    words = re.sub(
        r"[0-9๐-๙]{4}-[0-9๐-๙]{2}-[0-9๐-๙]{2}[T ][0-9:.+๐-๙Z]+|[0-9๐-๙]{1,2}[:.][0-9๐-๙]{2} น\\.", "(เวลา)", words
    )
    return " ".join(words.split())


def _small(png: bytes) -> bytes:
    """Return a picture in few colours: a page of words needs no more, and the manual stays small."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        framed = ImageOps.expand(picture.convert("RGB"), 1, fill="#77776f")
        few = framed.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(made, "PNG", optimize=True)
    return made.getvalue()


def _day(camera: Camera) -> Iterator[Shot]:
    """Go through a clerk's day, and yield its pictures."""
    page = camera.page
    yield camera.shot("office")
    camera.go("/new")
    yield camera.shot("new")
    own = camera.ask("POST", "/api/new", {"kind": "announcement", "name": "งดใช้พลาสติก"})["id"]
    camera.go(f"/d/{own}")
    camera.has_pages()
    yield camera.shot("write-form")
    page.locator("details[open] > summary").first.click()
    camera.types(TEXT)
    page.get_by_role("button", name=re.compile("^แก้ให้ ")).first.wait_for(timeout=_WAIT_MS)
    yield camera.shot("write-finding")
    page.get_by_role("button", name=re.compile("^แก้ให้ ")).first.click()
    page.locator(".words").filter(has_text="ถุงพลาสติกและแก้ว").first.wait_for(timeout=_WAIT_MS)
    yield camera.shot("write-mended")
    yield from _issued(camera, own)
    camera.go("/report/2566")
    camera.has_pages()
    yield camera.shot("report")
    yield from _year(camera)
    yield from _trouble(camera)
    camera.go("/office")
    yield camera.shot("settings")


def _issued(camera: Camera, own: str) -> Iterator[Shot]:
    page = camera.page
    camera.go(f"/d/{own}/issue")
    camera.has_pages()
    yield camera.shot("issue")
    page.get_by_role("button", name=re.compile("^ออกเลข")).locator("visible=true").first.click()
    page.get_by_role("dialog").wait_for()
    yield camera.shot("issue-ask")
    page.keyboard.press("Escape")
    camera.ask("POST", f"/api/d/{own}/issue", {"number": 0}, camera.ask("GET", f"/api/d/{own}")["digest"])
    camera.ask("POST", "/api/build", {"ids": [own]})
    camera.go(f"/d/{own}/sign")
    yield camera.shot("sign")
    made = io.BytesIO()
    with Image.new("L", (1654, 2339), 255) as paper:
        paper.save(made, "PDF", resolution=200)
    sent = {"file": base64.b64encode(made.getvalue()).decode(), "name": "สแกน.pdf", "by": "นางสาวสมศรี ใจงาม"}
    camera.ask("POST", f"/api/d/{own}/scan", sent)
    page.set_viewport_size(PHONE)
    camera.go(f"/d/{own}/sign")
    yield camera.shot("phone")
    page.set_viewport_size(DESK)
    camera.go("/")
    page.get_by_label("ค้นหาเอกสาร").fill("ถุงพลาสติก")
    yield camera.shot("office-issued")


def _year(camera: Camera) -> Iterator[Shot]:
    camera.go("/evidence/2566")
    yield camera.shot("evidence")
    camera.ask("POST", "/api/build", {"ids": []})
    camera.ask("POST", "/api/archive", {"year": 2566, "round": None, "reason": ""})
    camera.go("/evidence/2566")
    camera.page.get_by_role("button", name="ตรวจยืนยัน").first.click()
    result = camera.page.get_by_role("heading", name=re.compile("^ผล: "))
    result.wait_for(timeout=_WAIT_MS)
    result.scroll_into_view_if_needed()
    yield camera.shot("verified")


def _trouble(camera: Camera) -> Iterator[Shot]:
    """What a clerk sees when something goes wrong, and nothing is lost."""
    page, path = camera.page, camera.root / "content" / WILL
    before = path.read_text(encoding="utf-8")
    camera.go(f"/d/{WILL}")
    camera.has_pages()
    page.context.set_offline(True)
    camera.types(f"{before}\nพิมพ์ต่อได้แม้ขาดการติดต่อ\n")
    page.locator("#no-connection").wait_for(timeout=_WAIT_MS)
    yield camera.shot("offline")
    page.context.set_offline(False)
    page.locator("#no-connection").wait_for(state="hidden", timeout=_WAIT_MS)
    camera.shot("back again")  # at rest: saved
    other = page.context.new_page()
    second = Camera(other, camera.served, camera.root, takes_pictures=camera.takes_pictures)
    second.go(f"/d/{WILL}")
    second.has_pages()
    yield second.shot("two-tabs")
    other.close()
    camera.types(f"{before}\nที่พิมพ์ในหน้านี้\n")
    path.write_text(f"{before}\nที่แก้จากอีกโปรแกรมหนึ่ง\n", encoding="utf-8")
    page.get_by_role("dialog").wait_for(timeout=_WAIT_MS)
    yield camera.shot("conflict")
    page.keyboard.press("Escape")
    path.write_text(before, encoding="utf-8")


def shots(browser: Browser, root: Path, *, takes_pictures: bool) -> list[Shot]:
    """Return the pictures of a clerk's day on a project (a copy of the sample), or their words alone."""
    served = Program(root)
    try:
        context = browser.new_context(viewport=DESK, locale="th-TH", timezone_id="Asia/Bangkok")
        page = context.new_page()
        page.set_default_timeout(_WAIT_MS)
        page.goto(served.start)
        page.wait_for_selector("main[data-ready]")
        made = list(_day(Camera(page, served, root, takes_pictures=takes_pictures)))
        context.close()
    finally:
        with suppress(AssertionError):
            served.close()
    return made


def taken(root: Path, *, takes_pictures: bool) -> list[Shot]:
    """Return the pictures of a clerk's day on a project, in a browser of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            return shots(browser, root, takes_pictures=takes_pictures)
        finally:
            browser.close()

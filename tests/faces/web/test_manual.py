"""The manual tells the truth: its pictures say what the screens say today, and its pages are made of its text."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import copy_project
from tests.faces.web.clerk import barriers
from tests.faces.web.conftest import Browser
from tests.manual import RECORD
from tests.manual_book import MANUAL, manual_html, manual_pdf, parsed, pictures
from tests.manual_screens import taken

CHROMIUM = shutil.which("chromium")
AGAIN = "the screens have changed: `python -m tests.manual` takes the pictures anew; read what the manual says of them"


def recorded() -> dict[str, dict[str, str]]:
    """Return what each picture says, and its digest, as they were taken down."""
    found: dict[str, dict[str, str]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_pictures_say_what_the_screens_say_today(tmp_path: Path) -> None:
    """A clerk's day is gone through as when the pictures were taken, and each screen has the words of its picture."""
    today = {one.name: one.words for one in taken(copy_project(tmp_path / "project"), takes_pictures=False)}
    taken_down = {name: one["words"] for name, one in recorded().items()}
    assert list(today) == list(taken_down), AGAIN
    for name, words in today.items():
        assert words == taken_down[name], f"{name}: {AGAIN}"


def test_each_picture_is_the_one_that_was_taken() -> None:
    """No picture is swapped, left over, without alternative text or not shown, and together they are small."""
    folder = RECORD.parent
    shown = {Path(str(one.attrs["src"])).stem: one.content for one in pictures(parsed())}
    assert shown.keys() == recorded().keys() == {path.stem for path in folder.glob("*.png")}
    assert all(len(alt) > 10 for alt in shown.values())
    for name, one in recorded().items():
        assert hashlib.sha256((folder / f"{name}.png").read_bytes()).hexdigest() == one["sha256"], name
    assert sum(path.stat().st_size for path in MANUAL.rglob("*")) < 3_000_000


def test_the_book_is_made_of_its_text() -> None:
    """Whoever mends the manual's text makes its pages anew; the PDF is tagged, with an outline."""
    assert (MANUAL / "index.html").read_text(encoding="utf-8") == manual_html(), "run `python -m tests.manual --book`"
    made, kept = manual_pdf(), (MANUAL / "manual.pdf").read_bytes()
    assert _texts(made) == _texts(kept), "run `python -m tests.manual --book`"
    document = pypdfium2.PdfDocument(kept)
    chapters = [one.children[0].content for one in parsed() if one.type == "heading" and one.tag == "h1"]
    outline = [one.get_title() for one in document.get_toc() if one.level == 0]
    assert [one for one in outline if one in chapters] == chapters
    assert document.is_tagged()
    assert b"pdfaid" in kept


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_the_manual_is_served_and_linked_from_every_page(page: Browser) -> None:
    """Pages, pictures and the PDF under our own policy, to whoever is in; nothing beside the manual is reached."""
    assert 'href="/manual/"' in page.get("/").text
    heard = page.get("/manual/")
    assert heard.status == 200
    assert heard.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in heard.headers["Content-Security-Policy"]
    assert page.get("/manual/pictures/office.png").body == (MANUAL / "pictures/office.png").read_bytes()
    assert page.get("/manual/manual.pdf").headers["Content-Type"] == "application/pdf"
    tag = page.get("/manual/manual.css").headers["ETag"]
    assert page.get("/manual/manual.css", **{"If-None-Match": tag}).status == 304
    for other in (
        "/manual/../serve.md",
        "/manual/source/01-open.md",
        "/manual/pictures/screens.json",
        "/manual/x.html",
    ):
        assert page.get(other).status == 404
    page.secret = ""
    assert page.get("/manual/").status == 401


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_manual_keeps_nobody_out() -> None:
    """Opened as a file, without a server: axe finds nothing, pictures are there, nothing is wider than a phone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": 360, "height": 740})
        shown.goto((MANUAL / "index.html").as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360
        assert barriers(shown) == []
        shown.evaluate("for (const one of document.images) one.loading = 'eager'")
        shown.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
        browser.close()

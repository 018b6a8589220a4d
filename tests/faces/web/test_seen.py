"""Finished files are looked at as pictures: whatever stands in a PDF is drawn and never run; nothing else is sent."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import copy_project
from tests.faces.web.clerk import Program, barriers, opened, quiet
from tests.faces.web.conftest import Browser, Served

NAME = "announcements/integrity-measures-2566.pdf"
SCRIPT = "app.alert('x'); this.submitForm('/api/new'); app.launchURL('/office', true);"


def hostile(pages: int = 1, size: str = "0 0 595 842") -> bytes:
    """A PDF that runs a script when it is opened, sends a form, starts a program, carries a page of HTML."""
    kids = " ".join(f"{9 + number} 0 R" for number in range(pages))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R /Names << /JavaScript << /Names [(a) 3 0 R] >>"
        " /EmbeddedFiles << /Names [(x.html) 7 0 R] >> >> /AcroForm << /Fields [6 0 R] >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /S /JavaScript /JS ({SCRIPT.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) >>",
        "<< /S /Launch /F (cmd.exe) >>",
        "<< /S /SubmitForm /F (/api/new) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /Rect [0 0 595 842] /A 5 0 R /AA << /E 3 0 R >> >>",
        "<< /Type /Filespec /F (x.html) /EF << /F 8 0 R >> >>",
        "<< /Length 31 >>\nstream\n<script>alert(document.cookie)<\nendstream",
    ]
    parts += [f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Annots [6 0 R] /AA << /O 3 0 R >> >>"] * pages
    made, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{one:010} 00000 n \n" for one in offsets)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return made + head.encode() + f"startxref\n{len(made)}\n%%EOF\n".encode()


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a sample with announcements built, and a scan that is hostile."""
    from docgen.desk.build import build

    root = copy_project(tmp_path_factory.mktemp("seen") / "project")
    build(root, [], "announcements")
    (root / "content/scans/announcements").mkdir(parents=True)
    for name, content in (("evil", hostile()), ("many", hostile(401)), ("huge", hostile(1, "0 0 200000 200000"))):
        (root / f"content/scans/announcements/{name}.pdf").write_bytes(content)
    (root / "content/scans/announcements/broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00" * 500)
    (root / "content/scans/announcements/page.html").write_text("<script>alert(1)</script>")
    (root / "content/scans/announcements/drawn.svg").write_text("<svg xmlns='x' onload='alert(1)'/>")
    made = Served(root)
    yield made
    made.close()


def test_a_built_pdf_is_pictures_with_their_words(clerk: Browser) -> None:
    """Each line of a page stands with its place over a picture of the screen's own sharpness."""
    heard = clerk.get(f"/api/see/{NAME}")
    assert heard.status == 200, heard.text
    first = heard.json["pages"][0]
    assert any("มาตรการการส่งเสริมคุณธรรม" in one["text"] for one in first["lines"])
    assert all(0 <= one["x"] < first["width"] and 0 <= one["y"] < first["height"] for one in first["lines"])
    for ratio, width in (("1", 794), ("2", 1587)):
        seen = clerk.get(f"/api/see/{NAME}?page=1&ratio={ratio}")
        assert seen.headers["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(seen.body)).width in (width, width + 1)
    for odd in ("page=0", "page=99", "page=x", "page=1&ratio=900"):
        assert clerk.get(f"/api/see/{NAME}?{odd}").status in (400, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/files/announcements/page.html?scan",
        "/files/announcements/drawn.svg?scan",
        "/files/../agency.yaml?scan",
        "/files/..%2f..%2fagency.yaml?scan",
        "/files/register.csv?bag",
        "/files/announcements/evil.pdf?bag",
        "/api/see/announcements/page.html?scan",
        "/see/announcements/drawn.svg?scan",
        "/see/..%2fscans%2fannouncements%2fevil.pdf?scan",
        "/see/announcements/missing.pdf",
    ],
)
def test_nothing_else_is_ever_sent(clerk: Browser, address: str) -> None:
    """No page, no drawing with scripts, nothing from another folder, nothing that is not there."""
    heard = clerk.get(address)
    assert heard.status == 404
    assert b"alert(1)" not in heard.body
    assert b"officers" not in heard.body


@pytest.mark.parametrize(("name", "code"), [("broken", "broken-pdf"), ("many", "too-many-pages")])
def test_what_can_not_be_shown_is_told(clerk: Browser, name: str, code: str) -> None:
    """A damaged file, or one with more pages than are looked at, is told in Thai; the server lives on."""
    heard = clerk.get(f"/api/see/announcements/{name}.pdf?scan")
    assert (heard.status, heard.codes) == (422, [code])
    assert clerk.get(f"/api/see/{NAME}").status == 200


def test_a_page_as_large_as_a_field_is_drawn_small(clerk: Browser) -> None:
    """A sheet of seventy metres becomes a picture of a size that a screen and a memory hold."""
    seen = clerk.get("/api/see/announcements/huge.pdf?scan&page=1&ratio=3")
    assert Image.open(io.BytesIO(seen.body)).size in ((3464, 3464), (3465, 3465))


def test_files_that_are_kept_run_nothing_where_they_came_from(clerk: Browser) -> None:
    """A file itself comes sandboxed, as an attachment where it is kept, never to be guessed to be something else."""
    heard = clerk.get("/files/announcements/evil.pdf?scan&download=1")
    assert heard.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert heard.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_hostile_pdf_is_looked_at_and_does_nothing(working: Served, tmp_path: Path) -> None:
    """In a browser: no dialog, no request but our own, no error; the page is there, and nobody is kept out."""
    program = Program(shutil.copytree(working.house.root, tmp_path / "project"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=shutil.which("chromium"))
        page = browser.new_page()
        asked: list[tuple[str, str]] = []
        dialogs: list[str] = []
        page.goto(program.start)
        page.on("request", lambda one: asked.append((one.method, one.url)))
        page.on("dialog", lambda one: dialogs.append(one.message))
        with quiet(page) as said:
            opened(page, f"{program.address}/see/announcements/evil.pdf?scan=1")
            page.wait_for_function("() => document.querySelector('.page img')?.naturalWidth > 500")
            page.locator(".page").click()
            page.wait_for_timeout(300)
            assert (said, dialogs) == ([], [])
        assert {method for method, _ in asked} == {"GET"}
        assert all(url.startswith(program.address) for _, url in asked)
        assert barriers(page) == []
        browser.close()
    program.close()

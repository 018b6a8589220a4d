"""A finished PDF as pictures of its pages, with their words: what was built, signed or scanned, to be looked at here.

The browser's own reader is not asked: it runs what stands in a file, and under a policy that keeps that out it shows
nothing. Whatever stands in a PDF (scripts, links, forms, attached files) is drawn and never run. Each file is opened in
a process of its own with limits, since scans come from outside.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.folder.limited import UnfinishedError, limited
from docgen.folder.regular import MAX_PDF_BYTES, read_file

MOST_PAGES = 400
_MOST_WORDS_PAGES = 60
_MOST_RECTANGLES = 2_000
_MOST_PIXELS = 12_000_000
_SECONDS, _MEGABYTES = 30, 600
_PER_POINT = 96 / 72


def pages_of(root: Path, name: str) -> list[dict[str, Any]]:
    """Return size (pt) and words of the pages of a PDF, by its project path. Raises DocgenError for what is none."""
    made: list[dict[str, Any]] = _asked(root, name, "pages")
    return made


def picture_of(root: Path, name: str, page: int, ratio: float) -> bytes:
    """Return a page (from 1) as PNG; `ratio` is that of the screen. Raises DocgenError for a page that is not there."""
    return base64.b64decode(_asked(root, name, "picture", page, ratio))


def _asked(root: Path, name: str, function: str, *given: Any) -> Any:
    content = read_file(root / name, name, MAX_PDF_BYTES)
    memory = _MEGABYTES * 1_000_000 + 4 * len(content)
    try:
        work = f"docgen.faces.web.seen:{function}"
        return limited(work, str(root / name), name, *given, seconds=_SECONDS, memory=memory)
    except UnfinishedError as problem:
        message = f"แสดงไฟล์นี้เป็นหน้าไม่ได้ เพราะ{problem.why}"
        raise error("broken-pdf", Place(name), message, "เก็บไฟล์ไว้ในเครื่อง แล้วเปิดด้วยโปรแกรมอ่าน PDF") from None


def pages(path: str, name: str) -> list[dict[str, Any]]:
    """Return size and words of each page; runs in a process with limits. Raises DocgenError."""
    document = _document(path)
    _refuse_many(document, name)
    made = []
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        lines = _lines(page, height) if number < _MOST_WORDS_PAGES else []
        made.append({"number": number + 1, "width": width, "height": height, "lines": lines})
        page.close()
    return made


def picture(path: str, name: str, number: int, ratio: float) -> str:
    """Return a page as PNG in base 64; runs in a process with limits. Raises DocgenError."""
    document = _document(path)
    _refuse_many(document, name)
    if not 1 <= number <= len(document):
        raise error("no-page", Place(name), f"ไฟล์นี้มี {len(document)} หน้า ไม่มีหน้า {number}", "เปิดไฟล์นี้ใหม่")
    page = document[number - 1]
    width, height = page.get_size()
    most = (_MOST_PIXELS / max(width * height, 1)) ** 0.5
    bitmap = page.render(scale=min(ratio * _PER_POINT, most), rev_byteorder=True)
    made = io.BytesIO()
    bitmap.to_pil().save(made, "PNG", compress_level=1)
    return base64.b64encode(made.getvalue()).decode()


def _document(path: str) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    document.init_forms()  # else the pictures of signatures are left out; this pdfium has no engine for scripts
    return document


def _refuse_many(document: Any, name: str) -> None:
    if len(document) > MOST_PAGES:
        message = f"ไฟล์นี้มี {len(document):,} หน้า แสดงในหน้านี้ได้ไม่เกิน {MOST_PAGES}"
        raise error("too-many-pages", Place(name), message, "เก็บไฟล์ไว้ในเครื่อง แล้วเปิดด้วยโปรแกรมอ่าน PDF")


def _lines(page: Any, height: float) -> list[dict[str, Any]]:
    """Return the words of a page in the order of the file, each with its box in pt from the page's top left."""
    words = page.get_textpage()
    made = []
    for index in range(min(words.count_rects(), _MOST_RECTANGLES)):
        left, low, right, high = words.get_rect(index)
        text = words.get_text_bounded(left, low, right, high).strip()
        if text:
            made.append({"x": left, "y": height - high, "width": right - left, "height": high - low, "text": text})
    words.close()
    return made

"""What a signature field shows: the officer's signature as a picture, and the time in Thai below it if wanted.

One page as large as the field, laid into the field by pyHanko. The time is drawn as outlines: the text of a signed
document stays that of the unsigned one.
"""

from __future__ import annotations

import base64
import datetime
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Place, error
from docgen.folder.regular import read_file
from docgen.folder.staging import temporary_folder, write_pieces
from docgen.signing.drawn import drawn_page
from docgen.thai.dates import write_date
from docgen.thai.numerals import to_thai_digits
from docgen.writers.designs.engine import load_weasyprint
from docgen.writers.pdf.outlines import svg_outline

MAX_BYTES = 5_000_000
MAX_PIXELS = 20_000_000
_TIME_PT = 11.0
# Thai time: what is signed in Thailand is dated there, whatever the machine's zone.
BANGKOK = datetime.timezone(datetime.timedelta(hours=7))
# What would fetch, run, or put words into the page.
_REFUSED = re.compile(rb"<!DOCTYPE|<!ENTITY|<\s*(?:\w+:)?(?:text|image|script|foreignObject|use|style)\b|url\(", re.I)


@contextmanager
def appearance(
    picture: Path | None, time: datetime.datetime | None, box: tuple[float, float], font: Path
) -> Iterator[Any]:
    """Yield pyHanko's style for a field of `box` (width, height in pt): an empty one if there is nothing to show.

    `font` draws the time. Raises DocgenError for a picture that is none, too large, or no mere drawing.
    """
    from pyhanko.pdf_utils.content import ImportedPdfPage, RawContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    if picture is None and time is None:
        empty = RawContent(b"", box=BoxConstraints(width=box[0], height=box[1]))
        yield StaticStampStyle(border_width=0, background=empty)
        return
    middle = AxisAlignment.ALIGN_MID
    layout = SimpleBoxLayoutRule(middle, middle, inner_content_scaling=InnerScaling.STRETCH_TO_FIT)
    with temporary_folder() as folder:
        page = folder / "appearance.pdf"
        write_pieces(page, [_page(picture, thai_time(time) if time else "", box, font)])
        content = ImportedPdfPage(str(page))  # type: ignore[no-untyped-call]
        yield StaticStampStyle(border_width=0, background=content, background_layout=layout, background_opacity=1.0)


def thai_time(time: datetime.datetime) -> str:
    """Return a moment as Thai offices write it, in Thai time: ๑๐ มีนาคม ๒๕๖๗ เวลา ๑๔.๓๐ น."""
    there = time.astimezone(BANGKOK)
    return f"{write_date(there.date(), 'plain')} เวลา {to_thai_digits(there.strftime('%H.%M'))} น."


def _page(picture: Path | None, words: str, box: tuple[float, float], font: Path) -> bytes:
    """Return a PDF of one page as large as the field, the picture over the words. Only an SVG needs WeasyPrint."""
    if picture is None or picture.suffix.lower() != ".svg":
        try:
            return drawn_page(_read(picture)[1] if picture else None, words, _TIME_PT, box, font)
        except (OSError, SyntaxError, ValueError):
            raise _broken(picture) from None
    width, height = box
    room = height - (_TIME_PT * 1.4 if words else 0)
    kind, content = _read(picture)
    source = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    parts = [f'<img src="{source}" style="height: {room:.2f}pt; width: {width:.2f}pt; object-fit: contain">']
    if words:
        outline, along, low, high = svg_outline(font, words)
        scale = _TIME_PT / 1000
        parts.append(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-high:.0f} {along:.0f} {high - low:.0f}"'
            f' style="width: {min(along * scale, width):.2f}pt; height: {_TIME_PT * 1.3:.2f}pt">'
            f'<path transform="scale(1 -1)" d="{escape(outline)}"/></svg>'
        )
    css = f"@page {{ size: {width:.2f}pt {height:.2f}pt; margin: 0 }} body {{ margin: 0; text-align: center }}"
    css += " img, svg { display: block; margin: 0 auto }"
    weasyprint = load_weasyprint(Place(picture.name))
    html = f"<style>{css}</style>{''.join(parts)}"
    try:
        return bytes(weasyprint.HTML(string=html, url_fetcher=_only_given()).write_pdf())
    except (ValueError, OSError, RecursionError):
        raise _broken(picture) from None


def _only_given() -> Any:
    """Return what opens the picture that stands in the page itself, and nothing else."""
    from weasyprint.urls import URLFetcher

    class GivenFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith("data:"):
                raise ValueError(f"not fetched: {url[:60]}")
            return super().fetch(url, headers)

    return GivenFetcher()


def _read(picture: Path) -> tuple[str, bytes]:
    """Return kind and bytes of a picture that may be shown."""
    from PIL import Image, UnidentifiedImageError

    try:
        content = read_file(picture, picture.name, MAX_BYTES)
        if picture.suffix.lower() == ".svg":
            return "image/svg+xml", _drawing(content, picture)
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise error("file-too-large", Place(picture.name), "รูปลายมือชื่อใหญ่เกินกำหนด (20 ล้านจุด)", "ย่อรูปก่อน")
            image.load()
            # A JPEG with another picture behind it (MPO) is a JPEG to all that show it.
            return f"image/{'png' if image.format == 'PNG' else 'jpeg'}", content
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _broken(picture) from None


def _drawing(content: bytes, picture: Path) -> bytes:
    """Return an SVG that is a drawing and nothing more."""
    from xml.etree import ElementTree

    if _REFUSED.search(content):
        message = "รูป .svg มีตัวอักษร รูปซ้อน หรือคำสั่งอยู่ข้างใน"
        raise error("picture-broken", Place(picture.name), message, "แปลงทุกอย่างเป็นเส้น (paths) แล้วบันทึกใหม่ หรือใช้ .png")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise _broken(picture) from None
    if root.tag.rpartition("}")[2] != "svg":
        raise _broken(picture)
    return content


def _broken(picture: Path | None) -> DocgenError:
    name = picture.name if picture else ""
    return error("picture-broken", Place(name), "เปิดรูปลายมือชื่อไม่ได้", "ใช้ไฟล์ .png .jpg หรือ .svg")

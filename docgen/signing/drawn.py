"""Draw what a signature field shows, a picture over words, as a page of its own: as large as the field."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pydyf

from docgen.folder.opened_picture import opened_picture, upright
from docgen.writers.pdf.objects import box, number, packed
from docgen.writers.pdf.outlines import operator_outline
from docgen.writers.pdf.pictures import picture_data

_LINE_HEIGHT = 1.3  # of the words, in their size


def drawn_page(picture: bytes | None, words: str, size_pt: float, room: tuple[float, float], font: Path) -> bytes:
    """Return a PDF of one page of `room` (width, height in pt): a picture (PNG, JPEG), words below it, both centred.

    The picture is as large as fits; one sees through it where it is so. The words are drawn as outlines, so that no
    reader finds them in the text. Raises what Pillow raises for a picture that can't be read.
    """
    width, height = room
    pdf = pydyf.PDF()
    operators: list[str] = []
    pictures = ""
    rest = height - (size_pt * 1.4 if words else 0)
    if picture is not None:
        image = _image(pdf, picture)
        pictures = f"/XObject <</I1 {image.reference.decode()}>>"
        scale = min(width / image.extra["Width"], rest / image.extra["Height"])
        wide, high = image.extra["Width"] * scale, image.extra["Height"] * scale
        left, up = (width - wide) / 2, height - rest + (rest - high) / 2
        operators.append(f"q {number(wide)} 0 0 {number(high)} {number(left)} {number(up)} cm /I1 Do Q")
    if words:
        operators.append(_words(words, size_pt, width, height - rest, font))
    content = packed("\n".join(operators).encode())
    pdf.add_object(content)
    page = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": box(0, 0, width, height)}
    page |= {"Contents": content.reference, "Resources": f"<<{pictures}>>"}
    pdf.add_page(pydyf.Dictionary(page))
    made = io.BytesIO()
    pdf.write(made)
    return made.getvalue()


def _words(words: str, size_pt: float, width: float, top: float, font: Path) -> str:
    """Return words as outlines in a line below `top` (pt from the foot), smaller where it is short."""
    outline, along, tables = operator_outline(font, words)
    low, high = -tables["OS/2"].usWinDescent, tables["OS/2"].usWinAscent
    line = size_pt * _LINE_HEIGHT
    scale = min(min(along * size_pt / tables["head"].unitsPerEm, width) / along, line / (high - low))
    left = (width - along * scale) / 2
    up = top - line + (line - (high - low) * scale) / 2 - low * scale
    return f"q {scale:.6f} 0 0 {scale:.6f} {number(left)} {number(up)} cm {outline} f Q"


def _image(pdf: pydyf.PDF, content: bytes) -> Any:
    """Return a picture in a PDF, upright, with a mask where one sees through it."""
    with opened_picture(content) as opened:
        turned = opened.getexif().get(0x0112, 1) != 1
        image = upright(opened)
        is_clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        shown = image.convert("RGBA") if turned or is_clear else None
    if shown is None:
        data, entries = picture_data(content)
        made = pydyf.Stream([data], {"Type": "/XObject", "Subtype": "/Image", **entries})
    else:
        mask = _pixels(shown.getchannel("A"), "/DeviceGray")
        pdf.add_object(mask)
        made = _pixels(shown.convert("RGB"), "/DeviceRGB")
        made.extra["SMask"] = mask.reference
    pdf.add_object(made)
    return made


def _pixels(image: Any, space: str) -> Any:
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": image.width, "Height": image.height}
    return packed(image.tobytes(), {**entries, "BitsPerComponent": 8, "ColorSpace": space})

"""Whether a file shows what was signed: pdfium draws and reads each page of the signed revision and of the whole file.

The rules for what may follow a signature speak of objects; this looks at what a reader of the file sees. Where a
signature came later, its own field may differ: the room that was kept for it, or a place that was blank.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from docgen.signing.additions import Box
from docgen.thai.numerals import thai_number

# A stroke of a letter at 16 pt is about one pixel wide: a word that came or went shows.
_LONGEST_PX = 700
_MARGIN_PX = 2


@dataclass(slots=True)
class _Drawn:
    """A page in grey: bytes row by row."""

    width: int
    height: int
    stride: int
    grey: bytearray

    def cut(self, box: tuple[int, int, int, int]) -> bytes:
        """Return what stands in a box (left, top, right, bottom in px) and blank it."""
        left, top, right, bottom = box
        found = bytearray()
        for row in range(top, bottom):
            here = slice(row * self.stride + left, row * self.stride + right)
            found += self.grey[here]
            self.grey[here] = bytes(right - left)
        return bytes(found)


def shown_differences(signed: bytes, whole: bytes, later: Iterable[Box]) -> list[str]:
    """Return in Thai where the whole file shows something else than what was signed. Raises PdfiumError (pypdfium2)."""
    boxes = list(later)
    with _opened(signed) as before, _opened(whole) as after:
        if len(before) != len(after):
            return ["จำนวนหน้าที่เห็นไม่ตรงกับที่ลงนาม"]
        return [words for number in range(len(before)) for words in _page_differences(before, after, number, boxes)]


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


def _page_differences(before: Any, after: Any, number: int, boxes: list[Box]) -> Iterator[str]:
    shown = thai_number(number + 1)
    pages = before[number], after[number]
    try:
        if pages[0].get_size() != pages[1].get_size() or pages[0].get_rotation() != pages[1].get_rotation():
            yield f"ขนาดหน้า {shown} ไม่ตรงกับที่ลงนาม"
            return
        drawn = [_drawn(page) for page in pages]
        if drawn[0].grey != drawn[1].grey:
            for box in (one for one in boxes if one.page == number):
                place = _in_pixels(pages[1], drawn[1], box.edges)
                kept, _ = drawn[0].cut(place), drawn[1].cut(place)
                if box.is_new and len(set(kept)) > 1:
                    yield f"ลายมือชื่อที่เพิ่มภายหลังทับเนื้อหาของหน้า {shown}"
        texts = [_text(page) for page in pages]
        if drawn[0].grey != drawn[1].grey or (texts[0] != texts[1] and not _is_within(pages, texts, number, boxes)):
            yield f"หน้า {shown} ที่เห็นไม่ตรงกับที่ลงนาม"
    finally:
        for page in pages:
            page.close()


def _is_within(pages: tuple[Any, Any], texts: list[str], number: int, boxes: list[Box]) -> bool:
    """Tell whether the text of a page is what it was, once what stands in later signatures is left out."""
    left = texts[1]
    for box in (one for one in boxes if one.page == number):
        left = left.replace(_within(pages[1], box.edges), "", 1)
    return left == texts[0]


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return "".join(text.get_text_range().split())
    finally:
        text.close()


def _within(page: Any, edges: tuple[float, float, float, float]) -> str:
    text = page.get_textpage()
    try:
        return "".join(text.get_text_bounded(*edges).split())
    finally:
        text.close()


def _drawn(page: Any) -> _Drawn:
    longest = max(page.get_size())
    bitmap = page.render(scale=_LONGEST_PX / max(longest, 1), grayscale=True)
    try:
        return _Drawn(bitmap.width, bitmap.height, bitmap.stride, bytearray(bitmap.buffer))
    finally:
        bitmap.close()


def _in_pixels(page: Any, drawn: _Drawn, edges: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Return a box of a page, also a turned one, as left, top, right, bottom in pixels within the drawing."""
    import pypdfium2.raw

    across, down = [], []
    for x, y in ((edges[0], edges[1]), (edges[2], edges[3])):
        column, row = ctypes.c_int(), ctypes.c_int()
        pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, drawn.width, drawn.height, 0, x, y, column, row)
        across.append(column.value)
        down.append(row.value)
    return (
        min(max(min(across) - _MARGIN_PX, 0), drawn.width),
        min(max(min(down) - _MARGIN_PX, 0), drawn.height),
        min(max(max(across) + _MARGIN_PX, 0), drawn.width),
        min(max(max(down) + _MARGIN_PX, 0), drawn.height),
    )

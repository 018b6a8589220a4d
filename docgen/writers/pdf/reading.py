"""The text of a finished PDF's pages, as pdfium reads it: in the order that it reads, and in the order of writing.

The two part where cells stand side by side: of pieces of text on one line pdfium reads the left one first, also where
the words to its right were written before it. A cell that spans rows is such a one: its lines stand beside cells of
the rows below, which the tree has after it.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from docgen.writers.pdf.units import squeezed

# pdfium gives these for a hyphen at the end of a line, which it takes for one that splits a word.
_HYPHENS = ("\ufffe", "\x02")

_Handle = Any
"""What pdfium knows a page by, or its text."""


@dataclass(frozen=True)
class ReadPage:
    """What was read of a page, without white space, in the reader's order; `read_again` reads it in that of writing.

    The second order is asked for where cells may stand side by side, and takes as long as the rest of the reading.
    """

    text: str
    read_again: Callable[[], str]

    @cached_property
    def written(self) -> str:
        """The page in the order of writing; where that holds other characters, only the reader's own order counts."""
        written = _letters(self.read_again())
        return written if Counter(written) == Counter(self.text) else self.text


def read_pages(pdf: bytes) -> Iterator[ReadPage]:
    """Yield the pages; each is to be looked at before the next one is asked for.

    By pdfium's own functions: the objects that pypdfium2 puts around them take a sixth of the time of reading.
    """
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    assert document, "pdfium can't open what was written"
    try:
        for number in range(pdfium.FPDF_GetPageCount(document)):
            page = pdfium.FPDF_LoadPage(document, number)
            words = pdfium.FPDFText_LoadPage(page)
            assert words, f"pdfium can't read page {number + 1} of what was written"
            try:
                yield ReadPage(_letters(_text(words)), partial(_written, page, words))
            finally:
                pdfium.FPDFText_ClosePage(words)
                pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _letters(text: str) -> str:
    """Return what was read without white space, hyphens as they were written."""
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    return squeezed(text)


def _text(words: _Handle) -> str:
    """Return the characters of a page in the reader's order; blanks and line ends that it makes up among them."""
    import pypdfium2.raw as pdfium

    at = partial(pdfium.FPDFText_GetTextIndexFromCharIndex, words)
    first, last = 0, pdfium.FPDFText_CountChars(words) - 1
    while first <= last and at(first) < 0:  # what is no part of the text pdfium must not be asked for
        first += 1
    while first <= last and at(last) < 0:
        last -= 1
    if first > last:
        return ""
    made = (ctypes.c_ushort * (at(last) - at(first) + 2))()
    length = pdfium.FPDFText_GetText(words, first, last - first + 1, made)
    return bytes(made)[: 2 * (length - 1)].decode("utf-16-le", errors="ignore")


def _written(page: _Handle, words: _Handle) -> str:
    """Return the characters sorted by the text objects that they come from, in the order of the page's content."""
    import pypdfium2.raw as pdfium

    found = (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))
    order = {_address(one): number for number, one in enumerate(found)}
    made: list[list[int]] = [[] for _ in order]
    for index in range(pdfium.FPDFText_CountChars(words)):
        owner = _address(pdfium.FPDFText_GetTextObject(words, index))
        if owner in order:  # blanks and line ends that the reader makes up come from none
            made[order[owner]].append(pdfium.FPDFText_GetUnicode(words, index))
    return "".join(chr(code) for codes in made for code in codes)


def _address(pointer: object) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value  # type: ignore[arg-type]

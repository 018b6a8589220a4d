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
from typing import TYPE_CHECKING

from docgen.writers.pdf.units import squeezed

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

# pdfium gives these for a hyphen at the end of a line, which it takes for one that splits a word.
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


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
        written = squeezed(self.read_again().translate(_HYPHENS))
        return written if Counter(written) == Counter(self.text) else self.text


def read_pages(pdf: bytes) -> Iterator[ReadPage]:
    """Yield the pages; each is to be looked at before the next one is asked for."""
    import pypdfium2

    document: PdfDocument = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            words = page.get_textpage()
            text = squeezed(words.get_text_range().translate(_HYPHENS))
            yield ReadPage(text, partial(_written, page, words))
    finally:
        document.close()


def _written(page: PdfPage, words: PdfTextPage) -> str:
    """Return the characters sorted by the text objects that they come from, in the order of the page's content."""
    import pypdfium2.raw as pdfium

    order = {_address(found.raw): number for number, found in enumerate(page.get_objects())}
    made: list[list[int]] = [[] for _ in order]
    for index in range(words.count_chars()):
        owner = _address(pdfium.FPDFText_GetTextObject(words, index))
        if owner in order:  # blanks and line ends that the reader makes up come from none
            made[order[owner]].append(pdfium.FPDFText_GetUnicode(words, index))
    return "".join(chr(code) for codes in made for code in codes)


def _address(pointer: object) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value  # type: ignore[arg-type]

"""Compare a kept PDF with the same document from another version of the writer: bytes differ, what it says must not.

Versions share lines out differently, so that an element may have been two where a page ends. What is compared does not
change by that: the letters of each page, and what begins something (headings, labels, figures, fields) in its order.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docgen.signing.objects import at, items

_BEGINS = re.compile(r"/(?:H[1-6]|Lbl|Figure|Form)")
_DOTS = re.compile(r"[.…]{3,}")
_DEEPEST = 100


def same_pages(kept: bytes, made: bytes) -> bool:
    """Tell whether two PDFs have the same letters on each page, but for dots that lead to a number.

    Raises RuntimeError (pdfium's) for what is no PDF.
    """
    return _letters(kept) == _letters(made)


def _letters(pdf: bytes) -> list[Counter[str]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    # pdfium gives U+FFFE for a hyphen at the end of a line, or U+0002.
    shown = (_DOTS.sub("", text).replace("\ufffe", "-").replace("\x02", "-") for text in texts)
    return [Counter("".join(text.split())) for text in shown]


def same_structure(kept: bytes, made: bytes) -> bool:
    """Tell whether two PDFs have the same headings, labels, figures and fields in the same order.

    Raises ValueError for what can't be read.
    """
    return _beginnings(kept) == _beginnings(made)


def _beginnings(pdf: bytes) -> list[tuple[str, str]]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        root: Any = at(PdfFileReader(io.BytesIO(pdf)).root, "/StructTreeRoot")
        return list(_walk(at(root, "/K"), 0))
    except (PdfError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("structure") from problem


def _walk(node: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise ValueError("structure too deep")
    if isinstance(node, list):
        for kid in items(node):
            yield from _walk(kid, depth + 1)
    elif isinstance(node, dict) and "/S" in node:
        role = str(node["/S"])
        if _BEGINS.fullmatch(role):
            yield role, str(at(node, "/Alt") or "")
        yield from _walk(at(node, "/K"), depth + 1)

"""Page breaks of a Word file: those that somebody asked for, by Ctrl+Enter or as a property of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.word_import.names import qn
from docgen.word_import.records import WordParagraph
from docgen.word_import.styles import is_on

ROLE = "page_break"


def with_page_breaks(paragraph: WordParagraph, element: Any) -> Iterator[WordParagraph]:
    """Yield a paragraph, and before or after it a new page where its element asks for one.

    A break amid the words is put before them: no line of a document is parted by hand.
    """
    properties = element.find(qn("w:pPr"))
    found = list(element.iter(qn("w:br"), qn("w:t"), qn("w:tab"), qn("w:drawing")))
    breaks = [at for at, one in enumerate(found) if one.get(qn("w:type")) == "page"]
    is_before = properties is not None and is_on(properties.find(qn("w:pageBreakBefore")))
    is_after = bool(breaks) and breaks[-1] == len(found) - 1 and len(found) > len(breaks)
    mark = WordParagraph(paragraph.number, (), ROLE)
    if is_before or (breaks and not is_after):
        yield mark
    if paragraph.spans or not breaks or paragraph.ends_section:
        yield paragraph
    if is_after:
        yield mark

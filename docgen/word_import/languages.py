"""The language that a Word file gives its runs, believed only where it says something.

docgen marks words as English so that their digits stay Arabic. LibreOffice gives that mark to every run when it saves,
Thai ones too: in such a file only what would otherwise read differently keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.thai.numerals import thai_digits_in_prose
from docgen.word_import.records import Span, WordBlock, WordParagraph, WordTable

_THAI = re.compile("[\u0e01-\u0e5b]")


def with_true_english(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    """Return the blocks with only those spans marked as English whose mark means something."""
    spans = [span for paragraph in _paragraphs(blocks) for span in paragraph.spans if span.english]
    if not any(_THAI.search(span.text) for span in spans):
        return list(blocks)
    return [_block(block) for block in blocks]


def _paragraphs(blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


def _block(block: WordBlock) -> WordBlock:
    if isinstance(block, WordTable):
        return replace(block, rows=tuple(tuple(tuple(map(_paragraph, cell)) for cell in row) for row in block.rows))
    return _paragraph(block)


def _paragraph(paragraph: WordParagraph) -> WordParagraph:
    return replace(paragraph, spans=tuple(replace(span, english=_is_english(span)) for span in paragraph.spans))


def _is_english(span: Span) -> bool:
    return span.english and not _THAI.search(span.text) and thai_digits_in_prose(span.text) != span.text

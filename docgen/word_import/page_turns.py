"""Where the paper of a Word file turns: sections in landscape, and upright ones behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from docgen.word_import.document_parts import DocumentParts
from docgen.word_import.names import qn
from docgen.word_import.records import PAGE_TURN, WordBlock, WordParagraph, is_turn
from docgen.word_import.told import Ledger

_MOST_TRIED = 20
"""Sections in landscape that may stand before the signatures; a document of more has none behind them either."""


def is_landscape(parent: Any) -> bool:
    """Tell whether the section whose properties stand in an element lies on its long side.

    Word goes by the size of the paper; the word "landscape" beside it is for the printer.
    """
    size = parent.find(f"{qn('w:sectPr')}/{qn('w:pgSz')}") if parent is not None else None
    if size is None:
        return False
    width, height = (size.get(qn(name)) or "" for name in ("w:w", "w:h"))
    if not (width.isdecimal() and height.isdecimal() and len(width + height) < 14):
        return bool(size.get(qn("w:orient")) == "landscape")
    return int(width) > int(height)


def with_turns(blocks: Sequence[WordBlock], last_is_landscape: bool) -> Iterator[WordBlock]:
    """Yield the blocks; a turn stands before each section in landscape, and before one that follows such a section.

    `last_is_landscape` is of the file's last section, whose properties no paragraph has.
    """
    sections: list[list[WordBlock]] = [[]]
    turned: list[bool] = []
    for block in blocks:
        sections[-1].append(block)
        if isinstance(block, WordParagraph) and block.ends_section:
            turned.append(block.is_landscape)
            sections.append([])
    turned.append(last_is_landscape)
    for number, section in enumerate(sections):
        begins = next((block.number for block in section), 0)
        if section and (turned[number] or (number and turned[number - 1])):
            yield WordParagraph(begins, (), PAGE_TURN, is_landscape=turned[number])
        yield from section


def parted_at_turn(
    blocks: Iterable[WordBlock], ledger: Ledger, find: Callable[[Sequence[WordBlock]], DocumentParts]
) -> DocumentParts:
    """Return the parts that `find` sees in blocks with turns; what is in landscape behind the signatures is attached.

    Pages in landscape before them are told: a document itself stands upright.
    """
    found = list(blocks)
    turns = [at for at, block in enumerate(found) if is_turn(block)]
    before = len(ledger.entries)
    for at in turns[:_MOST_TRIED]:
        parts = find([block for block in found[:at] if not is_turn(block)])
        if parts.is_signed:
            parts.attached += found[at:]
            _tell(found[:at], ledger)
            return parts
        del ledger.entries[before:]
    _tell(found, ledger)
    return find([block for block in found if not is_turn(block)])


def _tell(blocks: Iterable[WordBlock], ledger: Ledger) -> None:
    for block in blocks:
        if is_turn(block) and block.is_landscape:
            ledger.add("turned", block.number, "")

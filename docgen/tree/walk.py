"""Walk a tree in reading order: what stands in a block, and the words of all of it. No look, no layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from docgen.tree.figures import Figure, FigureRow
from docgen.tree.inlines import Run, inline_text, notes_in
from docgen.tree.nodes import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Heading,
    HeadRule,
    PageBreak,
    Paragraph,
    PartedLine,
    People,
    Table,
)
from docgen.tree.signatures import SignatureBlock


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks and all that stands in them, in reading order."""
    for block in blocks:
        yield block
        match block:
            case ClauseList():
                yield from every(inner for clause in block.items for inner in clause.blocks)
            case BulletList():
                yield from every(inner for item in block.items for inner in item)
            case Table():
                rows = block.head + block.rows
                yield from every(inner for row in rows for cell in row.cells for inner in cell.blocks)
            case FigureRow():
                yield from block.figures
            case (
                Heading()
                | Paragraph()
                | PartedLine()
                | People()
                | Figure()
                | SignatureBlock()
                | Contents()
                | PageBreak()
                | HeadRule()
            ):
                pass
            case _:
                assert_never(block)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text of the blocks in reading order, clause labels included, one for each paragraph or label."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield inline_text(block.inlines)
                yield from (inline_text(number.note) for number in notes_in(block.inlines))
            case PartedLine():
                for part in block.parts:
                    yield from (part.label, inline_text(part.inlines))
            case ClauseList():
                for clause in block.items:
                    yield clause.label
                    yield from texts(clause.blocks)
            case People():
                for person in block.rows:
                    yield from (person.label, *map(inline_text, person.cells))
                    yield from (inline_text(number.note) for cell in person.cells for number in notes_in(cell))
            case BulletList():
                for item in block.items:
                    yield from texts(item)
            case Table():
                for row in block.head + block.rows:
                    for cell in row.cells:
                        yield from texts(cell.blocks)
            case Figure():
                yield inline_text(block.caption)
            case FigureRow():
                yield from texts(block.figures)
            case SignatureBlock():
                for signature in block.signatures:
                    signs = signature.signs_as, signature.rank, signature.in_words
                    yield from (*signs, signature.name, *signature.position)
            case Contents() | PageBreak() | HeadRule():
                pass
            case _:
                assert_never(block)


def notes_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the numbers of all footnotes of the blocks in reading order, each with its note."""
    for block in every(blocks):
        if isinstance(block, Heading | Paragraph):
            yield from notes_in(block.inlines)
        elif isinstance(block, People):
            for person in block.rows:
                for cell in person.cells:
                    yield from notes_in(cell)


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the words of the blocks with blanks between paragraphs."""
    return " ".join(text for text in texts(blocks) if text)

"""Walk a tree in reading order: what stands in a block, and the words of all of it. No look, no layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from docgen.tree.nodes import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Figure,
    FigureRow,
    Heading,
    Inline,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    inline_text,
)


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
            case Heading() | Paragraph() | Figure() | SignatureBlock() | Contents():
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
            case ClauseList():
                for clause in block.items:
                    yield clause.label
                    yield from texts(clause.blocks)
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
                    yield from (signature.signs_as, signature.in_words, signature.name, *signature.position)
            case Contents():
                pass
            case _:
                assert_never(block)


def notes_in(inlines: Iterable[Inline]) -> Iterator[Run]:
    """Yield the numbers of footnotes among inlines, each with its note."""
    return (inline for inline in inlines if isinstance(inline, Run) and inline.note)


def notes_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the numbers of all footnotes of the blocks in reading order, each with its note."""
    for block in every(blocks):
        if isinstance(block, Heading | Paragraph):
            yield from notes_in(block.inlines)


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the words of the blocks with blanks between paragraphs."""
    return " ".join(text for text in texts(blocks) if text)

"""What the pages of a document show, in order, as units for comparison: a paragraph, or a row of a table.

A row stands side by side: where it breaks over a page, each of its cells goes on on the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from docgen.look.style import Layout
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Document,
    Figure,
    FigureRow,
    Heading,
    HeadRule,
    PageBreak,
    Paragraph,
    PartedLine,
    People,
    Row,
    SignatureBlock,
    Table,
    inline_text,
    notes_of,
    texts,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text without white space, in one cell or several, and the place that it comes from.

    `head` is the text of the table head that stands again above it on a new page ("" for none); an entry of the
    contents ends with dots and a page number that the tree does not know.
    """

    cells: tuple[str, ...]
    place: str
    head: str = ""
    has_page_number: bool = False


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def notes_text(document: Document) -> str:
    """Return the footnotes of a document in order, each with its number, without white space."""
    notes = (number for section in document.sections for number in notes_of(section.blocks))
    return "".join(squeezed(number.text + inline_text(number.note)) for number in notes)


def units_of(document: Document, layout: Layout) -> list[Unit]:
    """Return what the pages show, in order: the words of the tree, bullets, and the entries of the contents."""
    made: list[Unit] = []
    place = ""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Contents):
                found: Iterable[Unit] = (
                    Unit((squeezed(entry.bookmark),), block.place, has_page_number=True)
                    for entry in document.sections
                    if entry.bookmark
                )
            else:
                found = _units(block, layout.bullet.label)
            for unit in found:
                place = unit.place or place  # words of the template have none: name what stood before them
                made.append(Unit(unit.cells, place, unit.head, unit.has_page_number))
    return made


def _units(block: Block, bullet: str) -> Iterator[Unit]:
    if isinstance(block, People):
        for row in block.rows:
            yield Unit((squeezed(row.label), *(squeezed(inline_text(cell)) for cell in row.cells)), row.place)
        return
    if not isinstance(block, Table):
        # A list can hold a table, so that it goes piece by piece.
        yield from _pieces(block, bullet)
        return
    head = "".join(_cell(cell.blocks, bullet) for row in block.head for cell in row.cells)
    if head:
        yield Unit((head,), block.place)
    for group in _groups(block.rows):
        yield Unit(tuple(_cell(cell.blocks, bullet) for row in group for cell in row.cells), block.place, head)


def _pieces(block: Block, bullet: str) -> Iterator[Unit]:
    match block:
        case Heading() | Paragraph():
            yield Unit((squeezed(inline_text(block.inlines)),), block.place)
        case PartedLine():
            parts = (squeezed(part.label + inline_text(part.inlines)) for part in block.parts)
            yield Unit(tuple(part for part in parts if part) or ("",), block.place)
        case ClauseList():
            for clause in block.items:
                yield Unit((squeezed(clause.label),), clause.place)
                for inner in clause.blocks:
                    yield from _units(inner, bullet)
        case BulletList():
            for item in block.items:
                yield Unit((squeezed(bullet),), block.place)
                for inner in item:
                    yield from _units(inner, bullet)
        case FigureRow():
            # Captions stand side by side, as the cells of a row do.
            yield Unit(tuple(squeezed(inline_text(figure.caption)) for figure in block.figures), block.place)
        case Table() | Figure() | SignatureBlock() | Contents() | People() | PageBreak() | HeadRule():
            for text in texts([block]):
                yield Unit((squeezed(text),), block.place)
        case _:
            assert_never(block)


def _cell(blocks: Iterable[Block], bullet: str) -> str:
    return "".join(words for block in blocks for unit in _units(block, bullet) for words in unit.cells)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows that stand or break together: a cell that spans rows makes one of them."""
    group: list[Row] = []
    spanned = 0
    for row in rows:
        group.append(row)
        spanned = max([spanned - 1, *(cell.rowspan - 1 for cell in row.cells)])
        if spanned <= 0:
            yield group
            group, spanned = [], 0
    if group:
        yield group

"""Set people in columns: a row for each, which never parts over two pages; long posts go on within their column.

For readers they are a list, an item a row: nobody's post is looked up by the head of its column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from docgen.look.labels import clause_levels
from docgen.look.people import label_room_cm, people_columns, person_style
from docgen.look.style import PT_PER_CM
from docgen.tree import People, PersonRow
from docgen.typeset.columns import shared_out, widths_of_pieces
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.grid import CellBox, Grid, Group
from docgen.typeset.items import Item
from docgen.typeset.lists import list_numbering
from docgen.typeset.paragraphs import styled_items

_GAP_CM = 0.2
_LABEL_GAP_CM = 0.12


def people_items(block: People, frame: Frame, setup: Setup) -> list[Item]:
    """Return the rows as items. Raises DocgenError, as `Typesetter.paragraph`.

    Where a word or a name would be broken for want of room, its column takes some from the others.
    """
    columns = people_columns(block, setup.layout, frame.measure_cm, frame.in_cell)
    mark = setup.mark()
    setup.is_torn = False
    items = _items(block, columns, frame, setup)
    if setup.is_torn and (grown := _grown(block, columns, setup)) is not None:
        setup.back_to(mark)
        items = _items(block, grown, frame, setup)
    setup.is_torn = mark.is_torn
    return items


def printed_columns(block: People, frame: Frame, setup: Setup) -> tuple[float, ...]:
    """Return the left edge of each column and the right edge of the last (cm), as the pages have them.

    Raises DocgenError, as `people_items`.
    """
    columns = people_columns(block, setup.layout, frame.measure_cm, frame.in_cell)
    mark = setup.mark()
    setup.is_torn = False
    _items(block, columns, frame, setup)
    grown = _grown(block, columns, setup) if setup.is_torn else None
    setup.back_to(mark)
    return grown or columns


def _grown(block: People, columns: Sequence[float], setup: Setup) -> tuple[float, ...] | None:
    """Return columns in which each holds its longest word, None if they can't all."""
    style = person_style(setup.layout)
    widths = [right - left for left, right in pairwise(columns)]
    least = []
    for at in range(len(widths)):
        cells = [row.cells[at] for row in block.rows if at < len(row.cells)]
        pieces = (width for cell in cells for width, _ in widths_of_pieces(cell, style, block.place, setup))
        beside = (0.0 if at else label_room_cm(block, setup.layout)) + _GAP_CM
        least.append(max(pieces, default=0.0) + beside)
    if sum(least) > sum(widths):
        return None
    return tuple(accumulate(shared_out(widths, least), initial=columns[0]))


def _items(block: People, columns: Sequence[float], frame: Frame, setup: Setup) -> list[Item]:
    edges = tuple(frame.left_pt + edge * PT_PER_CM for edge in columns)
    grid = Grid(edges, 0.0, 0.0, place=block.place)
    pattern = ""
    if block.scheme:
        pattern = clause_levels(setup.layout, block.scheme, block.patterns)[block.level - 1].label
    numbering = list_numbering(pattern)
    whole = setup.structure.add("L", frame.element, ("List", "ListNumbering", numbering))
    room_cm = label_room_cm(block, setup.layout)
    return [Group(grid, (_boxes(row, edges, room_cm, frame, whole, setup),)).item() for row in block.rows]


def _boxes(
    row: PersonRow, edges: tuple[float, ...], room_cm: float, frame: Frame, whole: int, setup: Setup
) -> tuple[CellBox, ...]:
    tags, style = setup.structure, person_style(setup.layout)
    item = tags.add("LI", whole)
    labelled, indents = None, (room_cm, 0.0, 0.0)
    if row.label:
        element = tags.add("Lbl", item)
        piece, taken_cm = setup.typesetter.label(row.label, style, room_cm, _LABEL_GAP_CM)
        labelled, indents = (piece, element), (room_cm, -room_cm, taken_cm)
    body = tags.add("LBody", item)
    made = []
    for at, cell in enumerate(row.cells):
        if not cell:
            made.append(CellBox(at, 1, 1, (), 0.0, style.line_pt))  # somebody without a post
            continue
        right = edges[at + 1] if at + 1 < len(row.cells) else edges[-1]
        width_cm = (right - edges[at]) / PT_PER_CM - (_GAP_CM if at + 1 < len(edges) - 1 else 0.0)
        inside = Frame(edges[at], width_cm, tags.add("P", body))
        first = (labelled, indents) if not at else (None, None)
        items = styled_items(setup, cell, style, row.place, inside, first[1], first[0])
        span = 1 if at + 1 < len(row.cells) else len(edges) - 1 - at
        made.append(CellBox(at, span, 1, tuple(items), 0.0, style.line_pt))
    return tuple(made)

"""Set a table: columns as wide as the layout has them, or as what stands in them needs; heads that stand again.

A row is cut only where it is taller than a page. Rows that a cell joins stay on one page where they fit on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.errors import DocgenError
from docgen.look.style import PT_PER_CM
from docgen.tree import Block, Cell, Row, Table
from docgen.typeset.columns import grown_widths_cm, lacked_pt
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.grid import CellBox, Grid, Group
from docgen.typeset.items import Again, Column, Item, as_artifacts, moved
from docgen.typeset.placed import PlacedRule

AddBlocks = Callable[[Iterable[Block], Frame, Column, Setup], None]
_NARROW = ("too-narrow", "no-room")


def table_items(block: Table, frame: Frame, setup: Setup, add_blocks: AddBlocks) -> list[Item]:
    """Return a table's items: its head, then its rows; `add_blocks` adds what stands in a cell.

    Raises DocgenError for a table that is wider than the page however its columns are shared out.
    """
    return _set(block, frame, setup, add_blocks)[0]


def table_widths_cm(block: Table, frame: Frame, setup: Setup, add_blocks: AddBlocks) -> tuple[float, ...]:
    """Return the widths of the columns that a table is set with, in cm. Raises DocgenError, as `table_items`."""
    return _set(block, frame, setup, add_blocks)[1]


def _set(block: Table, frame: Frame, setup: Setup, add_blocks: AddBlocks) -> tuple[list[Item], tuple[float, ...]]:
    widths = setup.layout.column_widths_cm(block, frame.measure_cm)
    mark = setup.mark()
    try:
        items = _items(block, widths, frame, setup, add_blocks)
        if not setup.is_torn:
            setup.is_torn = mark.is_torn
            return items, widths
    except DocgenError as problem:
        if not all(one.code in _NARROW for one in problem.findings):
            raise
    # A number, a date, a word was broken: columns grow by what can't be broken, and the table is set anew.
    setup.back_to(mark)
    grown = grown_widths_cm(block, widths, frame, setup)
    items = _items(block, grown, frame, setup, add_blocks)
    setup.is_torn = mark.is_torn
    return items, grown


def _items(block: Table, widths: Sequence[float], frame: Frame, setup: Setup, add_blocks: AddBlocks) -> list[Item]:
    look, tags = setup.layout.tables, setup.structure
    edges = [frame.left_pt + look.border_pt / 2]
    for width in widths:
        edges.append(edges[-1] + width * PT_PER_CM)
    grid = Grid(tuple(edges), look.border_pt, look.padding_y_cm * PT_PER_CM, place=block.place)
    table = frame.within(tags.add("Table", frame.element))
    setup.is_torn = False
    head = Item(0.0)
    if block.head:
        inside = table.within(tags.add("THead", table.element))
        head = Group(grid, tuple(_rows(block.head, grid, inside, setup, add_blocks, is_head=True))).item()
    half = look.border_pt / 2
    top = PlacedRule(edges[0] - half, half, edges[-1] + half, half, look.border_pt)
    things = (top, *moved(head.things, half))
    grid = replace(grid, again=Again(half + head.height, as_artifacts(things)))
    items = [Item(half + head.height, things=things, text_lines=0, place=block.place, notes=head.notes)]
    if not block.rows:
        return items
    inside = table.within(tags.add("TBody", table.element))
    rows = list(_rows(block.rows, grid, inside, setup, add_blocks, is_head=False))
    return items + [Group(grid, group).item(not first) for first, group in _groups(rows)]


def _groups(rows: Sequence[tuple[CellBox, ...]]) -> Iterator[tuple[bool, tuple[tuple[CellBox, ...], ...]]]:
    """Yield rows that a cell which spans rows joins, and whether they are the table's first."""
    group: list[tuple[CellBox, ...]] = []
    spanned, is_first = 0, True
    for row in rows:
        group.append(row)
        spanned = max([spanned - 1, *(box.rowspan - 1 for box in row)])
        if spanned <= 0:
            yield is_first, tuple(group)
            group, spanned, is_first = [], 0, False


def _rows(
    rows: Sequence[Row], grid: Grid, frame: Frame, setup: Setup, add_blocks: AddBlocks, is_head: bool
) -> Iterator[tuple[CellBox, ...]]:
    """Yield the cells of each row; a cell that spans rows takes its columns in the rows below as well."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        inside = frame.within(setup.structure.add("TR", frame.element))
        boxes, column = [], 0
        for cell in row.cells:
            while taken.get(column, 0) > 0:
                column += 1
            cell = replace(cell, rowspan=min(cell.rowspan, len(rows) - number))
            boxes.append(_box(cell, column, grid, inside, setup, add_blocks, is_head))
            for spanned in range(column, column + cell.colspan):
                taken[spanned] = max(taken.get(spanned, 0), cell.rowspan)
            column += cell.colspan
        taken = {index: count - 1 for index, count in taken.items() if count > 1}
        yield tuple(boxes)


def _box(
    cell: Cell, column: int, grid: Grid, frame: Frame, setup: Setup, add_blocks: AddBlocks, is_head: bool
) -> CellBox:
    look, style = setup.layout.tables, setup.layout.styles["cell"]
    spans = [
        ("Table", name, count) for name, count in (("ColSpan", cell.colspan), ("RowSpan", cell.rowspan)) if count > 1
    ]
    scope = [("Table", "Scope", "Column" if is_head else "Row")] if cell.head else []
    element = setup.structure.add("TH" if cell.head else "TD", frame.element, *scope, *spans)
    last = min(column + cell.colspan, len(grid.edges) - 1)
    beside = look.padding_x_cm * PT_PER_CM + look.border_pt / 2
    left, right = grid.edges[column] + beside, grid.edges[last] - beside - lacked_pt(cell, setup)
    inside = Frame(left, (right - left) / PT_PER_CM, element, in_cell=True, align=cell.align)
    content = Column()
    add_blocks(cell.blocks, inside, content, setup)
    # A row to be filled in by hand keeps the height of a line.
    tail = content.reached + content.extra if content.items else 0.0
    return CellBox(column, cell.colspan, cell.rowspan, tuple(content.items), tail, style.line_pt, cell.head)

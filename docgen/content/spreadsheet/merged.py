"""Merged cells: the value of the first one counts for those below it; any other merge is marked, to be refused."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from docgen.content.spreadsheet.cells import SheetCell
from docgen.content.spreadsheet.package import BrokenPackageError
from docgen.content.spreadsheet.sheet import Range

_WIDEST = 100
# Merges that don't overlap span no more than there are cells in the largest table: 5,002 rows of 100.
_MOST_SPANNED = 600_000
Row = tuple[int, tuple[SheetCell, ...]]


def with_merged(rows: Sequence[Row], ranges: Sequence[Range]) -> list[Row]:
    """Return the rows with the cells of merged ranges marked.

    A cell below the first of a merge of one column has the first one's value and `merged` "above"; the first cell of a
    merge over several columns has `merged` "across", and so has what a program left in its other cells.
    Raises BrokenPackageError for merges that overlap over and over.
    """
    numbers = [number for number, _ in rows]
    made = [list(cells) for _, cells in rows]
    spanned = 0
    for merged in ranges:
        first = bisect_left(numbers, merged.first_row)
        end = bisect_right(numbers, merged.last_row)
        spanned += (end - first) * max(min(merged.last_column, _WIDEST) - merged.first_column + 1, 0)
        if spanned > _MOST_SPANNED:
            raise BrokenPackageError("เซลล์ที่ผสานซ้อนทับกัน")
        if first == end:
            continue
        one_column = merged.first_column == merged.last_column
        if one_column and numbers[first] == merged.first_row:
            _repeat(made[first:end], merged.first_column - 1)
        elif not one_column:
            _mark(made[first:end], merged)
    return [(number, tuple(cells)) for number, cells in zip(numbers, made, strict=True)]


def _repeat(rows: Sequence[list[SheetCell]], column: int) -> None:
    value = rows[0][column] if column < len(rows[0]) else SheetCell()
    if value == SheetCell():
        return
    for cells in rows[1:]:
        cells.extend([SheetCell()] * (column + 1 - len(cells)))
        # What stands beneath a merge is seen by nobody; Excel drops it when it merges, other programs may not.
        cells[column] = replace(value, merged="above")


def _mark(rows: Sequence[list[SheetCell]], merged: Range) -> None:
    for cells in rows:
        for column in range(merged.first_column - 1, min(merged.last_column, len(cells))):
            if cells[column] != SheetCell():
                cells[column] = replace(cells[column], merged="across")

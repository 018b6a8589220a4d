"""The cells of a Markdown table as typed, and what merges them: `^` goes with the cell above, `<` with the one before.

A row below the head that a cell of the head reaches into is a row of the head as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

ReportLine = Callable[[int, str, str, str], None]
"""Takes line, code, message and remedy of what is wrong."""
ABOVE, BEFORE = "^", "<"
_MOST_ROWS = 500  # that a cell may span: more than a page has


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell: its words as typed, what Markdown found in them, its line (from 0), its alignment ("": none was given).

    `made` is what the program puts in place of the words ("" for nothing); `lacks` is what its figures lack of the
    longest fraction of their column.
    """

    words: str
    inlines: Sequence[SyntaxTreeNode]
    line: int
    align: str = ""
    made: str = ""
    lacks: str = ""

    @property
    def shown(self) -> str:
        """The words that are printed, as plain text."""
        return self.made or self.words


@dataclass(slots=True)
class GridCell:
    """A cell in its place: column, and how many columns and rows it takes."""

    cell: TypedCell
    column: int
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class TypedGrid:
    """A table's rows with the cells that begin in each, and how many rows are its head."""

    rows: tuple[tuple[GridCell, ...], ...]
    heads: int


def typed_rows(table: SyntaxTreeNode) -> list[list[TypedCell]]:
    """Return the cells of a table row by row, the head first."""
    return [[_typed(cell, row) for cell in row.children] for part in table.children for row in part.children]


def _typed(cell: SyntaxTreeNode, row: SyntaxTreeNode) -> TypedCell:
    inline = cell.children[0] if cell.children else None
    align = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    line = row.map[0] if row.map else 0
    return TypedCell(inline.content.strip() if inline else "", inline.children if inline else [], line, align)


@dataclass(slots=True)
class _Merging:
    """Which cell takes each place so far, row by row."""

    report: ReportLine
    taken: list[list[GridCell]] = field(default_factory=list)

    def place(self, cell: TypedCell, row: int, column: int) -> GridCell | None:
        """Take a place of the grid by a cell of its own, or by one that reaches there; None if it is not new."""
        mark = cell.words if cell.words in (ABOVE, BEFORE) else ""
        known = self._reaching(mark, row, column)
        if mark and known is None:
            where = "บน" if mark == ABOVE else "ซ้าย"
            self.report(cell.line, "wrong-merge", f"ช่อง {mark} ไม่มีช่องด้าน{where}ให้รวมด้วย", f"ถ้าเป็นข้อความ พิมพ์ \\{mark}")
        if not mark or known is None:
            made = GridCell(cell, column)
            self.taken[row].append(made)
            return made
        self.taken[row].append(known)
        return None

    def _reaching(self, mark: str, row: int, column: int) -> GridCell | None:
        if mark == ABOVE and row:
            return self.taken[row - 1][column]
        return self.taken[row][column - 1] if mark == BEFORE and column else None


def merged(rows: Sequence[Sequence[TypedCell]], report: ReportLine) -> TypedGrid:
    """Return the cells in their places; what does not make a rectangle is reported."""
    merging = _Merging(report)
    made: list[list[GridCell]] = []
    for number, row in enumerate(rows):
        merging.taken.append([])
        found = (merging.place(cell, number, column) for column, cell in enumerate(row))
        made.append([cell for cell in found if cell is not None])
    places: dict[int, list[tuple[int, int]]] = {}
    for number, taken in enumerate(merging.taken):
        for column, cell in enumerate(taken):
            places.setdefault(id(cell), []).append((number, column))
    heads = 1
    for number, row_made in enumerate(made):
        for cell in row_made:
            at = places[id(cell)]
            cell.rowspan = max(row for row, _ in at) - number + 1
            cell.colspan = max(column for _, column in at) - cell.column + 1
            if cell.rowspan * cell.colspan != len(at) or cell.rowspan > _MOST_ROWS:
                message = "ช่องที่รวมกันไม่เป็นสี่เหลี่ยม"
                report(cell.cell.line, "wrong-merge", message, "ช่อง ^ และ < ของช่องเดียวกันต้องเรียงครบทุกแถวและทุกคอลัมน์")
            if number < heads:
                heads = max(heads, number + cell.rowspan)
    return TypedGrid(tuple(map(tuple, made)), heads)

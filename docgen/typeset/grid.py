"""Rows of a table that stand together: their cells, heights and rules, and where they part at the end of a page.

Borders are collapsed as CSS 2.1 (17.6.2) has them: neighbours share a rule, and half of it counts to each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.typeset.items import Again, Item, moved
from docgen.typeset.placed import Placed, PlacedRule

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines between a table's columns from left to right (x), width of rules, padding above and below, all in pt.

    `again` stands above rows that begin a page, `place` is where the table was written.
    """

    edges: tuple[float, ...]
    border: float
    padding: float
    again: Again | None = None
    place: str = ""

    @property
    def around(self) -> float:
        """What a cell takes in height beyond its content: padding, and half a rule above and below."""
        return 2 * self.padding + self.border


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell: first column, columns and rows that it takes, its items, the height that it has at least (pt)."""

    column: int
    colspan: int
    rowspan: int
    items: tuple[Item, ...]
    tail: float
    least: float
    in_middle: bool = False

    @property
    def content(self) -> float:
        """The height of its content."""
        return max(sum([item.before + item.height for item in self.items]) + self.tail, self.least)

    def split(self, room: float) -> tuple[CellBox, CellBox]:
        """Return what fits in `room` pt and the rest; paragraphs part where a page may begin, if they can."""
        used, count = 0.0, 0
        for item in self.items:
            used += item.before + item.height
            if used > room + _ROUNDING:
                break
            count += 1
        if count < len(self.items):
            count = next((at for at in range(count, 0, -1) if self.items[at].begins), 0)
        rest = self.items[count:]
        if rest:
            rest = (replace(rest[0], before=0.0), *rest[1:])
        taken = replace(self, items=self.items[:count], tail=0.0, least=0.0, in_middle=False)
        return taken, replace(self, items=rest, tail=self.tail if rest else 0.0, least=0.0, in_middle=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that cells which span rows join, or a single row; each row holds the cells that begin in it."""

    grid: Grid
    rows: tuple[tuple[CellBox, ...], ...]

    def heights(self) -> list[float]:
        """Return the rows' heights; what a cell that spans rows needs beyond them the last of its rows has."""
        tops, heights = [0.0], []
        for number in range(len(self.rows)):
            bottom = tops[number]
            for first in range(number + 1):
                for box in self.rows[first]:
                    if first + box.rowspan - 1 == number:
                        bottom = max(bottom, tops[first] + box.content + self.grid.around)
            tops.append(bottom)
            heights.append(bottom - tops[number])
        return heights

    def item(self, begins: bool = True) -> Item:
        """Return the rows as an item; `begins` if a page may begin with them."""
        heights = self.heights()
        return Item(
            sum(heights),
            begins=begins,
            things=(*self._rules(heights), *self._words(heights)),
            again=self.grid.again,
            foot=self.grid.border / 2,
            rows=self,
            text_lines=max((len(box.items) for row in self.rows for box in row), default=0) or 1,
            place=self.grid.place,
            notes=tuple(note for row in self.rows for box in row for item in box.items for note in item.notes),
        )

    def split(self, room: float, whole: float) -> tuple[Item, Item | None] | None:
        """Part the rows between two of them, or inside one that is taller than a page. As `Rows.split`.

        A cell that spans the rows on both sides goes on on the next page with the lines that did not fit. Where nothing
        but white is left of the row that is cut, as below a table in a cell, it ends with its page.
        """
        heights = self.heights()
        tops = [sum(heights[:number]) for number in range(len(heights))]
        at = next((n for n, top in enumerate(tops) if top + heights[n] > room + _ROUNDING), len(heights) - 1)
        if heights[at] > whole + _ROUNDING:
            first, rest = self._cut(at, room, tops, True)
            # A page may end inside a row only with some of its words above the end.
            if any(box.items for box in first.rows[-1]):
                begun = rest._without_blank_start()
                return first.item(), begun.item() if begun else None
        if not at:
            return None
        first, rest = self._cut(at, tops[at], tops, False)
        return first.item(), rest.item()

    def _cut(self, at: int, y: float, tops: Sequence[float], is_inside: bool) -> tuple[Group, Group]:
        """Return the rows above and below a height; `at` is the row below it, or the one that is cut."""
        above: list[list[CellBox]] = [[] for _ in range(at + is_inside)]
        below: list[list[CellBox]] = [[] for _ in range(len(self.rows) - at)]
        for number, row in enumerate(self.rows):
            for box in row:
                if number + box.rowspan <= at:
                    above[number].append(box)
                elif number > at or (number == at and not is_inside):
                    below[number - at].append(box)
                else:
                    taken, rest = box.split(y - tops[number] - self.grid.around)
                    above[number].append(replace(taken, rowspan=at + is_inside - number))
                    below[0].append(replace(rest, rowspan=number + box.rowspan - at))
        first, rest_rows = (tuple(tuple(row) for row in rows) for rows in (above, below))
        return replace(self, rows=first), replace(self, rows=rest_rows)

    def _without_blank_start(self) -> Group | None:
        """Return the rows without a first one that nothing is left of; None if it is the only one."""
        first, *others = self.rows
        if any(box.items for box in first):
            return self
        if not others:
            return None
        # A cell that goes on below it begins with the next row.
        spanning = [replace(box, rowspan=box.rowspan - 1) for box in first if box.rowspan > 1]
        begun = sorted((*spanning, *others[0]), key=lambda box: box.column)
        return replace(self, rows=(tuple(begun), *others[1:]))

    def _words(self, heights: Sequence[float]) -> Iterator[Placed]:
        top = 0.0
        for number, row in enumerate(self.rows):
            for box in row:
                down = top + self.grid.padding + self.grid.border / 2
                if box.in_middle:
                    height = sum(heights[number : number + box.rowspan])
                    down += (height - self.grid.around - box.content) / 2
                for item in box.items:
                    down += item.before
                    yield from moved(item.things, down)
                    down += item.height
            top += heights[number]

    def _rules(self, heights: Sequence[float]) -> Iterator[PlacedRule]:
        """Yield the rules left, right and below, and those between two cells; neighbours in a line are one."""
        edges, border = self.grid.edges, self.grid.border
        if not border:
            return  # columns without rules
        taken = self._taken()
        y = [0.0]
        for height in heights:
            y.append(y[-1] + height)
        last = len(self.rows) - 1
        for row in range(len(self.rows)):
            drawn = [row == last or taken[row][at] != taken[row + 1][at] for at in range(len(edges) - 1)]
            for first, end in _stretches(drawn):
                yield PlacedRule(edges[first] - border / 2, y[row + 1], edges[end] + border / 2, y[row + 1], border)
        for at in range(len(edges)):
            is_outer = at in (0, len(edges) - 1)
            drawn = [is_outer or taken[row][at - 1] != taken[row][at] for row in range(len(self.rows))]
            for first, end in _stretches(drawn):
                yield PlacedRule(edges[at], y[first], edges[at], y[end], border)

    def _taken(self) -> list[list[int]]:
        """Return the number of the cell that takes each place of the grid; places without one stand for themselves."""
        columns = len(self.grid.edges) - 1
        taken = [[-1 - row * columns - column for column in range(columns)] for row in range(len(self.rows))]
        number = 0
        for first, row in enumerate(self.rows):
            for box in row:
                for below in range(first, min(first + box.rowspan, len(self.rows))):
                    for column in range(box.column, min(box.column + box.colspan, columns)):
                        taken[below][column] = number
                number += 1
        return taken


def _stretches(drawn: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of True begins and ends."""
    start = None
    for at, is_drawn in enumerate((*drawn, False)):
        if is_drawn and start is None:
            start = at
        elif not is_drawn and start is not None:
            yield start, at
            start = None

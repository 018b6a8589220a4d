"""The search for the best lines of a paragraph over all places where they may end (Knuth and Plass 1981)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.thai.words import Break, BreakKind
from docgen.typeset.measured import Advances, Mode, Room

# What a line end costs by its kind; 1 is the cost of a line stretched to its limit.
_BREAK_COST = {BreakKind.BLANK: 0.0, BreakKind.WORD: 0.12, BreakKind.HELD: 60.0, BreakKind.SYLLABLE: 400.0}
_SHORT_LAST_LINE = 0.12  # of the measure: about one short word
_SHORT_LAST_LINE_COST = 1.5
_OVER_LIMIT_COST = 40.0
_RAGGED_COST = 8.0
_BALANCED_COST = 10.0
# What sums of costs may be off by, far below what tells two lines apart.
_ROUNDING_COST = 1e-6
_NEVER = float("inf")


def best_starts(advances: Advances, places: Sequence[Break], room: Room, mode: Mode) -> list[int] | None:
    """Return the indexes of the places where lines start, and of the end; None if the text can't be fitted."""
    search = _search(advances, places, room, mode)
    costs, came_from, widest = [0.0], [0], 1
    for j in range(1, len(places)):
        cost, start, widest = search.best_start(costs, widest, j)
        costs.append(cost)
        came_from.append(start)
    if costs[-1] == _NEVER:
        return None
    starts = [len(places) - 1]
    while starts[-1]:
        starts.append(came_from[starts[-1]])
    return starts[::-1]


class _Search(NamedTuple):
    """The search for the best lines: where they may start and end, with what is summed up to each of these places.

    Widths are in pt. A line ends before the blanks that stand before its place: `ends` are those offsets.
    """

    advances: Advances
    room: Room
    mode: Mode
    target_pt: float
    places: Sequence[Break]
    ends: Sequence[int]
    start_widths: Sequence[float]
    start_clusters: Sequence[int]

    def best_start(self, costs: Sequence[float], widest: int, j: int) -> tuple[float, int, int]:
        """Return the least cost of all lines up to place `j`, where the last of them starts, and the next `widest`.

        From the widest line on: past the one that fills its measure best each costs more than the one before, and the
        search ends where even the cheapest of all lines before it would not make it the best. Of equals the latest is
        taken. What is too wide up to this end is too wide up to the next: no line before place `widest` need be tried,
        but the first, whose measure is its own, for as long as that is 1.
        """
        advances, room, mode, start_widths = self.advances, self.room, self.mode, self.start_widths
        end, extra, is_last = self.ends[j], _BREAK_COST[self.places[j].kind], j == len(self.places) - 1
        width_to_end, clusters_to_end = advances.widths[end], advances.clusters[end]
        best, start = _NEVER, 0
        first = widest if widest > 1 else 0
        least = min(costs[first:]) + extra - _ROUNDING_COST
        for i in range(first, j):
            width = width_to_end - start_widths[i]
            measure = room.measure_pt if i else room.first_measure_pt
            slack = measure - width
            shrink = 0.0
            if slack < 0 and mode == "justify":
                shrink = room.shrink(advances, self.places[i].offset, end)
            if width - shrink > measure or costs[i] == _NEVER:
                if i == widest:
                    widest, best = i + 1, _NEVER
                continue
            if mode == "balanced":
                cost = _BALANCED_COST * ((width - self.target_pt) / room.measure_pt) ** 2
                is_past_best = width <= self.target_pt
            else:
                gaps = clusters_to_end - self.start_clusters[i] - 1
                stretch = (gaps if gaps > 1 else 1) * room.letter_stretch_pt + width * room.glyph_scale
                strain = slack / stretch if slack >= 0 else -slack / shrink
                cost = _cost(strain, slack, measure, mode, is_last, i == 0)
                is_past_best = slack >= 0 and i > 0
            total = costs[i] + cost + extra
            if total <= best:
                best, start = total, i
            elif is_past_best and least + cost > best:
                break
        return best, start, widest


def _search(advances: Advances, places: Sequence[Break], room: Room, mode: Mode) -> _Search:
    widths, clusters = advances.widths, advances.clusters
    target_pt = _target_pt(advances, room) if mode == "balanced" else 0.0
    starts = [place.offset for place in places]
    ends = [advances.printed_end(start) for start in starts]
    sums = [widths[start] for start in starts], [clusters[start] for start in starts]
    return _Search(advances, room, mode, target_pt, places, ends, *sums)


def _target_pt(advances: Advances, room: Room) -> float:
    """Return the width that each line has if all are equally long."""
    total = advances.widths[-1]
    if total <= room.first_measure_pt:
        return total
    # Words do not fill lines to the end: a twentieth is left for that.
    return total / -(-total // (0.95 * room.measure_pt))


def _cost(strain: float, slack: float, measure: float, mode: Mode, last: bool, first: bool) -> float:
    if last:
        short = measure - slack < _SHORT_LAST_LINE * measure and not first
        return (_SHORT_LAST_LINE_COST if short else 0.0) + (strain**3 if slack < 0 else 0.0)
    if mode == "ragged":
        return _RAGGED_COST * (slack / measure) ** 2
    return strain**3 if strain <= 1 else _OVER_LIMIT_COST * strain**3

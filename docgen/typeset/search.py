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
    costs, came_from, widest, cheapest = [0.0], [0], 1, 0
    for j in range(1, len(places)):
        first = widest if widest > 1 else 0
        if cheapest < first:
            cheapest = costs.index(min(costs[first:]), first)
        cost, start, widest = search.best_start(costs, widest, j, costs[cheapest])
        costs.append(cost)
        came_from.append(start)
        if cost < costs[cheapest]:
            cheapest = j
    if costs[-1] == _NEVER:
        return None
    starts = [len(places) - 1]
    while starts[-1]:
        starts.append(came_from[starts[-1]])
    return starts[::-1]


class _Search(NamedTuple):
    """The search for the best lines: where they may start and end, with what is summed up to each of these places.

    `starts` and `ends` have the width (pt), the clusters and the blanks before each place; a line ends before the
    blanks that stand before its place. `extras` are the costs of a line's end at each; `limits` are the room's: how far
    a letter parts and closes up, how far a blank closes up (pt), the share of its width that a glyph gives way.
    """

    room: Room
    mode: Mode
    target_pt: float
    limits: tuple[float, float, float, float]
    extras: Sequence[float]
    starts: Sequence[tuple[float, int, int]]
    ends: Sequence[tuple[float, int, int]]

    def best_start(self, costs: Sequence[float], widest: int, j: int, cheapest: float) -> tuple[float, int, int]:
        """Return the least cost of all lines up to place `j`, where the last of them starts, and the next `widest`.

        From the widest line on: past the one that fills its measure best each costs more than the one before, and the
        search ends where even the cheapest of all lines before it would not make it the best. Of equals the latest is
        taken. What is too wide up to this end is too wide up to the next: no line before place `widest` need be tried,
        but the first, whose measure is its own, for as long as that is 1.
        """
        room, mode, target_pt, _, extras, starts, ends = self
        justified, balanced, is_last = mode == "justify", mode == "balanced", j == len(ends) - 1
        is_common = justified and not is_last
        width_to_end, clusters_to_end, blanks_to_end = ends[j]
        letter_stretch, letter_shrink, blank_shrink, glyph_scale = self.limits
        best, start, extra, measure = _NEVER, 0, extras[j], room.measure_pt
        least = cheapest + extra - _ROUNDING_COST
        for i in range(widest if widest > 1 else 0, j):
            width_before, clusters, blanks = starts[i]
            if not i:
                measure = room.first_measure_pt
            elif i == 1:
                measure = room.measure_pt
            width = width_to_end - width_before
            slack, gaps, shrink = measure - width, clusters_to_end - clusters - 1, 0.0
            if slack < 0 and justified:  # as Room.shrink
                shrink = (blanks_to_end - blanks) * blank_shrink + (gaps if gaps > 0 else 0) * letter_shrink
                shrink += width * glyph_scale
            before = costs[i]
            if width - shrink > measure or before == _NEVER:
                if i == widest:
                    widest, best = i + 1, _NEVER
                continue
            is_past_best = slack >= 0 and i > 0
            if balanced:
                cost = _BALANCED_COST * ((width - target_pt) / room.measure_pt) ** 2
                is_past_best = width <= target_pt
            else:
                if slack < 0:
                    strain = -slack / shrink
                else:
                    strain = slack / ((gaps if gaps > 1 else 1) * letter_stretch + width * glyph_scale)
                if is_common:
                    cost = strain**3 if strain <= 1 else _OVER_LIMIT_COST * strain**3
                else:
                    cost = _cost(strain, slack, measure, mode, is_last, i == 0)
            total = before + cost + extra
            if total <= best:
                best, start = total, i
            elif is_past_best and least + cost > best:
                break
        return best, start, widest


def _search(advances: Advances, places: Sequence[Break], room: Room, mode: Mode) -> _Search:
    target_pt = _target_pt(advances, room) if mode == "balanced" else 0.0
    limits = room.letter_stretch_pt, room.letter_shrink_pt, room.blank_shrink_pt, room.glyph_scale
    text, widths, clusters = advances.text, advances.widths, advances.clusters
    extras, starts, ends = [], [], []
    blanks = last = 0
    for offset, kind in places:
        extras.append(_BREAK_COST[kind])
        blanks += text.count(" ", last, offset)
        last = end = offset
        starts.append((widths[offset], clusters[offset], blanks))
        while end > 0 and text[end - 1] == " ":  # as Advances.printed_end
            end -= 1
        ends.append((widths[end], clusters[end], blanks - (offset - end)))
    return _Search(room, mode, target_pt, limits, extras, starts, ends)


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

"""Choose the line ends of a paragraph: the best over the whole of it, never wider than the measure.

Pure: words, widths and measure in, lines out (Knuth and Plass 1981, by dynamic programming over the breaks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from docgen.thai.words import Break, BreakKind

Mode = Literal["justify", "ragged", "balanced"]
# What a line end costs by its kind; 1 is the cost of a line stretched to its limit.
_BREAK_COST = {BreakKind.BLANK: 0.0, BreakKind.WORD: 0.12, BreakKind.HELD: 60.0, BreakKind.SYLLABLE: 400.0}
_SHORT_LAST_LINE = 0.12  # of the measure: about one short word
_SHORT_LAST_LINE_COST = 1.5
_OVER_LIMIT_COST = 40.0
_RAGGED_COST = 8.0
_BALANCED_COST = 10.0
# Blanks widen to this many times the limit where nothing else fills the line; past that it is left short.
_WIDEST = 2.0
# Lines are set narrower by this, so that rounding (Pango counts in 1/1024 pt) never makes one wider than the measure.
_ROUNDING_PT = 0.02


@dataclass(frozen=True, slots=True)
class Advances:
    """A text measured: widths in pt and clusters, each summed up from the start to every offset."""

    text: str
    widths: Sequence[float]
    clusters: Sequence[int]

    def printed_end(self, last: int) -> int:
        """Return the offset where the words before `last` end: blanks at the end of a line are not printed."""
        while last > 0 and self.text[last - 1] == " ":
            last -= 1
        return last


@dataclass(frozen=True, slots=True)
class Room:
    """The space for a paragraph in pt: the measure, that of the first line, how far letters and blanks may give way.

    Letters and blanks close up together; blanks widen only where parting the letters does not fill the line. With the
    letters the glyphs themselves give way, by `glyph_scale` of their width at most (font expansion: Thành 2000).
    """

    measure_pt: float
    first_measure_pt: float
    letter_stretch_pt: float
    letter_shrink_pt: float
    blank_stretch_pt: float
    blank_shrink_pt: float
    glyph_scale: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its stretch of the text, letter- and word-spacing in pt, width of the glyphs (1 is their own).

    `within_limits` tells whether the line is filled, and as the limits allow.
    """

    first: int
    last: int
    spacing_pt: float
    word_spacing_pt: float
    scale: float
    within_limits: bool
    end_kind: BreakKind


class NoRoomError(Exception):
    """A letter is wider than the line that it should stand on."""


def compose(advances: Advances, breaks: Sequence[Break], room: Room, mode: Mode) -> list[Line]:
    """Return the lines of one paragraph; joined, with the blanks between them, they are its text.

    Units that must hold are split only where the words would not fit otherwise, and words only where even that
    does not help. Raises NoRoomError if a single letter is wider than its line.
    """
    room = replace(
        room, measure_pt=room.measure_pt - _ROUNDING_PT, first_measure_pt=room.first_measure_pt - _ROUNDING_PT
    )
    if min(room.measure_pt, room.first_measure_pt) <= 0:
        raise NoRoomError
    for allowed in (BreakKind.WORD, BreakKind.HELD, BreakKind.SYLLABLE):
        places = list(_places(advances, breaks, room, allowed))
        starts = _best_starts(advances, places, room, mode)
        if starts is not None:
            return [
                _line(advances, places[i], places[j], room, mode, j == len(places) - 1) for i, j in pairwise(starts)
            ]
    raise NoRoomError


def _places(advances: Advances, breaks: Sequence[Break], room: Room, allowed: BreakKind) -> Iterator[Break]:
    """Yield the start, the breaks of the allowed kinds and the end; lastly, cuts inside whatever is still too wide."""
    end = Break(len(advances.text), BreakKind.BLANK)
    previous = Break(0, BreakKind.BLANK)
    yield previous
    for place in (*(place for place in breaks if place.kind <= allowed), end):
        if allowed is BreakKind.SYLLABLE:
            yield from _cuts(advances, previous.offset, place.offset, room)
        yield place
        previous = place


def _cuts(advances: Advances, first: int, last: int, room: Room) -> Iterator[Break]:
    narrow = min(room.measure_pt, room.first_measure_pt)
    start = first
    for offset in range(first + 1, advances.printed_end(last)):
        is_cluster = advances.clusters[offset + 1] > advances.clusters[offset]
        if is_cluster and advances.widths[offset + 1] - advances.widths[start] > narrow and offset > start:
            yield Break(offset, BreakKind.SYLLABLE)
            start = offset


def _best_starts(advances: Advances, places: Sequence[Break], room: Room, mode: Mode) -> list[int] | None:
    """Return the indexes of the places where lines start, and of the end; None if the text can't be fitted."""
    ends = [advances.printed_end(place.offset) for place in places]
    target = _target_pt(advances, room) if mode == "balanced" else 0.0
    costs = [0.0] + [float("inf")] * (len(places) - 1)
    came_from = [0] * len(places)
    final = len(places) - 1
    for j in range(1, len(places)):
        extra = _BREAK_COST[places[j].kind]
        for i in range(j - 1, -1, -1):
            width = advances.widths[ends[j]] - advances.widths[places[i].offset]
            measure = room.measure_pt if i else room.first_measure_pt
            shrink = 0.0
            if width > measure and mode == "justify":
                shrink = _shrink(advances, places[i].offset, ends[j], room)
            if width - shrink > measure:
                break
            count = advances.clusters[ends[j]] - advances.clusters[places[i].offset]
            if costs[i] == float("inf"):
                continue
            if mode == "balanced":
                cost = _BALANCED_COST * ((width - target) / room.measure_pt) ** 2
            else:
                stretch = max(count - 1, 1) * room.letter_stretch_pt + width * room.glyph_scale
                strain = _strain(measure - width, stretch, shrink)
                cost = _cost(strain, measure - width, measure, mode, j == final, i == 0)
            total = costs[i] + cost + extra
            if total < costs[j]:
                costs[j], came_from[j] = total, i
    if costs[final] == float("inf"):
        return None
    starts = [final]
    while starts[-1]:
        starts.append(came_from[starts[-1]])
    return starts[::-1]


def _target_pt(advances: Advances, room: Room) -> float:
    """Return the width that each line has if all are equally long."""
    total = advances.widths[-1]
    if total <= room.first_measure_pt:
        return total
    # Words do not fill lines to the end: a twentieth is left for that.
    return total / -(-total // (0.95 * room.measure_pt))


def _shrink(advances: Advances, first: int, last: int, room: Room) -> float:
    """Return how much narrower a line can be set, in pt."""
    gaps = max(advances.clusters[last] - advances.clusters[first] - 1, 0)
    width = advances.widths[last] - advances.widths[first]
    blanks = advances.text.count(" ", first, last)
    return blanks * room.blank_shrink_pt + gaps * room.letter_shrink_pt + width * room.glyph_scale


def _strain(slack: float, stretch: float, shrink: float) -> float:
    """Return how far a line is stretched or closed up to fill its measure, 1 at the limit."""
    if slack < 0:
        return -slack / shrink if shrink else 0.0
    return slack / stretch


def _cost(strain: float, slack: float, measure: float, mode: Mode, last: bool, first: bool) -> float:
    if last:
        short = measure - slack < _SHORT_LAST_LINE * measure and not first
        return (_SHORT_LAST_LINE_COST if short else 0.0) + (strain**3 if slack < 0 else 0.0)
    if mode == "ragged":
        return _RAGGED_COST * (slack / measure) ** 2
    return strain**3 if strain <= 1 else _OVER_LIMIT_COST * strain**3


def _line(advances: Advances, start: Break, end: Break, room: Room, mode: Mode, last: bool) -> Line:
    first, stop = start.offset, advances.printed_end(end.offset)
    width = advances.widths[stop] - advances.widths[first]
    slack = (room.measure_pt if first else room.first_measure_pt) - width
    blanks = advances.text.count(" ", first, stop)
    if mode != "justify" or (last and slack >= 0):
        return Line(first, stop, 0.0, 0.0, 1.0, True, end.kind)
    if slack < 0:
        share = slack / _shrink(advances, first, stop, room)
        scale = 1 + share * room.glyph_scale
        # The spaces are widened and closed up with the glyphs, so that they are given as they stand before that.
        letters, words = share * room.letter_shrink_pt / scale, share * room.blank_shrink_pt / scale
        return Line(first, stop, letters, words, scale, True, end.kind)
    gaps = max(advances.clusters[stop] - advances.clusters[first] - 1, 1)
    stretch = gaps * room.letter_stretch_pt + width * room.glyph_scale
    share = min(slack / stretch, 1.0)
    scale = 1 + share * room.glyph_scale
    rest = (slack - stretch) / blanks if blanks and share == 1.0 else 0.0
    widened = min(rest, _WIDEST * room.blank_stretch_pt)
    is_filled = slack <= stretch or (bool(blanks) and rest <= room.blank_stretch_pt)
    return Line(first, stop, share * room.letter_stretch_pt / scale, widened / scale, scale, is_filled, end.kind)

"""Choose the line ends of a paragraph: the best over the whole of it, never wider than the measure.

Pure: words, widths and measure in, lines out (Knuth and Plass 1981, by dynamic programming over the breaks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from docgen.thai.words import Break, BreakKind
from docgen.typeset.measured import Advances as Advances
from docgen.typeset.measured import Mode as Mode
from docgen.typeset.measured import Room as Room
from docgen.typeset.search import best_starts

# Blanks widen to this many times the limit where nothing else fills the line; past that it is left short.
_WIDEST = 2.0
# Lines are set narrower by this, so that rounding (Pango counts in 1/1024 pt) never makes one wider than the measure.
_ROUNDING_PT = 0.02


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
        starts = best_starts(advances, places, room, mode)
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


def _line(advances: Advances, start: Break, end: Break, room: Room, mode: Mode, last: bool) -> Line:
    first, stop = start.offset, advances.printed_end(end.offset)
    width = advances.widths[stop] - advances.widths[first]
    slack = (room.measure_pt if first else room.first_measure_pt) - width
    blanks = advances.text.count(" ", first, stop)
    if mode != "justify" or (last and slack >= 0):
        return Line(first, stop, 0.0, 0.0, 1.0, True, end.kind)
    if slack < 0:
        share = slack / room.shrink(advances, first, stop)
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

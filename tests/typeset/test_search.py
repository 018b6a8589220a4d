"""The search for line ends leaves out what can't be the best: the lines are those of a search that leaves out nothing.

Here stands the search as it was before, over every line that fits; both are asked for the same random paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.thai.words import Break, BreakKind
from docgen.typeset import compose as composing
from docgen.typeset import search as searching
from docgen.typeset.compose import Advances, Mode, NoRoomError, Room, compose

_ROUNDING_PT = 0.02


def every_line_tried(advances: Advances, places: Sequence[Break], room: Room, mode: Mode) -> list[int] | None:
    """Return the indexes of the places where lines start, and of the end, from all lines that fit."""
    ends = [advances.printed_end(place.offset) for place in places]
    target = searching._target_pt(advances, room) if mode == "balanced" else 0.0
    costs = [0.0] + [float("inf")] * (len(places) - 1)
    came_from = [0] * len(places)
    final = len(places) - 1
    for j in range(1, len(places)):
        for i in range(j - 1, -1, -1):
            width = advances.widths[ends[j]] - advances.widths[places[i].offset]
            measure = room.measure_pt if i else room.first_measure_pt
            gaps = advances.clusters[ends[j]] - advances.clusters[places[i].offset] - 1
            blanks = advances.text.count(" ", places[i].offset, ends[j])
            shrink = 0.0
            if width > measure and mode == "justify":
                shrink = blanks * room.blank_shrink_pt + max(gaps, 0) * room.letter_shrink_pt + width * room.glyph_scale
            if width - shrink > measure:
                break
            if costs[i] == float("inf"):
                continue
            total = costs[i] + line_cost(width, measure, gaps, shrink, room, mode, target, j == final, i == 0)
            total += searching._BREAK_COST[places[j].kind]
            if total < costs[j]:
                costs[j], came_from[j] = total, i
    if costs[final] == float("inf"):
        return None
    starts = [final]
    while starts[-1]:
        starts.append(came_from[starts[-1]])
    return starts[::-1]


def line_cost(
    width: float,
    measure: float,
    gaps: int,
    shrink: float,
    room: Room,
    mode: Mode,
    target: float,
    is_last: bool,
    is_first: bool,
) -> float:
    slack = measure - width
    if mode == "balanced":
        return 10.0 * ((width - target) / room.measure_pt) ** 2
    if slack < 0:
        strain = -slack / shrink if shrink else 0.0
    else:
        strain = slack / (max(gaps, 1) * room.letter_stretch_pt + width * room.glyph_scale)
    if is_last:
        is_short = width < 0.12 * measure and not is_first
        return (1.5 if is_short else 0.0) + (strain**3 if slack < 0 else 0.0)
    if mode == "ragged":
        return 8.0 * (slack / measure) ** 2
    return strain**3 if strain <= 1 else 40.0 * strain**3


def lines_of_every_search(
    advances: Advances, breaks: Sequence[Break], room: Room, mode: Mode
) -> list[tuple[int, int]] | None:
    """Return the offsets where lines start and end; None if a letter is wider than its line."""
    inner = Room(room.measure_pt - _ROUNDING_PT, room.first_measure_pt - _ROUNDING_PT, *limits(room))
    for allowed in (BreakKind.WORD, BreakKind.HELD, BreakKind.SYLLABLE):
        places = list(composing._places(advances, breaks, inner, allowed))
        starts = every_line_tried(advances, places, inner, mode)
        if starts is not None:
            ends = [advances.printed_end(place.offset) for place in places]
            return [(places[i].offset, ends[j]) for i, j in pairwise(starts)]
    return None


def limits(room: Room) -> tuple[float, ...]:
    return (
        *(room.letter_stretch_pt, room.letter_shrink_pt, room.blank_stretch_pt, room.blank_shrink_pt),
        room.glyph_scale,
    )


# Words of one to nine letters, each letter of one of three widths, each followed by a blank or not.
_WORDS = st.lists(
    st.tuples(
        st.lists(st.sampled_from([4.0, 6.5, 7.0]), min_size=1, max_size=9), st.booleans(), st.sampled_from(range(4))
    ),
    min_size=1,
    max_size=90,
)


@settings(max_examples=400, deadline=None)
@given(
    _WORDS,
    st.sampled_from([30.0, 60.0, 120.0, 300.0, 453.5]),
    st.sampled_from([-15.0, 0.0, 0.0, 25.0]),
    st.sampled_from([(0.47, 0.15, 3.2, 1.2, 0.0), (0.4, 0.1, 3.2, 1.2, 0.015), (0.1, 0.0, 1.0, 0.0, 0.0)]),
    st.sampled_from(["justify", "ragged", "balanced"]),
)
def test_the_lines_are_those_of_a_search_that_tries_every_line(
    words: list[tuple[list[float], bool, int]],
    measure: float,
    indent: float,
    given_way: tuple[float, float, float, float, float],
    mode: Mode,
) -> None:
    """The lines are those of a search that tries every line."""
    text, letters, breaks = "", list[float](), list[Break]()
    for widths, has_blank, kind in words:
        if text:
            breaks.append(Break(len(text), BreakKind.BLANK if text[-1] == " " else BreakKind(max(kind, 1))))
        text += "ก" * len(widths) + " " * has_blank
        letters += [*widths, *([4.0] if has_blank else [])]
    advances = Advances(text, list(accumulate(letters, initial=0.0)), list(range(len(text) + 1)))
    room = Room(measure, measure - indent, *given_way)
    expected = lines_of_every_search(advances, breaks, room, mode)
    try:
        made = [(line.first, line.last) for line in compose(advances, breaks, room, mode)]
    except NoRoomError:
        assert expected is None
    else:
        assert made == expected

"""What stands on the pages beside the document's own words: page numbers, dots and numbers of the contents, and how
the next page begins (คำต่อเนื่อง)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.look.style import PT_PER_CM, PageSize
from docgen.thai.numerals import thai_number
from docgen.thai.words import BreakKind, find_breaks
from docgen.typeset.frame import Setup
from docgen.typeset.lines import Piece, SetLine
from docgen.typeset.paragraphs import aligned, baseline_pt, words_line
from docgen.typeset.placed import Placed, PlacedLine

_SHORTEST = 6  # characters: ๒. กำหนด
_DOT = "."


def page_number(setup: Setup, page: PageSize, number: int) -> PlacedLine:
    """Return the number of a page (from 1), which belongs to no element."""
    style = setup.layout.styles["page_number"]
    line = words_line(setup, setup.layout.page_number_form.replace("{}", thai_number(number)), style)
    top = page.page_number_top_cm * PT_PER_CM
    x = page.margin_left_cm * PT_PER_CM + aligned(line, style, page.measure_cm * PT_PER_CM)
    return PlacedLine(line, x, top + baseline_pt(setup, style), top, style.line_pt, (-1,))


def with_page_numbers(
    things: Sequence[Placed], page: PageSize, numbers: Mapping[int, int], setup: Setup
) -> Iterator[Placed]:
    """Yield the things of a page of the contents; after the last line of each entry come dots and its page's number.

    `numbers` has the page, from 1, of each entry by its Link. The dots belong to no element: nobody reads them aloud.
    """
    style = setup.layout.styles["contents_line"]
    right = (page.width_cm - page.margin_right_cm) * PT_PER_CM
    dot = words_line(setup, _DOT, style)
    for at, thing in enumerate(things):
        yield thing
        owner = thing.owners[0] if isinstance(thing, PlacedLine) and thing.owners else -1
        if owner not in numbers or not isinstance(thing, PlacedLine) or _goes_on(things, at, owner):
            continue
        number = words_line(setup, thai_number(numbers[owner]), style)
        start = thing.x_pt + thing.line.natural_pt
        count = int((right - number.natural_pt - start) / dot.natural_pt)
        (piece,) = dot.pieces
        dots = replace(dot, pieces=(replace(piece, clusters=piece.clusters * count),))
        for line, after, element in ((dots, number.natural_pt, -1), (number, 0.0, owner)):
            x = right - after - line.natural_pt
            if line.pieces[0].clusters:
                yield replace(thing, line=line, x_pt=x, owners=(element,))


def _goes_on(things: Sequence[Placed], at: int, owner: int) -> bool:
    following = things[at + 1] if at + 1 < len(things) else None
    return isinstance(following, PlacedLine) and owner in following.owners


def continuation(setup: Setup, page: PageSize, words: str) -> PlacedLine:
    """Return how the next page begins, in the middle of the bottom margin on the right; it belongs to no element."""
    style = setup.layout.styles["page_number"]
    line = words_line(setup, words, style)
    margin = page.margin_bottom_cm * PT_PER_CM
    top = page.height_cm * PT_PER_CM - (margin + style.line_pt) / 2
    x = (page.width_cm - page.margin_right_cm) * PT_PER_CM - line.natural_pt
    return PlacedLine(line, x, top + baseline_pt(setup, style), top, style.line_pt, (-1,))


def secrecy_marks(setup: Setup, page: PageSize, words: str) -> list[PlacedLine]:
    """Return a secrecy class at the top and at the foot of a page, in its margins; it belongs to no element."""
    style = setup.layout.styles["secrecy"]
    line = replace(words_line(setup, words, style), is_red=style.colour == "red")
    x = page.margin_left_cm * PT_PER_CM + aligned(line, style, page.measure_cm * PT_PER_CM)
    foot = page.height_cm * PT_PER_CM - (page.margin_bottom_cm * PT_PER_CM + style.line_pt) / 2
    tops = ((page.page_number_top_cm * PT_PER_CM - style.line_pt) / 2, foot)
    return [PlacedLine(line, x, top + baseline_pt(setup, style), top, style.line_pt, (-1,)) for top in tops]


def beginning(things: Sequence[Placed], setup: Setup) -> str:
    """Return the first words of a page, a label in front, as they stand at the foot of the one before; "" for none."""
    line = next((thing.line for thing in things if isinstance(thing, PlacedLine)), None)
    if line is None:
        return ""
    label = "".join(_text(piece) for piece in line.pieces if piece.room is not None)
    text = "".join(_text(piece) for piece in line.pieces if piece.room is None).strip()
    ends = [place.offset for place in find_breaks(text, setup.typesetter.lexicon) if place.kind <= BreakKind.WORD]
    end = next((offset for offset in ends if offset >= _SHORTEST), len(text))
    return setup.layout.continuation_form.replace("{}", f"{label} {text[:end].strip()}".strip())


def _text(piece: Piece) -> str:
    return SetLine((piece,), 1.0).text

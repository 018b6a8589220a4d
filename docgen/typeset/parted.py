"""Set a line of parts side by side: labels, words and dots on one baseline, each part where the layout has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.look.lines import CLEAR_CM, LineStyle, label_of, width_cm
from docgen.look.style import PT_PER_CM
from docgen.tree import LinePart, PartedLine, Run, inline_text
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.items import Item
from docgen.typeset.paragraphs import baseline_pt, paragraph_items
from docgen.typeset.placed import Placed, PlacedLine, PlacedRule

_DOT_PT = 0.9
_TITLES = ("memo_title",)


def line_pitch(setup: Setup, look: LineStyle) -> tuple[float, float]:
    """Return the height of a line of these parts and where its baseline is, in pt: the same whichever parts stand."""
    styles = [setup.layout.styles[name] for name in (*look.styles, look.label_style)]
    return max(style.line_pt for style in styles), max(baseline_pt(setup, style) for style in styles)


def parted_items(block: PartedLine, frame: Frame, setup: Setup) -> list[Item]:
    """Return a line as one item, as high as its highest part. Raises DocgenError, as `Typesetter.paragraph`."""
    look = setup.layout.lines[block.role]
    pitch, baseline = line_pitch(setup, look)
    whole = setup.structure.add("Div", frame.element) if len(block.parts) > 1 else frame.element
    things: list[Placed] = []
    lines = 1
    for number, part in enumerate(block.parts):
        if not part.label and not part.inlines:
            continue
        is_title = block.role in _TITLES and number == len(look.styles) - 1
        element = setup.structure.add(setup.structure.heading(1) if is_title else "P", whole)
        made = list(_part(block, number, frame.within(element), setup))
        words = [row for row, things_of_row in made if things_of_row]
        lines = max([lines, *(row + 1 for row in words)])
        for row, of_row in made:
            things += (_lowered(thing, row * pitch, baseline, pitch) for thing in of_row)
        things += _dots(things, _edge_cm(block, look, number, frame) * PT_PER_CM + frame.left_pt, look)
    return [Item(pitch * lines, things=tuple(things), place=block.place)]


def space_before_pt(block: PartedLine, setup: Setup) -> float:
    """Return the space above a line: none above one that goes on under the label of the line before it."""
    if block.parts and block.parts[0].under:
        return 0.0
    return setup.layout.styles[setup.layout.lines[block.role].styles[0]].space_before_pt


def _part(block: PartedLine, number: int, frame: Frame, setup: Setup) -> Iterator[tuple[int, tuple[PlacedLine, ...]]]:
    """Yield the lines of a part by their number, from 0: its label on the first, then its words."""
    look, part = setup.layout.lines[block.role], block.parts[number]
    start_cm, measure_cm = _room(block, number, frame, setup)
    if part.label:
        left = replace(frame, left_pt=frame.left_pt + look.at_cm[number] * PT_PER_CM)
        (labelled,) = paragraph_items(setup, (Run(part.label),), look.label_style, block.place, left)
        yield 0, _lines_of(labelled)
    if not part.inlines:
        return
    align = look.aligns[number]
    inside = replace(frame, left_pt=frame.left_pt + start_cm * PT_PER_CM, measure_cm=measure_cm)
    if align != "left":
        inside = replace(inside, align=align)
    for row, item in enumerate(paragraph_items(setup, part.inlines, look.styles[number], block.place, inside)):
        yield row, _lines_of(item)


def _lines_of(item: Item) -> tuple[PlacedLine, ...]:
    return tuple(thing for thing in item.things if isinstance(thing, PlacedLine))


def _room(block: PartedLine, number: int, frame: Frame, setup: Setup) -> tuple[float, float]:
    """Return where the words of a part begin and how wide they may be, in cm from the frame's left edge."""
    look, at = setup.layout.lines[block.role], setup.layout.lines[block.role].at_cm[number]
    if look.aligns[number] == "center":
        half = min(at, frame.measure_cm - at)
        return at - half, 2 * half
    if look.aligns[number] == "right":
        return 0.0, min(at, frame.measure_cm)
    start = look.words_cm(number, _label_cm(block.parts[number], look, setup))
    return start, _edge_cm(block, look, number, frame, setup) - start


def _label_cm(part: LinePart, look: LineStyle, setup: Setup) -> float:
    words, style = label_of(part), setup.layout.styles[look.label_style]
    if not words:
        return -look.gap_cm
    fonts = setup.typesetter.fonts
    return width_cm(words, fonts.folder / fonts.font.file(style.bold, False), style.size_pt)


def _edge_cm(block: PartedLine, look: LineStyle, number: int, frame: Frame, setup: Setup | None = None) -> float:
    """Return how far a part may reach, in cm: to the next one that stands there, or the margin."""
    following = number + 1
    if following >= len(block.parts) or not (block.parts[following].label or block.parts[following].inlines):
        return frame.measure_cm
    at = look.at_cm[following]
    if look.aligns[following] == "left":
        return at - (CLEAR_CM if setup is not None else 0.0)
    if look.aligns[following] == "right" and setup is not None:
        style = setup.layout.styles[look.styles[following]]
        fonts = setup.typesetter.fonts
        face = fonts.folder / fonts.font.file(style.bold, False)
        return (
            min(at, frame.measure_cm)
            - width_cm(inline_text(block.parts[following].inlines), face, style.size_pt)
            - CLEAR_CM
        )
    return frame.measure_cm


def _lowered(thing: PlacedLine, down: float, baseline: float, pitch: float) -> PlacedLine:
    return replace(thing, baseline_pt=down + baseline, top_pt=down, height_pt=pitch)


def _dots(things: list[Placed], right_pt: float, look: LineStyle) -> Iterator[PlacedRule]:
    """Yield the dots from the last words up to an edge, as a rule: no text, nobody reads them aloud."""
    last = next((thing for thing in reversed(things) if isinstance(thing, PlacedLine)), None)
    if last is None or not look.leader:
        return
    start = last.x_pt + last.line.natural_pt + CLEAR_CM / 3 * PT_PER_CM
    if start + _DOT_PT < right_pt:
        yield PlacedRule(right_pt, last.baseline_pt, start, last.baseline_pt, _DOT_PT, is_dotted=True)

"""Set a picture: the emblem by its height, any other as large as its place allows, with its caption below it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.look.codes import QUIET, SIDE_CM, code_modules
from docgen.look.pictures import pixel_size, printed_size_cm
from docgen.look.style import PT_PER_CM, Figures
from docgen.tree import Figure, FigureRow
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.items import Column, Item
from docgen.typeset.paragraphs import paragraph_items
from docgen.typeset.parted import line_pitch
from docgen.typeset.placed import Placed, PlacedCode, PlacedPicture

_BEFORE_PT = 12.0
_BETWEEN_CM = 0.4  # between two pictures side by side


def figure_items(block: Figure, frame: Frame, setup: Setup) -> tuple[Item, float, float]:
    """Return a figure as one item, and the spaces that it asks for before and after it, in pt.

    Raises DocgenError, as reading the picture.
    """
    path = setup.typesetter.fonts.folder.parent / block.path
    layout = setup.layout
    measure_pt = frame.measure_cm * PT_PER_CM
    if block.emblem:
        pixels = pixel_size(path)
        height_cm = layout.emblem.small_height_cm if block.is_small else layout.emblem.height_cm
        height_pt = height_cm * PT_PER_CM
        size_pt = height_pt * pixels[0] / pixels[1], height_pt
        owner = setup.structure.add("Figure", frame.element, alt=block.alt)
        if block.is_small:
            # What comes next stands beside it, with its baseline at the emblem's foot.
            picture = PlacedPicture(block.path, frame.left_pt, 0.0, *size_pt, owner)
            _, baseline = line_pitch(setup, layout.lines["memo_title"])
            return Item(max(size_pt[1] - baseline, 0.0), things=(picture,), text_lines=0), 0.0, 0.0
        left = frame.left_pt + (measure_pt - size_pt[0]) / 2
        picture = PlacedPicture(block.path, left, 0.0, *size_pt, owner)
        return Item(size_pt[1], things=(picture,), text_lines=0), 0.0, layout.emblem.space_after_pt
    whole = setup.structure.add("Div", frame.element) if block.caption else frame.element
    owner = setup.structure.add("Figure", whole, alt=block.alt)
    drawn, printed_pt = _placed(block, path, frame, setup, owner)
    # It stands on the baseline of a line of text, as a letter does.
    fonts = setup.typesetter.fonts
    _, below = fonts.extents(fonts.font.regular)
    height = printed_pt - below * layout.styles["base"].size_pt
    if not block.caption:
        return Item(height, things=(drawn,), place=block.place), _BEFORE_PT, 0.0
    style = layout.styles["caption"]
    caption = frame.within(setup.structure.add("Caption", whole))
    below_it = Column()
    below_it.add(paragraph_items(setup, block.caption, "caption", block.place, caption), style.space_before_pt, 0.0)
    things = (drawn, *below_it.things(height))
    return Item(height + below_it.height, things=things, place=block.place), _BEFORE_PT, style.space_after_pt


def _placed(block: Figure, path: Path, frame: Frame, setup: Setup, owner: int) -> tuple[Placed, float]:
    """Return a picture or a code in the middle of its frame, and how high it is (pt)."""
    look = setup.layout.figure
    measure_pt = frame.measure_cm * PT_PER_CM
    if block.address:
        modules = code_modules(block.address)
        whole_pt = SIDE_CM * PT_PER_CM
        side_pt = whole_pt * len(modules) / (len(modules) + 2 * QUIET)
        left, quiet = frame.left_pt + (measure_pt - side_pt) / 2, (whole_pt - side_pt) / 2
        return PlacedCode(modules, left, quiet, side_pt, owner), whole_pt
    limits = Figures(min(look.max_width_cm, frame.measure_cm), look.max_height_cm)
    width_cm, height_cm = printed_size_cm(path, limits)
    left = frame.left_pt + (measure_pt - width_cm * PT_PER_CM) / 2
    printed_pt = width_cm * PT_PER_CM, height_cm * PT_PER_CM
    within = look.max_width_cm, look.max_height_cm
    return PlacedPicture(block.path, left, 0.0, *printed_pt, owner, within), printed_pt[1]


def row_item(block: FigureRow, frame: Frame, setup: Setup) -> tuple[Item, float, float]:
    """Return pictures side by side as one item, as `figure_items` does; each has an equal share of the measure."""
    share = frame.measure_cm / len(block.figures)
    things: list[Placed] = []
    height = before = after = 0.0
    for number, figure in enumerate(block.figures):
        inside = replace(frame, left_pt=frame.left_pt + number * share * PT_PER_CM, measure_cm=share - _BETWEEN_CM)
        inside = replace(inside, left_pt=inside.left_pt + _BETWEEN_CM / 2 * PT_PER_CM)
        item, above, below = figure_items(figure, inside, setup)
        things += item.things
        height, before, after = max(height, item.height), max(before, above), max(after, below)
    return Item(height, things=tuple(things), place=block.place), before, after

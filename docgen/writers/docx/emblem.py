"""The emblem where something stands beside it: a picture at its place on the page, in the paragraph that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from docgen.look.lines import width_cm
from docgen.look.style import PT_PER_CM, Layout
from docgen.tree import Block, Figure, LineBreak, Paragraph, PartedLine, inline_text
from docgen.writers.docx.xml import indent, twips_pt


def floats(emblem: Figure, following: Sequence[Block]) -> bool:
    """Tell whether the emblem stands beside the block that follows: a speed class, the title of a memorandum."""
    if not emblem.emblem or not following:
        return False
    return emblem.is_small or (isinstance(following[0], Paragraph) and following[0].role == "speed_class")


def beside_emblem(block: Block, emblem: Figure, layout: Layout, root: Path) -> str:
    """Return the properties of the paragraph beside the emblem: how far below the emblem's top its line begins."""
    look = layout.emblem
    if isinstance(block, PartedLine):
        style = layout.lines[block.role]
        line = max(layout.styles[name].line_pt for name in (*style.styles, style.label_style))
        # In a line of exact height four fifths are above the baseline, which comes to the emblem's foot.
        space = look.small_height_cm * PT_PER_CM - 0.8 * line
        return _spacing(space, line, "")
    assert isinstance(block, Paragraph)
    style_of = layout.styles[block.role]
    room_cm = layout.portrait.measure_cm - style_of.left_cm - style_of.right_cm
    words_cm = width_cm(inline_text(block.inlines), root / "fonts" / layout.font.bold, style_of.size_pt)
    lines = max(1 + sum(isinstance(one, LineBreak) for one in block.inlines), ceil(words_cm / room_cm))
    height = look.small_height_cm if emblem.is_small else look.height_cm
    space = height * PT_PER_CM + look.space_after_pt - lines * style_of.line_pt
    return _spacing(space, style_of.line_pt, indent(style_of.left_cm, 0, style_of.right_cm))


def _spacing(before_pt: float, line_pt: float, indentation: str) -> str:
    before = twips_pt(max(before_pt, 0.0))
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{twips_pt(line_pt)}" w:lineRule="exact"/>{indentation}'


def with_run(made: str, run: str, properties: str) -> str:
    """Return a paragraph that begins with another run, and has these properties: spacing before its indentation."""
    head, end, rest = made.partition("</w:pPr>")
    before, tag, indentation = head.partition("<w:ind ")
    if tag and "<w:ind " not in properties:
        return f"{before}{properties}{tag}{indentation}{end}{run}{rest}"
    return f"{before}{properties}{end}{run}{rest}"

"""Turn the blocks of a section, or of a table's cell, into items that pages are filled with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from docgen.look.labels import clause_level, clause_style
from docgen.look.style import PT_PER_CM, NumberingLevel
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Figure,
    FigureRow,
    Heading,
    HeadRule,
    Inline,
    PageBreak,
    Paragraph,
    PartedLine,
    People,
    Run,
    SignatureBlock,
    Table,
    inline_text,
)
from docgen.typeset.figures import figure_items, row_item
from docgen.typeset.frame import Frame, LinkTarget, Setup
from docgen.typeset.items import Column, Item, above
from docgen.typeset.lists import list_numbering
from docgen.typeset.paragraphs import paragraph_items
from docgen.typeset.parted import parted_items, space_before_pt
from docgen.typeset.people import people_items
from docgen.typeset.placed import PlacedRule
from docgen.typeset.signatures import APART_PT, keep_before_signature, signature_item
from docgen.typeset.tables import table_items

_HEADS = ("title", "subject", "cover_title", "annex_title", "contents_title")
# Where paragraphs stand in the outline, below the sections, which are level 1.
_OUTLINE = {"subject": 2, "heading1": 3, "heading2": 4, "heading3": 5}
# What never begins a page: it belongs to what stands before it.
_WITH_BEFORE = ("closing", "letter_closing", "contact", "sender", "seal_date")
_LABEL_GAP_CM = 0.12
_NUMBER_ROOM_CM = 1.0  # for dots and a page number after an entry of the contents


def add_blocks(blocks: Iterable[Block], frame: Frame, column: Column, setup: Setup) -> None:
    """Add the items of blocks to a column. Raises DocgenError for what can't be set, with its place."""
    for block in blocks:
        match block:
            case Heading():
                tag = setup.structure.heading(block.level + 1)
                inside = replace(frame, align=block.align) if block.align != "left" else frame
                _plain(block.inlines, f"heading{block.level}", tag, block.place, inside, column, setup)
            case Paragraph():
                _paragraph(block, frame, column, setup)
            case PartedLine():
                style = setup.layout.styles[setup.layout.lines[block.role].styles[0]]
                items = parted_items(block, frame, setup)
                column.add(items, space_before_pt(block, setup), style.space_after_pt, style.keep_with_next)
            case ClauseList():
                level = frame.clause_level(block, setup.layout)
                style_id = "cell" if frame.in_cell else clause_style(block.level)
                clauses = [(clause.label, clause.blocks) for clause in block.items]
                pattern = clause_level(setup.layout, block).label
                _list(clauses, list_numbering(pattern), level, style_id, frame, column, setup)
            case BulletList():
                label = setup.layout.bullet.label
                style_id = "cell" if frame.in_cell else "bullet"
                made = [(label, blocks) for blocks in block.items]
                _list(made, list_numbering(label), frame.bullet_level(setup.layout), style_id, frame, column, setup)
            case Table():
                look = setup.layout.tables
                items = table_items(block, frame, setup, add_blocks)
                column.add(items, look.space_before_pt, look.space_after_pt, keeps_space=True)
                column.extra = look.border_pt / 2  # the lower half of its last rule
            case FigureRow():
                item, before, after = row_item(block, frame, setup)
                column.add([item], before, after, keeps_space=True)
            case Figure():
                _figure(block, frame, column, setup)
            case SignatureBlock():
                if not frame.in_cell:
                    keep_before_signature(column)
                column.add([signature_item(block, frame, setup)], APART_PT if block.apart else 0.0, 0.0)
            case Contents():
                _contents(frame, column, setup)
            case People():
                column.add(people_items(block, frame, setup), setup.layout.styles["body"].space_before_pt, 0.0)
            case PageBreak():
                column.breaks = True
            case HeadRule():
                _head_rule(frame, column, setup)
            case _:
                assert_never(block)


def _plain(
    inlines: Sequence[Inline], style_id: str, tag: str, place: str, frame: Frame, column: Column, setup: Setup
) -> None:
    style = setup.layout.styles[style_id]
    element = setup.structure.add(tag, frame.element)
    level, title = _OUTLINE.get(style_id), inline_text(inlines)
    if level and title:
        setup.targets.append(LinkTarget("", level, title, element))
        column.targets += (len(setup.targets) - 1,)
    items = paragraph_items(setup, inlines, style_id, place, frame.within(element))
    for item in items:
        # The day of signing is no text that a signature could stand under.
        item.text_lines = 0 if style_id == "issue_date" else 1
    if style_id in _WITH_BEFORE and items:
        column.keep = True
    if style_id == "speed_class":
        emblem = setup.layout.emblem
        items = above(items, emblem.height_cm * PT_PER_CM + emblem.space_after_pt)
    column.add(items, style.space_before_pt, style.space_after_pt, style.keep_with_next)


def _paragraph(block: Paragraph, frame: Frame, column: Column, setup: Setup) -> None:
    if frame.around is not None and block.role in ("body", "cell"):
        style_id = "cell" if frame.in_cell else "body"
        _item_paragraph(block, "", -1, frame.around, style_id, frame, column, setup)
        return
    tag = setup.structure.heading(1) if block.role in _HEADS else "P"
    _plain(block.inlines, block.role, tag, block.place, frame, column, setup)


def _item_paragraph(
    block: Paragraph,
    label: str,
    label_element: int,
    level: NumberingLevel,
    style_id: str,
    frame: Frame,
    column: Column,
    setup: Setup,
) -> None:
    """Set a paragraph of a list item: its first one with the label, the others where the words of that one start."""
    style = setup.layout.styles[style_id]
    start_cm, room_cm, labelled = level.text_cm, 0.0, None
    if label:
        start_cm = level.label_cm
        piece, room_cm = setup.typesetter.label(label, style, level.text_cm - level.label_cm, _LABEL_GAP_CM)
        labelled = piece, label_element
    indents = level.left_cm, start_cm - level.left_cm, room_cm
    element = setup.structure.add("P", frame.element) if block.inlines else frame.element
    items = paragraph_items(setup, block.inlines, style_id, block.place, frame.within(element), indents, labelled)
    column.add(items, style.space_before_pt, style.space_after_pt, style.keep_with_next)


def _list(
    items: Sequence[tuple[str, tuple[Block, ...]]],
    numbering: str,
    level: NumberingLevel,
    style_id: str,
    frame: Frame,
    column: Column,
    setup: Setup,
) -> None:
    tags = setup.structure
    whole = tags.add("L", frame.element, ("List", "ListNumbering", numbering))
    for label, blocks in items:
        item = tags.add("LI", whole)
        label_element = tags.add("Lbl", item)
        # Items hang from their labels: in a cell they are never centred.
        inside = replace(frame.within(tags.add("LBody", item)), align="left")
        has_words = bool(blocks) and isinstance(blocks[0], Paragraph)
        first = blocks[0] if has_words else Paragraph("body", (), "")
        assert isinstance(first, Paragraph)
        _item_paragraph(first, label, label_element, level, style_id, inside, column, setup)
        add_blocks(blocks[1:] if has_words else blocks, replace(inside, around=level), column, setup)


def _head_rule(frame: Frame, column: Column, setup: Setup) -> None:
    look = setup.layout.head_rule
    if look.width_cm:
        width = min(look.width_cm, frame.measure_cm) * PT_PER_CM
        left = frame.left_pt + (frame.measure_cm * PT_PER_CM - width) / 2
        middle = look.line_pt / 2
        rule = PlacedRule(left, middle, left + width, middle, look.line_pt)
        item = Item(look.line_pt, things=(rule,), text_lines=0)
        column.add([item], look.space_before_pt, look.space_after_pt, keep=True)


def _figure(block: Figure, frame: Frame, column: Column, setup: Setup) -> None:
    item, before, after = figure_items(block, frame, setup)
    if block.emblem:
        column.add([item], before, after, keep=True)
        return
    column.add([item], before, after, keeps_space=True)


def _contents(frame: Frame, column: Column, setup: Setup) -> None:
    """Set the entries of the contents; dots and numbers come when the pages are known (`furniture.py`)."""
    style = setup.layout.styles["contents_line"]
    whole = setup.structure.add("TOC", frame.element)
    narrowed = replace(frame, measure_cm=frame.measure_cm - _NUMBER_ROOM_CM)
    for name, words in setup.bookmarks:
        entry = setup.structure.add("Reference", setup.structure.add("TOCI", whole))
        link = setup.structure.add("Link", entry, destination=name)
        items = paragraph_items(setup, (Run(words),), "contents_line", "", narrowed.within(link))
        column.add(items, style.space_before_pt, style.space_after_pt, style.keep_with_next)

"""Set the block of signatures: room to sign above each name, several side by side, never alone on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from docgen.look.style import PT_PER_CM
from docgen.tree import Document, Run, Signature, SignatureBlock
from docgen.typeset.frame import Frame, Setup
from docgen.typeset.items import Column, Item, moved
from docgen.typeset.paragraphs import paragraph_items
from docgen.typeset.placed import Placed, PlacedField, PlacedLine

_AFTER_RANK_PT = 6.0
APART_PT = 24.0
"""What stands between a signature and the certification of its copy."""
_LINES_BEFORE = 2
"""The lines of text that stand above a signature on its page, so that nobody signs an empty sheet."""


def is_for_signing(document: Document) -> bool:
    """Tell whether a document is signed as it is: no draft, no copy, no packet, whose parts are signed one by one."""
    return not (document.draft or document.is_copy) and not any(
        section.role == "contents" for section in document.sections
    )


def keep_before_signature(column: Column) -> None:
    """Let no page begin between a signature, which comes next, and the lines of text that must stand above it."""
    column.keep = True
    found = 0
    for number in range(len(column.items) - 1, -1, -1):
        item = column.items[number]
        found += item.text_lines
        if found >= _LINES_BEFORE:
            return
        item.begins = False


def signature_item(block: SignatureBlock, frame: Frame, setup: Setup) -> Item:
    """Return the signatures of a block as one item. Raises DocgenError, as `Typesetter.paragraph`."""
    rows = block.rows
    left_cm, width_cm = setup.layout.signature_room(rows[0], frame.measure_cm)
    whole = setup.structure.add("Div", frame.element)
    things: list[Placed] = []
    height = 0.0
    for row in rows:
        aside_cm = left_cm + (len(rows[0]) - len(row)) * width_cm / 2  # the last one of an odd number in the middle
        columns = []
        for number, signature in enumerate(row):
            left = frame.left_pt + (aside_cm + number * width_cm) * PT_PER_CM
            inside = Frame(left, width_cm, setup.structure.add("Div", whole))
            columns.append(_signature(signature, block.place, inside, setup))
        things += [thing for column in columns for thing in column.things(height)]
        height += max(column.height for column in columns)
    return Item(height, things=tuple(things), text_lines=0, place=block.place)


def _signature(signature: Signature, place: str, frame: Frame, setup: Setup) -> Column:
    column = Column()
    line = partial(_line, frame=frame, column=column, setup=setup, place=place)
    if signature.signs_as:
        line(signature.signs_as, "signs_as")
    room_pt = setup.layout.signature.room_pt
    if signature.in_words:
        room_pt /= 2
    room = Item(room_pt)
    if setup.has_fields and signature.name:
        owner = setup.structure.add("Form", frame.element)
        name, width_pt = signature.name.strip("()"), frame.measure_cm * PT_PER_CM
        room.things = (PlacedField(name, frame.left_pt, 0.0, width_pt, room_pt, owner),)
    if signature.rank:
        room.things = (*_ranked(room, signature.rank, frame, setup),)
    column.add([room], 0.0, 0.0)
    if signature.in_words:
        line(signature.in_words, "signs_as", is_first=True)
    for style_id, words in (("signature_name", signature.name), *(("position", line) for line in signature.position)):
        if words:
            line(words, style_id, is_first=style_id == "signature_name")
    return column


def _ranked(room: Item, rank: str, frame: Frame, setup: Setup) -> Iterator[Placed]:
    """Yield a rank at the foot of the room, where one signs behind it, and the field in what is left of the room."""
    style = setup.layout.styles["signature_name"]
    inside = frame.within(setup.structure.add("P", frame.element))
    (item,) = paragraph_items(setup, (Run(rank),), "signature_name", "", replace(inside, align="right"))
    for thing in moved(item.things, room.height - style.line_pt):
        assert isinstance(thing, PlacedLine)
        yield replace(thing, x_pt=frame.left_pt)
        taken = thing.line.natural_pt + _AFTER_RANK_PT
        for field in room.things:
            if isinstance(field, PlacedField):
                yield replace(field, x_pt=field.x_pt + taken, width_pt=max(field.width_pt - taken, field.width_pt / 3))


def _line(
    words: str, style_id: str, *, frame: Frame, column: Column, setup: Setup, place: str, is_first: bool = False
) -> None:
    style = setup.layout.styles[style_id]
    inside = frame.within(setup.structure.add("P", frame.element))
    before = 0.0 if is_first else style.space_before_pt  # the room to sign is the space above a name
    column.add(paragraph_items(setup, (Run(words),), style_id, place, inside), before, style.space_after_pt)

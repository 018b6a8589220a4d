"""Set footnotes: how they stand below a short rule, at the foot of the page that refers to them."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.look.style import PT_PER_CM
from docgen.tree import Inline, Run
from docgen.typeset.items import Item, moved
from docgen.typeset.placed import Placed, PlacedLine, PlacedRule

_ABOVE_PT = 12.0  # between the words of the page and the first note, the rule halfway
_RULE_CM, _RULE_PT = 5.0, 0.5


def with_number(number: str, note: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return what stands at the foot of a page for a note: its number, raised, and its words."""
    return (Run(number, raised=True), Run(" "), *note)


def notes_height(notes: Sequence[Item]) -> float:
    """Return the height of the notes of a page with their rule, in pt."""
    return _ABOVE_PT + sum(item.before + item.height for item in notes) if notes else 0.0


def placed_notes(notes: Sequence[Item], left_pt: float, bottom_pt: float) -> tuple[list[Placed], str]:
    """Return the notes of a page where they stand above its lower edge, and their words."""
    if not notes:
        return [], ""
    y = bottom_pt - notes_height(notes)
    rule_y = y + _ABOVE_PT / 2
    made: list[Placed] = [PlacedRule(left_pt, rule_y, left_pt + _RULE_CM * PT_PER_CM, rule_y, _RULE_PT)]
    y += _ABOVE_PT
    for item in notes:
        y += item.before
        made += moved(item.things, y)
        y += item.height
    return made, "".join(thing.line.text for thing in made if isinstance(thing, PlacedLine))

"""Where people in columns stand: name, post and duty side by side without rules, as wide in the PDF as in Word.

Two columns are those of the production order generator that the design of the forms cites: 7.8 and 5.7 cm from 2.5 cm,
below a group of committees 7.0 and 5.7 cm from 3.3 cm. For three and more no source has widths: they follow the words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from docgen.look.labels import clause_levels
from docgen.look.style import PT_PER_CM, Layout, NumberingLevel, ParagraphStyle
from docgen.tree import People, inline_text

PERSON = "person"
"""The style of what stands in the columns: the layout's own of this name, else plain text."""
_LEFT_CM, _LEFT_BELOW_CM, _DUTY_CM = 2.5, 3.3, 5.7
_NAMES_CM = 5.0
"""What the column of names has at least where it stands beside a duty."""
_GAP_CM = 0.3
# The advance of a letter that takes room over the size of the font: TH SarabunPSK, over names, posts and duties.
_LETTER_EM = 0.345
_LEAST_CM, _LABEL_CM = 1.5, 0.75
_POST_CM = 3.0
"""What a post has at least, where names and duties keep to one line."""


def person_style(layout: Layout) -> ParagraphStyle:
    """Return the look of what stands in the columns."""
    plain = replace(layout.styles["base"], id=PERSON, name="รายชื่อ", align="left", first_line_cm=0.0)
    return layout.styles.get(PERSON, plain)


def people_columns(block: People, layout: Layout, measure_cm: float, in_cell: bool = False) -> tuple[float, ...]:
    """Return the left edge of each column and the right edge of the last (cm), within a measure in cm."""
    left = 0.0 if in_cell else min(_LEFT_CM if block.level == 1 else _LEFT_BELOW_CM, measure_cm / 2)
    room, count = measure_cm - left, block.column_count
    needed = [_needed_cm(block, layout, at) for at in range(count)]
    if count == 2 and room > _DUTY_CM + _NAMES_CM:
        last = min(max(needed[1], _DUTY_CM), room - _NAMES_CM)
        widths = [room - last, last]
    elif count > 2 and sum(needed) > room >= needed[0] + needed[-1] + _POST_CM * (count - 2):
        widths = [needed[0], *_shared(needed[1:-1], room - needed[0] - needed[-1]), needed[-1]]
    else:
        widths = _shared(needed, room)
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    return tuple(edges)


def label_room_cm(block: People, layout: Layout) -> float:
    """Return the room of the labels before the names, 0 where nobody has one."""
    if not any(row.label for row in block.rows):
        return 0.0
    if block.scheme not in layout.numbering:
        return _LABEL_CM
    level: NumberingLevel = clause_levels(layout, block.scheme, block.patterns)[block.level - 1]
    return level.text_cm - level.label_cm


def _needed_cm(block: People, layout: Layout, at: int) -> float:
    """Return about how wide a column is on one line."""
    em_cm = person_style(layout).size_pt / PT_PER_CM
    texts = [inline_text(row.cells[at]) for row in block.rows if at < len(row.cells)]
    letters = max((sum(unicodedata.category(one) != "Mn" for one in text) for text in texts), default=0)
    return max(letters * _LETTER_EM * em_cm + _GAP_CM, _LEAST_CM) + (0.0 if at else label_room_cm(block, layout))


def _shared(needed: list[float], room: float) -> list[float]:
    """Return widths that fill the room: what is left is shared out; where there is too little, the widest give."""
    spare = room - sum(needed)
    if spare >= 0:
        return [width + spare / len(needed) for width in needed]
    low, high = 0.0, max(needed)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(min(width, middle) for width in needed) < room else (low, middle)
    made = [min(width, high) for width in needed]
    return [width * room / sum(made) for width in made]

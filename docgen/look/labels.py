"""Where the clauses of a list stand whose labels are not those of the layout's schemes: ๑.๑.๑.๑, (ก) above (๑).

The layout has the places of three levels of each scheme. What was typed otherwise, or deeper, begins where the words of
the level above begin, as they do there, and takes as much room as a label of its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from docgen.look.style import Layout, NumberingLevel
from docgen.tree import ClauseList

_DEEPEST_LABEL_CM = 7.0
"""Where the label of a very deep level begins at the latest: half of the line is left for its words."""
_COUNTER = re.compile(r"\{[1-9](:ก)?\}")


def clause_levels(layout: Layout, scheme: str, patterns: Sequence[str] = ()) -> tuple[NumberingLevel, ...]:
    """Return the places of a list's levels, from the outermost on; without patterns those of the scheme."""
    own = layout.numbering[scheme]
    widths = tuple((_form(one.label), one.text_cm - one.label_cm) for each in layout.numbering.values() for one in each)
    return _levels(own, tuple(patterns), widths) if patterns else own


def clause_level(layout: Layout, block: ClauseList) -> NumberingLevel:
    """Return the place of the clauses of a list, with the pattern of their labels."""
    return clause_levels(layout, block.scheme, block.patterns)[block.level - 1]


def clause_style(level: int) -> str:
    """Return the style of the clauses of a level: those below the third look like it."""
    return f"clause{min(level, 3)}"


@lru_cache(maxsize=256)
def _levels(
    own: tuple[NumberingLevel, ...], patterns: tuple[str, ...], widths: tuple[tuple[str, float], ...]
) -> tuple[NumberingLevel, ...]:
    made: list[NumberingLevel] = []
    is_own = True
    for at, pattern in enumerate(patterns):
        is_own = is_own and at < len(own) and own[at].label == pattern
        if is_own:
            made.append(own[at])
            continue
        label_cm = min(made[-1].text_cm, _DEEPEST_LABEL_CM) if made else own[0].label_cm
        width = dict(reversed(widths)).get(_form(pattern)) or _width_cm(pattern)
        made.append(NumberingLevel(pattern, label_cm, label_cm + width, own[min(at, len(own) - 1)].left_cm))
    return tuple(made)


def _form(pattern: str) -> str:
    return _COUNTER.sub(lambda found: "ก" if found[1] else "N", pattern)


def _width_cm(pattern: str) -> float:
    """Return the room of a label: 0.75 cm for ๑. and (๑), as in the layout that comes with docgen, 0.25 for a part."""
    plain = _form(pattern)
    dots = len(re.findall(r"(?:N|[0-9๐-๙]{1,4})\.(?=N)", plain))
    return 0.75 + 0.25 * dots + (0.15 if dots and plain.endswith((".", ")")) else 0.0) + 0.75 * plain.startswith("ข้อ")

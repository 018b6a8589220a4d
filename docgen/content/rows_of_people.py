"""Find the lines by which clerks put people into columns: name, post and duty with tabs or wide blanks between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docgen.thai.duties import is_duty, is_person
from docgen.thai.labels import read_label

_GAP = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{3,}")
_MOST_CELLS = 5
_LONGEST_CELL = 120
_LONGEST_ROW = 300
_OTHER_LINES = ("|", "#", "!", ">", "-", "*", "+", "<")


def rows_in(lines: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Return the cells of each line that is a row, by its index; a label before them is left out.

    A row has two to five cells. It names a person or a duty in its first or last cell and has a neighbour with as many
    cells, or both; lines with tabs have none but such a neighbour.
    """
    found = {index: cells for index, line in enumerate(lines) if (cells := _cells(line))}
    made: dict[int, tuple[str, ...]] = {}
    for index, cells in found.items():
        beside = [found[at] for at in _neighbours(lines, index) if at in found]
        has_alike = any(len(one) == len(cells) for one in beside)
        is_known = is_person(cells[0]) or is_duty(cells[-1])
        if (is_known and (beside or (is_duty(cells[-1])))) or (has_alike and "\t" in lines[index].strip()):
            made[index] = cells
    return made


def _neighbours(lines: Sequence[str], index: int) -> list[int]:
    """Return the lines above and below, one blank line passed over."""
    made = []
    for step in (-1, 1):
        at = index + step
        if 0 <= at < len(lines) and not lines[at].strip():
            at += step
        made.append(at)
    return made


def _cells(line: str) -> tuple[str, ...]:
    words = line.strip()
    if "\t" not in words and "   " not in words.replace("\u00a0", " "):
        return ()
    if words.startswith(_OTHER_LINES) or len(words) > _LONGEST_ROW:
        return ()
    label = read_label(words)
    cells = tuple(_GAP.split(words[label.rest_start :].strip() if label else words))
    if not 2 <= len(cells) <= _MOST_CELLS or not all(cells) or max(map(len, cells)) > _LONGEST_CELL:
        return ()
    return cells

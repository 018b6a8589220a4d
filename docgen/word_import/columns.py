"""People's names, posts and duties that were typed in columns with tabs or wide blanks: they stay columns.

As a paragraph, every column would run into the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.thai.duties import is_duty, is_person
from docgen.thai.labels import read_label
from docgen.word_import.records import WordBlock, WordParagraph

_GAP = re.compile(r"\t+|[ \xa0]{3,}")
_WIDE_GAP = re.compile(r"\t|[ \xa0]{5,}")
MOST_COLUMNS = 5
_FEW_WORDS = 60
"""Letters of what may stand in a column that nobody's name is in: longer ones are sentences with a wide blank."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Paragraphs that are rows of one list: how many of the blocks they are, their cells, a number before them or not.

    They `are_columns` where they name people, by titles or duties, or where nothing in them is longer than a few words.
    """

    count: int
    rows: tuple[tuple[str, ...], ...]
    are_columns: bool
    is_numbered: bool


def may_have_columns(text: str) -> bool:
    """Tell whether a text has a wide gap within it at all."""
    return _GAP.search(text.strip()) is not None


def is_parted(block: WordBlock) -> bool:
    """Tell whether a paragraph has words on both sides of a tab or wide blank, its number aside.

    Three or four blanks stand between phrases as well.
    """
    return bool(_cells(block)) and _WIDE_GAP.search(block.text.strip()) is not None  # type: ignore[union-attr]


def find_columns(blocks: Sequence[WordBlock]) -> Columns | None:
    """Return the rows that the first blocks make up, None if the first is no row or nobody stands beside it.

    A single row counts only for one that names a person and a duty.
    """
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        cells = _cells(block)
        if len(cells) < 3 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if not rows or len(rows[0]) > MOST_COLUMNS + 1:
        return None
    columns = list(zip(*rows, strict=True))
    are_people = all(map(is_person, columns[1])) or all(map(is_duty, columns[-1]))
    if len(rows) < 2 and not (is_person(columns[1][0]) and is_duty(columns[-1][0])):
        return None
    numbered = any(columns[0])
    shown = tuple(row if numbered else row[1:] for row in rows)
    are_short = max(len(cell) for row in rows for cell in row[1:]) <= _FEW_WORDS
    return Columns(len(rows), shown, are_people or are_short, numbered)


def _cells(block: WordBlock) -> tuple[str, ...]:
    """Return the number typed before a row ("" for none) and its cells; nothing for what is no row."""
    if not isinstance(block, WordParagraph) or block.is_made_here or "\n" in block.text:
        return ()
    text = block.text.strip(" \t\xa0")
    label = block.item.label if block.item and block.item.label != "-" else ""
    typed = read_label(text)
    if typed is not None:
        label, text = typed.text, text[typed.rest_start :].strip(" \t\xa0")
    cells = [" ".join(cell.split()) for cell in _GAP.split(text)]
    return (label, *cells) if len(cells) > 1 and all(cells) else ()

"""Where two names differ that look almost the same: letter by letter, what can't be seen by its number."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

from docgen.thai.characters import comparable

_MOST_LETTERS = 6


def difference(one: str, other: str) -> str:
    """Return in Thai where two names first differ, "" if they are the same to the eye (`comparable`).

    Letters are counted from 1 in the first name, marks above and below among them, as in "ต่างกันที่ตัวที่ 5: ษ กับ ศ".

    >>> difference("วันชัย", "วันชย")
    'ต่างกันที่ตัวที่ 5: ◌ั กับ ไม่มี'
    """
    one, other = comparable(one), comparable(other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind != "equal":
            return f"ต่างกันที่ตัวที่ {first + 1}: {_spelt(one[first:last])} กับ {_spelt(other[start:stop])}"
    return ""


def is_nearly(one: str, other: str) -> bool:
    """Tell whether two names look so alike that a reader needs to be shown where they differ."""
    one, other = comparable(one), comparable(other)
    if 2 * abs(len(one) - len(other)) > max(len(one), len(other)):
        return False  # also keeps the comparison below from texts that are no names
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.85


def _spelt(letters: str) -> str:
    """Return letters one by one: marks on a circle, blanks and what is never seen by their numbers."""
    shown = [_shown(letter) for letter in letters[:_MOST_LETTERS]]
    return " ".join(shown) + (" …" if len(letters) > _MOST_LETTERS else "") or "ไม่มี"


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] in "CZ":
        return "ช่องว่าง" if letter == " " else f"U+{ord(letter):04X}"
    mark = f"◌{letter}" if category == "Mn" else letter
    return mark if letter.isascii() or "\u0e00" <= letter <= "\u0e7f" else f"{mark} (U+{ord(letter):04X})"

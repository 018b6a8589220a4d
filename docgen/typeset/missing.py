"""What is told of characters that no glyph of the font draws, and what may be typed in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from docgen.errors import Finding, Place

_SELECTORS = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
)
# What is printed and looks much the same.
_MOST_TOLD = 30
_INSTEAD = (("◻▢", "☐"), ("✅", "☑"), ("→➔", "ไปยัง หรือ ->"))


def is_invisible(character: str) -> bool:
    """Tell whether a character is one that steers how others are set and is itself never seen.

    Such are format characters and variation selectors; letters of no width are not meant.
    """
    return unicodedata.category(character) in ("Cf", "Zl", "Zp") or character in _SELECTORS


def missing_glyph(character: str, place: str) -> Finding:
    """Return the error that the font lacks a character, or that one steers others unseen, at its place."""
    code = f"U+{ord(character):04X}"
    if is_invisible(character):
        return Finding("missing-glyph", Place.read(place), f"มีอักขระที่มองไม่เห็น ({code})", "ลบอักขระนี้ แล้วพิมพ์คำนั้นใหม่")
    shown = f"{character} ({code})" if character.isprintable() else f"({code})"
    instead = next((typed for boxes, typed in _INSTEAD if character in boxes), "")
    hint = f"พิมพ์ {instead} แทน" if instead else "ลบหรือใช้อักขระอื่นแทน"
    return Finding("missing-glyph", Place.read(place), f"แบบอักษรไม่มีอักขระ {shown}", hint)


def first_of(missing: Iterable[Finding]) -> list[Finding]:
    """Return the first errors of missing characters, and how many more there are."""
    found = list(dict.fromkeys(missing))
    if len(found) > _MOST_TOLD:
        message = f"ยังมีอักขระที่แบบอักษรไม่มีอีก {len(found) - _MOST_TOLD:,} แห่ง"
        found[_MOST_TOLD:] = [Finding("more-problems", found[_MOST_TOLD].place, message, "แก้ที่บอกไว้ก่อน แล้วสร้างใหม่")]
    return found

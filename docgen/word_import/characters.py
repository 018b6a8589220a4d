"""Characters of a Word file as docgen can print them: old presentation forms, symbol fonts.

What the document's fonts have no glyph for never reaches the content, for it could not be built: it is told instead.
"""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections.abc import Callable, Iterable

from docgen.look.pictograms import PICTOGRAMS
from docgen.thai.characters import forbidden_characters

# Thai letters as fonts of the 1990s drew them (tails cut, marks moved aside), from U+F700 on; Microsoft's and Apple's
# glyph names say which letters they are: uni0E10.descless, uni0E34.left, uni0E48.lowleft and so on.
_OLD_THAI = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d"
    "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_FROM_OLD_THAI = {0xF700 + number: letter for number, letter in enumerate(_OLD_THAI)}
# Codes of the symbol fonts (as Microsoft lists them), without the F0 that Word puts in front.
_SYMBOLS = {
    "symbol": {0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°"}
    | {0xB7: "•", 0xD6: "√", 0xAE: "→", 0xAC: "←", 0x61: "α", 0x62: "β", 0x70: "π", 0x6D: "µ", 0x57: "Ω", 0x2D: "−"}
    | {code: chr(code) for code in (*range(0x25, 0x2A), 0x2B, 0x2C, *range(0x2E, 0x3F))},
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐"}
    | {0x6C: "●", 0x9F: "•", 0xA7: "▪", 0x6E: "■", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0x28: "☎", 0x2A: "✉"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0xA3: "☐"},
}
_NEAREST = {"◻": "☐", "▢": "☐", "✅": "☑", "‑": "-", "‒": "–", "−": "–", "′": "'", "″": '"', "⁄": "/", "∕": "/"}
_BULLETS = "●○◦▪◆➢➤❖◼◾⚫∙‣⁃"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u2028\u2029\ufe0e\ufe0f]")

Tell = Callable[[str, str], None]
"""Takes a kind of told.KINDS and the words."""


def printable(faces: Iterable[bytes]) -> frozenset[int]:
    """Return the code points that all faces of the document's font have, and those that docgen draws.

    Unreadable fonts are told by a build.
    """
    return frozenset.intersection(*map(_cmap, faces)) | frozenset(map(ord, PICTOGRAMS))


@functools.lru_cache(maxsize=8)
def _cmap(content: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def symbol(font: str, code: str) -> str:
    """Return the character that a code of a symbol font draws; the code itself, private, where that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(font.lower().strip(), {})
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if low in known:
        return str(known[low])
    return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def from_symbol_font(font: str, text: str) -> str:
    """Return text set in a symbol font as the characters that it shows; other fonts leave it as it is."""
    if font.lower().strip() not in _SYMBOLS:
        return text
    return "".join(symbol(font, f"{ord(one):X}") if one.strip() else one for one in text)


def cleaned(text: str, printable: frozenset[int], tell: Tell, *, at_start: bool = False) -> str:
    """Return text that the fonts can print; what changes or goes is told. `at_start` begins a paragraph.

    Old presentation forms become their letters and what is never seen (zero-width blanks, soft hyphens) goes without a
    word, since a reader sees the same.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", text.translate(_FROM_OLD_THAI))
    if at_start and text.lstrip()[:1] in tuple(_BULLETS):
        text = text.replace(text.lstrip()[0], "•", 1)
    forbidden = {index for index, _ in forbidden_characters(text)}
    if forbidden:
        named = [name.partition(" ")[0] for _, name in forbidden_characters(text)]
        tell("unprintable", " ".join(named))
        text = "".join(one for index, one in enumerate(text) if index not in forbidden)
    if all(ord(one) in printable or one in "\t\n" for one in text):
        return text
    return "".join(_printable(one, printable, tell) for one in unicodedata.normalize("NFC", text))


def _printable(one: str, printable: frozenset[int], tell: Tell) -> str:
    if ord(one) in printable or one in "\t\n":
        return one
    if unicodedata.category(one) == "Zs":
        return " "
    if one in _NEAREST:
        tell("symbol-changed", one)
        return _NEAREST[one]
    if one in _BULLETS:
        tell("symbol-changed", one)
        return "•"
    tell("symbol", one)
    return ""

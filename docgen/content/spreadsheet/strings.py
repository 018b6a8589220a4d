"""The texts of a workbook: shared and inline strings, rich text among them. Phonetic hints are no part of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docgen.content.spreadsheet.package import BrokenPackageError

# What Excel takes (its specifications and limits: characters in a cell).
LONGEST = 32_767
TOO_LONG = f"ข้อความในช่องยาวเกิน {LONGEST:,} ตัวอักษร"
_SUPERSCRIPT = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


@dataclass(frozen=True, slots=True)
class CellString:
    """A text, and what can't be kept of its look: "" or "struck" (crossed out) or "raised" (letters above the line)."""

    text: str
    lost: str = ""


@dataclass(frozen=True, slots=True)
class FontLook:
    """What of a font changes the meaning of a text: crossed out, or above or below the line ("superscript")."""

    struck: bool = False
    vertical: str = ""

    def having(self, name: str, attributes: Mapping[str, str]) -> FontLook:
        """Return the look with an element of a font's or run's properties taken in."""
        value = attributes.get("val", "1")
        if name == "strike":
            return replace(self, struck=value not in ("0", "false"))
        if name == "vertAlign":
            return replace(self, vertical=value if value in ("superscript", "subscript") else "")
        return self


def with_look(string: CellString, look: FontLook) -> CellString:
    """Return a text as a font shows it: digits above the line become ⁰ to ⁹, what has no such form is lost.

    >>> with_look(CellString("2"), FontLook(vertical="superscript"))
    CellString(text='²', lost='')
    """
    if not string.text.strip():
        return string
    if look.struck:
        return CellString(string.text, "struck")
    if not look.vertical:
        return string
    forms = _SUPERSCRIPT if look.vertical == "superscript" else _SUBSCRIPT
    if any(character not in forms and not character.isspace() for character in string.text):
        return CellString(string.text, string.lost or "raised")
    return CellString("".join(forms.get(character, character) for character in string.text), string.lost)


def unescaped(text: str) -> str:
    """Return a text with `_x000D_` as the character that it stands for (ECMA-376 Part 1, 22.4.2.4 bstr).

    >>> unescaped("ก_x0007_ข_x005F_x0041_")
    'ก\\x07ข_x0041_'
    """
    if "_x" not in text:
        return text
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


class StringBuilder:
    """Builds one text out of the elements within `si` or `is`."""

    def __init__(self) -> None:
        self._parts: list[CellString] = []
        self._pieces: list[str] = []
        self._inside: list[str] = []
        self._look = FontLook()
        self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element within the text."""
        self._inside.append(name)
        if name == "r":
            self._look = FontLook()
        elif self._inside[:-1][-1:] == ["rPr"]:
            self._look = self._look.having(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element within the text."""
        if name == "t" and "rPh" not in self._inside:
            string = CellString(unescaped("".join(self._pieces)))
            self._parts.append(with_look(string, self._look) if "r" in self._inside else string)
        if name == "t":
            self._pieces.clear()
        if self._inside:
            self._inside.pop()

    def text(self, text: str) -> None:
        """Take text. Raises BrokenPackageError for a text longer than a cell can be."""
        if self._inside[-1:] != ["t"]:
            return
        self._length += len(text)
        if self._length > LONGEST * 7:  # each character may be written as _xHHHH_
            raise BrokenPackageError(TOO_LONG)
        self._pieces.append(text)

    def built(self) -> CellString:
        """Return the text. Raises BrokenPackageError for a text longer than a cell can be."""
        text = "".join(part.text for part in self._parts)
        if len(text) > LONGEST:
            raise BrokenPackageError(TOO_LONG)
        return CellString(text, next((part.lost for part in self._parts if part.lost), ""))


class SharedStrings:
    """Takes the elements of the part of shared strings; `strings` are its texts in their order."""

    def __init__(self) -> None:
        self.strings: list[CellString] = []
        self._builder: StringBuilder | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._builder is not None:
            self._builder.start(name, attributes)
        elif name == "si":
            self._builder = StringBuilder()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._builder is None:
            return
        if name == "si":
            self.strings.append(self._builder.built())
            self._builder = None
        else:
            self._builder.end(name)

    def text(self, text: str) -> None:
        """Take text."""
        if self._builder is not None:
            self._builder.text(text)

"""The styles of a workbook's cells, as far as they change what a cell says: number format, strike, raised letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.content.number_format.codes import BUILT_IN, GENERAL
from docgen.content.spreadsheet.strings import FontLook

MAX_STYLES = 100_000


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows its value: the code of its number format ("" for one not known), and its font."""

    code: str = GENERAL
    font: FontLook = FontLook()  # noqa: RUF009 - frozen


class SheetStyles:
    """Takes the elements of the part of styles."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._codes: dict[str, str] = {}
        self._fonts: list[FontLook] = []
        self._cells: list[tuple[str, str]] = []
        self._differences = 0
        self.formatting_differences: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if name == "numFmt" and parent == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "numFmt" and parent == "dxf":
            self.formatting_differences.add(str(self._differences))
        elif name == "font" and parent == "fonts":
            self._fonts.append(FontLook())
        elif parent == "font" and "fonts" in self._inside and self._fonts:
            self._fonts[-1] = self._fonts[-1].having(name, attributes)
        elif name == "xf" and parent == "cellXfs" and len(self._cells) < MAX_STYLES:
            self._cells.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._inside.pop()
        if name == "dxf":
            self._differences += 1

    def text(self, text: str) -> None:
        """Take text: none matters."""

    def of(self, index: str) -> CellStyle:
        """Return the style that a cell names by its `s`; a number that the part doesn't have is no style."""
        if not (index.isascii() and index.isdigit()) or len(index) > 6 or int(index) >= len(self._cells):
            return CellStyle()
        number, font = self._cells[int(index)]
        code = self._codes.get(number)
        if code is None:
            code = BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() and len(number) < 6 else ""
        look = (
            self._fonts[int(font)] if font.isascii() and font.isdigit() and int(font[:6]) < len(self._fonts) else None
        )
        return CellStyle(code, look or FontLook())

"""The elements of one worksheet, kept as they are written: filled cells, merged ranges, what is hidden or not told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.content.spreadsheet.package import BrokenPackageError, PackageTooLargeError
from docgen.content.spreadsheet.strings import LONGEST, TOO_LONG, CellString, StringBuilder

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# 5,000 rows of 12 cells.
MAX_CELLS = 60_000
MAX_RANGES = 20_000
_OUTSIDE = f"มีแถวหรือช่องที่อยู่นอกแผ่นงาน ซ้ำ หรือสลับลำดับ (แถวมีได้ถึง {LAST_ROW:,} คอลัมน์ถึง XFD)"
# A flag of XML Schema (xsd:boolean).
_TRUE = ("1", "true")


@dataclass(slots=True)
class WrittenCell:
    """A cell as the part has it: column from 1, type and style as written, value or inline text, whether a formula."""

    column: int
    kind: str
    style: str
    value: str | None = None
    inline: CellString | None = None
    formula: bool = False


@dataclass(slots=True)
class WrittenRow:
    """A row with its filled cells."""

    number: int
    hidden: bool
    cells: list[WrittenCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class EnoughError(Exception):
    """More rows are filled than anyone will take: the rest of the part is not read."""


def column_name(number: int) -> str:
    """Return the letters of a column.

    >>> column_name(1), column_name(28), column_name(16384)
    ('A', 'AB', 'XFD')
    """
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def read_reference(text: str) -> tuple[int, int]:
    """Return row and column of a reference like B3. Raises BrokenPackageError for one outside any sheet."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", text)
    if not found:
        raise BrokenPackageError(_OUTSIDE)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    if not (1 <= int(found[2]) <= LAST_ROW and column <= LAST_COLUMN):
        raise BrokenPackageError(_OUTSIDE)
    return int(found[2]), column


def read_range(text: str) -> Range:
    """Return the rectangle of a reference like A1:B3 or A1. Raises BrokenPackageError."""
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = read_reference(first), read_reference(last or first)
    if bottom < top or right < left:
        raise BrokenPackageError
    return Range(top, left, bottom, right)


class Worksheet:
    """Takes the elements of a worksheet's part. Raises BrokenPackageError, and EnoughError past `max_rows` rows."""

    def __init__(self, max_rows: int) -> None:
        self.rows: list[WrittenRow] = []
        self.merged: list[Range] = []
        self.hidden_columns: list[tuple[int, int]] = []
        # The rules of conditional formats: where they hold, the number of their style, whether they hide the value.
        self.conditional: list[tuple[str, str, bool]] = []
        self.shows_zeros = True
        self._max_rows = max_rows
        self._inside: list[str] = []
        self._row: WrittenRow | None = None
        self._filled = 0
        self._number = 0
        self._column = 0
        self._cell: WrittenCell | None = None
        self._builder: StringBuilder | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._area = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if self._builder is not None:
            self._builder.start(name, attributes)
        elif name == "row":
            self._start_row(parent, attributes)
        elif name == "c":
            self._start_cell(parent, attributes)
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        else:
            self._start_aside(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._inside.pop()
        if name == "is" and self._builder is not None and self._cell is not None:
            self._cell.inline = self._builder.built()
            self._builder = None
        elif self._builder is not None:
            self._builder.end(name)
        elif name == "v" and self._cell is not None:
            self._cell.value = "".join(self._pieces)
        elif name == "c" and self._cell is not None and self._row is not None:
            cell, self._cell = self._cell, None
            if cell.value is not None or cell.inline is not None or cell.formula:
                self._row.cells.append(cell)
                self._filled += 1
                if self._filled > MAX_CELLS:
                    raise PackageTooLargeError(f"แผ่นงานมีช่องที่กรอกเกิน {MAX_CELLS:,} ช่อง")
        elif name == "row" and self._row is not None:
            row, self._row = self._row, None
            if row.cells:
                self.rows.append(row)
            if len(self.rows) > self._max_rows:
                raise EnoughError

    def text(self, text: str) -> None:
        """Take text. Raises BrokenPackageError for more than a cell can hold."""
        if self._builder is not None:
            self._builder.text(text)
        elif self._inside[-1:] == ["v"] and self._cell is not None:
            self._length += len(text)
            if self._length > LONGEST * 7:  # each character may be written as _xHHHH_
                raise BrokenPackageError(TOO_LONG)
            self._pieces.append(text)

    def _start_row(self, parent: str, attributes: Mapping[str, str]) -> None:
        number = _whole(attributes.get("r", str(self._number + 1)), LAST_ROW)
        if parent != "sheetData" or number <= self._number:
            raise BrokenPackageError(_OUTSIDE)
        self._number, self._column = number, 0
        flat = attributes.get("ht", "").strip() in ("0", "0.0")
        self._row = WrittenRow(number, flat or attributes.get("hidden") in _TRUE)

    def _start_cell(self, parent: str, attributes: Mapping[str, str]) -> None:
        if parent != "row":
            raise BrokenPackageError
        row, column = self._number, self._column + 1
        if "r" in attributes:
            row, column = read_reference(attributes["r"])
        if row != self._number or not self._column < column <= LAST_COLUMN:
            raise BrokenPackageError(_OUTSIDE)
        self._column = column
        self._cell = WrittenCell(column, attributes.get("t", "n"), attributes.get("s", "0"))

    def _start_in_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "is":
            self._builder = StringBuilder()
        elif name == "v":
            self._pieces, self._length = [], 0
        elif name == "f" and self._cell is not None:
            self._cell.formula = True

    def _start_aside(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self.merged) + len(self.hidden_columns) + len(self.conditional) > MAX_RANGES:
            raise BrokenPackageError(f"มีเซลล์ที่ผสานหรือจัดรูปแบบเกิน {MAX_RANGES:,} ช่วง")
        if name == "mergeCell":
            self.merged.append(read_range(attributes.get("ref", "")))
        elif name == "col":
            ends = _whole(attributes.get("min", ""), LAST_COLUMN), _whole(attributes.get("max", ""), LAST_COLUMN)
            narrow = attributes.get("width", "").strip() in ("0", "0.0")
            if narrow or attributes.get("hidden") in _TRUE:
                self.hidden_columns.append(ends)
        elif name == "conditionalFormatting":
            self._area = attributes.get("sqref", "")
        elif name == "cfRule":
            self.conditional.append((self._area, attributes.get("dxfId", ""), False))
        elif name in ("iconSet", "dataBar") and attributes.get("showValue", "1") not in _TRUE:
            self.conditional.append((self._area, "", True))
        elif name == "sheetView":
            self.shows_zeros = attributes.get("showZeros", "1") in _TRUE


def _whole(text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or not 1 <= int(text) <= most:
        raise BrokenPackageError(_OUTSIDE)
    return int(text)

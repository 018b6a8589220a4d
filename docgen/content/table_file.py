"""Open a table's file, CSV or XLSX, as rows of texts, as typed or as the sheet shows them. Knows no columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import Finding, Place, error
from docgen.folder.encoding import decode_text

if TYPE_CHECKING:
    from docgen.content.spreadsheet.cells import SheetCell

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
# What the csv module says, and what has happened.
_CSV_PROBLEMS = {
    "unexpected end of data": 'เปิดเครื่องหมายคำพูด " แล้วไม่ปิด',
    "field larger": 'มีช่องที่ยาวเกินกำหนด มักเพราะเปิดเครื่องหมายคำพูด " แล้วไม่ปิด',
    "expected after": 'มีข้อความต่อจากเครื่องหมายคำพูดปิด "',
}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read: the line of the file (CSV) or sheet (XLSX) that it starts on, and its texts to the last filled.

    `cells` are what the sheet says of each (none for CSV); what a merged cell above gives is no text of the row.
    `follows` tells that no empty row stands between it and the one before.
    """

    line: int
    texts: tuple[str, ...]
    cells: tuple[SheetCell, ...] = ()
    follows: bool = False

    @property
    def width(self) -> int:
        """The number of cells up to the last one that says anything, a fault among them."""
        faults = [number for number, cell in enumerate(self.cells, start=1) if cell.fault]
        return max([len(self.texts), *faults])


def raw_rows(content: bytes, path: Path, shown_path: str, notes: list[Finding] | None = None) -> list[RawRow]:
    """Return the rows of a table that are not wholly empty, head row and all; what isn't read is added to `notes`.

    Raises DocgenError.
    """
    if len(content) > MAX_BYTES:
        raise error("file-too-large", Place(shown_path), "ตารางใหญ่เกินกำหนด (5 ล้านไบต์)", "แบ่งเป็นปีละไฟล์")
    is_workbook = path.suffix.lower() == ".xlsx"
    read = _read_workbook(content, shown_path, notes) if is_workbook else _read_csv(content, shown_path)
    filled: list[RawRow] = []
    for row in read:
        filled.append(row)
        if len(filled) > MAX_ROWS + 1:  # the head row is none of them
            raise error("too-many-rows", Place(shown_path, row.line), f"ตารางมีเกิน {MAX_ROWS:,} แถว", "แบ่งเป็นปีละไฟล์")
    return filled


def _without_empty_end(texts: Sequence[str]) -> tuple[str, ...]:
    end = len(texts)
    while end and not texts[end - 1].strip():
        end -= 1
    return tuple(texts[:end])


def _read_csv(content: bytes, shown_path: str) -> Iterator[RawRow]:
    """Yield the rows that are not wholly empty."""
    text = decode_text(content, shown_path)
    if named := re.match(r"sep=([,;\t])\r?\n", text):
        # Excel names its delimiter before the table; an empty line stays, so that lines count as they are.
        text = named[0][5:] + text[named.end() :]
    head = re.search(r"\S[^\r\n]*", text)
    delimiter = max(",;\t", key=head[0].count) if head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    follows = False
    try:
        for texts in reader:
            # A file of a million empty lines must not take long.
            kept = _without_empty_end(texts) if texts else ()
            if kept:
                yield RawRow(line, kept, follows=follows)
            follows = bool(kept)
            line = reader.line_num + 1
    except csv.Error as problem:
        known = [thai for english, thai in _CSV_PROBLEMS.items() if english in str(problem)]
        message = "อ่านแถวนี้ไม่ได้: " + (known[0] if known else "เครื่องหมายคำพูดหรือเครื่องหมายคั่นช่องไม่ถูกแบบ")
        hint = 'ตรวจเครื่องหมายคำพูด " ว่าเปิดและปิดครบ; เครื่องหมาย " ในข้อความให้พิมพ์สองครั้ง ("")'
        raise error("broken-csv", Place(shown_path, line), message, hint) from None


def _read_workbook(content: bytes, shown_path: str, notes: list[Finding] | None) -> Iterable[RawRow]:
    from docgen.content.workbook import read_sheet  # most logs are CSV, and a build with nothing to do reads none

    sheet = read_sheet(content, shown_path, MAX_ROWS + 1)
    if notes is not None:
        notes += sheet.notes
    previous = 0
    for number, cells in sheet.rows:
        texts = _without_empty_end(["" if cell.merged == "above" else cell.text for cell in cells])
        row = RawRow(number, texts, cells, number == previous + 1)
        if row.width:
            yield row
            previous = number

"""Read the rows of a spreadsheet, CSV or XLSX, by the names in its head row. Guesses no meaning: every cell is text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.content.encoding import decode_text
from docgen.content.silence import without_silence
from docgen.errors import DocgenError, Finding, Place, error
from docgen.fields import nearest
from docgen.thai.characters import normalize

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 100
# A finding is shown with its line, which is read from the file anew: thousands would take minutes and help nobody.
MAX_FINDINGS = 100
# What the csv module says, and what has happened.
_CSV_PROBLEMS = {
    "unexpected end of data": 'เปิดเครื่องหมายคำพูด " แล้วไม่ปิด',
    "field larger": 'มีช่องที่ยาวเกินกำหนด มักเพราะเปิดเครื่องหมายคำพูด " แล้วไม่ปิด',
    "expected after": 'มีข้อความต่อจากเครื่องหมายคำพูดปิด "',
}


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a cell and where it stands: line and column of the table, counted from 1."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells by column name."""

    cells: dict[str, CellText]
    place: Place


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read: the line of the file (CSV) or sheet (XLSX) that it starts on, and its texts to the last filled."""

    line: int
    texts: tuple[str, ...]


def read_rows(
    content: bytes, path: Path, shown_path: str, columns: Mapping[str, tuple[str, ...]], required: Iterable[str]
) -> tuple[TableRow, ...]:
    """Return the rows of a table that are not wholly empty.

    `columns` gives for each column name the head words that mean it; those in `required` must be there.
    Raises DocgenError that lists what is wrong with head and rows.
    """
    filled = raw_rows(content, path, shown_path)
    if not filled:
        raise error("empty-table", Place(shown_path, 1), "ตารางว่าง", "พิมพ์หัวตารางในแถวแรก: " + _words(columns))
    problems: list[Finding] = []
    names = _head(filled[0], shown_path, columns, required, problems)
    rows = [_row(row, names, shown_path, problems) for row in filled[1:]]
    if problems:
        raise DocgenError(_bounded(problems))
    return tuple(rows)


def raw_rows(content: bytes, path: Path, shown_path: str) -> list[RawRow]:
    """Return the rows of a table that are not wholly empty, head row and all. Raises DocgenError."""
    if len(content) > MAX_BYTES:
        raise error("file-too-large", Place(shown_path), "ตารางใหญ่เกินกำหนด (5 ล้านไบต์)", "แบ่งเป็นปีละไฟล์")
    filled: list[RawRow] = []
    for line, texts in (_read_workbook if path.suffix.lower() == ".xlsx" else _read_csv)(content, shown_path):
        kept = _without_empty_end(texts)
        if kept:
            filled.append(RawRow(line, kept))
        if len(filled) > MAX_ROWS + 1:  # the head row is none of them
            raise error("too-many-rows", Place(shown_path, line), f"ตารางมีเกิน {MAX_ROWS:,} แถว", "แบ่งเป็นปีละไฟล์")
    return filled


def _without_empty_end(texts: Sequence[str]) -> tuple[str, ...]:
    end = len(texts)
    while end and not texts[end - 1].strip():
        end -= 1
    return tuple(texts[:end])


def _bounded(problems: list[Finding]) -> list[Finding]:
    left = problems[MAX_FINDINGS:]
    if not left:
        return problems
    message = f"ยังมีที่ผิดอีก {len(left):,} แห่ง"
    return [*problems[:MAX_FINDINGS], Finding("more-problems", left[0].place, message, "แก้ที่ผิดข้างต้นก่อน แล้วสร้างใหม่")]


def _words(columns: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(words[0] for words in columns.values())


def _squeezed(word: str) -> str:
    return "".join(normalize(word).split()).lower()


def _shown(word: str) -> str:
    """Return a head word for a message: no longer than a line, and nothing in it that could steer a terminal."""
    return "".join(character if character.isprintable() else "·" for character in " ".join(word.split())[:60])


def _head(
    row: RawRow,
    shown_path: str,
    columns: Mapping[str, tuple[str, ...]],
    required: Iterable[str],
    problems: list[Finding],
) -> list[str | None]:
    """Return the column name of each cell of the head row, "" where no word stands, None for an unknown word."""
    if len(row.texts) > MAX_COLUMNS:
        message = f"หัวตารางมี {len(row.texts):,} ช่อง รับได้ไม่เกิน {MAX_COLUMNS}"
        raise error("too-many-columns", Place(shown_path, row.line), message, "ลบช่องที่ไม่ใช้ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่")
    known = {_squeezed(word): name for name, words in columns.items() for word in words}
    names: list[str | None] = []
    meant: set[str] = set()
    for column, text in enumerate(row.texts, start=1):
        word = _squeezed(text)
        name = known.get(word) if word else ""
        place = Place(shown_path, row.line, column)
        if name is None:
            near = known.get(nearest(word, known), "")
            meant.add(near)
            hint = f"เขียนว่า {columns[near][0]}" if near else "หัวตารางที่ใช้ได้: " + _words(columns)
            problems.append(Finding("unknown-column", place, f"ไม่รู้จักหัวตาราง {_shown(text)}", hint))
        elif name and name in names:
            problems.append(Finding("repeated-column", place, f"หัวตาราง {_shown(text)} ซ้ำ", "ลบออกหนึ่งช่อง"))
        names.append(name)
    for name in required:
        if name not in names and name not in meant:
            message = f"ขาดหัวตาราง {columns[name][0]}"
            problems.append(Finding("missing-column", Place(shown_path, row.line), message, "เพิ่มช่องนี้ในแถวแรก"))
    return names


def _row(row: RawRow, names: Sequence[str | None], shown_path: str, problems: list[Finding]) -> TableRow:
    if len(row.texts) > len(names):
        hint = 'ข้อความที่มีเครื่องหมายคั่นช่อง เช่น จุลภาค (,) ให้ใส่ในเครื่องหมายคำพูด "…"'
        if shown_path.lower().endswith(".xlsx"):
            hint = "ลบข้อความที่อยู่นอกตาราง หรือพิมพ์หัวตารางของช่องนั้น"
        message = f"แถวนี้มี {len(row.texts)} ช่อง แต่หัวตารางมี {len(names)} ช่อง"
        problems.append(Finding("too-many-cells", Place(shown_path, row.line, len(names) + 1), message, hint))
    cells: dict[str, CellText] = {}
    for column, name in enumerate(names, start=1):
        text = without_silence(row.texts[column - 1]) if column <= len(row.texts) else ""
        place = Place(shown_path, row.line, column)
        if name:
            cells[name] = CellText(text.replace("\r\n", "\n").replace("\r", "\n"), place)
        elif name == "" and text.strip():
            problems.append(Finding("column-without-head", place, "ช่องนี้ไม่มีหัวตาราง", "พิมพ์หัวตารางของช่องนี้"))
    return TableRow(cells, Place(shown_path, row.line))


def _read_csv(content: bytes, shown_path: str) -> Iterator[tuple[int, Sequence[str]]]:
    text = decode_text(content, shown_path)
    head = re.search(r"\S[^\r\n]*", text)
    delimiter = max(",;\t", key=head[0].count) if head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for texts in reader:
            yield line, texts
            line = reader.line_num + 1
    except csv.Error as problem:
        known = [thai for english, thai in _CSV_PROBLEMS.items() if english in str(problem)]
        message = "อ่านแถวนี้ไม่ได้: " + (known[0] if known else str(problem))
        hint = 'ตรวจเครื่องหมายคำพูด " ว่าเปิดและปิดครบ; เครื่องหมาย " ในข้อความให้พิมพ์สองครั้ง ("")'
        raise error("broken-csv", Place(shown_path, line), message, hint) from None


def _read_workbook(content: bytes, shown_path: str) -> Iterable[tuple[int, Sequence[str]]]:
    from docgen.content.workbook import read_sheet  # openpyxl takes 0.25 s to load, and most logs are CSV

    return read_sheet(content, shown_path, MAX_ROWS + 1)

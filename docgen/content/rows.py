"""Read the rows of a spreadsheet, CSV or XLSX, by the names in its head row. Guesses no meaning: every cell is text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.content.encoding import decode_text
from docgen.errors import DocgenError, Finding, Place, error
from docgen.fields import nearest

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000


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
    """A row as read: the line of the file (CSV) or sheet (XLSX) that it starts on, and its texts."""

    line: int
    texts: tuple[str, ...]


def read_rows(
    content: bytes, path: Path, shown_path: str, columns: Mapping[str, tuple[str, ...]], required: Iterable[str]
) -> tuple[TableRow, ...]:
    """Return the rows of a table that are not wholly empty.

    `columns` gives for each column name the head words that mean it; those in `required` must be there.
    Raises DocgenError that lists what is wrong with head and rows.
    """
    if len(content) > MAX_BYTES:
        raise error("file-too-large", Place(shown_path), "ตารางใหญ่เกินกำหนด (5 ล้านไบต์)", "แบ่งเป็นปีละไฟล์")
    raw = read_workbook(content, shown_path) if path.suffix.lower() == ".xlsx" else _read_csv(content, shown_path)
    filled = [row for row in raw if any(text.strip() for text in row.texts)]
    if not filled:
        raise error("empty-table", Place(shown_path, 1), "ตารางว่าง", "พิมพ์หัวตารางในแถวแรก: " + _words(columns))
    if len(filled) > MAX_ROWS:
        raise error("too-many-rows", Place(shown_path), f"ตารางมีเกิน {MAX_ROWS:,} แถว", "แบ่งเป็นปีละไฟล์")
    problems: list[Finding] = []
    names = _head(filled[0], shown_path, columns, required, problems)
    rows = [_row(row, names, shown_path, problems) for row in filled[1:]]
    if problems:
        raise DocgenError(problems)
    return tuple(rows)


def _words(columns: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(words[0] for words in columns.values())


def _head(
    row: RawRow,
    shown_path: str,
    columns: Mapping[str, tuple[str, ...]],
    required: Iterable[str],
    problems: list[Finding],
) -> list[str]:
    """Return the column name of each cell of the head row, "" for a cell without a word."""
    known = {"".join(word.split()).lower(): name for name, words in columns.items() for word in words}
    names: list[str] = []
    for column, text in enumerate(row.texts, start=1):
        word = "".join(text.split()).lower()
        name = known.get(word, "")
        place = Place(shown_path, row.line, column)
        if word and not name:
            near = nearest(word, known)
            hint = f"เขียนว่า {columns[known[near]][0]}" if near else "หัวตารางที่ใช้ได้: " + _words(columns)
            problems.append(Finding("unknown-column", place, f"ไม่รู้จักหัวตาราง {text.strip()}", hint))
        elif name and name in names:
            problems.append(Finding("repeated-column", place, f"หัวตาราง {text.strip()} ซ้ำ", "ลบออกหนึ่งช่อง"))
        names.append(name)
    for name in required:
        if name not in names:
            problems.append(
                Finding(
                    "missing-column", Place(shown_path, row.line), f"ขาดหัวตาราง {columns[name][0]}", "เพิ่มช่องนี้ในแถวแรก"
                )
            )
    return names


def _row(row: RawRow, names: Sequence[str], shown_path: str, problems: list[Finding]) -> TableRow:
    texts = list(row.texts)
    while texts and not texts[-1].strip():
        texts.pop()
    if len(texts) > len(names):
        problems.append(
            Finding(
                "too-many-cells",
                Place(shown_path, row.line, len(names) + 1),
                f"แถวนี้มี {len(texts)} ช่อง แต่หัวตารางมี {len(names)} ช่อง",
                'ข้อความที่มีจุลภาค (,) ให้ใส่ในเครื่องหมายคำพูด "…"',
            )
        )
    texts += [""] * (len(names) - len(texts))
    for column, text in enumerate(texts[: len(names)], start=1):
        if text.strip() and not names[column - 1]:
            place = Place(shown_path, row.line, column)
            problems.append(Finding("column-without-head", place, "ช่องนี้ไม่มีหัวตาราง", "พิมพ์หัวตารางในแถวแรก"))
    return TableRow(
        {
            name: CellText(text.replace("\r\n", "\n").replace("\r", "\n"), Place(shown_path, row.line, column))
            for column, (name, text) in enumerate(zip(names, texts, strict=False), start=1)
            if name
        },
        Place(shown_path, row.line),
    )


def _read_csv(content: bytes, shown_path: str) -> list[RawRow]:
    text = decode_text(content, shown_path)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows: list[RawRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for texts in reader:
            rows.append(RawRow(line, tuple(texts)))
            line = reader.line_num + 1
    except csv.Error as problem:
        hint = 'ตรวจเครื่องหมายคำพูด " ว่าเปิดและปิดครบ; เครื่องหมาย " ในข้อความให้พิมพ์สองครั้ง ("")'
        raise error("broken-csv", Place(shown_path, line), f"อ่านแถวนี้ไม่ได้ ({problem})", hint) from None
    return rows


def read_workbook(content: bytes, shown_path: str) -> list[RawRow]:
    """Return the rows of the first sheet of an XLSX file; see `workbook.py`."""
    from docgen.content.workbook import read_sheet  # openpyxl takes 0.25 s to load, and most logs are CSV

    return [RawRow(line, texts) for line, texts in read_sheet(content, shown_path, MAX_ROWS)]

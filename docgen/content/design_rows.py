"""Read the rows of a list for a design, CSV or XLSX: every column by its head word, a file name for each row."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from docgen.content.design_record import DesignRow
from docgen.content.log_dates import read_log_date
from docgen.content.rows import CellText, TableRow, read_rows
from docgen.content.spreadsheet.sheet import column_name
from docgen.content.table_file import raw_rows
from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.fields import nearest
from docgen.folder.file_names import odd_name, same_to_the_eye
from docgen.folder.files import Files
from docgen.folder.located import Scalar
from docgen.outside import harmless, quoted
from docgen.thai.characters import normalize
from docgen.thai.months import ThaiDateError

MAX_ROWS = 300
"""The most rows of a list: each takes some 60 ms and 2 MB to set (WeasyPrint 70, the sample's certificate)."""
_MOST_CELL = 2_000
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What a list says of its columns: whose cells name the files, may be empty, hold dates or name pictures."""

    file_name: Scalar | None
    may_be_empty: Sequence[Scalar]
    dates: Sequence[Scalar]
    pictures: Sequence[Scalar]

    @property
    def named(self) -> Iterator[Scalar]:
        """All columns that the list names."""
        yield from () if self.file_name is None else (self.file_name,)
        yield from (*self.may_be_empty, *self.dates, *self.pictures)


def read_list(
    named: Scalar, folder: Path, options: ListOptions, files: Files, problems: list[Finding]
) -> tuple[dict[str, Place], tuple[DesignRow, ...]]:
    """Return where each head word stands, and the rows, of the file that a list names; what is wrong is added.

    Raises DocgenError for a file that can't be read as a table.
    """
    path = _path(named, folder, files)
    content, shown = files.read(path, _MOST_BYTES), files.shown(path)
    raw = raw_rows(content, path, shown)
    if len(raw) < 2:
        raise error("empty-table", Place(shown, 1), "ตารางนี้ไม่มีแถวข้อมูล", "พิมพ์หัวตารางในแถวแรก แล้วหนึ่งแถวต่อหนึ่งแผ่น")
    if len(raw) - 1 > MAX_ROWS:
        message = f"ตารางมี {len(raw) - 1:,} แถว งานออกแบบหนึ่งไฟล์รับได้ไม่เกิน {MAX_ROWS:,}"
        raise error("too-many-rows", Place(shown, raw[MAX_ROWS + 1].line), message, "แบ่งรายชื่อเป็นหลายไฟล์")
    heads = {
        _head(text): Place(shown, raw[0].line, at) for at, text in enumerate(raw[0].texts, start=1) if text.strip()
    }
    names = {_head(scalar.text) for scalar in options.dates}
    notes: list[Finding] = []
    rows = read_rows(content, path, shown, {head: (head,) for head in heads}, (), dates=names, notes=notes)
    files.findings.extend(notes)
    for scalar in options.named:
        if _head(scalar.text) not in heads:
            near = nearest(_head(scalar.text), heads)
            hint = f"เขียนว่า {near}" if near else "หัวตารางที่มี: " + harmless(", ".join(heads), 200)
            message = f"ไม่มีหัวตาราง {harmless(scalar.text)} ใน {path.name}"
            problems.append(Finding("missing-column", scalar.place, message, hint))
    known = len(problems)
    made = tuple(_row(row, number, options, folder, files, problems) for number, row in enumerate(rows, start=1))
    if len(problems) == known:
        problems += _repeated(made)
    return heads, made


def _path(named: Scalar, folder: Path, files: Files) -> Path:
    name = named.text.strip()
    path = files.named(folder, name)
    if not path.is_relative_to(folder) or "\0" in name:
        hint = f"วางไฟล์ไว้ใน {files.shown(folder)}/"
        raise error("rows-outside", named.place, f"ไฟล์ {harmless(name)} อยู่นอก {files.shown(folder)}/", hint)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise error("wrong-value", named.place, f"ไฟล์ {harmless(name)} ไม่ใช่ตาราง", "ใช้ไฟล์ .csv หรือ .xlsx")
    if not files.exists(path):
        raise error("file-missing", named.place, f"ไม่พบไฟล์ {harmless(name)}", f"วางไฟล์ไว้ใน {files.shown(folder)}/")
    return path


def _head(text: str) -> str:
    return " ".join(normalize(text).split())


def _row(
    row: TableRow, number: int, options: ListOptions, folder: Path, files: Files, problems: list[Finding]
) -> DesignRow:
    dates = {_head(scalar.text) for scalar in options.dates}
    pictures = {_head(scalar.text) for scalar in options.pictures}
    values: dict[str, str | datetime.date | None] = {}
    shown: list[str] = []
    for name, cell in row.cells.items():
        text = cell.text.strip()
        if len(text) > _MOST_CELL:
            message = f"ช่อง {cell_name(cell.place)}: ยาวเกินกำหนด ({len(text):,} ตัวอักษร รับได้ไม่เกิน {_MOST_CELL:,})"
            problems.append(Finding("cell-too-long", cell.place, message, "ย่อข้อความในช่องนี้"))
            text = text[:_MOST_CELL]
        values[name] = text
        if name in dates:
            values[name] = _date(cell, problems)
        elif name in pictures and text:
            try:
                shown.append(files.picture(text, folder, folder, cell.place))
                values[name] = "/" + quote(shown[-1])
            except DocgenError as problem:
                problems += problem.findings
    file_name, place = f"{number:03}", row.place
    if options.file_name is not None and (cell_of := row.cells.get(_head(options.file_name.text))):
        file_name, place = " ".join(cell_of.text.split()), cell_of.place
        if why := odd_name(f"{file_name}.pdf") if file_name else "ช่องนี้ว่าง":
            message = f"ช่อง {cell_name(place)}: ใช้เป็นชื่อไฟล์ไม่ได้: {why}"
            problems.append(Finding("wrong-name", place, message, "แก้ช่องนี้ หรือใช้ช่องอื่นใน file_name:"))
    places = {name: cell.place for name, cell in row.cells.items()}
    return DesignRow(file_name, values, places, row.place, place, tuple(shown))


def cell_name(place: Place) -> str:
    """Return what a spreadsheet calls the cell at a place, such as B5."""
    return f"{column_name(place.column)}{place.line}"


def _date(cell: CellText, problems: list[Finding]) -> datetime.date | None:
    if not cell.text.strip() and cell.date is None:
        return None
    try:
        return read_log_date(cell.text.strip(), cell.date, 0)
    except ThaiDateError as problem:
        message, hint = harmless(problem.message_th, 200), harmless(problem.hint_th, 200)
        problems.append(Finding("wrong-date", cell.place, f"ช่อง {cell_name(cell.place)}: {message}", hint))
        return None


def _repeated(rows: Sequence[DesignRow]) -> Iterator[Finding]:
    """Yield the rows whose file would be the file of a row before them."""
    known: dict[str, Place] = {}
    for row in rows:
        key = same_to_the_eye(row.file_name)
        if key in known:
            message = f"ชื่อไฟล์ {quoted(row.file_name, 60)} ซ้ำกับช่อง {cell_name(known[key])}"
            hint = "แก้แถวที่ซ้ำ หรือใช้ช่องที่ไม่ซ้ำกันใน file_name: (ไม่ใส่ file_name จะตั้งชื่อเป็นลำดับ)"
            yield Finding("same-output", row.name_place, f"ช่อง {cell_name(row.name_place)}: {message}", hint)
        known.setdefault(key, row.name_place)

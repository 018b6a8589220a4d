"""Read the one sheet of an XLSX workbook that has data, as the sheet shows it. The file is untrusted.

A cell that can't be shown alike carries its fault. What is hidden is refused, what isn't read (notes, pictures, hidden
sheets) is told.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

from docgen.content.spreadsheet.aside import asides, refuse_changed_looks, refuse_hidden
from docgen.content.spreadsheet.book import SheetEntry, WorkbookPart
from docgen.content.spreadsheet.cells import Book, SheetCell, show_cell
from docgen.content.spreadsheet.merged import with_merged
from docgen.content.spreadsheet.package import BrokenPackageError, Package, PackageTooLargeError, Relationship, parse
from docgen.content.spreadsheet.sheet import EnoughError, Worksheet, column_name
from docgen.content.spreadsheet.strings import SharedStrings
from docgen.content.spreadsheet.styles import SheetStyles
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.outside import quoted

MAX_COLUMNS = 100
_ONE_SHEET = "รวมข้อมูลไว้ในแผ่นเดียว แล้วลบแผ่นอื่น"


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet as read: the number and the cells of each filled row, and what is told beside it."""

    rows: list[tuple[int, tuple[SheetCell, ...]]]
    notes: list[Finding] = field(default_factory=list)


def read_sheet(content: bytes, shown_path: str, max_rows: int) -> SheetRead:
    """Return the filled rows of the sheet that has data, at most one more than `max_rows` of them, and what to tell.

    Raises DocgenError for a file that is no workbook, one that unpacks too large, several sheets with data, and hidden
    rows and columns.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise error(
            "old-excel", Place(shown_path), "ไฟล์เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้", "บันทึกใหม่เป็น .xlsx ไม่ใส่รหัสผ่าน"
        )
    try:
        return _read(Package(content), shown_path, max_rows)
    except DocgenError:
        raise
    except PackageTooLargeError as problem:
        message = f"ตารางใหญ่เกินกำหนด: {problem.cause}"
        raise error("file-too-large", Place(shown_path), message, "คัดเฉพาะข้อมูลไปไว้ในไฟล์ใหม่") from None
    except Exception as problem:
        # A damaged part trips zlib, zipfile, the XML parser or what reads it wherever it happens to be.
        cause = problem.cause if isinstance(problem, BrokenPackageError) else ""
        message = "เปิดไฟล์ Excel นี้ไม่ได้" + (f": {cause}" if cause else "")
        raise error("broken-workbook", Place(shown_path), message, "เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx") from None


def _read(package: Package, shown_path: str, max_rows: int) -> SheetRead:
    main = _one(package.relationships(), "officeDocument")
    workbook = WorkbookPart()
    parse(package.read(main), workbook)
    parts = package.relationships(main)
    entry, part, sheet, notes = _sheet_with_data(package, workbook, parts, shown_path)
    book = _book(package, workbook, parts)
    if sheet is None:
        return SheetRead([], notes)
    sheet = _worksheet(package, part, max_rows)
    place = Place(shown_path)
    for row in sheet.rows:
        _refuse_wide(row.cells[-1].column, row.number, place)
    refuse_hidden(sheet, place)
    refuse_changed_looks(sheet, book.styles, place)
    if workbook.recalculates and any(cell.formula for row in sheet.rows for cell in row.cells):
        message = f"แผ่นงาน {quoted(entry.name)} มีสูตรที่ Excel ยังไม่ได้คำนวณใหม่ ค่าที่ได้อาจไม่ใช่ค่าที่จะแสดง"
        hint = "เปิดด้วย Excel แล้วบันทึกใหม่ ตรวจค่าในเอกสารที่ได้"
        notes.append(Finding("formula-not-calculated", place, message, hint, Severity.WARNING))
    notes += asides(package, part, entry.name, place)
    rows = []
    for row in sheet.rows:
        shown = {cell.column: show_cell(cell, book, sheet.shows_zeros) for cell in row.cells}
        rows.append((row.number, tuple(shown.get(number, SheetCell()) for number in range(1, max(shown) + 1))))
    return SheetRead(with_merged(rows, sheet.merged), notes)


def _one(relationships: dict[str, Relationship], kind: str) -> str:
    found = [relationship.part for relationship in relationships.values() if relationship.kind == kind]
    if len(found) != 1 or not found[0]:
        raise BrokenPackageError
    return found[0]


def _book(package: Package, workbook: WorkbookPart, parts: dict[str, Relationship]) -> Book:
    kinds = [relationship.kind for relationship in parts.values()]
    strings, styles = SharedStrings(), SheetStyles()
    if "sharedStrings" in kinds:
        parse(package.read(_one(parts, "sharedStrings")), strings)
    if "styles" in kinds:
        parse(package.read(_one(parts, "styles")), styles)
    return Book(strings.strings, styles, workbook.from_1904)


def _sheet_with_data(
    package: Package,
    workbook: WorkbookPart,
    parts: dict[str, Relationship],
    shown_path: str,
) -> tuple[SheetEntry, str, Worksheet | None, list[Finding]]:
    """Return the one visible sheet that has data; one that is hidden and has data is told, with the others."""
    notes: list[Finding] = []
    seen: list[tuple[SheetEntry, str, Worksheet]] = []
    unread: list[str] = []
    for entry in workbook.sheets:
        relationship = parts.get(entry.relationship)
        if relationship is None or not relationship.part:
            raise BrokenPackageError
        if relationship.kind != "worksheet":  # a chart, a dialog, a sheet of macros
            unread.append(entry.name)
            continue
        sheet = _worksheet(package, relationship.part, 0)
        if sheet.rows and entry.visible:
            seen.append((entry, relationship.part, sheet))
        elif sheet.rows:
            unread.append(entry.name)
    if unread:
        names = ", ".join(quoted(name, 40) for name in unread[:10])
        message = f"แผ่นงานที่ซ่อนไว้หรือเป็นแผนภูมิไม่ได้อ่าน: {names}"
        hint = "ลบแผ่นงานนั้น ถ้ามีข้อมูลที่ต้องใช้ให้ย้ายมาไว้ในแผ่นที่แสดง"
        notes.append(Finding("hidden-sheet", Place(shown_path), message, hint, Severity.WARNING))
    if len(seen) > 1:
        names = ", ".join(quoted(entry.name, 40) for entry, _, _ in seen[:10])
        raise error("several-sheets", Place(shown_path), f"มีข้อมูลหลายแผ่นงาน ({names}) โปรแกรมอ่านแผ่นเดียว", _ONE_SHEET)
    return *(seen[0] if seen else (SheetEntry("", True, ""), "", None)), notes


def _worksheet(package: Package, part: str, max_rows: int) -> Worksheet:
    sheet = Worksheet(max_rows)
    with contextlib.suppress(EnoughError):
        parse(package.read(part), sheet)
    return sheet


def _refuse_wide(column: int, row: int, place: Place) -> None:
    if column > MAX_COLUMNS:
        message = f"มีข้อความในช่อง {column_name(column)}{row} ซึ่งเกิน {MAX_COLUMNS} ช่องที่อ่านได้"
        raise error("too-many-columns", Place(place.path, row, column), message, "ลบช่องที่ไม่ใช้ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่")

"""What of a sheet is hidden, shown otherwise than it is written, or not read at all: refused, or told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docgen.content.spreadsheet.package import BrokenPackageError, Package, parse
from docgen.content.spreadsheet.sheet import Worksheet, column_name, read_range
from docgen.content.spreadsheet.styles import SheetStyles
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.outside import quoted

_MOST_NAMED = 12
# Areas of such formats that are looked at; a sheet with more is told as a whole.
_MOST_CHANGING = 100


def refuse_hidden(sheet: Worksheet, place: Place) -> None:
    """Raise DocgenError for filled rows and columns that are hidden, filtered out or folded away: nobody saw them."""
    problems = []
    rows = [row.number for row in sheet.rows if row.hidden]
    if rows:
        message = f"แถว {_spans(rows)} ถูกซ่อนหรือถูกกรองออก (Filter) แต่มีข้อความ"
        hint = "แสดงแถวนั้น (Unhide หรือล้างตัวกรอง) ถ้าต้องใช้ หรือลบออกถ้าไม่ใช้"
        problems.append(Finding("hidden-rows", Place(place.path, rows[0]), message, hint))
    filled: dict[int, int] = {}
    for row in sheet.rows:
        for cell in row.cells:
            filled.setdefault(cell.column, row.number)
    columns = [
        column for column in sorted(filled) if any(first <= column <= last for first, last in sheet.hidden_columns)
    ]
    if columns:
        names = ", ".join(column_name(column) for column in columns[:_MOST_NAMED])
        hint = "แสดงคอลัมน์นั้น (Unhide) ถ้าต้องใช้ หรือลบออกถ้าไม่ใช้"
        at = Place(place.path, filled[columns[0]], columns[0])
        problems.append(Finding("hidden-columns", at, f"คอลัมน์ {names} ถูกซ่อน แต่มีข้อความ", hint))
    if problems:
        raise DocgenError(problems)


def refuse_changed_looks(sheet: Worksheet, styles: SheetStyles, place: Place) -> None:
    """Raise DocgenError for conditional formats that show filled cells otherwise than they are, or hide them."""
    changing = [
        reference
        for area, style, hides in sheet.conditional
        if hides or style in styles.formatting_differences
        for reference in area.split()
    ]
    if len(changing) > _MOST_CHANGING and sheet.rows:
        raise _changed(Place(place.path, sheet.rows[0].number))
    for found in map(read_range, changing):
        for row in sheet.rows:
            if found.first_row <= row.number <= found.last_row:
                columns = [c.column for c in row.cells if found.first_column <= c.column <= found.last_column]
                if columns:
                    raise _changed(Place(place.path, row.number, columns[0]))


def _changed(place: Place) -> DocgenError:
    message = "การจัดรูปแบบตามเงื่อนไข (Conditional Formatting) ทำให้ช่องนี้แสดงไม่เหมือนค่าที่เก็บไว้"
    return DocgenError(
        [Finding("conditional-format", place, message, "ล้างการจัดรูปแบบตามเงื่อนไข แล้วพิมพ์ค่าตามที่ต้องการให้เห็น")]
    )


def asides(package: Package, part: str, name: str, place: Place) -> list[Finding]:
    """Return warnings of what belongs to a sheet and isn't read: notes of cells, pictures, text boxes, charts."""
    notes = []
    commented = _Comments()
    drawn = False
    for relationship in package.relationships(part).values():
        if relationship.kind == "comments":
            parse(package.read(relationship.part), commented)
        elif relationship.kind in ("drawing", "oleObject", "control"):
            drawn = drawn or relationship.kind != "drawing" or b"nchor" in package.read(relationship.part)
    if commented.cells:
        cells = ", ".join(quoted(cell, 12) for cell in commented.cells[:_MOST_NAMED])
        more = f" และอีก {len(commented.cells) - _MOST_NAMED:,} ช่อง" if len(commented.cells) > _MOST_NAMED else ""
        message = f"โน้ตหรือความคิดเห็นของช่อง {cells}{more} ไม่พิมพ์ในเอกสาร"
        notes.append(_told("cell-comments", place, message, "ถ้าต้องพิมพ์ ให้ย้ายข้อความไปไว้ในช่อง"))
    if drawn:
        message = f"แผ่นงาน {quoted(name, 40)} มีรูป กล่องข้อความ หรือแผนภูมิ ที่ไม่พิมพ์ในเอกสาร"
        hint = "ย้ายข้อความไปไว้ในช่อง รูปให้วางเป็นไฟล์แล้วบอกชื่อในช่องหลักฐาน"
        notes.append(_told("sheet-drawings", place, message, hint))
    return notes


def _told(code: str, place: Place, message: str, hint: str) -> Finding:
    return Finding(code, place, message, hint, Severity.WARNING)


class _Comments:
    def __init__(self) -> None:
        self.cells: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "comment":
            if len(self.cells) > 100_000:
                raise BrokenPackageError
            self.cells.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _spans(numbers: Sequence[int]) -> str:
    """Return ascending numbers as spans.

    >>> _spans([2, 3, 4, 7])
    '2-4, 7'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(_named(spans[:_MOST_NAMED])) + (" และอื่น ๆ" if len(spans) > _MOST_NAMED else "")


def _named(spans: Iterable[Sequence[int]]) -> list[str]:
    return [f"{first}-{last}" if last > first else str(first) for first, last in spans]

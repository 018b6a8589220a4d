"""Read the first sheet of an XLSX workbook as text. The file is untrusted: its size unpacked is checked first."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from docgen.errors import DocgenError, Place, error

MAX_UNPACKED_BYTES = 30_000_000
# One element repeated packs 900:1, and 90 kB of it kept openpyxl 3.1 busy for five minutes. Sheets pack 5:1 to 30:1.
MAX_RATIO = 100
MAX_COLUMNS = 100


def read_sheet(content: bytes, shown_path: str, max_rows: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the number and the texts of each filled row of the first sheet, at most one more than `max_rows` of them.

    A date becomes "2023-03-10" (Christian year, as Excel keeps it), a number what its cell shows: "85%", "1,250".
    Hidden sheets are left out. Raises DocgenError for a file that is no workbook, one that unpacks too large, several
    sheets with data, and a formula without a value.
    """
    _guard(content, shown_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and rules that it leaves out: none of them is text
        try:
            return _read(content, shown_path, max_rows)
        except DocgenError:
            raise
        except Exception:
            # A damaged part trips zlib, zipfile, the XML parser or openpyxl wherever it happens to be.
            raise _broken(shown_path) from None


def _guard(content: bytes, shown_path: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise error(
            "old-excel", Place(shown_path), "ไฟล์เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้", "บันทึกใหม่เป็น .xlsx ไม่ใส่รหัสผ่าน"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken(shown_path) from None
    swollen = any(part.file_size > max(1_000_000, MAX_RATIO * part.compress_size) for part in parts)
    if swollen or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise error("file-too-large", Place(shown_path), "ตารางใหญ่เกินกำหนดเมื่อคลายออก", "คัดเฉพาะข้อมูลไปไว้ในไฟล์ใหม่")


def _read(content: bytes, shown_path: str, max_rows: int) -> list[tuple[int, tuple[str, ...]]]:
    sheets = _visible_sheets(content, data_only=True)
    filled = [sheet.title for sheet in sheets[1:] if next(_filled_rows(sheet), None)]
    if filled:
        raise error(
            "several-sheets",
            Place(shown_path),
            f"มีข้อมูลหลายแผ่นงาน ({sheets[0].title}, {', '.join(filled)}) โปรแกรมอ่านแผ่นแรกแผ่นเดียว",
            "รวมข้อมูลไว้ในแผ่นแรก แล้วลบหรือซ่อน (Hide) แผ่นอื่น",
        )
    _refuse_formulas_without_value(content, shown_path, max_rows)
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in _filled_rows(sheets[0]):
        rows.append((number, tuple(_text(cell, shown_path, number) for cell in cells)))
        if len(rows) > max_rows:
            break
    return rows


def _visible_sheets(content: bytes, data_only: bool) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write a wrong <dimension>, and rows past it would be lost
    return sheets


def _filled_rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    previous = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        # A row that the file leaves out is always the same tuple: a million of them pass at once.
        if cells is not previous and any(cell.value is not None for cell in cells):
            yield number, cells
        previous = cells


def _refuse_formulas_without_value(content: bytes, shown_path: str, max_rows: int) -> None:
    """Raise DocgenError for a formula whose value the file doesn't hold: the cell would come out empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    if not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets):
        return
    valued, written = (_visible_sheets(content, data_only)[0] for data_only in (True, False))
    pairs = zip(valued.iter_rows(max_col=MAX_COLUMNS), written.iter_rows(max_col=MAX_COLUMNS), strict=False)
    for number, (values, formulas) in enumerate(pairs, start=1):
        for value, formula in zip(values, formulas, strict=False):
            if value.value is None and formula.value is not None:
                raise error(
                    "formula-without-value",
                    Place(shown_path, number, formula.column),
                    "ช่องนี้เป็นสูตรที่ไม่มีค่าเก็บไว้ในไฟล์",
                    "เปิดด้วย Excel แล้วบันทึกใหม่ หรือพิมพ์ค่าแทนสูตร",
                )
        if number > 2 * max_rows:
            return


def _text(cell: Any, shown_path: str, row: int) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime.datetime() | datetime.date():
            return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
        case datetime.time():
            return value.isoformat("minutes")
        case int() | float():
            return _number(value, str(cell.number_format))
        case str() if cell.data_type == "e":
            raise error(
                "formula-error", Place(shown_path, row, cell.column), f"ช่องนี้มีสูตรที่ผิดพลาด ({value})", "แก้สูตร หรือพิมพ์ค่าแทน"
            )
    return unescape(str(value))  # "_x000D_" stands for a carriage return


def _number(value: float, number_format: str) -> str:
    """Return a number as its cell shows it: per cent, thousands and fixed decimals kept, else up to 15 digits.

    >>> _number(0.85, "0%"), _number(1250.5, "#,##0.00"), _number(2.0, "General")
    ('85%', '1,250.50', '2')
    """
    shown = number_format.split(";")[0]
    places = re.search(r"\.(0+)", shown)
    decimals = len(places[1]) if places else 0
    if "%" in shown:
        return f"{value:.{decimals}%}"
    if "#,##0" in shown:
        return f"{value:,.{decimals}f}"
    if re.fullmatch(r"0(\.0+)?", shown):
        return f"{value:.{decimals}f}"
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.15g}"


def _broken(shown_path: str) -> Exception:
    return error("broken-workbook", Place(shown_path), "เปิดไฟล์ Excel นี้ไม่ได้", "เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx")

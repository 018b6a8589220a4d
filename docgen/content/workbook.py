"""Read the first sheet of an XLSX workbook as text. The file is untrusted: its size unpacked is checked first."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from docgen.errors import Place, error

MAX_UNPACKED_BYTES = 60_000_000
MAX_COLUMNS = 100


def read_sheet(content: bytes, shown_path: str, max_rows: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the number and the texts of each row of the first sheet, at most one more than `max_rows` filled ones.

    A date becomes "2023-03-10" (Christian year, as Excel keeps it), a whole number loses its ".0".
    Raises DocgenError for a file that is no workbook, one that unpacks too large, and several sheets with data.
    """
    _guard(content, shown_path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not filled:
            raise _broken(shown_path)
        yield from _rows(filled[0], shown_path, max_rows)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile):
        # openpyxl raises whatever a damaged part makes it trip over.
        raise _broken(shown_path) from None


def _guard(content: bytes, shown_path: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise error(
            "old-excel", Place(shown_path), "ไฟล์เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้", "บันทึกใหม่เป็น .xlsx ไม่ใส่รหัสผ่าน"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken(shown_path) from None
    if unpacked > MAX_UNPACKED_BYTES:
        raise error("file-too-large", Place(shown_path), "ตารางใหญ่เกินกำหนดเมื่อคลายออก", "คัดเฉพาะข้อมูลไปไว้ในไฟล์ใหม่")


def _rows(sheet: Any, shown_path: str, max_rows: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    found = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        texts = tuple(_text(cell, shown_path, number) for cell in cells)
        while texts and not texts[-1].strip():
            texts = texts[:-1]
        if texts:
            yield number, texts
            found += 1
        if found > max_rows or number > 20 * max_rows:
            return


def _text(cell: Any, shown_path: str, row: int) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case datetime.datetime() | datetime.date():
            return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case str() if value.startswith("#") and cell.data_type == "e":
            raise error(
                "formula-error", Place(shown_path, row, cell.column), f"ช่องนี้มีสูตรที่ผิดพลาด ({value})", "แก้สูตร หรือพิมพ์ค่าแทน"
            )
    return str(value)


def _broken(shown_path: str) -> Exception:
    return error("broken-workbook", Place(shown_path), "เปิดไฟล์ Excel นี้ไม่ได้", "เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx")

"""The index as a workbook, for the assessor's form: same input, same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.evidence.index import DOCUMENT_STATES, STATES, confirmation_words, thai_day
from docgen.kinds.table import paper_names

_ADDRESS = "ที่อยู่บนเว็บไซต์"
_ITEM_HEAD = (
    "ข้อ",
    "รายการ",
    "สิ่งที่ต้องแสดง",
    "สถานะ",
    "เหตุ",
    "ครบกำหนด",
    "เอกสาร",
    "วันที่",
    "ผู้ลงนาม",
    "SHA-256",
    _ADDRESS,
)
_ITEM_WIDTHS = (7, 38, 44, 14, 24, 20, 44, 20, 30, 68, 60)
_DOCUMENT_HEAD = ("ประเภท", "เลขที่", "เรื่อง", "วันที่", "ผู้ลงนาม", "ตำแหน่ง", "สถานะ", "ข้อ", "ไฟล์", "SHA-256", _ADDRESS)
_DOCUMENT_WIDTHS = (12, 12, 50, 20, 30, 40, 22, 12, 50, 68, 60)
_UNDATED = datetime.datetime(1980, 1, 1)  # a workbook's dates have no zone
_LINK = 9


def as_workbook(record: Mapping[str, Any]) -> bytes:
    """Return the index as an XLSX file of two sheets: items of the year, and documents."""
    from openpyxl import Workbook

    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = "ข้อของการประเมิน"
    _fill(first, _ITEM_HEAD, _ITEM_WIDTHS, [_item_row(item, record) for item in record["items"]])
    second = workbook.create_sheet("เอกสาร")
    _fill(second, _DOCUMENT_HEAD, _DOCUMENT_WIDTHS, [_document_row(one) for one in record["documents"]], links=_LINK)
    workbook.properties.creator = record["agency"]
    workbook.properties.title = f"หลักฐานการประเมิน ITA ปีงบประมาณ พ.ศ. {record['fiscal_year']}"
    workbook.properties.created = _UNDATED
    made = io.BytesIO()
    workbook.save(made)
    return _undated(made.getvalue())


def _item_row(item: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    found = [one for one in record["documents"] if one["name"] in item["documents"]]
    return [
        item["item"],
        item["title"],
        item["requirement"],
        STATES[item["state"]],
        "\n".join(filter(None, (item["reason"], confirmation_words(item)))),
        thai_day(item["due"]),
        "\n".join(one["title"] for one in found),
        "\n".join(thai_day(one["date"]) for one in found),
        "\n".join(", ".join(who["name"] for who in one["signatories"]) for one in found),
        "\n".join(_submitted(one)["sha256"] for one in found),
        item["address"] or "\n".join(one["address"] for one in found),
    ]


def _document_row(one: Mapping[str, Any]) -> list[str]:
    return [
        paper_names()[one["kind"]],
        one["number"],
        one["title"],
        thai_day(one["date"]),
        "\n".join(who["name"] for who in one["signatories"]),
        "\n".join(who["position"] for who in one["signatories"]),
        DOCUMENT_STATES[one["state"]],
        " ".join(one["items"]),
        _submitted(one)["path"],
        _submitted(one)["sha256"],
        one["address"],
    ]


def _submitted(one: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the file that is handed in: the signed one where there is one."""
    files: Mapping[str, Mapping[str, str]] = one["files"]
    return files.get("signed") or files["pdf"]


def _fill(
    sheet: Any, head: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], links: int = 0
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate([head, *rows], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text)
            # What a clerk typed is never a formula.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name="TH SarabunPSK", size=16, bold=number == 1)
            if links and column == links and number > 1:
                cell.hyperlink = text
                cell.font = Font(name="TH SarabunPSK", size=16, underline="single", color="0000A0")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _undated(content: bytes) -> bytes:
    """Take out when the file was written: openpyxl puts it into the zip and the properties."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(given.namelist()):
            part = given.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            written.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()

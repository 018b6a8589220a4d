"""Read the activity log (บันทึกการดำเนินงาน) beside a report: activities.csv or activities.xlsx."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from markupsafe import Markup

from docgen.content.body import Numbering, Source, read_cell
from docgen.content.dates import read_activity_period
from docgen.content.files import Files
from docgen.content.records import Activity
from docgen.content.rows import CellText, TableRow, read_rows
from docgen.errors import DocgenError, Finding, Place, error
from docgen.thai.dates import day_period
from docgen.thai.numerals import thai_digits_in_prose

COLUMNS: dict[str, tuple[str, ...]] = {
    "measure": ("มาตรการ", "measure"),
    "detail": ("รายละเอียดการดำเนินงาน", "รายละเอียด", "การดำเนินงาน", "detail"),
    "month": ("เดือน", "ระยะเวลาการดำเนินงาน", "ระยะเวลา", "month"),
    "from": ("เริ่ม", "วันที่เริ่ม", "ตั้งแต่", "from"),
    "to": ("ถึง", "วันที่สิ้นสุด", "สิ้นสุด", "to"),
    "output": ("ผลผลิต", "output"),
    "outcome": ("ผลลัพธ์", "outcome"),
    "remark": ("หมายเหตุ", "remark"),
    "evidence": ("หลักฐาน", "evidence"),
}
REQUIRED = ("measure", "detail", "output", "outcome")
# Stands in for a period that could not be read; a log with such a row is refused before anyone sees it.
_NEVER = datetime.date(2000, 1, 1)
# A report of 1,000 short rows has 140 pages. (`docgen.size` bounds the lines of a document, whatever it is made of.)
MAX_ACTIVITIES = 1_000
LOG_NAMES = ("activities.csv", "activities.xlsx")


def find_log(folder: Path, files: Files) -> Path | None:
    """Return the activity log of a report's folder, None if there is none. Raises DocgenError if there are two."""
    found = [folder / name for name in LOG_NAMES if files.exists(folder / name)]
    if len(found) > 1:
        raise error(
            "two-logs",
            Place(files.shown(found[1])),
            "มีบันทึกการดำเนินงานสองไฟล์ (activities.csv และ activities.xlsx)",
            "เหลือไว้ไฟล์เดียว ย้ายอีกไฟล์ออกจากโฟลเดอร์นี้",
        )
    return found[0] if found else None


def read_activities(folder: Path, files: Files, numbering: Numbering) -> tuple[Activity, ...]:
    """Return the activities in the order of the log. Raises DocgenError that lists all that is wrong in it."""
    path = find_log(folder, files)
    if path is None:
        raise error(
            "file-missing",
            Place(files.shown(folder / LOG_NAMES[0])),
            "ไม่พบบันทึกการดำเนินงาน",
            "สร้าง activities.csv หรือ activities.xlsx ไว้ข้าง report.yaml",
        )
    content = files.read(path, limit=6_000_000)
    problems: list[Finding] = []
    rows = read_rows(content, path, files.shown(path), COLUMNS, REQUIRED)
    if len(rows) > MAX_ACTIVITIES:
        message = f"บันทึกการดำเนินงานมี {len(rows):,} แถว รับได้ไม่เกิน {MAX_ACTIVITIES:,}"
        hint = "รวมการดำเนินงานที่คล้ายกันเป็นแถวเดียว เช่น รายเดือนหรือรายมาตรการ"
        raise error("too-many-rows", rows[MAX_ACTIVITIES].place, message, hint)
    activities = [_activity(row, files, path, numbering, problems) for row in rows]
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return tuple(activities)


def _activity(row: TableRow, files: Files, path: Path, numbering: Numbering, problems: list[Finding]) -> Activity:
    def cell(name: str) -> CellText:
        return row.cells.get(name) or CellText("", row.place)

    def markup(name: str) -> Markup:
        found = cell(name)
        try:
            source = Source(files, path, found.place.line, role="cell")
            return read_cell(files.clean(found.text, found.place), source, numbering)
        except DocgenError as problem:
            problems.extend(problem.findings)
            return Markup()

    month, first, last = ((cell(name).text, cell(name).place) for name in ("month", "from", "to"))
    period = read_activity_period(month, first, last, problems)
    measure = thai_digits_in_prose(" ".join(cell("measure").text.split()))
    if not measure:
        problems.append(
            Finding("missing-measure", cell("measure").place, "ไม่มีชื่อมาตรการ", "กรอกชื่อมาตรการให้ตรงกับ report.yaml")
        )
    return Activity(
        measure=measure,
        detail=markup("detail"),
        period=period or day_period(_NEVER, _NEVER),
        output=markup("output"),
        outcome=markup("outcome"),
        remark=markup("remark"),
        evidence=tuple(item.strip() for item in re.split(r"[;\n]", cell("evidence").text) if item.strip()),
        place=row.place,
    )

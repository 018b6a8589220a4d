"""Read the activity log (บันทึกการดำเนินงาน) beside a report: activities.csv or activities.xlsx."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from docgen.content.body import NumberingScheme, read_cell
from docgen.content.bounds import MAX_CELL_LINES, too_much
from docgen.content.dates import read_activity_period
from docgen.content.records import Activity
from docgen.content.rows import CellText, TableRow, read_rows
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.files import Files
from docgen.outside import quoted
from docgen.thai.dates import day_period, reporting_round, write_period
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
# What holds for each row that a merged cell spans; a text that spans rows can't be told apart.
COUNTS_BELOW = ("measure", "month", "from", "to")
DATES = ("month", "from", "to")
# Stands in for a period that could not be read; a log with such a row is refused before anyone sees it.
_NEVER = datetime.date(2000, 1, 1)
# Both PDFs of a round, report and packet, are set within 5 s; so are those of both rounds on two cores.
# (`docgen.look.size` bounds the lines of a document, whatever it is made of.)
MAX_ACTIVITIES = 280
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


def read_activities(folder: Path, files: Files, numbering: NumberingScheme, fiscal_year: int) -> tuple[Activity, ...]:
    """Return the activities in the order of the log; `fiscal_year` (Buddhist, 0 if unknown) is the report's.

    A measure's cell that is merged over several rows counts for each; in CSV, where merging leaves the lower cells
    empty, so does the cell above, with a warning. Raises DocgenError that lists all that is wrong in the log.
    """
    path = find_log(folder, files)
    if path is None:
        raise error(
            "file-missing",
            Place(files.shown(folder / LOG_NAMES[0])),
            "ไม่พบบันทึกการดำเนินงาน",
            "สร้าง activities.csv หรือ activities.xlsx ไว้ข้าง report.yaml",
        )
    content = files.read(path, limit=6_000_000)
    shown = files.shown(path)
    rows = read_rows(
        content, path, shown, COLUMNS, REQUIRED, counts_below=COUNTS_BELOW, dates=DATES, notes=files.findings
    )
    if path.suffix == ".csv":
        rows, told = measures_from_above(rows)
        files.findings.extend(told)
    if len(rows) > MAX_ACTIVITIES:
        message = f"บันทึกการดำเนินงานมี {len(rows):,} แถว รับได้ไม่เกิน {MAX_ACTIVITIES:,}"
        hint = "รวมการดำเนินงานที่คล้ายกันเป็นแถวเดียว เช่น รายเดือนหรือรายมาตรการ"
        raise error("too-many-rows", rows[MAX_ACTIVITIES].place, message, hint)
    cells = [cell for row in rows for cell in row.cells.values()]
    for index, message, hint in too_much((cell.text for cell in cells), MAX_CELL_LINES):
        raise error("too-much-text", cells[index].place, message, hint)
    read = [_activity(row, files, path, numbering, fiscal_year) for row in rows]
    if problems := [one for _, told in read for one in told]:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    activities = tuple(activity for activity, _ in read)
    if fiscal_year:
        files.findings.extend(_outside_year(activities, fiscal_year))
    return activities


def measures_from_above(rows: Iterable[TableRow]) -> tuple[tuple[TableRow, ...], list[Finding]]:
    """Return the rows of a CSV with the measure from above where merged cells left theirs empty, and tell which.

    Only a row that stands right below and is filled otherwise is taken for such a one.
    """
    made: list[TableRow] = []
    notes: list[Finding] = []
    above: CellText | None = None
    for row in rows:
        measure = row.cells.get("measure")
        if measure is not None and not measure.text.strip() and above is not None and row.follows and _is_full(row):
            message = f"ช่องมาตรการของแถวนี้ว่าง นับเป็น {quoted(above.text, 60)} ตามแถวบน"
            hint = "ถ้าไม่ใช่ ให้พิมพ์ชื่อมาตรการในแถวนี้"
            notes.append(Finding("measure-from-above", measure.place, message, hint, Severity.WARNING))
            row = replace(row, cells={**row.cells, "measure": CellText(above.text, measure.place)})
        measure = row.cells.get("measure")
        above = measure if measure is not None and measure.text.strip() else None
        made.append(row)
    return tuple(made), notes


def _is_full(row: TableRow) -> bool:
    def filled(name: str) -> bool:
        return name in row.cells and bool(row.cells[name].text.strip())

    return filled("detail") and (filled("month") or filled("from")) and (filled("output") or filled("outcome"))


def _outside_year(activities: Iterable[Activity], fiscal_year: int) -> Iterable[Finding]:
    period = reporting_round(fiscal_year, 12)
    for activity in activities:
        if activity.period.last < period.first or activity.period.first > period.last:
            message = f"{write_period(activity.period)} อยู่นอกปีงบประมาณ {fiscal_year} จึงไม่พิมพ์ในรายงาน"
            hint = "แก้เดือนหรือปี หรือย้ายไปบันทึกของปีนั้น"
            yield Finding("activity-outside-year", activity.place, message, hint, Severity.WARNING)


def _activity(
    row: TableRow, files: Files, path: Path, numbering: NumberingScheme, fiscal_year: int
) -> tuple[Activity, list[Finding]]:
    """Return the activity of a row, and what is wrong with it."""

    def cell(name: str) -> CellText:
        return row.cells.get(name) or CellText("", row.place)

    def markup(name: str) -> Markup:
        found = cell(name)
        try:
            return read_cell(
                found.text, Source(files, path, found.place.line, role="cell", cell=found.place.column), numbering
            )
        except DocgenError as problem:
            problems.extend(problem.findings)
            return Markup()

    period, problems = read_activity_period(cell("month"), cell("from"), cell("to"), fiscal_year)
    measure = thai_digits_in_prose(" ".join(cell("measure").text.split()))
    if not measure:
        problems.append(
            Finding("missing-measure", cell("measure").place, "ไม่มีชื่อมาตรการ", "กรอกชื่อมาตรการให้ตรงกับ report.yaml")
        )
    activity = Activity(
        measure=measure,
        detail=markup("detail"),
        period=period or day_period(_NEVER, _NEVER),
        output=markup("output"),
        outcome=markup("outcome"),
        remark=markup("remark"),
        evidence=tuple(item.strip() for item in re.split(r"[;\n]", cell("evidence").text) if item.strip()),
        place=row.place,
        evidence_place=cell("evidence").place,
    )
    return activity, problems

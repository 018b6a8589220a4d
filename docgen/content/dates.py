"""Read dates and months out of content, and tell a clerk what is wrong with one and where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TypeVar

from docgen.content.log_dates import read_log_date, read_log_months
from docgen.content.rows import CellText
from docgen.content.spreadsheet.cells import DateValue
from docgen.errors import Finding, Place
from docgen.folder.fields import Fields
from docgen.outside import harmless
from docgen.thai.date_reading import read_date
from docgen.thai.dates import Period, day_period, write_period
from docgen.thai.months import BUDDHIST_OFFSET, ThaiDateError
from docgen.thai.numerals import thai_number, to_arabic_digits
from docgen.thai.years import OWN_YEARS, probable_year

T = TypeVar("T")


def date_at(fields: Fields, key: str) -> datetime.date | None:
    """Return the date at `key`, None if it is missing; what is wrong with it is reported."""
    if key not in fields:
        return None
    scalar = fields.closed(key)
    date = _read(read_date, scalar.text, scalar.place, fields.problems)
    return date if date is None or _is_near(date.year, scalar.place, fields.problems) else None


def fiscal_year_at(fields: Fields, key: str = "fiscal_year") -> int:
    """Return the fiscal year (Buddhist) at `key`, 0 if it is missing; one that can't be is reported."""
    if key not in fields:
        return 0
    scalar = fields.closed(key)
    typed = to_arabic_digits("".join(scalar.text.split()))
    typed_year = int(typed) if re.fullmatch("[0-9]{4}", typed) else 0
    if typed_year in OWN_YEARS:
        return typed_year
    right = probable_year(typed_year)
    hint = f"น่าจะเป็น {right}" if right else "ต้องเป็นปีงบประมาณ พ.ศ. สี่หลัก เช่น 2566"
    fields.report("wrong-value", scalar.place, f"{key}: {harmless(scalar.text.strip(), 60)} ใช้ไม่ได้", hint)
    return 0


def _is_near(christian_year: int, place: Place, problems: list[Finding]) -> bool:
    """Tell whether a year (Christian) is one that an office's content can have; report one that is not."""
    buddhist_year = christian_year + BUDDHIST_OFFSET
    if buddhist_year in OWN_YEARS:
        return True
    right = probable_year(buddhist_year)
    hint = f"น่าจะเป็นปี {thai_number(right)}" if right else "ตรวจปีกับต้นเรื่อง"
    problems.append(Finding("wrong-date", place, f"ปี {thai_number(buddhist_year)} ไกลเกินไป", hint))
    return False


def _are_near(period: Period, place: Place, problems: list[Finding]) -> bool:
    """Tell whether both years of a period are ones that an office's content can have; report one that is not."""
    return all(_is_near(christian_year, place, problems) for christian_year in (period.first.year, period.last.year))


def _read(read: Callable[[str], T], text: str, place: Place, problems: list[Finding]) -> T | None:
    try:
        return read(text.strip())
    except ThaiDateError as problem:
        problems.append(Finding("wrong-date", place, harmless(problem.message_th, 200), harmless(problem.hint_th, 200)))
        return None


def read_activity_period(
    month: CellText, first: CellText, last: CellText, fiscal_year: int, problems: list[Finding]
) -> Period | None:
    """Return the period of an activity from its month(s), or its first and last day; `fiscal_year` is the report's.

    Without a last day the activity took one day. Problems are reported, with None as the result.
    """
    months = _cell(read_log_months, month, fiscal_year, problems)
    start = _cell(read_log_date, first, fiscal_year, problems)
    end = _cell(read_log_date, last, fiscal_year, problems)
    if not is_filled(first):
        if is_filled(last):
            message = "มีวันสิ้นสุดแต่ไม่มีวันเริ่ม"
            problems.append(Finding("missing-date", first.place, message, "กรอกช่องเริ่ม หรือลบช่องถึงแล้วกรอกช่องเดือน"))
        elif not is_filled(month):
            problems.append(
                Finding("missing-date", month.place, "ไม่มีเดือนหรือวันที่ของการดำเนินงาน", "กรอกช่องเดือน หรือช่องเริ่มและถึง")
            )
        return months if months is None or _are_near(months, month.place, problems) else None
    end = end if is_filled(last) else start
    if start is None or end is None:
        return None
    if not _is_near(start.year, first.place, problems) or not _is_near(end.year, last.place, problems):
        return None
    if end < start:
        problems.append(Finding("end-before-start", last.place, "วันสิ้นสุดอยู่ก่อนวันเริ่ม", "แก้วันที่ในช่องเริ่มหรือช่องถึง"))
        return None
    if months is not None and not (months.first <= start and end <= months.last):
        message = f"ช่องเดือน ({write_period(months)}) ไม่ตรงกับช่องเริ่มและถึง ({write_period(day_period(start, end))})"
        problems.append(Finding("dates-disagree", month.place, message, "แก้ช่องที่ผิด หรือลบช่องเดือนออก"))
    return day_period(start, end)


def is_filled(cell: CellText) -> bool:
    """Tell whether a cell says anything; a day counts even where the sheet shows it by the machine's settings."""
    return bool(cell.text.strip()) or cell.date is not None


def _cell(
    read: Callable[[str, DateValue | None, int], T], cell: CellText, fiscal_year: int, problems: list[Finding]
) -> T | None:
    if not is_filled(cell):
        return None
    return _read(lambda text: read(text, cell.date, fiscal_year), cell.text, cell.place, problems)

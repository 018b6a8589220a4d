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
    date, problems = _read(read_date, scalar.text, scalar.place)
    far = _too_far(date.year, scalar.place) if date else []
    fields.problems.extend([*problems, *far])
    return None if far else date


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


def _too_far(christian_year: int, place: Place) -> list[Finding]:
    """Return what is to be told of a year that no content of an office can have; nothing of another."""
    buddhist_year = christian_year + BUDDHIST_OFFSET
    if buddhist_year in OWN_YEARS:
        return []
    right = probable_year(buddhist_year)
    hint = f"น่าจะเป็นปี {thai_number(right)}" if right else "ตรวจปีกับต้นเรื่อง"
    return [Finding("wrong-date", place, f"ปี {thai_number(buddhist_year)} ไกลเกินไป", hint)]


def _read(read: Callable[[str], T], text: str, place: Place) -> tuple[T | None, list[Finding]]:
    try:
        return read(text.strip()), []
    except ThaiDateError as problem:
        message, hint = harmless(problem.message_th, 200), harmless(problem.hint_th, 200)
        return None, [Finding("wrong-date", place, message, hint)]


def read_activity_period(
    month: CellText, first: CellText, last: CellText, fiscal_year: int
) -> tuple[Period | None, list[Finding]]:
    """Return the period of an activity from its month(s), or its first and last day, and what is wrong with them.

    `fiscal_year` is the report's. Without a last day the activity took one day. None: it can't be told.
    """
    months, of_months = _cell(read_log_months, month, fiscal_year)
    start, of_start = _cell(read_log_date, first, fiscal_year)
    end, of_end = _cell(read_log_date, last, fiscal_year)
    problems = [*of_months, *of_start, *of_end]
    if not is_filled(first):
        problems += _without_first_day(month, first, last)
        years = (months.first.year, months.last.year) if months else ()
        far = next(filter(None, (_too_far(one, month.place) for one in years)), [])
        return None if far else months, [*problems, *far]
    end = end if is_filled(last) else start
    if start is None or end is None:
        return None, problems
    if far := _too_far(start.year, first.place) or _too_far(end.year, last.place):
        return None, [*problems, *far]
    if end < start:
        backwards = Finding("end-before-start", last.place, "วันสิ้นสุดอยู่ก่อนวันเริ่ม", "แก้วันที่ในช่องเริ่มหรือช่องถึง")
        return None, [*problems, backwards]
    if months is not None and not (months.first <= start and end <= months.last):
        message = f"ช่องเดือน ({write_period(months)}) ไม่ตรงกับช่องเริ่มและถึง ({write_period(day_period(start, end))})"
        problems.append(Finding("dates-disagree", month.place, message, "แก้ช่องที่ผิด หรือลบช่องเดือนออก"))
    return day_period(start, end), problems


def _without_first_day(month: CellText, first: CellText, last: CellText) -> list[Finding]:
    """Return what is missing where no first day is given."""
    if is_filled(last):
        message, hint = "มีวันสิ้นสุดแต่ไม่มีวันเริ่ม", "กรอกช่องเริ่ม หรือลบช่องถึงแล้วกรอกช่องเดือน"
        return [Finding("missing-date", first.place, message, hint)]
    if not is_filled(month):
        message, hint = "ไม่มีเดือนหรือวันที่ของการดำเนินงาน", "กรอกช่องเดือน หรือช่องเริ่มและถึง"
        return [Finding("missing-date", month.place, message, hint)]
    return []


def is_filled(cell: CellText) -> bool:
    """Tell whether a cell says anything; a day counts even where the sheet shows it by the machine's settings."""
    return bool(cell.text.strip()) or cell.date is not None


def _cell(
    read: Callable[[str, DateValue | None, int], T], cell: CellText, fiscal_year: int
) -> tuple[T | None, list[Finding]]:
    if not is_filled(cell):
        return None, []
    return _read(lambda text: read(text, cell.date, fiscal_year), cell.text, cell.place)

"""Read dates and months out of content, and tell a clerk what is wrong with one and where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TypeVar

from docgen.errors import Finding, Place
from docgen.fields import Fields
from docgen.outside import harmless
from docgen.thai.date_reading import read_date
from docgen.thai.dates import Period, day_period, read_months
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
    year = int(typed) if re.fullmatch("[0-9]{4}", typed) else 0
    if year in OWN_YEARS:
        return year
    right = probable_year(year)
    hint = f"น่าจะเป็น {right}" if right else "ต้องเป็นปีงบประมาณ พ.ศ. สี่หลัก เช่น 2566"
    fields.report("wrong-value", scalar.place, f"{key}: {harmless(scalar.text.strip(), 60)} ใช้ไม่ได้", hint)
    return 0


def _is_near(year: int, place: Place, problems: list[Finding]) -> bool:
    """Tell whether a year (Christian) is one that an office's content can have; report one that is not."""
    buddhist_year = year + BUDDHIST_OFFSET
    if buddhist_year in OWN_YEARS:
        return True
    right = probable_year(buddhist_year)
    hint = f"น่าจะเป็นปี {thai_number(right)}" if right else "ตรวจปีกับต้นเรื่อง"
    problems.append(Finding("wrong-date", place, f"ปี {thai_number(buddhist_year)} ไกลเกินไป", hint))
    return False


def _read(read: Callable[[str], T], text: str, place: Place, problems: list[Finding]) -> T | None:
    try:
        return read(text.strip())
    except ThaiDateError as problem:
        problems.append(Finding("wrong-date", place, harmless(problem.message_th, 200), harmless(problem.hint_th, 200)))
        return None


def read_activity_period(
    month: tuple[str, Place], first: tuple[str, Place], last: tuple[str, Place], problems: list[Finding]
) -> Period | None:
    """Return the period of an activity from its month(s), or its first and last day; each a text with its place.

    Without a last day the activity took one day. Problems are reported, with None as the result.
    """
    if not first[0].strip():
        if not month[0].strip():
            problems.append(
                Finding("missing-date", month[1], "ไม่มีเดือนหรือวันที่ของการดำเนินงาน", "กรอกช่องเดือน หรือช่องเริ่มและถึง")
            )
            return None
        period = _read(read_months, month[0], month[1], problems)
        years = (period.first.year, period.last.year) if period else ()
        return period if all(_is_near(year, month[1], problems) for year in years) else None
    start = _read(read_date, first[0], first[1], problems)
    end = _read(read_date, last[0], last[1], problems) if last[0].strip() else start
    if start is None or end is None:
        return None
    if not _is_near(start.year, first[1], problems) or not _is_near(end.year, last[1], problems):
        return None
    if end < start:
        problems.append(Finding("end-before-start", last[1], "วันสิ้นสุดอยู่ก่อนวันเริ่ม", "แก้วันที่ในช่องเริ่มหรือช่องถึง"))
        return None
    return day_period(start, end)

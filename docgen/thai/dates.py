"""Dates, months and periods of Thai documents, read and written. Values are `datetime.date`, Christian inside.

Before 2484 (1941) the Thai year began on 1 April; such dates are counted by the calendar of today, as clerks type them.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from docgen.thai.date_reading import read_date, read_month, tidy, unreadable
from docgen.thai.months import (
    BUDDHIST_OFFSET,
    ThaiDateError,
    check_buddhist_year,
    check_month,
    last_day_of_month,
    month_names,
    short_month_names,
)
from docgen.thai.numerals import thai_number, to_thai_digits

__all__ = [
    "DateForm",
    "Period",
    "ThaiDateError",
    "day_period",
    "fiscal_year",
    "month_period",
    "read_date",
    "read_month",
    "read_months",
    "reporting_round",
    "write_date",
    "write_period",
]

DateForm = Literal["plain", "era", "month-word", "month-and-year", "short"]

_MONTHS_HINT = "เขียนแบบ มกราคม - มีนาคม ๒๕๖๖"
# A hyphen between two digits belongs to "2566-03", unless a year after a slash ends before it.
_TO = r" ?(?:ถึง|[–—]|(?<![0-9])-|-(?![0-9])|(?<=/[0-9]{4})-) ?"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; `whole_months` says that it is meant, and written, as months."""

    first: datetime.date
    last: datetime.date
    whole_months: bool

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise _backwards(write_date(self.first, "plain"), write_date(self.last, "plain"))


def read_months(text: str) -> Period:
    """Read one month, or a range of months with -, – or ถึง; a first month without a year is of the last one's year.

    Raises ThaiDateError for the reasons of `read_month`, and backwards.

    >>> write_period(read_months("ต.ค. 65 - มี.ค. 66"))
    'เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖'
    """
    parts = re.split(_TO, tidy(text, "ช่วงเดือน", _MONTHS_HINT))
    if len(parts) == 1:
        return month_period(*read_month(text))
    if len(parts) != 2 or not all(parts):
        raise unreadable("ช่วงเดือน", text, _MONTHS_HINT)
    last_year, last_month = read_month(parts[1])
    has_year = any(character.isdigit() for character in parts[0])
    first_year, first_month = read_month(parts[0] if has_year else f"{parts[0]} {last_year}")
    if (first_year, first_month) > (last_year, last_month):
        earlier = f"{month_names()[first_month - 1]} {thai_number(last_year - 1)}" if not has_year else ""
        raise _backwards(to_thai_digits(parts[0]), to_thai_digits(parts[1]), earlier)
    return _months(first_year, first_month, last_year, last_month)


def month_period(buddhist_year: int, month: int) -> Period:
    """Return the whole month. Raises ThaiDateError: year-out-of-range, no-such-month."""
    return _months(buddhist_year, month, buddhist_year, month)


def day_period(first: datetime.date, last: datetime.date) -> Period:
    """Return the days from first to last, both included. Raises ThaiDateError (backwards) if last is before first."""
    return Period(first, last, whole_months=False)


def write_period(period: Period) -> str:
    """Write a period, naming month and year once where both ends share them.

    Source: the wording of the reports of sub-district organisations ("เดือนมีนาคม ๒๕๖๖").

    >>> write_period(month_period(2566, 3))
    'เดือนมีนาคม ๒๕๖๖'
    >>> write_period(day_period(datetime.date(2023, 3, 10), datetime.date(2023, 3, 12)))
    '๑๐ - ๑๒ มีนาคม ๒๕๖๖'
    """
    first, last = period.first, period.last
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if period.whole_months:
        end = f"{_month(last)} {_year(last)}"
        start = "" if same_month else f"{_month(first)} - " if same_year else f"{_month(first)} {_year(first)} - "
        return f"เดือน{start}{end}"
    end = write_date(last, "plain")
    if first == last:
        return end
    day = thai_number(first.day)
    if same_month:
        return f"{day} - {end}"
    return f"{day} {_month(first)} - {end}" if same_year else f"{write_date(first, 'plain')} - {end}"


def write_date(date: datetime.date, form: DateForm) -> str:
    """Write a date in Thai digits, the day without a leading zero.

    "era" is the form of ประกาศ ณ วันที่: day, full month, Buddhist year (Regulation on Correspondence, form 7).

    >>> [write_date(datetime.date(2023, 3, 10), form) for form in ("plain", "era", "month-word", "short")]
    ['๑๐ มีนาคม ๒๕๖๖', '๑๐ มีนาคม พ.ศ. ๒๕๖๖', '๑๐ เดือน มีนาคม พ.ศ. ๒๕๖๖', '๑๐ มี.ค. ๖๖']
    """
    day, month, buddhist_year = thai_number(date.day), _month(date), _year(date)
    match form:
        case "plain":
            return f"{day} {month} {buddhist_year}"
        case "era":
            return f"{day} {month} พ.ศ. {buddhist_year}"
        case "month-word":
            return f"{day} เดือน {month} พ.ศ. {buddhist_year}"
        case "month-and-year":  # the day is filled in by hand
            return f"เดือน {month} พ.ศ. {buddhist_year}"
        case "short":
            return f"{day} {short_month_names()[date.month - 1]} {buddhist_year[-2:]}"


def fiscal_year(date: datetime.date) -> int:
    """Return the fiscal year of the day: 1 October to 30 September, named by the Buddhist year in which it ends.

    Source: the law on budget procedure, definition of ปีงบประมาณ (library.parliament.go.th, rr2563-oct1).

    >>> fiscal_year(datetime.date(2022, 10, 1)), fiscal_year(datetime.date(2023, 9, 30))
    (2566, 2566)
    """
    return date.year + BUDDHIST_OFFSET + (date.month >= 10)


def reporting_round(fiscal_year: int, months: Literal[6, 12]) -> Period:
    """Return the months that a round (รอบ) reports on: October to March, or October to September.

    Raises ThaiDateError: unknown-round, year-out-of-range.

    >>> write_period(reporting_round(2566, 6))
    'เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖'
    """
    if months not in (6, 12):
        raise ThaiDateError(
            "unknown-round",
            f"no reporting round of {months} months",
            value=str(months),
            message_th=to_thai_digits(f"ไม่มีรอบ {months} เดือน"),
            hint_th="ใช้รอบ ๖ เดือน หรือ ๑๒ เดือน",
        )
    return _months(fiscal_year - 1, 10, fiscal_year, 3 if months == 6 else 9)


def _month(date: datetime.date) -> str:
    return month_names()[date.month - 1]


def _year(date: datetime.date) -> str:
    return thai_number(date.year + BUDDHIST_OFFSET)


def _months(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    first = _first_day(first_year, first_month)
    last = _first_day(last_year, last_month).replace(day=last_day_of_month(last_year, last_month))
    return Period(first, last, whole_months=True)


def _first_day(buddhist_year: int, month: int) -> datetime.date:
    return datetime.date(check_buddhist_year(buddhist_year) - BUDDHIST_OFFSET, check_month(month), 1)


def _backwards(first: str, last: str, suggestion: str = "") -> ThaiDateError:
    return ThaiDateError(
        "backwards",
        f"period ends before it begins: {first} - {last}",
        value=f"{first} - {last}",
        message_th=f"ช่วง “{first} - {last}” สิ้นสุดก่อนเริ่ม",
        hint_th=f"น่าจะเริ่ม {suggestion}" if suggestion else "สลับวันเริ่มกับวันสิ้นสุด หรือแก้ปี",
        suggestion=suggestion,
    )

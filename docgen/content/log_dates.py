"""Dates and months of an activity log: as people type them, as Excel makes them of what was typed, as it exports them.

A year of two digits is of the era that lies near the report's fiscal year; where none does, both readings are told.
Day and month that may stand in either order are told, not guessed.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from docgen.content.number_format.dates import ENGLISH_MONTHS
from docgen.content.spreadsheet.cells import DateValue
from docgen.thai.dates import Period, month_period, read_date, read_months, write_date
from docgen.thai.months import (
    BUDDHIST_OFFSET,
    BUDDHIST_YEARS,
    CHRISTIAN_YEARS,
    ThaiDateError,
    month_names,
    read_month_name,
    short_month_names,
)
from docgen.thai.numerals import thai_number, to_arabic_digits

# A year so far from the report's is no year of its activities; the two readings of two digits lie 43 years apart.
_NEAR = 10
_LONGEST = 80
_NAMED_PERIOD = re.compile("ไตรมาส|ตลอด|ทั้งปี|ทุกเดือน|รายเดือน|ประจำปี")
_MIDNIGHT = r"(?<![ T])[ T]++0{1,2}[:.]00(?:[:.]00(?:\.0+)?)?(?: ?น\.?)?$"
_TIME = r"(?<![ T])[ T]++[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:น\.?|[AaPp][Mm]))?$"
_THREE_NUMBERS = r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})"


def read_log_date(text: str, cell: DateValue | None, fiscal_year: int) -> datetime.date:
    """Return the day that a cell says; `fiscal_year` is the report's (Buddhist), 0 if it isn't known.

    Raises ThaiDateError: those of `read_date`, two-readings, has-time, serial-number, no-day.
    """
    if cell is not None:
        if not cell.look.shows_day:
            raise _trouble("no-day", text, "ช่องนี้แสดงเดือน ไม่มีวันที่", "พิมพ์วันที่ให้ครบ เช่น 10 มีนาคม 2566 หรือกรอกในช่องเดือน")
        return _day_of_cell(cell, fiscal_year)
    return read_date(_plain(text, fiscal_year))


def read_log_months(text: str, cell: DateValue | None, fiscal_year: int) -> Period:
    """Return the month or months that a cell says; a day that Excel made of a month is the month that the sheet shows.

    Raises ThaiDateError: those of `read_months`, two-readings, has-time, serial-number, day-for-month.
    """
    if cell is not None:
        day = _day_of_cell(cell, fiscal_year)
        if cell.look.shows_day and day.day != 1:
            raise _day_for_month(text, day)
        return month_period(day.year + BUDDHIST_OFFSET, day.month)
    plain = _plain(text, fiscal_year)
    try:
        return read_months(plain)
    except ThaiDateError:
        if (meant := _day_instead(plain)) is not None:
            raise _day_for_month(text, meant) from None
        if _NAMED_PERIOD.search(text):
            hint = "เขียนเป็นเดือนแรกถึงเดือนสุดท้าย เช่น มกราคม - มีนาคม 2566"
            raise _trouble("unknown-month", text, f"“{text.strip()[:_LONGEST]}” ไม่บอกว่าเดือนใดถึงเดือนใด", hint) from None
        raise


def _day_instead(plain: str) -> datetime.date | None:
    try:
        return read_date(plain)
    except ThaiDateError:
        return None


def _day_for_month(text: str, day: datetime.date) -> ThaiDateError:
    hint = f"พิมพ์เดือน เช่น {month_names()[day.month - 1]} {day.year + BUDDHIST_OFFSET} หรือย้ายไปช่องเริ่ม"
    return _trouble("day-for-month", text, f"ช่องเดือนเป็นวันที่ {write_date(day, 'plain')}", hint)


def _day_of_cell(cell: DateValue, fiscal_year: int) -> datetime.date:
    if cell.has_time:
        hint = "พิมพ์วันที่อย่างเดียว เวลาไว้ในช่องรายละเอียด"
        raise _trouble("has-time", "", f"ช่องวันที่มีเวลาด้วย ({write_date(cell.day, 'plain')})", hint)
    counted_year = cell.day.year
    if cell.look.year_form == "long":
        # A Buddhist year typed where Excel counts Christian ones: 10/3/2566 is the year 2566 to it.
        return _in_year(cell.day, counted_year - BUDDHIST_OFFSET if counted_year in BUDDHIST_YEARS else counted_year)
    shown = (counted_year + (BUDDHIST_OFFSET if cell.look.buddhist else 0)) % 100
    readings = [counted_year - BUDDHIST_OFFSET] if counted_year in BUDDHIST_YEARS else [counted_year]
    if cell.look.year_form == "short":
        readings += _years_of(shown)
    near = _near(readings, fiscal_year)
    if near is None:
        raise _two_readings(f"{shown:02d}", cell.day.month, readings)
    return _in_year(cell.day, near)


def _in_year(day: datetime.date, christian_year: int) -> datetime.date:
    try:
        return day.replace(year=christian_year)
    except ValueError:  # 29 February
        raise _trouble(
            "no-such-day", "", f"ไม่มีวันที่ ๒๙ กุมภาพันธ์ {thai_number(christian_year + BUDDHIST_OFFSET)}", "แก้วันที่"
        ) from None


def _years_of(short: int) -> list[int]:
    """Return the Christian years that two digits may mean: Buddhist 25xx and Christian 20xx."""
    return [2500 + short - BUDDHIST_OFFSET, 2000 + short]


def _near(years: list[int], fiscal_year: int) -> int | None:
    """Return the one year near the report's; without a report's year the first."""
    if not fiscal_year:
        return years[0]
    found = {christian_year for christian_year in years if abs(christian_year + BUDDHIST_OFFSET - fiscal_year) <= _NEAR}
    return found.pop() if len(found) == 1 else None


def _plain(text: str, fiscal_year: int) -> str:
    """Return what was typed with names of months and years in full, ready for `read_date` and `read_months`."""
    typed = to_arabic_digits(" ".join(text.split()))
    if len(typed) > _LONGEST:
        return typed
    typed = re.sub(_MIDNIGHT, "", typed)
    if re.search(_TIME, typed):
        raise _trouble("has-time", text, f"ช่องวันที่มีเวลาด้วย (“{text}”)", "พิมพ์วันที่อย่างเดียว เวลาไว้ในช่องรายละเอียด")
    if numbers := re.fullmatch(_THREE_NUMBERS, typed):
        return _numbers(numbers, text, fiscal_year)
    if re.fullmatch("[34][0-9]{4}", typed):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(typed))
        message = f"“{text}” เป็นเลขลำดับวันของ Excel ไม่ใช่วันที่ (อาจเป็น {write_date(day, 'plain')})"
        raise _trouble("serial-number", text, message, f"พิมพ์วันที่ เช่น {to_arabic_digits(write_date(day, 'plain'))}")
    return re.sub(_month_pattern(), lambda found: _month(found, fiscal_year), typed)


def _numbers(found: re.Match[str], text: str, fiscal_year: int) -> str:
    """Return day, month and year of three numbers: a Buddhist year says that the day comes first, as Thais write."""
    first, second = int(found[1]), int(found[3])
    years = [int(found[4])] if len(found[4]) == 4 else _years_of(int(found[4]))
    typed_year = _near(years, fiscal_year) if len(found[4]) == 2 else years[0]
    if typed_year is None:
        raise _two_readings(found[4], second if second <= 12 else first, years)
    buddhist = typed_year in BUDDHIST_YEARS or (len(found[4]) == 2 and typed_year == years[0])
    if not buddhist and typed_year in CHRISTIAN_YEARS and second > 12 >= first:
        first, second = second, first  # 3/22/2023: there is no month 22
    elif not buddhist and first <= 12 and second <= 12 and first != second:
        names = month_names()
        shown = typed_year + BUDDHIST_OFFSET
        readings = f"{first} {names[second - 1]} {shown} หรือ {second} {names[first - 1]} {shown}"
        raise _trouble(
            "two-readings", text, f"“{text}” อ่านได้สองแบบ: {readings}", f"พิมพ์ชื่อเดือน เช่น {readings.split(' หรือ ')[0]}"
        )
    return f"{first}/{second}/{typed_year if typed_year in BUDDHIST_YEARS else typed_year + BUDDHIST_OFFSET}"


@cache
def _english() -> dict[str, int]:
    full = {name.lower(): number for number, name in enumerate(ENGLISH_MONTHS, start=1)}
    return {**full, **{name[:3]: number for name, number in full.items()}, "sept": 9}


@cache
def _month_pattern() -> re.Pattern[str]:
    """Return the pattern of a month's name with the day before and the year behind it, joined by blanks or hyphens."""
    dotted = (r"\.? ?".join(map(re.escape, name.rstrip(".").split("."))) + r"\.?" for name in short_month_names())
    names = "|".join([*month_names(), *dotted, *sorted(_english(), key=len, reverse=True)])
    day = r"(?:(?<![0-9/])(?P<day>[0-9]{1,2})(?: ?- ?| ?))?"
    return re.compile(
        rf"{day}(?P<name>{names})(?![A-Za-z\u0e01-\u0e4e])(?:[ .]?-?[ ]?(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]))?",
        re.IGNORECASE,
    )


def _month(found: re.Match[str], fiscal_year: int) -> str:
    number = _english().get(found["name"].lower()) or read_month_name(found["name"])
    typed_year = found["year"] or ""
    if len(typed_year) == 2:
        years = _years_of(int(typed_year))
        near = _near(years, fiscal_year)
        if near is None:
            raise _two_readings(typed_year, number, years)
        typed_year = str(near + BUDDHIST_OFFSET)
    return " ".join(filter(None, [found["day"], month_names()[number - 1], typed_year]))


def _two_readings(short: str, month: int, years: list[int]) -> ThaiDateError:
    name = month_names()[month - 1]
    readings = [f"{name} {christian_year + BUDDHIST_OFFSET}" for christian_year in sorted(set(years))]
    message = f"ปี “{short}” ไม่แน่ว่าเป็นปีใด: {' หรือ '.join(readings)}"
    return _trouble("two-readings", short, message, f"เขียนปี พ.ศ. ให้ครบสี่หลัก เช่น {readings[0]}")


def _trouble(reason: str, value: str, message: str, hint: str) -> ThaiDateError:
    return ThaiDateError(reason, f"{reason}: {value!r}", value=value, message_th=message, hint_th=hint)

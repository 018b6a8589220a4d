"""Months and years as Thai documents write them, read from what clerks type. Knows no days."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import cast

from docgen.thai.errors import ThaiError
from docgen.thai.numerals import to_thai_digits

BUDDHIST_OFFSET = 543
# What is read as a year of each era; the two meet when one is turned into the other, so every date can be written.
BUDDHIST_YEARS = range(2400, 2743)
CHRISTIAN_YEARS = range(1900, 2200)


class ThaiDateError(ThaiError):
    """A date, month, year or period that cannot be read or does not exist.

    Reasons: empty, unreadable, unknown-month, no-such-month, no-such-day, missing-year, short-year,
    year-out-of-range, era-mismatch, backwards, unknown-round.
    """


@cache
def month_names() -> tuple[str, ...]:
    """Return the full names of the twelve months, มกราคม first (Unicode CLDR, locale th, by way of Babel)."""
    return _babel_months("wide")


@cache
def short_month_names() -> tuple[str, ...]:
    """Return the short names of the twelve months, ม.ค. first (Unicode CLDR, locale th, by way of Babel)."""
    return _babel_months("abbreviated")


def _babel_months(width: str) -> tuple[str, ...]:
    # Imported late: Babel takes about 70 ms, and a build with nothing to do reads no date.
    from babel import Locale

    names = cast("dict[int, str]", Locale("th").months["format"][width])
    return tuple(names[month] for month in range(1, 13))


@cache
def _months_by_key() -> dict[str, int]:
    names = (*enumerate(month_names(), start=1), *enumerate(short_month_names(), start=1))
    return {_key(name): month for month, name in names}


def _key(name: str) -> str:
    return re.sub(r"[.\s]+", "", name)


def read_month_name(word: str) -> int:
    """Read the name of a month, full or short, with or without its dots, as 1 to 12.

    Raises ThaiDateError (unknown-month) that suggests the nearest name.

    >>> read_month_name("มี.ค"), read_month_name("มีนาคม")
    (3, 3)
    """
    key = _key(word)
    months = _months_by_key()
    if key in months:
        return months[key]
    import difflib

    nearest = difflib.get_close_matches(key, months, n=1, cutoff=0.5)
    suggestion = month_names()[months[nearest[0]] - 1] if nearest else ""
    raise ThaiDateError(
        "unknown-month",
        f"unknown month {word!r}" + (f", nearest is {suggestion!r}" if suggestion else ""),
        value=word,
        message_th=f"ไม่รู้จักเดือน “{word}”",
        hint_th=f"หมายถึง {suggestion} หรือไม่" if suggestion else "เขียนชื่อเดือนเต็ม เช่น มีนาคม หรือชื่อย่อ เช่น มี.ค.",
        suggestion=suggestion,
    )


def check_month(month: int) -> int:
    """Return the month. Raises ThaiDateError (no-such-month) for a number outside 1 to 12."""
    if 1 <= month <= 12:
        return month
    raise ThaiDateError(
        "no-such-month",
        f"no month {month}",
        value=str(month),
        message_th=to_thai_digits(f"ไม่มีเดือนที่ {month}"),
        hint_th="เดือนมีตั้งแต่ ๑ ถึง ๑๒ และเขียนตามลำดับ วัน/เดือน/ปี",
    )


def last_day_of_month(buddhist_year: int, month: int) -> int:
    """Return the number of days of the month.

    >>> last_day_of_month(2566, 2), last_day_of_month(2567, 2)
    (28, 29)
    """
    first = datetime.date(buddhist_year - BUDDHIST_OFFSET, month, 1)
    return ((first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)).day


def check_buddhist_year(buddhist_year: int) -> int:
    """Return the year. Raises ThaiDateError (year-out-of-range) outside 2400 to 2742."""
    if buddhist_year in BUDDHIST_YEARS:
        return buddhist_year
    raise _year_out_of_range(str(buddhist_year))


def read_year(digits: str, era: str, *, short_allowed: bool) -> int:
    """Read a year as a year of the Buddhist era; `digits` are Arabic, `era` is พ.ศ., ค.ศ. or "".

    2400 to 2742 is Buddhist, 1900 to 2199 Christian; two digits are of the Buddhist 25xx, where `short_allowed`.
    Raises ThaiDateError: short-year, year-out-of-range, era-mismatch.

    >>> read_year("2566", "", short_allowed=False), read_year("2023", "", short_allowed=False)
    (2566, 2566)
    """
    typed_year = int(digits)
    christian = "ค" in era
    if len(digits) == 2 and short_allowed and not christian:
        return 2500 + typed_year
    if len(digits) < 4:
        raise ThaiDateError(
            "short-year",
            f"year {digits!r} is cut short",
            value=digits,
            message_th=to_thai_digits(f"ปี “{digits}” เขียนย่อแบบนี้ไม่ได้"),
            hint_th="เขียนปี พ.ศ. ให้ครบสี่หลัก เช่น ๒๕๖๖",
        )
    if typed_year not in BUDDHIST_YEARS and typed_year not in CHRISTIAN_YEARS:
        raise _year_out_of_range(digits)
    if era and christian != (typed_year in CHRISTIAN_YEARS):
        other = "พ.ศ." if christian else "ค.ศ."
        raise ThaiDateError(
            "era-mismatch",
            f"year {digits} is not of the era {era}",
            value=f"{era} {digits}",
            message_th=to_thai_digits(f"ปี {digits} ไม่ใช่ปี {'ค.ศ.' if christian else 'พ.ศ.'}"),
            hint_th=to_thai_digits(f"น่าจะเป็น {other} {digits}"),
            suggestion=f"{other} {digits}",
        )
    return typed_year + BUDDHIST_OFFSET if typed_year in CHRISTIAN_YEARS else typed_year


def _year_out_of_range(digits: str) -> ThaiDateError:
    return ThaiDateError(
        "year-out-of-range",
        f"year {digits} is neither Buddhist (2400-2742) nor Christian (1900-2199)",
        value=digits,
        message_th=to_thai_digits(f"ปี {digits} อยู่นอกช่วงที่รับได้"),
        hint_th="ใช้ปี พ.ศ. ๒๔๐๐ ถึง ๒๗๔๒",
    )

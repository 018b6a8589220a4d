"""Read one date or one month as clerks type it. Anything not understood without a guess is refused, with the reason."""

from __future__ import annotations

import datetime
import re

from docgen.thai.months import (
    BUDDHIST_OFFSET,
    ThaiDateError,
    check_month,
    last_day_of_month,
    month_names,
    read_month_name,
    read_year,
)
from docgen.thai.numerals import thai_number, to_arabic_digits

# Longer than any date; keeps the patterns below from long text that is no date.
_LONGEST = 80
# Text, compiled by `re` (and kept) when first used: an import must stay cheap.
_ISO_DATE = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_SLASHED_DATE = r"([0-9]+) ?/ ?([0-9]+) ?/ ?([0-9]+)"
_ISO_MONTH = r"([0-9]{4})-([0-9]{1,2})"
_SLASHED_MONTH = r"([0-9]+) ?/ ?([0-9]+)"
_MONTH_AND_ERA = r"(?:เดือน)? ?([^\W\d_][^0-9/]*?) ?(?:ปี)? ?([พค]\. ?ศ\.?|[พค]ศ\.?)? ?"
_WORDED_DATE = rf"(?:วันที่)? ?([0-9]+) ?{_MONTH_AND_ERA}([0-9]*)"
_WORDED_MONTH = rf"{_MONTH_AND_ERA}([0-9]*)"
_DATE_HINT = "เขียนแบบ ๑๐ มีนาคม ๒๕๖๖"
_MONTH_HINT = "เขียนแบบ มีนาคม ๒๕๖๖"


def read_date(text: str) -> datetime.date:
    """Read a date as clerks type it, in Thai or Arabic digits.

    The year follows `docgen.thai.months.read_year`; two digits (of 25xx) only beside a month name or as d/m/yy.
    Raises ThaiDateError: empty, unreadable, unknown-month, no-such-month, no-such-day, missing-year, short-year,
    year-out-of-range, era-mismatch.

    >>> read_date("๑๐ เดือน มีนาคม พ.ศ. ๒๕๖๖") == read_date("10 มี.ค. 66") == read_date("2566-03-10")
    True
    """
    typed = tidy(text, "วันที่", _DATE_HINT)
    if iso := re.fullmatch(_ISO_DATE, typed):
        buddhist_year, month, day = read_year(iso[1], "", short_allowed=False), check_month(int(iso[2])), iso[3]
    elif slashed := re.fullmatch(_SLASHED_DATE, typed):
        buddhist_year, month, day = (
            read_year(slashed[3], "", short_allowed=True),
            check_month(int(slashed[2])),
            slashed[1],
        )
    elif worded := re.fullmatch(_WORDED_DATE, typed):
        buddhist_year, month = _read_worded_month(worded[2], worded[3], worded[4], text)
        day = worded[1]
    else:
        raise unreadable("วันที่", text, _DATE_HINT)
    return _date(buddhist_year, month, int(day))


def read_month(text: str) -> tuple[int, int]:
    """Read a month as (buddhist_year, month), month from 1.

    Raises ThaiDateError for the reasons of `read_date`.

    >>> read_month("เดือนมีนาคม พ.ศ. ๒๕๖๖"), read_month("มี.ค. 66"), read_month("3/2566")
    ((2566, 3), (2566, 3), (2566, 3))
    """
    typed = tidy(text, "เดือน", _MONTH_HINT)
    if iso := re.fullmatch(_ISO_MONTH, typed):
        return read_year(iso[1], "", short_allowed=False), check_month(int(iso[2]))
    if slashed := re.fullmatch(_SLASHED_MONTH, typed):
        return read_year(slashed[2], "", short_allowed=False), check_month(int(slashed[1]))
    if worded := re.fullmatch(_WORDED_MONTH, typed):
        return _read_worded_month(worded[1], worded[2], worded[3], text)
    raise unreadable("เดือน", text, _MONTH_HINT)


def tidy(text: str, what: str, hint_th: str) -> str:
    """Return what was typed in Arabic digits with single spaces; `what` names in Thai what should stand there.

    Raises ThaiDateError: empty, unreadable (too long).
    """
    if not text.strip():
        raise ThaiDateError("empty", "nothing typed", value=text, message_th=f"ยังไม่ได้ใส่{what}", hint_th=hint_th)
    if len(text) > _LONGEST:
        raise unreadable(what, f"{text[:_LONGEST]}…", hint_th)
    return to_arabic_digits(" ".join(text.split()))


def _read_worded_month(name: str, era: str | None, year_digits: str, text: str) -> tuple[int, int]:
    month = read_month_name(name)
    if not year_digits:
        raise ThaiDateError(
            "missing-year",
            f"no year in {text!r}",
            value=text,
            message_th=f"“{text}” ไม่มีปี",
            hint_th="เติมปี พ.ศ. เช่น ๒๕๖๖",
        )
    return read_year(year_digits, era or "", short_allowed=True), month


def unreadable(what: str, text: str, hint_th: str) -> ThaiDateError:
    """Return the error for text of no known form; `what` names in Thai what should stand there."""
    return ThaiDateError(
        "unreadable", f"cannot read {text!r}", value=text, message_th=f"อ่าน{what} “{text}” ไม่ได้", hint_th=hint_th
    )


def _date(buddhist_year: int, month: int, day: int) -> datetime.date:
    last_day = last_day_of_month(buddhist_year, month)
    if 1 <= day <= last_day:
        return datetime.date(buddhist_year - BUDDHIST_OFFSET, month, day)
    name = f"{month_names()[month - 1]} {thai_number(buddhist_year)}"
    raise ThaiDateError(
        "no-such-day",
        f"no day {day} in month {month} of {buddhist_year}, which has {last_day} days",
        value=str(day),
        message_th=f"ไม่มีวันที่ {thai_number(day)} {name}",
        hint_th=f"{name} มีถึงวันที่ {thai_number(last_day)}",
        suggestion=f"{thai_number(last_day)} {name}",
    )

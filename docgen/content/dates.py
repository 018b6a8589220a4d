"""Read dates and months out of content, and tell a clerk what is wrong with one and where."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

from docgen.errors import Finding, Place
from docgen.fields import Fields
from docgen.thai.date_reading import read_date
from docgen.thai.dates import Period, day_period, read_months
from docgen.thai.months import ThaiDateError

T = TypeVar("T")


def date_at(fields: Fields, key: str) -> datetime.date | None:
    """Return the date at `key`, None if it is missing; what is wrong with it is reported."""
    if key not in fields:
        return None
    scalar = fields.closed(key)
    return _read(read_date, scalar.text, scalar.place, fields.problems)


def _read(read: Callable[[str], T], text: str, place: Place, problems: list[Finding]) -> T | None:
    try:
        return read(text.strip())
    except ThaiDateError as problem:
        problems.append(Finding("wrong-date", place, problem.message_th, problem.hint_th))
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
        return _read(read_months, month[0], month[1], problems)
    start = _read(read_date, first[0], first[1], problems)
    end = _read(read_date, last[0], last[1], problems) if last[0].strip() else start
    if start is None or end is None:
        return None
    if end < start:
        problems.append(Finding("end-before-start", last[1], "วันสิ้นสุดอยู่ก่อนวันเริ่ม", "แก้วันที่ในช่องเริ่มหรือช่องถึง"))
        return None
    return day_period(start, end)

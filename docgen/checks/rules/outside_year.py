"""An activity dated outside the fiscal year that its report is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS
from docgen.thai.dates import ThaiDateError, fiscal_year, read_date, read_months
from docgen.thai.numerals import thai_number

_LONGEST = 60  # letters: a longer cell is prose


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.kind != "activities":
        return
    folder = PurePosixPath(page.path).parent
    report = next(
        (other for other in office.pages if other.kind in KINDS and PurePosixPath(other.path).parent == folder), None
    )
    if report is None or not report.fiscal_year:
        return
    for passage in page.passages:
        days = _days(passage.text)
        if any(fiscal_year(day) != report.fiscal_year for day in days):
            values = {"year": thai_number(report.fiscal_year)}
            message = "{found} อยู่นอกปีงบประมาณ {year} ของรายงาน"
            yield Hit(passage, 0, len(passage.text), message, "ตรวจวันที่ หรือย้ายไปรายงานของปีนั้น", values)


def _days(text: str) -> tuple[datetime.date, ...]:
    """Return the first and last day of a cell that is a date or months and nothing else.

    A date within prose may be that of a law, or of what went before.
    """
    if len(text) > _LONGEST:
        return ()
    try:
        period = read_months(text)
        return (period.first, period.last)
    except ThaiDateError:
        pass
    try:
        return (read_date(text),)
    except ThaiDateError:
        return ()


RULE = Rule(
    code="outside-year",
    severity=Severity.WARNING,
    title="กิจกรรมนอกปีงบประมาณ",
    reason="ผู้ประเมินนับเฉพาะสิ่งที่ทำในปีงบประมาณที่รายงาน",
    source="พระราชบัญญัติวิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔; แบบตรวจ OIT",
    wrong="",
    right="",
    look=_look,
)

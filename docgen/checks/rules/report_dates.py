"""A report that dates a measure otherwise than the announcement that set it."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import dates_in
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS
from docgen.thai.dates import write_date


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.kind != "activities":
        return
    issued = [other for other in office.pages if other.date and (kind := KINDS.get(other.kind)) and kind.is_cited]
    for passage in page.passages:
        for written in dates_in(passage.text):
            about = passage.text[max(written.first - 160, 0) : written.first]
            if written.date is None or not ("ประกาศ" in about or "กำหนด" in about) or not issued:
                continue
            dates = [other.date for other in issued if other.date]
            if written.date not in dates:
                nearest = min(dates, key=lambda day: abs((day - written.date).days))  # type: ignore[operator]
                values = {"nearest": write_date(nearest, "plain")}
                message = "รายงานว่าเป็นวันที่ {found} แต่ไม่มีประกาศฉบับใดลงวันนั้น"
                hint = "ประกาศที่ใกล้ที่สุดลงวันที่ {nearest}"
                yield Hit(passage, written.first, written.last, message, hint, values)


RULE = Rule(
    code="report-dates",
    severity=Severity.HINT,
    title="วันที่ในรายงานไม่ตรงกับประกาศ",
    reason="ผู้ประเมินเปิดประกาศเทียบกับรายงาน วันที่ที่ไม่ตรงทำให้ไม่นับเป็นหลักฐาน",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช.",
    wrong="",
    right="",
    look=_look,
)

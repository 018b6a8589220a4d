"""An activity dated outside the fiscal year that its report is about."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import dates_in
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.dates import fiscal_year
from docgen.thai.numerals import thai_number


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.kind != "activities":
        return
    folder = page.path.rsplit("/", 1)[0]
    report = next((other for other in office.pages if other.kind == "report" and other.path.startswith(folder)), None)
    if report is None or not report.fiscal_year:
        return
    for passage in page.passages:
        for written in dates_in(passage.text):
            if written.date and fiscal_year(written.date) != report.fiscal_year:
                values = {"year": thai_number(report.fiscal_year)}
                message = "{found} อยู่นอกปีงบประมาณ {year} ของรายงาน"
                yield Hit(passage, written.first, written.last, message, "ตรวจวันที่ หรือย้ายไปรายงานของปีนั้น", values)


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

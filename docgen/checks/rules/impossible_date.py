"""A day that no calendar has: ๓๑ กุมภาพันธ์."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import dates_in
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.months import last_day_of_month, month_names
from docgen.thai.numerals import thai_number


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for written in dates_in(passage.text):
            if written.year_digits == 4 and written.date is None:
                last = last_day_of_month(written.buddhist_year, written.month)
                values = {"month": month_names()[written.month - 1], "last": thai_number(last)}
                message = "ไม่มีวันที่ {found}: เดือน{month}ปีนั้นมี {last} วัน"
                yield Hit(passage, written.first, written.last, message, "ตรวจวันที่กับต้นเรื่อง", values)


RULE = Rule(
    code="impossible-date",
    severity=Severity.ERROR,
    title="วันที่ที่ไม่มีในปฏิทิน",
    reason="เอกสารที่ลงวันที่ซึ่งไม่มีอยู่จริงใช้อ้างอิงไม่ได้",
    source="ปฏิทิน",
    wrong="ประกาศ ณ วันที่ 31 เมษายน พ.ศ. 2566",
    right="ประกาศ ณ วันที่ 30 เมษายน พ.ศ. 2566",
    look=_look,
)

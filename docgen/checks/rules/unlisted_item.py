"""A document that names an item which the list of its year does not have."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number


def _look(page: Page, office: Office) -> Iterator[Hit]:
    listed = {one.fiscal_year: {item.code for item in one.items} for one in office.lists}
    for fiscal_year, code in sorted(page.items):
        if fiscal_year not in listed or code in listed[fiscal_year]:
            continue
        for passage in page.passages:
            first = passage.text.upper().find(code) if passage.key in ("evidence", "item") else -1
            if first >= 0:
                values = {"year": thai_number(fiscal_year)}
                message = "รายการข้อของปีงบประมาณ {year} ไม่มีข้อ {found}"
                hint = "ตรวจเลขข้อกับแบบของปีนั้น หรือเพิ่มข้อนี้ใน content/ita"
                yield Hit(passage, first, first + len(code), message, hint, values)
                break


RULE = Rule(
    code="unlisted-item",
    severity=Severity.HINT,
    title="ข้อที่ไม่มีในรายการของปี",
    reason="เลขข้อเปลี่ยนทุกปี เอกสารที่ผูกกับเลขของปีก่อนจะไปอยู่ผิดข้อ",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช. ของปีนั้น (content/ita/ปี.yaml)",
    wrong="",
    right="",
    look=_look,
)

"""A count that is announced and not met: ทั้ง ๕ ด้าน, and six of them in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import DIGIT, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number

_ALL = re.compile(rf"(?:ทั้ง|จำนวน|มี)\s*(?P<count>{DIGIT}{{1,2}})\s*(?P<unit>ด้าน|มาตรการ|นโยบาย|ข้อ|ประการ|ขั้นตอน|ช่องทาง)")
_ITEM = re.compile(rf"(?:{DIGIT}+[.)](?:{DIGIT}+\.?)*|-)\s+(?P<unit>ด้าน|มาตรการ|นโยบาย|ขั้นตอนที่|ช่องทาง)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    counts: dict[str, int] = {}
    for passage in page.passages:
        item = _ITEM.match(passage.text)
        if item:
            counts[item["unit"]] = counts.get(item["unit"], 0) + 1
    for passage in page.passages:
        for found in _ALL.finditer(passage.text):
            listed = counts.get(found["unit"], 0)
            if listed > 1 and listed != number(found["count"]):
                values = {"unit": found["unit"], "listed": thai_number(listed)}
                message, hint = "เขียนว่า {found} แต่ในเอกสารมี{unit} {listed} ข้อ", "นับใหม่ แล้วแก้จำนวนหรือรายการ"
                yield Hit(passage, *found.span(), message, hint, values)


RULE = Rule(
    code="counted-items",
    severity=Severity.HINT,
    title="จำนวนที่บอกไม่ตรงกับรายการ",
    reason="มักเกิดเมื่อเพิ่มหรือตัดข้อแล้วลืมแก้จำนวน",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="นโยบายทั้ง 3 ด้าน ดังนี้\n1. ด้านหนึ่ง\n2. ด้านสอง",
    right="นโยบายทั้ง 2 ด้าน ดังนี้\n1. ด้านหนึ่ง\n2. ด้านสอง",
    look=_look,
)

"""Words that a new document begins with, left where the office's own should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_LEFT = re.compile(
    r"พิมพ์[ก-๙]{0,60}ตรงนี้|(?:ข้อย่อยพิมพ์เยื้องเข้าไป|เลขข้อโปรแกรมเรียงให้เอง)|(?<![ก-๙A-Za-z])[xX]{3,}(?![A-Za-z])"
)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _LEFT.finditer(passage.text):
            yield Hit(passage, *found.span(), "ยังเป็นข้อความตัวอย่าง: {found}", "พิมพ์ข้อความจริงแทน")


RULE = Rule(
    code="placeholder-text",
    severity=Severity.WARNING,
    title="ข้อความตัวอย่างที่ยังไม่ได้แก้",
    reason="เอกสารที่เริ่มด้วย docgen new มีข้อความบอกว่าพิมพ์อะไรตรงไหน ข้อความนั้นต้องไม่ไปถึงผู้ลงนาม; ออกเลขให้ไม่ได้จนกว่าจะแก้",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="1. พิมพ์ข้อแรกตรงนี้",
    right="1. ให้พิมพ์ชื่อด้วยตัวบรรจงตรงช่องนี้",
    look=_look,
)

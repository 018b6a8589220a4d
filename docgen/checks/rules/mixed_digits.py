"""Thai and Arabic digits in one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import to_thai_digits

_MIXED = re.compile(r"(?=[0-9๐-๙,.]*[0-9])(?=[0-9๐-๙,.]*[๐-๙])[0-9๐-๙]+(?:[,.][0-9๐-๙]+)*")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _MIXED.finditer(passage.text):
            digits = {character in "๐๑๒๓๔๕๖๗๘๙" for character in found[0] if character not in ",."}
            if len(digits) == 2:
                right = to_thai_digits(found[0])
                message = "เลขไทยกับเลขอารบิกปนกันในจำนวนเดียว: {found}"
                hint = "อาจหมายถึง {right} ตรวจดูแล้วแก้เอง"
                yield Hit(passage, *found.span(), message, hint, {"right": right})


RULE = Rule(
    code="mixed-digits",
    severity=Severity.WARNING,
    title="เลขไทยปนเลขอารบิก",
    reason="มักเกิดจากการแก้เพียงบางหลัก ให้ตรวจว่าเลขที่ตั้งใจคืออะไร",
    source="มติคณะรัฐมนตรี ๒ พฤษภาคม ๒๕๔๓ (ขอให้ส่งเสริมการใช้เลขไทย)",
    wrong="งบประมาณ ๑๒,5๐๐ บาท",
    right="งบประมาณ ๑๒,๕๐๐ บาท",
    look=_look,
)

"""A year of two digits where the law's language has four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import DIGIT, PRINTED_IN_FULL, dates_in, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number

_NAMED = re.compile(rf"(?:พ\.\s?ศ\.|ปีงบประมาณ)\s*(?P<year>{DIGIT}{{2}})(?![0-9๐-๙.,])")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        if passage.key in PRINTED_IN_FULL:
            continue
        stretches = {(found.start("year"), found.end("year")) for found in _NAMED.finditer(passage.text)}
        stretches |= {(one.year_first, one.last) for one in dates_in(passage.text) if one.year_digits == 2}
        for first, last in sorted(stretches):
            values = {"right": thai_number(2500 + number(passage.text[first:last]))}
            yield Hit(passage, first, last, "ปี {found} เขียนเพียงสองหลัก", "เขียนเต็มว่า {right}", values)


RULE = Rule(
    code="two-digit-year",
    severity=Severity.WARNING,
    title="ปีสองหลัก",
    reason="อีกสิบปีผู้อ่านจะไม่รู้ว่าเป็นศักราชใด เอกสารที่เก็บเป็นหลักฐานจึงเขียนปีสี่หลัก",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ (ให้ลงปีพุทธศักราช)",
    wrong="ประจำปีงบประมาณ พ.ศ. 66",
    right="ประจำปีงบประมาณ พ.ศ. 2566",
    look=_look,
)

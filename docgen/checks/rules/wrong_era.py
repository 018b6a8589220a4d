"""A Christian year that is called Buddhist, the other way round, or a Christian year without its era."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.patterns import DIGIT, PRINTED_IN_FULL, dates_in, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.months import BUDDHIST_OFFSET
from docgen.thai.numerals import thai_number

_NAMED = re.compile(rf"(?P<era>พ\.\s?ศ\.|ค\.\s?ศ\.)\s*(?P<year>{DIGIT}{{4}})(?!{DIGIT})")
_FISCAL = re.compile(rf"(?:ปีงบประมาณ|ประจำปี)\s*(?P<year>{DIGIT}{{4}})(?!{DIGIT})")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _NAMED.finditer(passage.text):
            typed_year, is_buddhist = number(found["year"]), found["era"].startswith("พ")
            if is_buddhist != (typed_year >= 2400) and 1700 <= typed_year <= 2800:
                right = typed_year + BUDDHIST_OFFSET if is_buddhist else typed_year - BUDDHIST_OFFSET
                era = "พ.ศ." if is_buddhist else "ค.ศ."
                yield _hit(passage, found, "ปี {found} ไม่ใช่ปี {era}", {"era": era, "right": thai_number(right)})
        if passage.key in PRINTED_IN_FULL:
            continue
        bare = [written for written in dates_in(passage.text) if not written.era and written.year_digits == 4]
        for written in bare:
            if 1900 <= written.typed_year <= 2100:
                values = {"right": thai_number(written.typed_year + BUDDHIST_OFFSET)}
                stretch = (written.year_first, written.last)
                yield Hit(passage, *stretch, "ปี {found} เป็นปีคริสต์ศักราช", "เขียนเป็นปีพุทธศักราช {right}", values)
        for found in _FISCAL.finditer(passage.text):
            typed_year = number(found["year"])
            if 1900 <= typed_year <= 2100:
                yield _hit(
                    passage, found, "ปี {found} เป็นปีคริสต์ศักราช", {"right": thai_number(typed_year + BUDDHIST_OFFSET)}
                )


def _hit(passage: Passage, found: re.Match[str], message: str, values: dict[str, str]) -> Hit:
    return Hit(passage, found.start("year"), found.end("year"), message, "ปีที่ถูกคือ {right}", values)


RULE = Rule(
    code="wrong-era",
    severity=Severity.ERROR,
    title="ปีพุทธศักราชกับคริสต์ศักราชสลับกัน",
    reason="หนังสือราชการใช้ปีพุทธศักราช ปีที่ผิดไป ๕๔๓ ปีทำให้เอกสารใช้ไม่ได้",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ (รูปแบบวันที่ของหนังสือ)",
    wrong="ประจำปีงบประมาณ พ.ศ. 2023",
    right="ประจำปีงบประมาณ พ.ศ. 2566",
    look=_look,
)

"""A fiscal year that is not the document's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import DIGIT, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number

_YEAR = re.compile(rf"ประจำปีงบประมาณ\s*(?:พ\.\s?ศ\.\s*)?(?P<year>{DIGIT}{{4}})(?!{DIGIT})")
# What is said of another year on purpose.
_OTHER = re.compile(r"(?:ที่ผ่านมา|ปีก่อน|เดิม|ปีถัดไป|ปีหน้า|แก้ไขเพิ่มเติม)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    own = page.fiscal_year
    if not own:
        return
    for passage in page.passages:
        for found in _YEAR.finditer(passage.text):
            said_year = number(found["year"])
            around = passage.text[max(found.start() - 30, 0) : found.end() + 30]
            # A document of the last quarter speaks of the year to come.
            if said_year in (own, own + 1) or _OTHER.search(around) or not 2400 <= said_year <= 2700:
                continue
            values = {"own": thai_number(own), "year": thai_number(said_year)}
            message = "กล่าวถึงปีงบประมาณ {year} แต่เอกสารนี้เป็นของปีงบประมาณ {own}"
            yield Hit(passage, found.start("year"), found.end("year"), message, "ถ้าพิมพ์ผิด แก้เป็น {own}", values)


RULE = Rule(
    code="fiscal-year",
    severity=Severity.WARNING,
    title="ปีงบประมาณไม่ตรงกับเอกสาร",
    reason="มักเหลือมาจากฉบับปีก่อนที่นำมาแก้ ผู้ประเมินจะไม่นับเป็นหลักฐานของปีนี้",
    source="พระราชบัญญัติวิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔ (ปีงบประมาณ)",
    wrong="---\ndate: 10 มีนาคม 2566\n---\nตามเกณฑ์ ประจำปีงบประมาณ พ.ศ. 2563",
    right="---\ndate: 10 มีนาคม 2566\n---\nตามเกณฑ์ ประจำปีงบประมาณ พ.ศ. 2566",
    look=_look,
)

"""A year in the text that lies too far ahead, or behind, to be meant: ๒๖๕๗ for ๒๕๖๗."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import DIGIT, dates_in, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number
from docgen.thai.years import LAST_SPOKEN_OF, probable_year

_YEAR = re.compile(
    rf"(?:พ\.\s?ศ\.|ปีงบประมาณ|ประจำปี|ในปี|ปี)\s*(?:พ\.\s?ศ\.\s*)?(?P<year>{DIGIT}{{4}})(?!{DIGIT}|[,.]{DIGIT}|\s*(?:บาท|คน))"
)
_ANY = re.compile(rf"(?<!{DIGIT})(?:25|๒๕){DIGIT}{{2}}(?!{DIGIT})")
# The build reads these itself, and tells.
_READ = ("date", "from", "to", "due", "fiscal_year", "- fiscal_year", "number")
_FIRST_SPOKEN_OF = 2300


def _look(page: Page, office: Office) -> Iterator[Hit]:
    others: list[int] | None = None
    for passage in page.passages:
        if passage.key in _READ:
            continue
        far = {
            found.span("year"): number(found["year"])
            for found in _YEAR.finditer(passage.text)
            if LAST_SPOKEN_OF < number(found["year"]) < 3000
        }
        for written in dates_in(passage.text):
            is_far = written.typed_year > LAST_SPOKEN_OF or 2100 < written.typed_year < _FIRST_SPOKEN_OF
            if written.year_digits == 4 and written.era != "ค.ศ." and is_far:
                far[(written.year_first, written.last)] = written.typed_year
        for stretch, typed_year in sorted(far.items()):
            if others is None:
                others = [number(found[0]) for other in page.passages for found in _ANY.finditer(other.text)]
            right = probable_year(typed_year, others)
            hint = "น่าจะเป็น {right} ตรวจกับต้นเรื่อง" if right else "ตรวจปีกับต้นเรื่อง"
            message = "ปี {found} ไกลเกินกว่าจะเป็นปีที่กล่าวถึง"
            yield Hit(passage, *stretch, message, hint, {"right": thai_number(right)} if right else {})


RULE = Rule(
    code="far-year",
    severity=Severity.WARNING,
    title="ปีที่ไกลเกินไป",
    reason="มักพิมพ์สลับหลัก เอกสารที่อ้างปีผิดใช้เป็นหลักฐานไม่ได้",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="ตามประกาศ ลงวันที่ 1 มีนาคม 2657",
    right="ตามประกาศ ลงวันที่ 1 มีนาคม 2567 และแผนถึงปี พ.ศ. 2580 ตามพระราชบัญญัติลักษณะปกครองท้องที่ พ.ศ. 2457",
    look=_look,
)

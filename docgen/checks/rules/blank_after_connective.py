"""A blank on either side of และ, หรือ, กับ: the Royal Society has one before it at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_APART = re.compile(r"(?<=[ก-๙] )(?P<word>และ|หรือ|กับ) (?=[ก-ฮเ-ไ])")
_NEW = re.compile(r"นาย|นาง|พล|พัน|ร้อย|สิบ|จ่า|ว่าที่|คุณ|[ก-ฮ]{1,5}(?![ก-๙])")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _APART.finditer(passage.text):
            if not _NEW.match(passage.text, found.end()):
                values = {"word": found["word"]}
                yield Hit(passage, *found.span(), "มีช่องว่างทั้งหน้าและหลังคำว่า {word}", "ไม่ต้องเว้นวรรคหลัง {word}", values)


RULE = Rule(
    code="blank-after-connective",
    severity=Severity.HINT,
    title="เว้นวรรคหลังคำเชื่อม",
    reason="คำเชื่อมติดกับคำที่ตามมา ช่องว่างหลังคำเชื่อมทำให้บรรทัดขาดตรงนั้น",
    source="หลักเกณฑ์การเว้นวรรค สำนักงานราชบัณฑิตยสภา",
    wrong="จัดเก็บข้อมูล และ ประมวลผลข้อมูล",
    right="จัดเก็บข้อมูล และประมวลผลข้อมูล",
    look=_look,
)

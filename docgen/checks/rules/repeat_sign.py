"""No blank around ๆ, or before ฯลฯ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_SIGN = re.compile(r"(?<=[ก-๎])ๆ|ๆ(?=[ก-ฮเ-ไ])|(?<=[ก-๎])ฯลฯ")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _SIGN.finditer(passage.text):
            before, after = passage.text[: found.start()], passage.text[found.end() :]
            left = " " if before and not before[-1].isspace() else ""
            right = " " if found[0] == "ๆ" and re.match("[ก-ฮเ-ไ]", after) else ""
            yield Hit(
                passage,
                *found.span(),
                "ไม่ได้เว้นวรรคที่ {found}",
                "เว้นวรรคหน้าและหลัง {found}",
                {},
                f"{left}{found[0]}{right}",
            )


RULE = Rule(
    code="repeat-sign",
    severity=Severity.HINT,
    title="ช่องว่างที่ไม้ยมกและไปยาลใหญ่",
    reason="ราชบัณฑิตยสภาให้เว้นวรรคทั้งหน้าและหลังไม้ยมก และหน้าไปยาลใหญ่",
    source="หลักเกณฑ์การใช้เครื่องหมายวรรคตอน สำนักงานราชบัณฑิตยสภา",
    wrong="ข้อมูลต่างๆของหน่วยงาน",
    right="ข้อมูลต่าง ๆ ของหน่วยงาน",
    look=_look,
)

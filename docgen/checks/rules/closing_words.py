"""A closing that is none of the wordings in use."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    if kind is None or not kind.closings:
        return  # from when an order holds is its author's to say
    for passage in page.passages:
        if passage.key == "closing" and "".join(passage.text.split()) not in kind.closings:
            values = {"right": kind.closing}
            message = "คำลงท้าย {found} ไม่ใช่ถ้อยคำที่ใช้กัน"
            yield Hit(passage, 0, len(passage.text), message, "ถ้อยคำที่ใช้กันคือ {right}", values)


RULE = Rule(
    code="closing-words",
    severity=Severity.HINT,
    title="ถ้อยคำของคำลงท้าย",
    reason="คำลงท้ายที่ผิดไปจากแบบเป็นที่สังเกตของผู้ตรวจ",
    source="แบบประกาศในราชกิจจานุเบกษา",
    wrong="---\nkind: announcement\nclosing: จึงประกาศทราบทั่วกัน\n---\nข้อความ",
    right="---\nkind: announcement\nclosing: จึงประกาศให้ทราบโดยทั่วกัน\n---\nข้อความ",
    look=_look,
)

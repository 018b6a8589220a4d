"""A closing that is none of the wordings in use."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

# Seen in the Royal Gazette and in published announcements; no source prescribes one.
_IN_USE = (
    "จึงประกาศให้ทราบโดยทั่วกัน",
    "จึงประกาศมาให้ทราบโดยทั่วกัน",
    "จึงประกาศมาเพื่อทราบโดยทั่วกัน",
    "จึงประกาศเพื่อทราบโดยทั่วกัน",
    "จึงขอประกาศให้ทราบโดยทั่วกัน",
    "จึงประกาศให้ทราบและถือปฏิบัติโดยทั่วกัน",
    "จึงประกาศมาเพื่อทราบและถือปฏิบัติโดยทั่วกัน",
)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        if page.kind != "order" and passage.key == "closing" and "".join(passage.text.split()) not in _IN_USE:
            values = {"right": _IN_USE[0]}
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

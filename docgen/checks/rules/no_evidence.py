"""An announcement that answers no item of the assessment, and a report without annexes."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    wanted = kind.wanted_key if kind else ""
    if not wanted or wanted in page.values or not page.passages:
        return
    passage = next((passage for passage in page.passages if passage.key == "kind"), page.passages[0])
    message = (
        "ประกาศนี้ยังไม่ได้ระบุว่าเป็นหลักฐานของข้อใดใน OIT"
        if wanted == "evidence"
        else "รายงานนี้ไม่มีภาคผนวก ชุดเอกสารจะไม่มีประกาศเป็นหลักฐาน"
    )
    yield Hit(passage, 0, len(passage.text), message, "เพิ่ม {wanted}: ในส่วนหัวของไฟล์", {"wanted": wanted})


RULE = Rule(
    code="no-evidence",
    severity=Severity.HINT,
    title="ไม่ได้ระบุข้อของการประเมิน",
    reason="เอกสารที่ไม่ผูกกับข้อใดจะไม่อยู่ในชุดหลักฐาน",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช.",
    wrong="---\nkind: announcement\nsubject: ก\n---\nข้อความ",
    right="---\nkind: announcement\nsubject: ก\nevidence:\n  - item: O42\n---\nข้อความ",
    look=_look,
)

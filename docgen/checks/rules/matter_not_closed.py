"""A paragraph of a letter that begins with a matter known before (ตามที่), and does not close it (นั้น)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS

_OPENS, _CLOSES = "ตามที่", "นั้น"


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    if kind is None or not any(one.key == "to" for one in kind.fields):
        return  # an announcement may begin so and go on
    for passage in page.passages:
        if not passage.key and passage.text.startswith(_OPENS) and _CLOSES not in passage.text:
            message = "ย่อหน้าขึ้นต้นด้วย {found} แต่ไม่มีคำว่า นั้น ปิดท้าย"
            yield Hit(passage, 0, len(_OPENS), message, "เติม นั้น ท้ายเรื่องเดิม แล้วขึ้นย่อหน้าใหม่ด้วย บัดนี้ หรือชื่อหน่วยงาน")


RULE = Rule(
    code="matter-not-closed",
    severity=Severity.HINT,
    title="ตามที่ ไม่มี นั้น",
    reason="ภาคเหตุที่อ้างเรื่องเดิมต้องจบด้วย นั้น ผู้อ่านจึงรู้ว่าเรื่องใหม่เริ่มตรงไหน",
    source="คำอธิบายการเขียนหนังสือราชการ (ภาคเหตุ)",
    wrong="---\nkind: letter\n---\nตามที่จังหวัดแจ้งให้รายงานผลการดำเนินงาน",
    right="---\nkind: letter\n---\nตามที่จังหวัดแจ้งให้รายงานผลการดำเนินงาน นั้น",
    look=_look,
)

"""A part that the form of a document has, and its text does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    if kind is None or not kind.expected:
        return
    text = "\n".join(passage.text for passage in page.passages if not passage.key)
    head = next((passage for passage in page.passages if passage.key == "subject"), None)
    if head is None or not text.strip():
        return  # a build tells what is missing there
    for pattern, part in kind.expected:
        if not re.search(pattern, text):
            values = {"part": part}
            yield Hit(head, 0, len(head.text), "ไม่พบ{part}ในเนื้อความ", "เติม{part} ตามแบบท้ายระเบียบงานสารบรรณ", values)


RULE = Rule(
    code="missing-part",
    severity=Severity.WARNING,
    title="ส่วนที่แบบกำหนดแต่ไม่มีในเนื้อความ",
    reason="ระเบียบที่ไม่บอกชื่อ วันใช้บังคับ หรือผู้รักษาการ และรายงานการประชุมที่ไม่มีมติ ต้องทำใหม่",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ แบบที่ ๕ ๖ ๑๐ และ ๑๑",
    wrong="---\nkind: minutes\nsubject: คณะทำงาน\n---\nระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ",
    right="---\nkind: minutes\nsubject: คณะทำงาน\n---\nระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ\nมติที่ประชุม รับทราบ",
    look=_look,
)

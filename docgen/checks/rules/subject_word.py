"""A title that begins with the words that the form prints before it: เรื่อง, or the whole head of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS

# เรื่องร้องเรียน is a word of its own: only a blank or a colon sets the form's word apart.
_WORD = re.compile(r"[\"']?(?P<words>เรื่อง\s*:\s*|เรื่อง\s+)(?P<rest>\S.*)")
_HEAD = re.compile(r"[\"']?(?P<words>(?:ประกาศ|คำสั่ง)(?:องค์การบริหารส่วนตำบล|อบต\.).*?\sเรื่อง\s+)(?P<rest>\S.*)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    kind = KINDS.get(page.kind)
    if kind is None or not kind.is_issued:
        return
    for passage in page.passages:
        found = (_WORD.match(passage.text) or _HEAD.match(passage.text)) if passage.key == "subject" else None
        if found:
            message = "เอกสารพิมพ์คำว่า เรื่อง ให้อยู่แล้ว จะซ้ำเป็น “เรื่อง {found}…”"
            yield Hit(
                passage, *found.span("words"), message, "เขียน subject: {right}", {"right": found["rest"].rstrip("\"'")}
            )
            return


RULE = Rule(
    code="subject-word",
    severity=Severity.ERROR,
    title="ชื่อเรื่องขึ้นต้นด้วยคำว่า เรื่อง",
    reason="แบบของประกาศและคำสั่งมีคำว่า เรื่อง อยู่แล้ว เอกสารจะพิมพ์สองครั้ง",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ (แบบประกาศ แบบคำสั่ง)",
    wrong="---\nkind: announcement\nsubject: เรื่อง มาตรการประหยัดพลังงาน\n---\nข้อความ",
    right="---\nkind: announcement\nsubject: เรื่องร้องเรียนและวิธีแจ้ง\n---\nข้อความ",
    look=_look,
)

"""The title of an announcement, quoted otherwise than it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS

_ALIKE = 0.88
_END = 20  # letters by which a quotation is recognized


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.kind == "evidence-items":
        return  # an item is named as the assessment names it
    for other in office.pages:
        title = other.values.get("subject", "")
        kind = KINDS.get(other.kind)
        if kind is None or not kind.is_cited or other.path == page.path or len(title) < 2 * _END:
            continue
        for passage in page.passages:
            at = passage.text.find(title[-_END:])
            while at >= 0:
                last = at + _END
                # The quotation may be longer or shorter than the title by a word.
                first = max(passage.text.find(title[:6], max(last - len(title) - 8, 0), last), 0)
                quoted = passage.text[first:last]
                if quoted != title and SequenceMatcher(None, quoted, title, autojunk=False).ratio() > _ALIKE:
                    message = "ชื่อเรื่องของประกาศเขียนไม่ตรง: {found}"
                    yield Hit(passage, first, last, message, "ในประกาศคือ {title}", {"title": title})
                at = passage.text.find(title[-_END:], last)


RULE = Rule(
    code="quoted-title",
    severity=Severity.HINT,
    title="อ้างชื่อเรื่องไม่ตรง",
    reason="ผู้ประเมินหาเอกสารจากชื่อเรื่อง ชื่อที่ไม่ตรงเหมือนเป็นคนละฉบับ",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช.",
    wrong="",
    right="",
    look=_look,
)

"""Hold a template to what was typed: what its document leaves out is told, since nothing is dropped in silence."""

from __future__ import annotations

from docgen.content.records import Announcement
from docgen.errors import error
from docgen.tree import Document, PageBreak, every, texts

_ATTACHED = ("attached", "attached_landscape")


def refuse_unprinted(tree: Document, record: Announcement, template: str) -> None:
    """Raise DocgenError where a template, the program's or the office's own, has no place for a part of a record."""
    if _asked(record) > _given(tree):
        message = f"แม่แบบ templates/{template} ไม่พิมพ์เอกสารแนบท้าย"
        hint = "เติมส่วนเอกสารแนบท้ายในแม่แบบ (ดู announcement.xml.j2) หรือทำเป็นเอกสารของตัวเอง"
        raise error("not-printed", record.place, message, hint)
    line = record.number_line
    if line and line not in "\n".join(words for part in tree.sections for words in texts(part.blocks)):
        message = f"แม่แบบ templates/{template} ไม่พิมพ์ number_line"
        raise error("not-printed", record.place, message, "ลบรายการ number_line เอกสารชนิดนี้ไม่มี")


def _asked(record: Announcement) -> int:
    """Return how often a new page was asked for: before each attachment, and by the author in any part."""
    return len(record.attachments) + sum(str(part).count("<pagebreak") for part in (record.body, *record.attachments))


def _given(tree: Document) -> int:
    """Return how often a document goes on a new page: in a section, or by a section for what is attached."""
    breaks = sum(isinstance(block, PageBreak) for part in tree.sections for block in every(part.blocks))
    return breaks + sum(part.role in _ATTACHED for part in tree.sections)

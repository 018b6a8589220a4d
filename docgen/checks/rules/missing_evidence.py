"""An item of the year's list that a document of docgen should answer, and none does."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.content.listed import EvidenceList
from docgen.errors import Severity
from docgen.kinds.table import KINDS
from docgen.thai.numerals import thai_number


def _is_begun(listed: EvidenceList, answered: set[tuple[int, str]]) -> bool:
    """Tell whether the office works with a list: lists of other years come with docgen, for who needs them."""
    is_own = not any(item.certainty for item in listed.items)
    used = any(item.confirmed or item.address for item in listed.items)
    return is_own or used or any(fiscal_year == listed.fiscal_year for fiscal_year, _ in answered)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    listed = next((one for one in office.lists if one.place.path == page.path), None)
    if listed is None:
        return
    answered = {item for other in office.pages for item in other.items}
    if not _is_begun(listed, answered):
        return
    for item in listed.items:
        if item.answered_by not in KINDS or (listed.fiscal_year, item.code) in answered or item.address:
            continue
        passage = next((passage for passage in page.passages if passage.line == item.place.line), page.passages[0])
        first = max(passage.text.find(item.code), 0)
        values = {"code": item.code, "title": item.title, "document": KINDS[item.answered_by].thai}
        values["year"] = thai_number(listed.fiscal_year)
        message = "ปีงบประมาณ {year} ยังไม่มี{document}ที่ตอบข้อ {code} {title}"
        hint = "ทำ{document} แล้วใส่ evidence: ข้อ {code} ในส่วนหัว หรือใส่ address: ถ้าเผยแพร่ไว้แล้ว"
        yield Hit(passage, first, first + len(item.code), message, hint, values)


RULE = Rule(
    code="missing-evidence",
    severity=Severity.HINT,
    title="ข้อที่ยังไม่มีหลักฐาน",
    reason="ข้อที่ไม่มีเอกสารได้คะแนนศูนย์ทั้งข้อ และมักรู้เมื่อเลยกำหนด",
    source="แบบตรวจ OIT สำนักงาน ป.ป.ช. ของปีนั้น (content/ita/ปี.yaml)",
    wrong="",
    right="",
    look=_look,
)

"""The screen of `docgen status`: what the evidence of a year lacks and when it is due, and how far each document is."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable

from docgen.content.listed import PARTS
from docgen.desk.status import Standing, Status
from docgen.errors import Finding
from docgen.evidence.answers import Answer
from docgen.evidence.documents import EvidenceDocument
from docgen.evidence.index import STATES
from docgen.kinds.table import paper_names
from docgen.outside import harmless
from docgen.thai.characters import columns
from docgen.thai.dates import write_date
from docgen.thai.numerals import thai_number

_MARKS = {"missing": "✗", "outdated": "!", "complete": "✓"}
STEPS = {  # also what the page calls them
    "draft": "ร่าง",
    "withdrawn": "ยกเลิกแล้ว",
    "outdated": "ต้องสร้างใหม่",
    "archived-unsigned": "เก็บแล้ว ยังไม่ได้ลงนาม",
    "signed-archived": "ลงนามและเก็บแล้ว",
    "archived": "เก็บแล้ว",
    "signed": "ลงนามแล้ว",
    "issued": "ออกเลขแล้ว",
    "final": "ฉบับจริง",
}


def year_screen(status: Status) -> str:
    """Return the screen of a fiscal year."""
    items, today = status.items, status.today
    lines = [f"หลักฐาน ITA ปีงบประมาณ พ.ศ. {thai_number(status.fiscal_year)} {status.agency}"]
    counts = [f"{words} {sum(answer.state == state for answer in items)}" for state, words in STATES.items()]
    lines += [" ข้อ: " + "  ".join(counts), *_unsure(status), ""]
    open_items = sorted((answer for answer in items if answer.state != "complete"), key=_urgency)
    lines += [_item(answer, today) for answer in open_items if answer.answered_by != "other" or answer.documents]
    others = [answer for answer in open_items if answer.answered_by == "other" and not answer.documents]
    lines += list(_elsewhere(others, today))
    if not items:
        lines.append(f" ไม่มีรายการข้อของปีนี้ เพิ่มได้ใน content/ita/{status.fiscal_year}.yaml")
    lines += ["", " เอกสาร", *map(_document, status.documents)]
    if not status.documents:
        lines.append("   ไม่มีเอกสารของปีนี้")
    lines += [f"   {_MARKS['outdated']} {_told(one)}" for one in status.doubts]
    lines += _unconfirmed(status)
    if status.register:
        lines += ["", " ทะเบียน", *(f"   {_MARKS['missing']} {_told(one)}" for one in status.register)]
    return "\n".join(lines)


def _unsure(status: Status) -> Iterable[str]:
    """Yield how many items nobody compared with the year's form, and how many days are inferred."""
    count = sum(not answer.confirmed for answer in status.items)
    if count:
        yield f" ยังไม่มีผู้ยืนยันกับแบบของปี {count} ข้อ (รายชื่อข้ออยู่ท้าย)"
    inferred = sum(PARTS["due"] in answer.doubts and answer.state != "complete" for answer in status.items)
    if inferred:
        yield f" วันครบกำหนดของ {inferred} ข้อที่ยังไม่ครบเป็นวันที่อนุมาน ตรวจกับแบบของปี"


def _unconfirmed(status: Status) -> Iterable[str]:
    """Yield which items nobody compared with the year's form, and how it is said that somebody did."""
    codes = [answer.code for answer in sorted(status.items, key=_number) if not answer.confirmed]
    if codes:
        how = f"docgen confirm-item {status.fiscal_year} {codes[0]} --by ชื่อ"
        yield from ("", f" ยังไม่มีผู้ยืนยันกับแบบของปี (เทียบแล้วสั่ง {how})")
        yield from (f"     {line}" for line in textwrap.wrap(" ".join(codes), 90))


def _number(answer: Answer) -> tuple[int, ...]:
    return tuple(int(part) for part in answer.code[1:].split("."))


def _told(finding: Finding) -> str:
    return harmless(f"{finding.place}: {finding.message}", 300)


def _urgency(answer: Answer) -> tuple[datetime.date, str]:
    return answer.due, answer.code.rjust(8)


def _elsewhere(others: list[Answer], today: datetime.date) -> Iterable[str]:
    """Yield a line for each due date of what docgen does not make: the office publishes it, and notes its address."""
    for due in sorted({answer.due for answer in others}):
        codes = " ".join(answer.code for answer in others if answer.due == due)
        yield f" {_MARKS['missing']} {_due(due, today)} เผยแพร่ทางอื่น ยังไม่ได้ใส่ที่อยู่บนเว็บไซต์ (address):"
        yield from (f"     {line}" for line in textwrap.wrap(codes, 90))


def _item(answer: Answer, today: datetime.date) -> str:
    due = _padded(_due(answer.due, today), 40)
    return f" {_MARKS[answer.state]} {_padded(answer.code, 5)} {due} {answer.title}: {answer.reason}"


def _due(due: datetime.date, today: datetime.date) -> str:
    days = (due - today).days
    when = f"เลยกำหนด {-days:,} วัน" if days < 0 else "ครบกำหนดวันนี้" if days == 0 else f"อีก {days:,} วัน"
    return f"{write_date(due, 'plain')} ({when})"


def _document(standing: Standing) -> str:
    one = standing.document
    return f"   {_padded(STEPS[standing.step], 22)} {_named(one)} ({', '.join(one.items) or 'ไม่ได้ระบุข้อ'})"


def _named(one: EvidenceDocument) -> str:
    kind = paper_names()[one.kind]
    if one.number:
        return f"{kind}ที่ {one.number} {one.title}"
    return one.title if one.title.startswith(kind) else f"{kind} {one.title}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))

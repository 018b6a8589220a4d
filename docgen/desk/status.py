"""`docgen status`: on one screen, what the evidence of a year lacks and when it is due, and how far each document is.

The one place of the evidence that looks at today's date; nothing here is written into a file.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable
from pathlib import Path

from docgen.build.program import program_fingerprint
from docgen.build.state import State, read_state
from docgen.checks.project import checked_project
from docgen.content.items import item_list_of
from docgen.document.issued_files import register_findings
from docgen.errors import Finding
from docgen.evidence.answers import Answer, answers
from docgen.evidence.bag.shelf import FOLDER
from docgen.evidence.documents import EvidenceDocument, documents_of
from docgen.evidence.index import STATES
from docgen.folder.files import Files
from docgen.folder.regular import MAX_MANIFEST_BYTES, read_regular
from docgen.folder.there import files_of
from docgen.kinds.table import paper_names
from docgen.outside import harmless
from docgen.thai.characters import columns
from docgen.thai.dates import write_date
from docgen.thai.numerals import thai_number

_MARKS = {"missing": "✗", "outdated": "!", "complete": "✓"}


def status(root: Path, year: int) -> str:
    """Return the screen for a fiscal year (Buddhist). Raises DocgenError for content or a journal that is broken."""
    project = checked_project(root)
    doubts: list[Finding] = []
    documents = documents_of(project, year, None, doubts)
    found = answers(item_list_of(root, Files(root), year), documents, year, None)
    today = datetime.date.today()
    lines = [f"หลักฐาน ITA ปีงบประมาณ พ.ศ. {thai_number(year)} {project.agency.name}"]
    counts = [f"{words} {sum(answer.state == state for answer in found)}" for state, words in STATES.items()]
    lines += [" ข้อ: " + "  ".join(counts), ""]
    open_items = sorted((answer for answer in found if answer.state != "complete"), key=_urgency)
    lines += [_item(answer, today) for answer in open_items if answer.document != "other" or answer.documents]
    others = [answer for answer in open_items if answer.document == "other" and not answer.documents]
    lines += list(_elsewhere(others, today))
    if not found:
        lines.append(f" ไม่มีรายการข้อของปีนี้ เพิ่มได้ใน content/ita/{year}.yaml")
    lines += ["", " เอกสาร"]
    state = read_state(root, program_fingerprint())
    lines += list(_documents(documents, state, _archived(root, year)))
    if not documents:
        lines.append("   ไม่มีเอกสารของปีนี้")
    lines += [f"   {_MARKS['outdated']} {harmless(f'{one.place}: {one.message}', 300)}" for one in doubts]
    lines += list(_register(root))
    return "\n".join(lines)


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


def _documents(documents: Iterable[EvidenceDocument], state: State, archived: set[str]) -> Iterable[str]:
    for one in documents:
        if one.is_draft:
            step = "ร่าง"
        elif one.state == "withdrawn":
            step = "ยกเลิกแล้ว"
        elif not state.fresh(one.target.name, one.target.outputs):
            step = "ต้องสร้างใหม่"
        elif state.hash_of(one.signed or one.pdf) in archived:
            is_open = one.signatories and one.state != "signed"
            step = "เก็บแล้ว ยังไม่ได้ลงนาม" if is_open else "ลงนามและเก็บแล้ว" if one.signatories else "เก็บแล้ว"
        else:
            step = {"signed": "ลงนามแล้ว", "issued": "ออกเลขแล้ว"}.get(one.state, "ฉบับจริง")
        yield f"   {_padded(step, 22)} {_named(one)} ({', '.join(one.items) or 'ไม่ได้ระบุข้อ'})"


def _register(root: Path) -> Iterable[str]:
    """Yield what is amiss with register and journal, nothing if they and the files that they name agree."""
    if found := register_findings(root):
        yield from ("", " ทะเบียน")
        yield from (f"   {_MARKS['missing']} {harmless(f'{one.place}: {one.message}', 300)}" for one in found)


def _named(one: EvidenceDocument) -> str:
    kind = paper_names()[one.kind]
    if one.number:
        return f"{kind}ที่ {one.number} {one.title}"
    return one.title if one.title.startswith(kind) else f"{kind} {one.title}"


def _archived(root: Path, year: int) -> set[str]:
    """Return the SHA-256 of what the bags of a year hold."""
    found: set[str] = set()
    for manifest in files_of(root / FOLDER, f"{year}-*-v*/manifest-sha256.txt"):
        found |= {
            line.partition("  ")[0]
            for line in read_regular(manifest, MAX_MANIFEST_BYTES).decode(errors="replace").splitlines()
        }
    return found


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))

"""`docgen issue FILE`: give a finished announcement or order its number, and lock its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.atomic import write_files
from docgen.checks.target import check_target
from docgen.content.files import Files
from docgen.content.records import Announcement
from docgen.documents import make_documents, read_announcement_of, read_order_of
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.journal import project_journal, record
from docgen.project import Project, read_project
from docgen.register import KINDS, REGISTER_FILE, Entry, Register, locked_register, register_bytes
from docgen.targets import Target, chosen_targets, find_targets
from docgen.thai.months import BUDDHIST_OFFSET
from docgen.thai.numerals import to_arabic_digits


def issue(root: Path, file: str, *, correct: str = "", number: int = 0) -> tuple[Entry, list[Finding]]:
    """Write a document into the register and return its entry, with the warnings that its check gave.

    `correct` is why an issued document is issued again with another content; `number` begins a year that the office
    counted by hand so far. Raises DocgenError for a draft, a document with errors, a number that does not follow, one
    that is issued already or was changed without a reason; then the register is as it was.
    """
    project_journal(root)  # one that was touched is told before anything is written
    project = read_project(root)
    (target,) = chosen_targets(root, [file], find_targets(root))[:1]
    shown = target.path.relative_to(root).as_posix()
    if target.kind == "reports":
        hint = "ออกเลขได้เฉพาะประกาศและคำสั่ง"
        raise error("not-numbered", Place(shown), "รายงานไม่มีเลขที่", hint)
    if not 0 <= number < 100_000:
        raise error("wrong-number", Place(shown), f"ออกเลขที่ {number} ไม่ได้", "เลขที่เริ่มจาก 1")
    # What is issued is compared with what was issued below, not while it is read.
    project = replace(project, register=Register())
    with locked_register(root) as register:
        findings = _checked(target, project)
        files = Files(root)
        document = (read_order_of if target.kind == "orders" else read_announcement_of)(target.path, project, files)
        if document.is_draft:
            raise error("is-draft", Place(shown, 1), "เอกสารนี้ยังเป็นร่าง", "เปลี่ยน status: เป็น final แล้วสั่งใหม่")
        entry = _entry(target, document, register, shown, files.hashes[shown], correct, number)
        made = Register((*register.entries, entry))
        write_files({root / REGISTER_FILE: register_bytes(made)})
    record(root)
    return entry, findings


def _checked(target: Target, project: Project) -> list[Finding]:
    """Return the warnings of a document. Raises DocgenError if anything is wrong with it."""
    made = make_documents(target, project)
    findings = [*made.findings, *check_target(target, project)]
    # What a build only warns of: nobody means to issue the words that tell what to type where.
    errors = [one for one in findings if one.severity is Severity.ERROR or one.code == "placeholder-text"]
    if errors:
        raise DocgenError(errors)
    return [finding for finding in findings if finding.severity is Severity.WARNING]


def _entry(
    target: Target, document: Announcement, register: Register, shown: str, sha256: str, correct: str, number: int
) -> Entry:
    kind = target.kind.removesuffix("s")
    year = document.date.year + BUDDHIST_OFFSET
    known = register.latest(shown)
    names = ", ".join(signatory.name for signatory in document.signatories)
    entry = Entry(kind, 0, year, 1, document.date.isoformat(), document.subject, names, shown, sha256, "issued")
    if known is not None:
        if known.sha256 == sha256:
            message = f"ออกเลขแล้ว: {KINDS[kind]}ที่ {known.shown_number}"
            raise error("already-issued", Place(shown, 1), message, "ไม่ต้องทำอะไรอีก")
        if not correct.strip():
            register.refuse_change(shown, sha256)
        version, remark = known.version + 1, " ".join(correct.split())
        entry = replace(entry, number=known.number, buddhist_year=known.buddhist_year, version=version)
        return replace(entry, state="corrected", remark=remark)
    if correct.strip():
        raise error("not-issued", Place(shown, 1), "เอกสารนี้ยังไม่เคยออกเลข จึงไม่มีฉบับให้แก้ไข", "สั่งใหม่โดยไม่ใส่ --correct")
    return replace(entry, number=_number(kind, document, register, year, shown, number))


def _number(kind: str, document: Announcement, register: Register, year: int, shown: str, given: int) -> int:
    """Return the number of a new document: the next one of its year, which an order must carry already."""
    following = register.next_number(kind, year)
    typed, _, typed_year = to_arabic_digits(document.number).partition("/")
    wanted = given or (int(typed) if typed else 0)
    if typed and int(typed_year) != year:
        message = f"เลขที่คำสั่งเป็นปี {typed_year} แต่วันที่เป็นปี {year}"
        raise error("wrong-number", Place(shown, 1), message, f"แก้ number: ให้เป็นปี {year}")
    if typed and given and int(typed) != given:
        raise error("wrong-number", Place(shown, 1), f"ในไฟล์เป็นเลขที่ {typed} แต่สั่งให้ออกเลข {given}", "แก้ให้ตรงกัน")
    if following is not None and wanted not in (0, following):
        message = f"เลขที่ {wanted}/{year} ออกไม่ได้ เลขถัดไปคือ {following}/{year}"
        raise error("wrong-number", Place(shown, 1), message, f"ใช้เลข {following} เลขที่ต้องต่อกันและไม่ซ้ำ")
    return following or wanted or 1

"""`docgen issue FILE`: give a finished announcement or order its number, and lock its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.build.composed import refuse_unmakeable
from docgen.build.program import program_fingerprint
from docgen.build.state import read_state
from docgen.checks.examine import examine, refuse_unfit
from docgen.checks.project import checked_project
from docgen.content.records import Announcement
from docgen.desk.done import Done
from docgen.document.issued_files import files_amiss, issued_elsewhere, refuse_moved
from docgen.document.project import Project
from docgen.document.targets import Target, chosen_targets, find_targets
from docgen.document.trees import Trees, read_document
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.files import Files, file_digest
from docgen.folder.there import files_of, is_there
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.registry.because import reason_of
from docgen.registry.entry import Entry
from docgen.registry.journal import SIGNED_FOLDER, record, scan_rows
from docgen.registry.register import REGISTER_FILE, Register, locked_register, write_register
from docgen.registry.vouching import refuse_disagreements
from docgen.thai.numerals import to_arabic_digits


def issue(root: Path, file: str, *, correct: str = "", number: int = 0) -> Done[Entry]:
    """Write a document into the register and return its entry, with the warnings that its check gave.

    `correct` is why an issued document is issued again with another content; `number` begins a year that the office
    counted by hand so far. Raises DocgenError for a draft, a document with errors or whose PDF and Word file can't be
    made, a number that does not follow, one that is issued already or was changed without a reason; then the register
    is as it was.
    """
    project = checked_project(root)
    refuse_disagreements(root)
    record(root)  # what a killed process left out; one that was touched is told before anything is written
    reason = reason_of(correct, "--correct")
    (target,) = chosen_targets(root, [file], find_targets(root))[:1]
    shown = target.path.relative_to(root).as_posix()
    if not target.kind.is_issued:
        hint = "ออกเลขได้เฉพาะ" + "และ".join(kind.thai for kind in KINDS.issued())
        raise error("not-numbered", Place(shown), f"{target.kind.thai}ไม่มีเลขที่", hint)
    if not 0 <= number < 100_000:
        raise error("wrong-number", Place(shown), f"ออกเลขที่ {number} ไม่ได้", "เลขที่เริ่มจาก 1")
    # What is issued is compared with what was issued below, not while it is read.
    project = replace(project, register=Register())
    examined = examine(target, project)
    made, findings = examined.trees(), examined.findings
    refuse_unfit(findings, "issue")
    files = Files(root)
    document = read_document(target.path, target.kind, project, files)
    if document.is_draft:
        raise error("is-draft", Place(shown, 1), "เอกสารนี้ยังเป็นร่าง", "เปลี่ยน status: เป็น final แล้วสั่งใหม่")
    _refuse_unmakeable(target, made, project)
    with locked_register(root) as register:
        if files.hashes[shown] != made.hashes[shown] or file_digest(target.path) != made.hashes[shown]:
            raise error("content-changes", Place(shown, 1), "เนื้อหาถูกแก้ระหว่างออกเลข", "บันทึกไฟล์ให้เสร็จแล้วสั่งใหม่")
        _refuse_other_copy(root, register, shown, files.hashes[shown], document)
        entry = _entry(target, document, register, shown, files.hashes[shown], reason, number)
        amiss = files_amiss(root, register)
        write_register(root, (*register.entries, entry))
        record(root)
    warnings = [replace(one, severity=Severity.WARNING) for one in amiss]
    told = (one for one in findings if one.severity is Severity.WARNING)
    return Done(entry, (*told, *warnings, *_signed_before(root, register)))


def _refuse_other_copy(root: Path, register: Register, shown: str, sha256: str, document: Announcement) -> None:
    """Raise DocgenError for a document that has its number under another file name."""
    refuse_moved(root, register, shown, sha256)
    if entry := issued_elsewhere(register, shown, sha256):
        message = f"เนื้อหานี้ออกเป็น{entry.named} ในชื่อ {harmless(entry.path)} แล้ว"
        raise error("issued-copy", Place(shown, 1), message, "แก้ให้เป็นฉบับใหม่ หรือลบไฟล์นี้")
    if register.latest(shown) is not None:
        return
    for entry in {one.path: one for one in register.entries}.values():
        is_like = (entry.date, entry.subject) == (document.date.isoformat(), document.subject)
        if is_like and entry.state != "withdrawn" and not is_there(root / entry.path):
            message = f"เรื่องและวันที่ตรงกับ{entry.named} ซึ่งไม่พบไฟล์ {harmless(entry.path)}: ดูเหมือนถูกเปลี่ยนชื่อและแก้ข้อความ"
            hint = f'เปลี่ยนชื่อกลับ แล้วสั่ง docgen issue {harmless(entry.path)} --correct "เหตุผล"'
            raise error("issued-moved", Place(shown, 1), message, hint)


def _signed_before(root: Path, register: Register) -> list[Finding]:
    """Return a warning where a register begins, although documents were signed that it does not know."""
    if register.entries:
        return []
    names = [path.relative_to(root / SIGNED_FOLDER).as_posix() for path in files_of(root / SIGNED_FOLDER, "**/*.pdf")]
    names += [row[0] for row in scan_rows(root)]
    folders = tuple(f"{kind.folder}/" for kind in KINDS.issued())
    if not (unknown := [name for name in names if name.startswith(folders)]):
        return []
    message = f"ทะเบียนเริ่มใหม่ แต่มีเอกสารที่ลงนามแล้ว {len(unknown)} ฉบับ เช่น {harmless(unknown[0])}"
    hint = "ถ้าเคยออกเลขไว้ ให้คืน content/register.csv และ content/journal.jsonl จากสำเนา"
    return [Finding("register-begins", Place(REGISTER_FILE), message, hint, Severity.WARNING)]


def _refuse_unmakeable(target: Target, made: Trees, project: Project) -> None:
    """Raise DocgenError for a document that reads well and can't be set or written: it would keep a number for nothing.

    What was built from the very same files is not made again.
    """
    state = read_state(project.root, program_fingerprint())
    if not state.fresh(target.name, target.outputs):
        refuse_unmakeable(target, made, project)


def _entry(
    target: Target, document: Announcement, register: Register, shown: str, sha256: str, reason: str, number: int
) -> Entry:
    kind = target.kind.name
    buddhist_year = target.kind.number_year(document.date)
    known = register.latest(shown)
    names = ", ".join(signatory.name for signatory in document.signatories)
    entry = Entry(
        kind,
        0,
        buddhist_year,
        1,
        document.date.isoformat(),
        document.subject,
        names,
        shown,
        sha256,
        "issued",
        series=document.series,
    )
    if known is not None:
        if known.state == "withdrawn":
            message = f"{known.named} ยกเลิกแล้ว ออกเลขหรือออกฉบับแก้ไขอีกไม่ได้"
            raise error("withdrawn", Place(shown, 1), message, "ออกเป็นฉบับใหม่ในไฟล์ใหม่ ได้เลขใหม่")
        if known.sha256 == sha256:
            message = f"ออกเลขแล้ว: {known.named}"
            raise error("already-issued", Place(shown, 1), message, "ไม่ต้องทำอะไรอีก")
        if not reason:
            register.refuse_change(shown, sha256)
        numbers = {"number": known.number, "buddhist_year": known.buddhist_year, "series": known.series}
        entry = replace(entry, **numbers, version=known.version + 1)  # type: ignore[arg-type]
        return replace(entry, state="corrected", remark=reason)
    if reason:
        raise error("not-issued", Place(shown, 1), "เอกสารนี้ยังไม่เคยออกเลข จึงไม่มีฉบับให้แก้ไข", "สั่งใหม่โดยไม่ใส่ --correct")
    return replace(entry, number=_number(kind, document, register, buddhist_year, shown, number))


def _number(kind: str, document: Announcement, register: Register, buddhist_year: int, shown: str, given: int) -> int:
    """Return the number of a new document: the next one of its year, which an order must carry already."""
    following = register.next_number(kind, buddhist_year, document.series)
    typed, _, typed_year = to_arabic_digits(document.number).partition("/")
    wanted = given or (int(typed) if typed else 0)
    if typed and typed_year and int(typed_year) != buddhist_year:
        message = f"เลขที่{KINDS[kind].thai}เป็นปี {typed_year} แต่วันที่เป็นปี {buddhist_year}"
        raise error("wrong-number", Place(shown, 1), message, f"แก้ number: ให้เป็นปี {buddhist_year}")
    if typed and given and int(typed) != given:
        raise error("wrong-number", Place(shown, 1), f"ในไฟล์เป็นเลขที่ {typed} แต่สั่งให้ออกเลข {given}", "แก้ให้ตรงกัน")
    if following is not None and wanted not in (0, following):
        message = f"เลขที่ {wanted}/{buddhist_year} ออกไม่ได้ เลขถัดไปคือ {following}/{buddhist_year}"
        raise error("wrong-number", Place(shown, 1), message, f"ใช้เลข {following} เลขที่ต้องต่อกันและไม่ซ้ำ")
    return following or wanted or 1

"""What is to be issued, and what may stop it: asked before anybody confirms, and again by `issue` itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from docgen.build.composed import refuse_unmakeable
from docgen.build.program import program_fingerprint
from docgen.build.state import read_state
from docgen.checks.examine import Examined, examine, refuse_unfit
from docgen.content.records import Announcement
from docgen.document.issued_files import issued_elsewhere, refuse_moved
from docgen.document.project import Project
from docgen.document.targets import Target, chosen_targets, find_targets
from docgen.document.trees import read_document
from docgen.errors import Place, error
from docgen.folder.files import Files, file_digest
from docgen.folder.there import is_there
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.registry.register import Entry, Register
from docgen.thai.numerals import to_arabic_digits


@dataclass(frozen=True)
class Candidate:
    """A document that may be issued: its target, the project without its register, all that is found in it.

    What is issued is compared with what was issued by `entry_of`, not while it is read.
    """

    target: Target
    project: Project
    examined: Examined

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.project.root

    @property
    def shown(self) -> str:
        """The project path of its content file."""
        return self.target.path.relative_to(self.root).as_posix()

    @cached_property
    def read(self) -> tuple[Announcement, str]:
        """The document and the SHA-256 of its file, read once. Raises DocgenError."""
        files = Files(self.root)
        document = read_document(self.target.path, self.target.kind, self.project, files)
        return document, files.hashes[self.shown]


def candidate_of(root: Path, file: str, project: Project) -> Candidate:
    """Return a document that may be issued. Raises DocgenError for a stranger, or a kind without numbers."""
    (target,) = chosen_targets(root, [file], find_targets(root))[:1]
    shown = target.path.relative_to(root).as_posix()
    if not target.kind.is_issued:
        hint = "ออกเลขได้เฉพาะ" + "และ".join(kind.thai for kind in KINDS.issued())
        raise error("not-numbered", Place(shown), f"{target.kind.thai}ไม่มีเลขที่", hint)
    project = replace(project, register=Register())
    return Candidate(target, project, examine(target, project))


def refuse_number(candidate: Candidate, number: int) -> None:
    """Raise DocgenError for what is no number that an office gives (0: the next one)."""
    if not 0 <= number < 100_000:
        raise error("wrong-number", Place(candidate.shown), f"ออกเลขที่ {number} ไม่ได้", "เลขที่เริ่มจาก 1")


def _refuse_faults(candidate: Candidate) -> None:
    candidate.examined.trees()
    refuse_unfit(candidate.examined.findings, "issue")


def _refuse_draft(candidate: Candidate) -> None:
    if candidate.read[0].is_draft:
        place = Place(candidate.shown, 1)
        raise error("is-draft", place, "เอกสารนี้ยังเป็นร่าง", "เปลี่ยน status: เป็น final แล้วสั่งใหม่")


def _refuse_unmakeable(candidate: Candidate) -> None:
    """Raise DocgenError for a document that reads well and can't be set or written: it would keep a number for nothing.

    What was built from the very same files is not made again.
    """
    target = candidate.target
    state = read_state(candidate.root, program_fingerprint())
    if not state.fresh(target.name, target.outputs):
        refuse_unmakeable(target, candidate.examined.trees(), candidate.project)


# In this order: the first that stops an issue is told by it, all that do by a prospect.
REFUSALS: tuple[Callable[[Candidate], None], ...] = (_refuse_faults, _refuse_draft, _refuse_unmakeable)


def entry_of(candidate: Candidate, register: Register, reason: str, number: int) -> Entry:
    """Return the entry that a document gets. Raises DocgenError for a number that does not follow, one that is issued.

    So too for one that was changed without a reason, and a file that was changed since it was examined.
    """
    shown, made = candidate.shown, candidate.examined.trees()
    document, sha256 = candidate.read
    if sha256 != made.hashes[shown] or file_digest(candidate.target.path) != made.hashes[shown]:
        raise error("content-changes", Place(shown, 1), "เนื้อหาถูกแก้ระหว่างออกเลข", "บันทึกไฟล์ให้เสร็จแล้วสั่งใหม่")
    _refuse_other_copy(candidate.root, register, shown, sha256, document)
    return _entry(candidate.target, document, register, shown, sha256, reason, number)


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


def _entry(
    target: Target, document: Announcement, register: Register, shown: str, sha256: str, reason: str, number: int
) -> Entry:
    kind = target.kind.name
    buddhist_year = target.kind.number_year(document.date)
    known = register.latest(shown)
    names = ", ".join(signatory.name for signatory in document.signatories)
    entry = Entry(
        kind, 0, buddhist_year, 1, document.date.isoformat(), document.subject, names, shown, sha256, "issued"
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
        entry = replace(entry, number=known.number, buddhist_year=known.buddhist_year, version=known.version + 1)
        return replace(entry, state="corrected", remark=reason)
    if reason:
        raise error("not-issued", Place(shown, 1), "เอกสารนี้ยังไม่เคยออกเลข จึงไม่มีฉบับให้แก้ไข", "สั่งใหม่โดยไม่ใส่ --correct")
    return replace(entry, number=_number(kind, document, register, buddhist_year, shown, number))


def _number(kind: str, document: Announcement, register: Register, buddhist_year: int, shown: str, given: int) -> int:
    """Return the number of a new document: the next one of its year, which an order must carry already."""
    following = register.next_number(kind, buddhist_year)
    typed, _, typed_year = to_arabic_digits(document.number).partition("/")
    wanted = given or (int(typed) if typed else 0)
    if typed and int(typed_year) != buddhist_year:
        message = f"เลขที่{KINDS[kind].thai}เป็นปี {typed_year} แต่วันที่เป็นปี {buddhist_year}"
        raise error("wrong-number", Place(shown, 1), message, f"แก้ number: ให้เป็นปี {buddhist_year}")
    if typed and given and int(typed) != given:
        raise error("wrong-number", Place(shown, 1), f"ในไฟล์เป็นเลขที่ {typed} แต่สั่งให้ออกเลข {given}", "แก้ให้ตรงกัน")
    if following is not None and wanted not in (0, following):
        message = f"เลขที่ {wanted}/{buddhist_year} ออกไม่ได้ เลขถัดไปคือ {following}/{buddhist_year}"
        raise error("wrong-number", Place(shown, 1), message, f"ใช้เลข {following} เลขที่ต้องต่อกันและไม่ซ้ำ")
    return following or wanted or 1

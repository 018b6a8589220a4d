"""`docgen issue FILE`: give a finished announcement or order its number, and lock its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.build.candidate import REFUSALS, candidate_of, entry_of, refuse_number
from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.issued_files import files_amiss
from docgen.errors import Finding, Place, Severity
from docgen.folder.there import files_of
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.registry.because import reason_of
from docgen.registry.journal import SIGNED_FOLDER, record, scan_rows
from docgen.registry.register import REGISTER_FILE, Entry, Register, locked_register, write_register
from docgen.registry.vouching import refuse_disagreements


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
    candidate = candidate_of(root, file, project)
    refuse_number(candidate, number)
    for refuse in REFUSALS:
        refuse(candidate)
    with locked_register(root) as register:
        entry = entry_of(candidate, register, reason, number)
        amiss = files_amiss(root, register)
        write_register(root, (*register.entries, entry))
        record(root)
    warnings = [replace(one, severity=Severity.WARNING) for one in amiss]
    told = (one for one in candidate.examined.findings if one.severity is Severity.WARNING)
    return Done(entry, (*told, *warnings, *_signed_before(root, register)))


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

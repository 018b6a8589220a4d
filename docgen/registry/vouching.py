"""Register and journal vouch for each other: what one lacks is told, and can be made anew from the other.

The register is written first and the journal after it, under one lock, so that a killed process leaves the journal one
entry behind at most; whatever else differs was deleted, cut or changed by somebody. Evidence bags name the entry of the
journal that was the last when they were made, and hold journal and register as they were then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.locks import locked
from docgen.outside import harmless, quoted
from docgen.registry.entry import Entry
from docgen.registry.journal import Event, journal_short, project_journal, refuse_cut, registered, unrecorded
from docgen.registry.register import REGISTER_FILE, Register, lock_of, read_register
from docgen.registry.replay import replayed

_REBUILD = "คืนไฟล์จากสำเนาล่าสุด หรือสั่ง docgen register --rebuild"


def vouched_register(root: Path) -> Register:
    """Return the register with what the journal knows and it lacks: no lock goes where a row was taken out.

    Raises DocgenError for a register that can't be read.
    """
    try:
        events = project_journal(root)  # before the register, which is written first
    except DocgenError:
        return read_register(root)
    return _vouched(events, read_register(root))[0]


def _vouched(events: Sequence[Event], register: Register) -> tuple[Register, list[Entry]]:
    """Return the register with what it lacks, and what that is."""
    made = replayed(events, register.entries)
    lacking = _lacking(made, register)
    return (Register((*made, *_beyond(made, register))) if lacking else register), lacking


def looked_at(root: Path) -> tuple[Register, list[Finding]]:
    """Return the register with what the journal knows and it lacks, and what the two and the bags do not tell alike.

    Raises DocgenError for a register that can't be read.
    """
    register, found = _look(root)
    if not found:
        return register, found
    try:
        # Another process may be between the two: what looks wrong is looked at again while nobody writes.
        with locked(lock_of(root)):
            return _look(root)
    except OSError:  # a project that may only be read
        return _look(root)


def _look(root: Path) -> tuple[Register, list[Finding]]:
    try:
        events = project_journal(root)
    except DocgenError as problem:
        return read_register(root), list(problem.findings)
    register = read_register(root)
    vouched, short = _vouched(events, register)
    found = [_register_short(entry) for entry in short]
    lacking = [one for one in unrecorded(registered(register.entries), events) if one.entry]
    if len(lacking) > 1:
        found += journal_short(lacking).findings
    try:
        refuse_cut(root, events)
    except DocgenError as problem:
        found += problem.findings
    return vouched, [*found, *_edited(events, register)]


def _register_short(entry: Entry) -> Finding:
    message = f"ทะเบียนไม่มี{entry.named} ฉบับที่ {entry.version} ({harmless(entry.path)}) ที่บันทึกเหตุการณ์มี"
    if entry.state == "withdrawn":
        message = f"ทะเบียนไม่บอกว่า{entry.named} ({harmless(entry.path)}) ยกเลิกแล้ว แต่บันทึกเหตุการณ์บอก"
    return Finding("register-short", Place(REGISTER_FILE), message, _REBUILD)


def _lacking(made: Iterable[Entry], register: Register) -> list[Entry]:
    """Return what the journal tells and the register does not."""
    known = {_version(entry): entry for entry in register.entries}
    return [
        entry
        for entry in made
        if (row := known.get(_version(entry))) is None or (entry.state == "withdrawn") > (row.state == "withdrawn")
    ]


def _beyond(made: Iterable[Entry], register: Register) -> list[Entry]:
    """Return what the register tells and the journal does not, where no number is claimed by both."""
    taken = {(*one.counted_in, one.number, one.version) for one in made}
    return [one for one in register.entries if (*one.counted_in, one.number, one.version) not in taken]


def _version(entry: Entry) -> tuple[str, int, str]:
    return entry.path, entry.version, entry.sha256


def refuse_disagreements(root: Path) -> None:
    """Raise DocgenError if a number could be given twice because register or journal lack something."""
    if problems := [one for one in looked_at(root)[1] if one.severity is Severity.ERROR]:
        raise DocgenError(problems)


def _edited(events: Sequence[Event], register: Register) -> Iterator[Finding]:
    """Yield the rows whose words are not those that were written down when the number was given."""
    told = {(one.sha256, one.entry[3]): one.entry for one in events if one.entry}
    for line, entry in enumerate(register.entries, start=2):
        numbers = (entry.number_cell, str(entry.buddhist_year), str(entry.version))
        row = (entry.kind, *numbers, entry.date, entry.subject, entry.signatory)
        written = told.get((entry.sha256, str(entry.version)), row)
        for mine, theirs in zip(row, written, strict=True):
            if mine != theirs:
                message = f"แถวนี้ถูกแก้หลังออกเลข: เป็น {quoted(mine, 60)} เดิม {quoted(theirs, 60)}"
                yield Finding("register-edited", Place(REGISTER_FILE, line), message, _REBUILD, Severity.WARNING)

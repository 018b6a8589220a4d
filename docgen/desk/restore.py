"""`docgen register --rebuild`: make register and journal whole again, each from what the other and the bags still tell.

The journal is the witness: it is chained by hashes and says of each number which file it was given to. What is there is
never thrown away: the register that was, if it differs, is kept beside the new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.checks.project import checked_project
from docgen.content.records import Announcement
from docgen.desk.done import Done
from docgen.document.project import Project
from docgen.document.trees import read_document
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.atomic import write_files
from docgen.folder.files import Files, file_digest
from docgen.folder.locks import locked
from docgen.folder.regular import read_file, read_regular
from docgen.folder.there import is_there
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.registry.entry import Entry
from docgen.registry.heads import bag_heads
from docgen.registry.journal import (
    JOURNAL_FILE,
    MAX_BYTES,
    Event,
    add_events,
    lock_of,
    project_journal,
    read_journal,
    registered,
    unrecorded,
)
from docgen.registry.register import REGISTER_FILE, Register, order_faults, read_register, register_bytes
from docgen.registry.register import lock_of as register_lock
from docgen.registry.replay import replayed

_BAG_JOURNAL = "data/journal.jsonl"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was made whole: entries put back into the register, and events into the journal."""

    entries: int
    events: int


def restore(root: Path) -> Done[Restored]:
    """Put back into the register what the journal tells, and into the journal what a bag or the register tells.

    Raises DocgenError where they contradict each other; nothing is written then.
    """
    with locked(register_lock(root)), locked(lock_of(root)):
        rows, before, told = _rows(root)
        findings = [*told]
        here = _journal(root)
        events = _from_bag(root, here)
        made = replayed(events, rows, _Elsewhere(root).entry)
        taken = {_claim(one): one for one in made}
        more = [one for one in rows if _claim(one) not in taken]
        entries = (*made, *more)
        if problems := [*order_faults(entries), *_contradictions(rows, taken, events)]:
            raise DocgenError(problems)
        content = register_bytes(Register(entries))
        known = {(one.path, one.version, one.sha256, one.state == "withdrawn") for one in rows}
        back = [one for one in made if (one.path, one.version, one.sha256, one.state == "withdrawn") not in known]
        added = unrecorded(registered(more), events)
        if content != before and (back or not rows):
            findings += _write(root, content, before)
            words = f"ทะเบียน {len(back)} รายการ บันทึก {len(added) + len(events) - len(here)} รายการ"
            added.append(Event("", "restored", REGISTER_FILE, hashlib.sha256(content).hexdigest(), words))
        add_events(root, events, added)
        _write_journal(root, () if added else events)
    findings += [_to_look_at(one) for one in back if not one.date]
    return Done(Restored(len(back), len(added) + len(events) - len(here)), tuple(findings))


def _claim(entry: Entry) -> tuple[str, int, int, int]:
    return entry.kind, entry.number, entry.buddhist_year, entry.version


def _rows(root: Path) -> tuple[tuple[Entry, ...], bytes, list[Finding]]:
    """Return the entries of the register that is there, none if it can't be read, its bytes, and why it can't."""
    path = root / REGISTER_FILE
    content = Files(root).read(path) if is_there(path) else b""
    try:
        return read_register(root).entries, content, []
    except DocgenError as problem:
        told = [Finding(one.code, one.place, one.message, "", Severity.WARNING) for one in problem.findings]
        return (), content, told


def _journal(root: Path) -> tuple[Event, ...]:
    """Return the journal, without a last line that was cut, and as it was where another program wrote it anew.

    What such a program puts in (a mark of the encoding, line ends of Windows) is known; the hashes tell that all else
    is as it was. Raises DocgenError where it was changed within.
    """
    try:
        return project_journal(root)
    except DocgenError:
        content = read_file(root / JOURNAL_FILE, JOURNAL_FILE, MAX_BYTES)
        content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        return read_journal(content[: content.rfind(b"\n") + 1])


def _write_journal(root: Path, events: Sequence[Event]) -> None:
    """Write the journal if it is another than what lies there; nothing for no events."""
    content = b"".join(one.line for one in events)
    path = root / JOURNAL_FILE
    if content and (not is_there(path) or read_file(path, JOURNAL_FILE, MAX_BYTES) != content):
        write_files({path: content})


def _from_bag(root: Path, here: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the longest journal that goes on where the one that is here ends: itself, or one from an evidence bag.

    Raises DocgenError if a bag knows of entries, and the journal here is another.
    """
    longest = here
    for bag, _ in bag_heads(root):
        shown = f"{bag.relative_to(root).as_posix()}/{_BAG_JOURNAL}"
        try:
            kept = read_journal(read_regular(bag / _BAG_JOURNAL, MAX_BYTES), shown)
        except (OSError, DocgenError):
            continue  # verifying that bag tells why
        shared = min(len(kept), len(longest))
        if kept[:shared] != longest[:shared]:
            message = f"บันทึกเหตุการณ์เป็นคนละฉบับกับที่ชุดหลักฐาน {harmless(bag.name)} เก็บไว้"
            hint = f"คืน {JOURNAL_FILE} จากสำเนาล่าสุด (สำเนาหนึ่งอยู่ใน {harmless(shown)})"
            raise error("journal-short", Place(JOURNAL_FILE), message, hint)
        longest = max(longest, kept, key=len)
    return longest


class _Elsewhere:
    """What is known of a document by its bytes, for a journal that tells path and number alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept: dict[tuple[str, str], Entry] = {}
        for bag, _ in bag_heads(root):
            try:
                entries = read_register(bag / "data/source").entries
            except (OSError, DocgenError):
                continue
            self.kept |= {(one.path, one.sha256): one for one in entries} | self.kept
        self.project: Project | None = None

    def entry(self, path: str, sha256: str) -> Entry | None:
        """Return an entry with the date, subject and signatories of a document, None if nobody knows them any more."""
        if (path, sha256) in self.kept:
            return self.kept[path, sha256]
        kind = KINDS.of_path(path)
        try:
            if kind is None or not kind.is_issued or file_digest(self.root / path) != sha256:
                return None
            document = self._read(path, kind)
        except (OSError, DocgenError):
            return None
        names = ", ".join(one.name for one in document.signatories)
        return Entry("", 0, 0, 1, document.date.isoformat(), document.subject, names, path, sha256, "issued")

    def _read(self, path: str, kind: Kind) -> Announcement:
        project = self.project = self.project or checked_project(self.root)
        return read_document(self.root / path, kind, project, Files(self.root))


def _contradictions(
    rows: Iterable[Entry], taken: dict[tuple[str, int, int, int], Entry], events: Sequence[Event]
) -> list[Finding]:
    """Return the rows that give a number to another document than the journal does."""
    moves = {one.remark: one.path for one in events if one.event == "moved"}
    found = []
    for row in rows:
        other = taken.get(_claim(row))
        if other is not None and other.sha256 != row.sha256 and moves.get(row.path, row.path) != other.path:
            message = f"{row.named} ในทะเบียนเป็น {harmless(row.path)} แต่ในบันทึกเหตุการณ์เป็น {harmless(other.path)}"
            found.append(Finding("register-edited", Place(REGISTER_FILE), message, "คืนทะเบียนจากสำเนาล่าสุด"))
    return found


def _write(root: Path, content: bytes, before: bytes) -> list[Finding]:
    """Write the register, keep the one before, and return where that is."""
    contents = {root / REGISTER_FILE: content}
    told = []
    if before:
        kept = root / f"content/register-before-{hashlib.sha256(before).hexdigest()[:8]}.csv"
        contents = {kept: before, **contents}
        place = Place(kept.relative_to(root).as_posix())
        told = [Finding("register-kept", place, "เก็บทะเบียนเดิมไว้ในไฟล์นี้", "", Severity.HINT)]
    write_files(contents)
    return told


def _to_look_at(entry: Entry) -> Finding:
    message = f"{entry.named} ({harmless(entry.path)}) กู้คืนได้แต่เลขที่ ไม่รู้วันที่ เรื่อง และผู้ลงนาม"
    return Finding("register-partial", Place(REGISTER_FILE), message, "ดูจากต้นฉบับที่ลงนาม", Severity.WARNING)

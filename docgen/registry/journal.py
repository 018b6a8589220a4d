"""The journal, content/journal.jsonl: what was issued, corrected, signed, scanned and archived, chained by hashes.

Each line holds the SHA-256 of the line before it: an entry that is changed or taken out breaks the chain after it. What
is taken off the end shows too: each evidence bag names the entry that was the last when it was made.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.atomic import write_files
from docgen.folder.files import Files
from docgen.folder.kept_lists import read_list
from docgen.folder.locks import locked
from docgen.folder.there import is_folder
from docgen.outside import harmless
from docgen.registry.acting import acting_person
from docgen.registry.entry import Entry
from docgen.registry.heads import bag_that_knows_more
from docgen.registry.register import read_register

JOURNAL_FILE = "content/journal.jsonl"
SIGNED_FOLDER = "content/signed"
SCANS_RECORD = "content/scans/scans.csv"
SCANS_HEAD = ("เอกสาร", "SHA-256 ของเอกสาร", "ไฟล์สแกน", "SHA-256 ของไฟล์สแกน", "หน้า", "dpi", "ผู้เก็บ", "วันที่เก็บ")
START = "0" * 64
MAX_BYTES = 100_000_000
EVENTS = {
    "issued": "ออกเลข",
    "corrected": "ออกฉบับแก้ไข",
    "moved": "เปลี่ยนชื่อไฟล์เนื้อหา",
    "withdrawn": "ยกเลิก",
    "signed": "ลงลายมือชื่ออิเล็กทรอนิกส์",
    "scanned": "เก็บสแกน",
    "archived": "เก็บเป็นหลักฐาน",
    "restored": "กู้ทะเบียนคืน",
}
_WORDS = ("at", "event", "path", "sha256", "remark", "previous")
_ENTRY_CELLS = 7
_ANY_VERSION = "?"
_REBUILD = "คืนไฟล์จากสำเนาล่าสุด หรือสั่ง docgen register --rebuild"
_REMEDY = "บันทึกนี้แก้ด้วยมือไม่ได้ คืนไฟล์จากสำเนาล่าสุด"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a file: when (ISO 8601, UTC), what, to which project path, its SHA-256 then, a remark.

    `entry` is what the register said of what was issued or corrected, so that the register can be made anew: kind,
    number, Buddhist year, version, date, subject, signatories. Journals of earlier programs have none. `by` is who did
    it, where several people work on one machine and each has an account.
    """

    at: str
    event: str
    path: str
    sha256: str
    remark: str
    previous: str = START
    entry: tuple[str, ...] = ()
    by: str = ""

    @property
    def line(self) -> bytes:
        """The event as a line of the journal."""
        fields: dict[str, Any] = {key: getattr(self, key) for key in _WORDS}
        if self.entry:
            fields["entry"] = self.entry
        if self.by:
            fields["by"] = self.by
        return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode() + b"\n"

    @property
    def digest(self) -> str:
        """The SHA-256 of the line, which the next one holds."""
        return hashlib.sha256(self.line).hexdigest()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes an event one of its own: event, path, SHA-256, and the version where the journal tells it."""
        return self.event, self.path, self.sha256, self.entry[3] if self.entry else _ANY_VERSION


def read_journal(content: bytes, shown: str = JOURNAL_FILE) -> tuple[Event, ...]:
    """Return the events of a journal. Raises DocgenError with the line at which the chain breaks."""
    events: list[Event] = []
    previous = START
    if content.startswith(b"\xef\xbb\xbf") or b"\r\n" in content:
        message = "บันทึกเหตุการณ์ถูกโปรแกรมอื่นเขียนใหม่ (มี BOM หรือท้ายบรรทัดแบบ Windows)"
        raise error("broken-journal", Place(shown, 1), message, _REBUILD if shown == JOURNAL_FILE else _REMEDY)
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        event = _event(line)
        if event is None:
            raise _broken(shown, number, "บรรทัดนี้ของบันทึกเหตุการณ์ถูกแก้ หรือไม่ครบ")
        if event.previous != previous:
            raise _broken(shown, number, "บันทึกเหตุการณ์ขาดตอนก่อนบรรทัดนี้: มีรายการถูกแก้หรือถูกลบ")
        events.append(event)
        previous = hashlib.sha256(line).hexdigest()
    return tuple(events)


def _event(line: bytes) -> Event | None:
    """Return the event of a line, None unless the line is to the byte what docgen writes for it."""
    try:
        fields = json.loads(line)
        at, kind, path, sha256, remark, previous = (str(fields[key]) for key in _WORDS)
        entry = tuple(str(cell) for cell in fields.get("entry", ()))
        event = Event(at, kind, path, sha256, remark, previous, entry, str(fields.get("by", "")))
        is_whole = event.line == line and event.event in EVENTS and len(event.entry) in (0, _ENTRY_CELLS)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return event if is_whole else None


def _broken(shown: str, line: int, message: str) -> DocgenError:
    return DocgenError([Finding("broken-journal", Place(shown, line), message, _REMEDY)])


def project_journal(root: Path) -> tuple[Event, ...]:
    """Return the events of a project, none if there is no journal. Raises what `read_journal` raises."""
    files = Files(root)
    path = root / JOURNAL_FILE
    return read_journal(files.read(path, MAX_BYTES)) if files.exists(path) else ()


def lock_of(root: Path) -> Path:
    """Return the lock file that who writes the journal holds."""
    return (root / JOURNAL_FILE).with_name(".journal.lock")


def record(root: Path, event: str = "", path: str = "", sha256: str = "", remark: str = "") -> None:
    """Add an event, and whatever happened before that a killed process did not come to write down.

    Raises DocgenError for a journal, register or list of scans that was touched, and for a journal that lacks more of
    the register than one killed process leaves out, or an entry that an evidence bag knew (`journal-short`); nothing is
    written then.
    """
    with locked(lock_of(root)):
        events = project_journal(root)
        refuse_cut(root, events)
        happened = (Event("", *one) for one in _happened(root, events))
        added = unrecorded((*registered(read_register(root).entries), *happened), events)
        if len(issued := [one for one in added if one.entry]) > 1:
            raise journal_short(issued)
        if event:
            one = Event("", event, path, sha256, remark)
            # What the caller tells says more than what the files show.
            added = [other for other in added if other.key != one.key]
            added += [] if one.key in known_keys(events) else [one]
        add_events(root, events, added)


def journal_short(lacking: Sequence[Event]) -> DocgenError:
    """Return what says that the journal lacks events of issuing which the register tells of."""
    named = ", ".join(harmless(one.path) for one in lacking[:5])
    message = f"บันทึกเหตุการณ์ไม่มี {len(lacking)} รายการที่ทะเบียนมี: {named}"
    return error("journal-short", Place(JOURNAL_FILE), message, _REBUILD)


def refuse_cut(root: Path, events: Sequence[Event]) -> None:
    """Raise DocgenError if an evidence bag knew an entry that is not there: what is written now would hide that."""
    bag = bag_that_knows_more(root, {START, *(event.digest for event in events)})
    if bag is not None:
        message = f"บันทึกเหตุการณ์ไม่มีรายการที่ชุดหลักฐาน {harmless(bag.name)} รู้จัก: บันทึกหายหรือถูกตัดท้าย"
        raise error("journal-short", Place(JOURNAL_FILE), message, _REBUILD)


def add_events(root: Path, events: Sequence[Event], added: Iterable[Event]) -> None:
    """Write events after those that are there, each with the time and the hash of the one before.

    Raises OSError. Call it within the journal's lock.
    """
    made = list(events)
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for one in added:
        made.append(Event(now, one.event, one.path, one.sha256, one.remark, head(made), one.entry, acting_person()))
    if len(made) > len(events):
        write_files({root / JOURNAL_FILE: b"".join(one.line for one in made)})


def known_keys(events: Iterable[Event]) -> set[tuple[str, str, str, str]]:
    """Return the keys of events; what a content file was before it was moved counts under its new name as well."""
    known: set[tuple[str, str, str, str]] = set()
    for one in events:
        if one.event == "moved":
            before = [key for key in known if key[1] == one.remark]
            known |= {(event, one.path, sha256, version) for event, _, sha256, version in before}
        known.add(one.key)
    return known


def unrecorded(happened: Iterable[Event], events: Iterable[Event]) -> list[Event]:
    """Return what happened and a journal lacks."""
    known = known_keys(events)
    # Journals of earlier programs do not tell the version.
    return [one for one in happened if not {one.key, (*one.key[:3], _ANY_VERSION)} & known]


def registered(entries: Iterable[Entry]) -> Iterator[Event]:
    """Yield what a register tells, in its order, without time and hash."""
    for one in entries:
        numbers = (one.number_cell, str(one.buddhist_year), str(one.version))
        told = (one.kind, *numbers, one.date, one.subject, one.signatory)
        event = "corrected" if one.version > 1 else "issued"
        remark = one.correction or one.shown_number
        yield Event("", event, one.path, one.sha256, remark, entry=told)
        if one.state == "withdrawn":
            yield Event("", "withdrawn", one.path, one.sha256, one.withdrawn_because)


def _happened(root: Path, events: Sequence[Event]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what signed files and scans tell: event, path, SHA-256, remark.

    A file among the signed ones is one only if it bears a signature that counts; the journal's were asked before.
    """
    if is_folder(root / SIGNED_FOLDER):
        from docgen.registry.counted import newly_signed  # what reads signatures takes long to load

        known = {(one.path, one.sha256) for one in events if one.event == "signed"}
        yield from (("signed", *told, "") for told in newly_signed(root, root / SIGNED_FOLDER, known))
    for row in scan_rows(root):
        yield "scanned", row[2], row[3], row[6]


def scans_list(root: Path) -> list[list[str]]:
    """Return the rows of content/scans/scans.csv.

    Columns: document, its SHA-256, scan, its SHA-256, pages, dpi, who filed it, day.
    Raises DocgenError with the line of a row that is not whole.
    """
    remedy = "รายการสแกนแก้ด้วยมือไม่ได้ คืนไฟล์จากสำเนาล่าสุด"
    return [row for _, row in read_list(root, SCANS_RECORD, SCANS_HEAD, "broken-scans", remedy)]


def scan_rows(root: Path) -> list[list[str]]:
    """Return the rows of the list of scans that name a file of its folder. Raises what `scans_list` raises."""
    folder = (root / SCANS_RECORD).parent.resolve()
    return [row for row in scans_list(root) if (root / row[2]).resolve().is_relative_to(folder)]


def head(events: Sequence[Event]) -> str:
    """Return the SHA-256 of the last event, the start of all journals if there is none."""
    return events[-1].digest if events else START

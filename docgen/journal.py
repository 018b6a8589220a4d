"""The journal, content/journal.jsonl: what was issued, corrected, signed, scanned and archived, chained by hashes.

Each line holds the SHA-256 of the line before it: an entry that is changed or taken out breaks the chain after it. What
is taken off the end shows too: each evidence bag names the entry that was the last when it was made.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from docgen.atomic import write_files
from docgen.content.encoding import decode_text
from docgen.errors import DocgenError, Finding, Place
from docgen.locks import locked
from docgen.register import read_register

JOURNAL_FILE = "content/journal.jsonl"
SIGNED_FOLDER = "content/signed"
SCANS_RECORD = "content/scans/scans.csv"
START = "0" * 64
_SCAN_COLUMNS = 8
EVENTS = {
    "issued": "ออกเลข",
    "corrected": "ออกฉบับแก้ไข",
    "signed": "ลงลายมือชื่ออิเล็กทรอนิกส์",
    "scanned": "เก็บสแกน",
    "archived": "เก็บเป็นหลักฐาน",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a file: when (ISO 8601, UTC), what, to which project path, its SHA-256 then, a remark."""

    at: str
    event: str
    path: str
    sha256: str
    remark: str
    previous: str

    @property
    def line(self) -> bytes:
        """The event as a line of the journal."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode() + b"\n"

    @property
    def digest(self) -> str:
        """The SHA-256 of the line, which the next one holds."""
        return hashlib.sha256(self.line).hexdigest()


def read_journal(content: bytes, shown: str = JOURNAL_FILE) -> tuple[Event, ...]:
    """Return the events of a journal. Raises DocgenError with the line at which the chain breaks."""
    events: list[Event] = []
    previous = START
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        try:
            fields = json.loads(line)
            event = Event(**{key: str(fields[key]) for key in Event.__dataclass_fields__})
        except (ValueError, KeyError, TypeError, RecursionError):
            event = None
        if event is None or event.line != line or event.event not in EVENTS:
            raise _broken(shown, number, "บรรทัดนี้ของบันทึกเหตุการณ์ถูกแก้ หรือไม่ครบ")
        if event.previous != previous:
            raise _broken(shown, number, "บันทึกเหตุการณ์ขาดตอนก่อนบรรทัดนี้: มีรายการถูกแก้หรือถูกลบ")
        events.append(event)
        previous = event.digest
    return tuple(events)


def _broken(shown: str, line: int, message: str) -> DocgenError:
    hint = "บันทึกนี้แก้ด้วยมือไม่ได้ คืนไฟล์จากสำเนาล่าสุด"
    return DocgenError([Finding("broken-journal", Place(shown, line), message, hint)])


def project_journal(root: Path) -> tuple[Event, ...]:
    """Return the events of a project, none if there is no journal. Raises what `read_journal` raises."""
    path = root / JOURNAL_FILE
    return read_journal(path.read_bytes()) if path.exists() else ()


def record(root: Path, event: str = "", path: str = "", sha256: str = "", remark: str = "") -> None:
    """Add an event, and whatever happened before that a killed process did not come to write down.

    Raises DocgenError for a journal, register or list of scans that was touched; nothing is written then.
    """
    with locked(root / "content/.journal.lock"):
        events = list(project_journal(root))
        wanted = list(_happened(root, events))
        if event:
            # What the caller tells says more than what the files show.
            wanted = [one for one in wanted if one[:3] != (event, path, sha256)]
            wanted.append((event, path, sha256, remark))
        known = {(one.event, one.path, one.sha256) for one in events}
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        added = [one for one in wanted if one[:3] not in known]
        for one in added:
            events.append(Event(now, *one, events[-1].digest if events else START))
        if added:
            write_files({root / JOURNAL_FILE: b"".join(one.line for one in events)})


def _happened(root: Path, events: Sequence[Event]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what register, signed files and scans tell: event, path, SHA-256, remark.

    A file among the signed ones is one only if it bears a signature that counts; the journal's were asked before.
    """
    for entry in read_register(root).entries:
        event = "corrected" if entry.version > 1 else "issued"
        yield event, entry.path, entry.sha256, entry.remark or entry.shown_number
    if (root / SIGNED_FOLDER).is_dir():
        from docgen.signing.counted import newly_signed  # what reads signatures takes long to load

        known = {(one.path, one.sha256) for one in events if one.event == "signed"}
        yield from (("signed", *told, "") for told in newly_signed(root, root / SIGNED_FOLDER, known))
    for row in scan_rows(root):
        yield "scanned", row[2], row[3], row[6]


def scan_rows(root: Path) -> list[list[str]]:
    """Return the rows of content/scans/scans.csv that are whole and name a file of that folder.

    Columns: document, its SHA-256, scan, its SHA-256, pages, dpi, who filed it, day.
    """
    path = root / SCANS_RECORD
    if not path.exists():
        return []
    rows = csv.reader(io.StringIO(decode_text(path.read_bytes(), SCANS_RECORD)))
    folder = path.parent.resolve()
    whole = [row for row in list(rows)[1:] if len(row) == _SCAN_COLUMNS]
    return [row for row in whole if (root / row[2]).resolve().is_relative_to(folder)]


def head(events: Sequence[Event]) -> str:
    """Return the SHA-256 of the last event, the start of all journals if there is none."""
    return events[-1].digest if events else START

"""The register of issued documents (ทะเบียน), content/register.csv: numbers given out once, content locked by SHA-256.

One row for each version of a document. Rows are added under a lock, so that two clerks never get the same number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.atomic import write_files
from docgen.folder.kept_lists import list_bytes, read_list
from docgen.folder.locks import locked
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.outside import quoted
from docgen.registry.entry import Entry, is_number_cell, split_number
from docgen.thai.numerals import thai_number

REGISTER_FILE = "content/register.csv"
NUMBER_OF = "number of "
"""What a document that prints its number was made from, beside files: this and its content file."""
STATES = {"issued": "ออกแล้ว", "corrected": "แก้ไข", "signed": "ลงนามแล้ว", "withdrawn": "ยกเลิก"}
HEAD = ("ประเภท", "เลขที่", "ปี", "ฉบับ", "วันที่", "เรื่อง", "ผู้ลงนาม", "ไฟล์", "SHA-256", "สถานะ", "หมายเหตุ")

_STATES = {thai: name for name, thai in STATES.items()}
_NUMBER, _SHA256 = re.compile(r"[1-9][0-9]{0,5}"), re.compile(r"[0-9a-f]{64}")
_REMEDY = "ทะเบียนแก้ด้วยมือไม่ได้ คืนไฟล์จากสำเนาล่าสุด หรือสั่ง docgen register --rebuild"


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, in the order in which they were made."""

    entries: tuple[Entry, ...] = ()

    def latest(self, path: str) -> Entry | None:
        """Return the newest version of a content file, None if it was never issued."""
        return next((entry for entry in reversed(self.entries) if entry.path == path), None)

    def number_of(self, path: str) -> str:
        """Return the number of a content file, "" for one that was never issued."""
        entry = self.latest(path)
        return f"{entry.series} {entry.number}".strip() if entry is not None else ""

    def next_number(self, kind: str, buddhist_year: int, series: str = "") -> int | None:
        """Return the number that comes next, None if the year has none yet: an office may begin in mid-year.

        Kinds that share their running numbers are counted together; a series of circulars (ว) is counted by itself.
        """
        wanted = (KINDS[kind].counter, buddhist_year, series)
        numbers = [one.number for one in self.entries if one.counted_in == wanted]
        return max(numbers) + 1 if numbers else None

    def refuse_change(self, path: str, sha256: str) -> None:
        """Raise DocgenError if a content file was issued and is not what was issued."""
        entry = self.latest(path)
        if entry is not None and entry.sha256 != sha256:
            message = f"เนื้อหานี้ออกเป็น{entry.named} แล้ว แต่ถูกแก้ภายหลัง"
            hint = f'คืนข้อความเดิม หรือออกฉบับแก้ไข: docgen issue {path} --correct "เหตุผล" หรือพิมพ์เป็นไฟล์ใหม่'
            raise error("issued-changed", Place(path, 1), message, hint)


def read_register(root: Path) -> Register:
    """Return the register, empty if there is no file. Raises DocgenError for rows that can't be, gaps and repeats."""
    problems: list[Finding] = []
    entries: list[Entry] = []
    order = _Order()
    for line, row in read_list(root, REGISTER_FILE, HEAD, "broken-register", _REMEDY):
        if entry := _entry(row):
            if found := order.fault(entry):
                code, message = found
                hint = f"เลขที่ออกได้ครั้งเดียวและต้องต่อกัน {_REMEDY}"
                problems.append(Finding(code, Place(REGISTER_FILE, line, 2), message, hint))
            entries.append(entry)
        else:
            column, message = _fault(row)
            problems.append(Finding("broken-register", Place(REGISTER_FILE, line, column), message, _REMEDY))
    if problems:
        raise DocgenError(problems[:20])
    return Register(tuple(entries))


class _Order:
    """What came before a row: numbers go up by one in their year, versions by one for their file."""

    def __init__(self) -> None:
        self.last: dict[tuple[str, int, str], int] = {}
        self.files: dict[str, Entry] = {}

    def fault(self, entry: Entry) -> tuple[str, str] | None:
        """Return code and message of a row that does not follow those before it, and take it down."""
        series = entry.counted_in
        last, earlier = self.last.get(series), self.files.get(entry.path)
        self.last[series] = max(last or 0, entry.number)
        self.files[entry.path] = entry
        if entry.version > 1:
            if earlier is None or (earlier.number, earlier.version + 1) != (entry.number, entry.version):
                return "register-version", f"{entry.named}: ฉบับแก้ไขไม่ต่อจากฉบับก่อน"
        elif last is not None and entry.number <= last:
            return "register-repeat", f"{entry.named}: เลขซ้ำ"
        elif last is not None and entry.number > last + 1:
            return "register-gap", f"{entry.named}: เลขข้าม ควรเป็น {thai_number(last + 1)}"
        return None


def order_faults(entries: Iterable[Entry]) -> list[Finding]:
    """Return a finding for each entry that does not follow those before it, by its line in the register."""
    order = _Order()
    faults = [(line, order.fault(entry)) for line, entry in enumerate(entries, start=2)]
    return [Finding(found[0], Place(REGISTER_FILE, line, 2), found[1], _REMEDY) for line, found in faults if found]


_CELLS: dict[int, Callable[[str], object]] = {
    0: lambda cell: _issued_kind(cell),
    1: is_number_cell,
    2: _NUMBER.fullmatch,
    3: _NUMBER.fullmatch,
    4: lambda cell: _is_day(cell),
    7: lambda cell: is_content_path(cell),
    8: _SHA256.fullmatch,
    9: _STATES.get,
}
"""What a cell of a row must be, by its column from 0."""


def _issued_kind(thai: str) -> Kind | None:
    kind = KINDS.called(thai)
    return kind if kind is not None and kind.is_issued else None


def _entry(row: Sequence[str]) -> Entry | None:
    if any(not is_right(row[at]) for at, is_right in _CELLS.items()):
        return None
    series, number = split_number(row[1])
    numbers = number, int(row[2]), int(row[3])
    date, subject, signatory, path, sha256 = row[4:9]
    kind = _issued_kind(row[0])
    assert kind is not None, row[0]
    return Entry(kind.name, *numbers, date, subject, signatory, path, sha256, _STATES[row[9]], row[10], series)


def _fault(row: Sequence[str]) -> tuple[int, str]:
    """Return column (from 1) and words for the first cell of a row that can't be."""
    at = next(at for at, is_right in _CELLS.items() if not is_right(row[at]))
    why = " (โปรแกรมตารางเปลี่ยนรูปวันที่)" if at == 4 else ""
    return at + 1, f"แถวนี้ของทะเบียนผิดรูป: ช่อง {HEAD[at]} เป็น {quoted(row[at], 40)}{why}"


def _is_day(text: str) -> bool:
    """Tell whether a cell is an ISO date; a register that was rebuilt may lack one."""
    try:
        return not text or datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_content_path(path: str) -> bool:
    """Tell whether a path is one of a content file within the project."""
    parts = path.split("/")
    return parts[0] == "content" and len(parts) > 2 and not {"", ".", ".."} & set(parts)


def lock_of(root: Path) -> Path:
    """Return the lock file that who writes the register holds, until the journal is written too."""
    return (root / REGISTER_FILE).with_name(".register.lock")


@contextmanager
def locked_register(root: Path) -> Iterator[Register]:
    """Hold the register for one who adds to it; others wait. Raises what `read_register` raises, and OSError."""
    with locked(lock_of(root)):
        yield read_register(root)


def register_bytes(register: Register) -> bytes:
    """Return the register as CSV that Excel opens in Thai."""
    rows = []
    for entry in register.entries:
        row = list(astuple(entry))[: len(HEAD)]
        row[1] = entry.number_cell
        row[0], row[9] = KINDS[entry.kind].thai, STATES[entry.state]
        rows.append(row)
    return list_bytes(HEAD, rows)


def write_register(root: Path, entries: Iterable[Entry]) -> None:
    """Write the register, whole or not at all. Raises OSError. Call it within `locked_register`."""
    write_files({root / REGISTER_FILE: register_bytes(Register(tuple(entries)))})


def mark_signed(root: Path, path: str) -> None:
    """Note that the newest version of a content file bears all its signatures; nothing if it was never issued."""
    with locked_register(root) as register:
        entry = register.latest(path)
        # What was withdrawn stays so, also where its signed file is looked at again.
        if entry is not None and entry.state in ("issued", "corrected"):
            signed = replace(entry, state="signed")
            write_register(root, (signed if known is entry else known for known in register.entries))

"""The register of issued documents (ทะเบียน), content/register.csv: numbers given out once, content locked by SHA-256.

One row for each version of a document. Rows are added under a lock, so that two clerks never get the same number.
"""

from __future__ import annotations

import csv
import fcntl
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from docgen.atomic import write_files
from docgen.content.encoding import decode_text
from docgen.errors import DocgenError, Finding, Place, error
from docgen.regular import MAX_LIST_BYTES, opened_lock, read_file
from docgen.thai.numerals import thai_number

REGISTER_FILE = "content/register.csv"
KINDS = {"announcement": "ประกาศ", "order": "คำสั่ง"}
STATES = {"issued": "ออกแล้ว", "corrected": "แก้ไข", "signed": "ลงนามแล้ว"}
_HEAD = ("ประเภท", "เลขที่", "ปี", "ฉบับ", "วันที่", "เรื่อง", "ผู้ลงนาม", "ไฟล์", "SHA-256", "สถานะ", "หมายเหตุ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of an issued document: kind, running number in the Buddhist year, version from 1, what it is.

    `date` is ISO (Christian year), `path` the content file in the project, `remark` why it was corrected.
    """

    kind: str
    number: int
    buddhist_year: int
    version: int
    date: str
    subject: str
    signatory: str
    path: str
    sha256: str
    state: str
    remark: str = ""

    @property
    def shown_number(self) -> str:
        """The number as people write it: ๑๒/๒๕๖๖."""
        return f"{thai_number(self.number)}/{thai_number(self.buddhist_year)}"


@dataclass(frozen=True, slots=True)
class Register:
    """All entries, in the order in which they were made."""

    entries: tuple[Entry, ...] = ()

    def latest(self, path: str) -> Entry | None:
        """Return the newest version of a content file, None if it was never issued."""
        return next((entry for entry in reversed(self.entries) if entry.path == path), None)

    def next_number(self, kind: str, buddhist_year: int) -> int | None:
        """Return the number that comes next, None if the year has none yet: an office may begin in mid-year."""
        numbers = [one.number for one in self.entries if (one.kind, one.buddhist_year) == (kind, buddhist_year)]
        return max(numbers) + 1 if numbers else None

    def refuse_change(self, path: str, sha256: str) -> None:
        """Raise DocgenError if a content file was issued and is not what was issued."""
        entry = self.latest(path)
        if entry is not None and entry.sha256 != sha256:
            message = f"เนื้อหานี้ออกเป็น{KINDS[entry.kind]}ที่ {entry.shown_number} แล้ว แต่ถูกแก้ภายหลัง"
            hint = f'คืนข้อความเดิม หรือออกฉบับแก้ไข: docgen issue {path} --correct "เหตุผล" หรือพิมพ์เป็นไฟล์ใหม่'
            raise error("issued-changed", Place(path, 1), message, hint)


def read_register(root: Path) -> Register:
    """Return the register, empty if there is no file. Raises DocgenError for rows that can't be, gaps and repeats."""
    path = root / REGISTER_FILE
    if not path.exists():
        return Register()
    text = decode_text(read_file(path, REGISTER_FILE, MAX_LIST_BYTES), REGISTER_FILE)
    problems: list[Finding] = []
    entries: list[Entry] = []
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error:
        raise error("broken-csv", Place(REGISTER_FILE), "อ่านทะเบียนไม่ได้", "คืนไฟล์จากสำเนาล่าสุด") from None
    if not rows or tuple(rows[0]) != _HEAD:
        message, hint = "หัวตารางของทะเบียนไม่ถูกต้อง", "ต้องเป็น " + ",".join(_HEAD)
        raise error("broken-register", Place(REGISTER_FILE, 1), message, hint)
    for line, row in enumerate(rows[1:], start=2):
        if entry := _entry(row, line, problems):
            _refuse_out_of_order(entry, Register(tuple(entries)), line, problems)
            entries.append(entry)
    if problems:
        raise DocgenError(problems)
    return Register(tuple(entries))


def _entry(row: Sequence[str], line: int, problems: list[Finding]) -> Entry | None:
    kinds = {thai: name for name, thai in KINDS.items()}
    states = {thai: name for name, thai in STATES.items()}
    if (
        len(row) != len(_HEAD)
        or row[0] not in kinds
        or row[9] not in states
        or not all(re.fullmatch(r"[1-9][0-9]{0,5}", row[at]) for at in (1, 2, 3))
        or not re.fullmatch(r"[0-9a-f]{64}", row[8])
    ):
        hint = "ทะเบียนแก้ด้วยมือไม่ได้ คืนไฟล์จากสำเนาล่าสุด"
        problems.append(Finding("broken-register", Place(REGISTER_FILE, line), "แถวนี้ของทะเบียนไม่ครบหรือผิดรูป", hint))
        return None
    kind, number, year, version, date, subject, signatory, path, sha256, state, remark = row
    numbers = int(number), int(year), int(version)
    return Entry(kinds[kind], *numbers, date, subject, signatory, path, sha256, states[state], remark)


def _refuse_out_of_order(entry: Entry, before: Register, line: int, problems: list[Finding]) -> None:
    """Report an entry whose number repeats or leaves a gap, or whose version does not follow."""
    place = Place(REGISTER_FILE, line, 2)
    following = before.next_number(entry.kind, entry.buddhist_year)
    earlier = before.latest(entry.path)
    shown = f"{KINDS[entry.kind]}ที่ {entry.shown_number}"
    hint = "เลขที่ออกได้ครั้งเดียวและต้องต่อกัน คืนทะเบียนจากสำเนาล่าสุด"
    if entry.version > 1:
        if earlier is None or (earlier.number, earlier.version + 1) != (entry.number, entry.version):
            problems.append(Finding("register-version", place, f"{shown}: ฉบับแก้ไขไม่ต่อจากฉบับก่อน", hint))
    elif following is not None and entry.number < following:
        problems.append(Finding("register-repeat", place, f"{shown}: เลขซ้ำ", hint))
    elif following is not None and entry.number > following:
        problems.append(Finding("register-gap", place, f"{shown}: เลขข้าม ควรเป็น {thai_number(following)}", hint))


@contextmanager
def locked_register(root: Path) -> Iterator[Register]:
    """Hold the register for one who adds to it; others wait. Raises what `read_register` raises, and OSError."""
    folder = (root / REGISTER_FILE).parent
    with opened_lock(folder / ".register.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield read_register(root)


def register_bytes(register: Register) -> bytes:
    """Return the register as CSV that Excel opens in Thai."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(_HEAD)
    for entry in register.entries:
        row = list(astuple(entry))
        row[0], row[9] = KINDS[entry.kind], STATES[entry.state]
        writer.writerow(row)
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def mark_signed(root: Path, path: str) -> None:
    """Note that the newest version of a content file bears all its signatures; nothing if it was never issued."""
    with locked_register(root) as register:
        entry = register.latest(path)
        if entry is not None and entry.state != "signed":
            signed = replace(entry, state="signed")
            entries = tuple(signed if known is entry else known for known in register.entries)
            write_files({root / REGISTER_FILE: register_bytes(Register(entries))})

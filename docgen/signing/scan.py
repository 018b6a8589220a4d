"""`docgen attach-scan`: file the scan of a document that was signed on paper, beside what was issued.

Pages are counted and the resolution is measured: guidance on electronic correspondence names at least 150 dpi for
what is kept (format.md, 6); archives ask for 300.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import stat
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from docgen.atomic import write_files
from docgen.content.encoding import decode_text
from docgen.errors import Finding, Place, Severity, error
from docgen.journal import SCANS_RECORD, project_journal, record
from docgen.limited import UnfinishedError, limited
from docgen.locks import locked
from docgen.register import mark_signed
from docgen.regular import MAX_LIST_BYTES, read_file
from docgen.signing.sign import SIGNING_LOCK, current_build

FOLDER = "content/scans"
LEAST_DPI, GOOD_DPI = 150, 300
MAX_BYTES = 200_000_000
_HEAD = ("เอกสาร", "SHA-256 ของเอกสาร", "ไฟล์สแกน", "SHA-256 ของไฟล์สแกน", "หน้า", "dpi", "ผู้เก็บ", "วันที่เก็บ")
# To measure it: of waiting, and of memory beside what the file takes.
MAX_SECONDS = 30
MAX_MEMORY = 600_000_000
_TIMES_HELD = 4
_ENDINGS = {".pdf": ".pdf", ".jpg": ".jpg", ".jpeg": ".jpg"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan: its pages, the resolution of the coarsest of them in dpi."""

    pages: int
    dpi: int


def attach_scan(root: Path, pdf: Path, scan: Path, by: str) -> tuple[str, list[Finding]]:
    """File a scan with the current build of a document and record who did so; return its project path and hints.

    Raises DocgenError for a scan that can't be read, has other pages than the document or fewer than 150 dpi, and if
    another scan of the same build is filed already; nothing is written then.
    """
    with locked(root / SIGNING_LOCK):
        return _attach(root, pdf, scan, by)


def _attach(root: Path, pdf: Path, scan: Path, by: str) -> tuple[str, list[Finding]]:
    """File a scan while nobody else signs or files one."""
    project_journal(root)  # one that was touched is told before anything is written
    issued, name, content = current_build(root, pdf)
    place = Place(scan.name)
    ending = _ENDINGS.get(scan.suffix.lower())
    if ending is None:
        raise error("not-a-scan", place, "ไฟล์สแกนต้องเป็น .pdf หรือ .jpg", "สแกนใหม่เป็น PDF หรือ JPG")
    scanned, found = _measured(scan, ending, place)
    wanted = len(pypdfium2.PdfDocument(content))
    if found.pages != wanted:
        raise error("scan-pages", place, f"สแกนมี {found.pages} หน้า แต่เอกสารมี {wanted} หน้า", "สแกนให้ครบทุกหน้า")
    if found.dpi < LEAST_DPI:
        message = f"สแกนละเอียดเพียง {found.dpi} dpi ต้องไม่น้อยกว่า {LEAST_DPI}"
        raise error("scan-resolution", place, message, f"สแกนใหม่ที่ {GOOD_DPI} dpi")
    findings = []
    if found.dpi < GOOD_DPI:
        message = f"สแกนละเอียด {found.dpi} dpi เก็บได้ แต่ {GOOD_DPI} dpi อ่านง่ายกว่าเมื่อเวลาผ่านไป"
        findings.append(Finding("scan-resolution", place, message, "", Severity.HINT))
    # Named by the build that it shows: the scan of an earlier version stays where it is.
    built = _sha256(content)
    target = f"{FOLDER}/{name}-{built[:8]}{ending}"
    row = (f"{name}.pdf", built, target, _sha256(scanned), str(found.pages), str(found.dpi), by)
    _file(root, target, scanned, (*row, datetime.date.today().isoformat()))
    mark_signed(root, issued.path.relative_to(root).as_posix())
    record(root, "scanned", target, row[3], by)
    return target, findings


def _measured(scan: Path, ending: str, place: Place) -> tuple[bytes, Scan]:
    """Return bytes, pages and resolution of a scan. Raises DocgenError for what is none."""
    try:
        told = scan.stat()
        if not stat.S_ISREG(told.st_mode):
            raise error("not-a-scan", place, "ไม่ใช่ไฟล์ธรรมดา", "สแกนใหม่เป็น PDF หรือ JPG")
        if told.st_size > MAX_BYTES:
            raise error("file-too-large", place, "ไฟล์สแกนใหญ่เกินกำหนด (200 ล้านไบต์)", "สแกนใหม่ที่ 300 dpi")
        scanned = scan.read_bytes()
    except FileNotFoundError:
        raise error("file-missing", place, "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์") from None
    except (OSError, ValueError):
        raise error("file-unreadable", place, "เปิดไฟล์ไม่ได้", "ตรวจชื่อไฟล์และสิทธิ์ของไฟล์") from None
    memory = MAX_MEMORY + _TIMES_HELD * len(scanned)
    try:
        measured = limited("docgen.signing.scanned:measured", str(scan), ending, seconds=MAX_SECONDS, memory=memory)
        return scanned, Scan(*measured)
    except UnfinishedError as problem:
        what = "PDF ของสแกน" if ending == ".pdf" else "รูปสแกน"
        raise error("not-a-scan", place, f"เปิด{what}ไม่ได้ เพราะ{problem.why}", "สแกนใหม่เป็น PDF หรือ JPG") from None


def _file(root: Path, target: str, scanned: bytes, row: tuple[str, ...]) -> None:
    """Write scan and record together."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / ".scans.lock"):
        kept = root / SCANS_RECORD
        rows = (
            list(csv.reader(io.StringIO(decode_text(read_file(kept, SCANS_RECORD, MAX_LIST_BYTES), SCANS_RECORD))))
            if kept.exists()
            else [_HEAD]
        )
        if any(tuple(known[:2]) == row[:2] for known in rows):
            record(root)  # what a run that was cut off did not come to write down
            raise error("scan-filed", Place(target), "เก็บสแกนของเอกสารฉบับนี้ไว้แล้ว", "ไม่ต้องทำอะไรอีก")
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows([*rows, row])
        write_files({root / target: scanned, kept: b"\xef\xbb\xbf" + made.getvalue().encode()})


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

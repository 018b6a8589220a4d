"""`docgen attach-scan`: file the scan of a document that was signed on paper, beside what was issued.

Pages are counted and the resolution is measured: guidance on electronic correspondence names at least 150 dpi for
what is kept (format.md, 6); archives ask for 300.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from docgen.atomic import write_files
from docgen.errors import Finding, Place, Severity, error
from docgen.journal import SCANS_HEAD, SCANS_RECORD, project_journal, record, scans_list
from docgen.kept_lists import list_bytes
from docgen.locks import locked
from docgen.register import mark_signed
from docgen.signing.sign import current_build
from docgen.style import CM_PER_INCH

FOLDER = "content/scans"
LEAST_DPI, GOOD_DPI = 150, 300
MAX_BYTES = 200_000_000
_A4_INCHES = (21.0 / CM_PER_INCH, 29.7 / CM_PER_INCH)
_POINTS_PER_INCH = 72
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
    project_journal(root)  # one that was touched is told before anything is written
    issued, name, content = current_build(root, pdf)
    place = Place(scan.name)
    ending = _ENDINGS.get(scan.suffix.lower())
    if ending is None:
        raise error("not-a-scan", place, "ไฟล์สแกนต้องเป็น .pdf หรือ .jpg", "สแกนใหม่เป็น PDF หรือ JPG")
    try:
        if scan.stat().st_size > MAX_BYTES:
            raise error("file-too-large", place, "ไฟล์สแกนใหญ่เกินกำหนด (200 ล้านไบต์)", "สแกนใหม่ที่ 300 dpi")
        scanned = scan.read_bytes()
    except FileNotFoundError:
        raise error("file-missing", place, "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์") from None
    except OSError as problem:
        raise error("file-unreadable", place, f"เปิดไฟล์ไม่ได้: {problem.strerror}", "ตรวจชื่อไฟล์") from None
    found = (_read_pdf if ending == ".pdf" else _read_picture)(scanned, place)
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
    is_new = _file(root, target, scanned, (*row, datetime.date.today().isoformat()))
    # Also for one that is filed already: a run that was cut off may not have come to write this down.
    mark_signed(root, issued.path.relative_to(root).as_posix())
    if not is_new:
        record(root)
        raise error("scan-filed", Place(target), "เก็บสแกนของเอกสารฉบับนี้ไว้แล้ว", "ไม่ต้องทำอะไรอีก")
    record(root, "scanned", target, row[3], by)
    return target, findings


def _file(root: Path, target: str, scanned: bytes, row: tuple[str, ...]) -> bool:
    """Write scan and record together, and tell whether they are new; another scan of the same build stays."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / ".scans.lock"):
        rows = scans_list(root)
        if any(tuple(known[:2]) == row[:2] for known in rows):
            return False
        write_files({root / target: scanned, root / SCANS_RECORD: list_bytes(SCANS_HEAD, [*rows, row])})
        return True


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_pdf(content: bytes, place: Place) -> Scan:
    """Return pages and resolution of a PDF: of each page the finest picture counts, of the file the coarsest page."""
    coarsest = 10_000.0
    try:
        document = pypdfium2.PdfDocument(content)
        for page in document:
            pictures = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
            finest = 0.0
            for picture in pictures:
                left, low, right, high = picture.get_bounds()
                width, height = picture.get_px_size()
                inches = max(right - left, 1) / _POINTS_PER_INCH, max(high - low, 1) / _POINTS_PER_INCH
                finest = max(finest, min(width / inches[0], height / inches[1]))
            coarsest = min(coarsest, finest)
        return Scan(len(document), round(coarsest))
    except pypdfium2.PdfiumError:
        raise error("not-a-scan", place, "เปิดไฟล์ PDF ของสแกนไม่ได้", "สแกนใหม่") from None


def _read_picture(content: bytes, place: Place) -> Scan:
    """Return the resolution of a picture of one A4 page, upright or not."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            short, long = sorted(image.size)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        raise error("not-a-scan", place, "เปิดรูปสแกนไม่ได้", "สแกนใหม่เป็น PDF หรือ JPG") from None
    return Scan(1, round(min(short / _A4_INCHES[0], long / _A4_INCHES[1])))

"""`docgen sign`: put an officer's electronic signature into their field of a finished PDF (PAdES, ETSI EN 319 142).

Electronic Transactions Act B.E. 2544, sections 9, 26 and 28. Each signature is an incremental update: those before it
stay valid. Levels B-T to B-LTA ask the office's time-stamp service (settings.py); nothing else is asked.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import zlib
from pathlib import Path
from typing import Any

from docgen.build.program import program_fingerprint
from docgen.build.state import read_state
from docgen.checks.examine import refuse_unfit
from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.project import Project
from docgen.document.targets import Target, filed_name, find_targets
from docgen.document.trees import signed_by
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.atomic import write_files
from docgen.folder.files import Files
from docgen.folder.locks import locked
from docgen.folder.regular import MAX_PDF_BYTES, read_file, read_regular
from docgen.folder.there import is_file
from docgen.outside import quoted
from docgen.registry.counted import why_not_signed
from docgen.registry.journal import SIGNED_FOLDER, project_journal, record
from docgen.registry.register import Register, mark_signed
from docgen.signing import quiet
from docgen.signing.agreement import SigningFacts, refuse_certificate, refuse_disagreement
from docgen.signing.appearance import BANGKOK, appearance
from docgen.signing.keys import Key, Token, bare_name, opened
from docgen.signing.pades import attach
from docgen.signing.settings import SETTINGS_FILE, Settings, read_settings
from docgen.signing.trust import TRUST_FOLDER, read_trust

SIGNING_LOCK = "content/.signing.lock"
_FIELD_WORDS = "ลายมือชื่อ "


def sign(root: Path, pdf: Path, officer: str, key: Key | Token, picture: Path | None = None) -> Done[str]:
    """Sign the current build of a document as one of its signatories; return the signed file's project path and hints.

    `picture` is the officer's signature as PNG, JPEG or SVG, shown in the room to sign. Raises DocgenError if the file
    is not the current final build, the officer no signatory of it, out of office or signed already, the certificate
    not theirs, not in force or not for signing, or the time-stamp service does not answer; nothing is written then.
    """
    quiet()
    if isinstance(key, Key) and key.content is None and key.path.resolve().is_relative_to(root.resolve()):
        message = "ไฟล์กุญแจอยู่ในโฟลเดอร์ของโครงการ ซึ่งคนอื่นได้สำเนาไปด้วย"
        raise error("key-in-project", Place(key.path.name), message, "ย้ายไปเก็บนอกโครงการ เช่นใน USB ของผู้ลงนาม")
    with locked(root / SIGNING_LOCK):
        return _sign(root, pdf, officer, key, picture)


def _sign(root: Path, pdf: Path, officer: str, key: Key | Token, picture: Path | None) -> Done[str]:
    """Sign while nobody else signs or files a scan: what is read here is still so when it is written."""
    project_journal(root)  # one that was touched is told before anything is written
    target, name, built = current_build(root, pdf)
    project = checked_project(root)
    settings = _settings(root)
    now = datetime.datetime.now(datetime.UTC)
    place = f"{SIGNED_FOLDER}/{name}.pdf"
    signed = root / place
    shown = target.path.relative_to(root).as_posix()
    earlier = _earlier(signed, built, project.register, shown, place)
    content = read_regular(signed, MAX_PDF_BYTES) if is_file(signed) and not earlier else built
    paper = SigningFacts(shown, *signed_by(target, project))
    if content != built:
        _refuse_strange(root, signed, pdf, paper, project)
        # What a run that was cut off did not come to write down, also where others have yet to sign.
        if not _empty_fields(content):
            mark_signed(root, shown)
        record(root)
    field, box = _field(content, officer, place)
    signatory = refuse_disagreement(paper, officer, project.agency, now.astimezone(BANGKOK).date())
    font = root / "fonts" / project.layout.font.file(bold=False, italic=False)
    with opened(key, officer) as signer:
        refuse_certificate(signer.signing_cert, signatory, project.agency, key.path.name)
        with appearance(picture, now if settings.shows_time else None, box, font) as style:
            made = attach(content, field, signer, settings, read_trust(root / TRUST_FOLDER), style, key.path.name)
    write_files({**earlier, signed: made})
    if not _empty_fields(made):
        mark_signed(root, shown)
    record(root, "signed", place, hashlib.sha256(made).hexdigest(), signatory.name)
    return Done(place, _hints(target, project.register, shown))


def _settings(root: Path) -> Settings:
    """Return how the office signs, B-B if it says nothing. Raises DocgenError."""
    files = Files(root)
    path = root / SETTINGS_FILE
    return read_settings(files.text(path)) if files.exists(path) else Settings()


def current_build(root: Path, pdf: Path) -> tuple[Target, str, bytes]:
    """Return what a PDF was built from, its name and its bytes.

    Raises DocgenError if it is not the current build of its content, or unfit to be signed.
    """
    shown = _shown(root, pdf)
    found = next((target for target in find_targets(root) if shown in target.outputs), None)
    if found is None or not shown.endswith(".pdf"):
        hint = "ลงนามไฟล์ใน output/ เช่น output/announcements/ชื่อ.pdf"
        raise error("not-an-output", Place(shown), "ไฟล์นี้ไม่ใช่ PDF ที่ docgen สร้าง", hint)
    if not found.kind.is_signed:
        raise error("no-field", Place(shown), f"{found.kind.thai}ไม่มีการลงนาม", "เก็บและส่งได้โดยไม่ต้องลงนาม")
    content = read_file(root / shown, shown, MAX_PDF_BYTES)
    state = read_state(root, program_fingerprint())
    known = state.targets.get(found.name, {}).get("outputs", {}).get(shown)
    is_built = known == hashlib.sha256(content).hexdigest()
    if not is_built or not state.fresh(found.name, found.outputs):
        message = "ไฟล์นี้ไม่ใช่ฉบับล่าสุดของเนื้อหา"
        raise error("not-current", Place(shown), message, "สั่ง make แล้วตรวจ PDF ก่อนลงนาม")
    refuse_unfit(state.findings(found.name), "sign")
    return found, filed_name(found, shown), content


def _shown(root: Path, pdf: Path) -> str:
    """Return a PDF's path in the project; output/ may be a link that leads elsewhere."""
    for folder, within in ((root, ""), (root / "output", "output/")):
        real, start = (Path(os.path.realpath(path)) for path in (pdf, folder))
        if real.is_relative_to(start):
            return within + real.relative_to(start).as_posix()
    return pdf.name


def _earlier(signed: Path, built: bytes, register: Register, shown: str, place: str) -> dict[Path, bytes]:
    """Return where the signed file of an earlier version goes, empty if there is none.

    Raises DocgenError if a file was signed that is no version which the register knows to be corrected.
    """
    if not is_file(signed) or (content := read_regular(signed, MAX_PDF_BYTES)).startswith(built):
        return {}
    entry = register.latest(shown)
    if entry is None or entry.version == 1:
        message = f"{place} ลงนามบนฉบับก่อนการแก้ไข"
        raise error("signed-other", Place(place), message, "เก็บไฟล์นั้นไว้ที่อื่น แล้วให้ทุกคนลงนามฉบับใหม่")
    kept = signed.with_name(f"{signed.stem}-{hashlib.sha256(content).hexdigest()[:8]}.pdf")
    return {kept.parent / "earlier" / kept.name: content}


def _refuse_strange(root: Path, signed: Path, built: Path, paper: SigningFacts, project: Project) -> None:
    """Raise DocgenError for a signed file that holds more than the build and what signing adds.

    Whoever signed it next would sign pages that docgen did not make.
    """
    if why := why_not_signed(root, signed, built, paper.signatories, project.agency):
        message = f"ไฟล์นี้ไม่นับว่าลงนามแล้ว จึงลงนามต่อไม่ได้: {why}"
        hint = "เก็บไฟล์นั้นไว้ที่อื่น แล้วให้ทุกคนลงนามฉบับปัจจุบัน"
        raise error("signed-other", Place(signed.relative_to(root).as_posix()), message, hint)


def _field(content: bytes, officer: str, shown: str) -> tuple[str, tuple[float, float]]:
    """Return name and size in pt of an officer's empty field.

    Raises DocgenError for a draft, a stranger, one who has signed, and a file that can't be read.
    """
    fields = _fields(content, shown)
    if not fields:
        raise error("no-field", Place(shown), "เอกสารนี้ไม่มีที่ลงนาม (เป็นร่าง หรือเป็นชุดเอกสาร)", "ลงนามฉบับจริง")
    found = next((name for name in fields if bare_name(name) == bare_name(officer)), None)
    if found is None:
        message = f"{quoted(officer)} ไม่ใช่ผู้ลงนามในเอกสารนี้"
        raise error("not-signatory", Place(shown), message, "ผู้ลงนามคือ " + ", ".join(fields))
    if "/V" in fields[found]:
        raise error("signed-already", Place(shown), f"{found} ลงนามแล้ว", "ไม่ต้องทำอะไรอีก")
    left, low, right, high = (float(edge) for edge in fields[found]["/Rect"])
    return str(fields[found]["/T"]), (right - left, high - low)


def _fields(content: bytes, shown: str) -> dict[str, Any]:
    """Return the fields for signatories by their names; time stamps have none."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        root = PdfFileReader(io.BytesIO(content)).root
        # pyHanko follows a reference where an entry is asked for by its key or number, and nowhere else.
        listed = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ()
        fields = [listed[number] for number in range(len(listed))]
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, AssertionError, zlib.error):
        raise error("broken-pdf", Place(shown), "อ่านไฟล์นี้ไม่ได้ จึงลงนามไม่ได้", "สร้างเอกสารใหม่ด้วย make") from None
    named = {str(field.get("/TU", "")): field for field in fields}
    return {words.removeprefix(_FIELD_WORDS): field for words, field in named.items() if words.startswith(_FIELD_WORDS)}


def _empty_fields(content: bytes) -> int:
    return sum("/V" not in field for field in _fields(content, "").values())


def _hints(target: Target, register: Register, shown: str) -> tuple[Finding, ...]:
    if not target.kind.is_issued or register.latest(shown) is not None:
        return ()
    hint = f"ถ้าหน่วยงานใช้ทะเบียนของ docgen ให้สั่ง docgen issue {shown}"
    return (Finding("not-registered", Place(shown), "เอกสารนี้ยังไม่ได้ออกเลขในทะเบียน", hint, Severity.HINT),)

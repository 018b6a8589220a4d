"""`docgen sign`: put an officer's electronic signature into their field of a finished PDF (PAdES B-B, ETSI EN 319 142).

Electronic Transactions Act B.E. 2544, sections 9, 26 and 28. Each signature is an incremental update: those before it
stay valid. The key is read from a PKCS#12 file and kept nowhere.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.outputs import write_files
from docgen.project import program_fingerprint
from docgen.signing import quiet
from docgen.state import read_state
from docgen.targets import find_targets
from docgen.thai.dates import write_date
from docgen.thai.names import without_title

FOLDER = "content/signed"
_FIELD_WORDS = "ลายมือชื่อ "


@dataclass(frozen=True, slots=True)
class Key:
    """An officer's key: a PKCS#12 file and its password, asked for or read by the command, never typed into it."""

    path: Path
    password: bytes


def sign(root: Path, pdf: Path, officer: str, key: Key, picture: Path | None = None) -> str:
    """Sign the current build of a document as one of its signatories and return the signed file's project path.

    `picture` is the officer's signature as PNG or JPEG, shown in the room to sign. Raises DocgenError if the file is
    not the current final build, the officer no signatory of it or signed already, or the certificate not theirs, not
    in force or not for signing; nothing is written then.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError

    quiet()
    shown = _shown(root, pdf)
    target, built = current_build(root, pdf)
    place = f"{FOLDER}/{target}.pdf"
    signed = root / place
    content = signed.read_bytes() if signed.is_file() else built
    if not content.startswith(built):
        message = f"{place} ลงนามบนฉบับก่อนการแก้ไข"
        raise error("signed-other", Place(place), message, "เก็บไฟล์นั้นไว้ที่อื่น แล้วให้ทุกคนลงนามฉบับใหม่")
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        field = _field(writer.root, officer, shown)
        signer = _signer(key)
        _check_certificate(signer.signing_cert, officer, key.path.name)
        metadata = signers.PdfSignatureMetadata(
            field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
        )
        made = io.BytesIO()
        pdf_signer = signers.PdfSigner(metadata, signer, stamp_style=_appearance(picture))
        pdf_signer.sign_pdf(writer, existing_fields_only=True, output=made)
    except (PdfError, SigningError) as problem:
        raise error("broken-pdf", Place(shown), f"ลงนามในไฟล์นี้ไม่ได้: {problem}", "สร้างเอกสารใหม่ด้วย make") from None
    write_files({signed: made.getvalue()})
    return place


def _shown(root: Path, pdf: Path) -> str:
    try:
        return pdf.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return pdf.name


def current_build(root: Path, pdf: Path) -> tuple[str, bytes]:
    """Return a document's name and its bytes. Raises DocgenError if a PDF is not the current build of its content."""
    shown = _shown(root, pdf)
    found = next((target for target in find_targets(root) if shown in target.outputs), None)
    if found is None or not shown.endswith(".pdf"):
        hint = "ลงนามไฟล์ใน output/ เช่น output/announcements/ชื่อ.pdf"
        raise error("not-an-output", Place(shown), "ไฟล์นี้ไม่ใช่ PDF ที่ docgen สร้าง", hint)
    try:
        content = pdf.read_bytes()
    except FileNotFoundError:
        raise error("file-missing", Place(shown), "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์") from None
    except OSError as problem:
        raise error("file-unreadable", Place(shown), f"เปิดไฟล์ไม่ได้: {problem.strerror}", "สั่ง make ก่อน") from None
    state = read_state(root, program_fingerprint())
    known = state.targets.get(found.name, {}).get("outputs", {}).get(shown)
    is_built = known == hashlib.sha256(content).hexdigest()
    if not is_built or not state.fresh(found.name, found.outputs):
        message = "ไฟล์นี้ไม่ใช่ฉบับล่าสุดของเนื้อหา"
        raise error("not-current", Place(shown), message, "สั่ง make แล้วตรวจ PDF ก่อนลงนาม")
    name = found.name if found.kind != "reports" else f"{found.name}/{Path(shown).stem}"
    return name, content


def _field(root: Any, officer: str, shown: str) -> str:
    """Return the name of an officer's empty field. Raises DocgenError for a draft, a stranger, one who has signed."""
    # pyHanko follows a reference where an entry is asked for by its key or number, and nowhere else.
    listed = root["/AcroForm"]["/Fields"] if "/AcroForm" in root else ()
    fields = [listed[number] for number in range(len(listed))]
    names = {str(field.get("/TU", "")).removeprefix(_FIELD_WORDS): field for field in fields}
    if not names:
        raise error("no-field", Place(shown), "เอกสารนี้ไม่มีที่ลงนาม (เป็นร่าง หรือเป็นชุดเอกสาร)", "ลงนามฉบับจริง")
    found = next((name for name in names if _bare(name) == _bare(officer)), None)
    if found is None:
        message = f"{officer} ไม่ใช่ผู้ลงนามในเอกสารนี้"
        raise error("not-signatory", Place(shown), message, "ผู้ลงนามคือ " + ", ".join(names))
    if "/V" in names[found]:
        raise error("signed-already", Place(shown), f"{found} ลงนามแล้ว", "ไม่ต้องทำอะไรอีก")
    return str(names[found]["/T"])


def _bare(name: str) -> str:
    return "".join(without_title(name).split())


def _signer(key: Key) -> Any:
    from pyhanko.sign import signers

    place = Place(key.path.name)
    if not key.path.is_file():
        raise error("file-missing", place, "ไม่พบไฟล์กุญแจ", "ตรวจชื่อไฟล์ .p12 หรือ .pfx")
    signer = signers.SimpleSigner.load_pkcs12(str(key.path), passphrase=key.password)  # type: ignore[no-untyped-call]
    if signer is None or signer.signing_cert is None:
        raise error("wrong-key", place, "เปิดไฟล์กุญแจไม่ได้", "ตรวจรหัสผ่าน และว่าเป็นไฟล์ .p12 หรือ .pfx")
    return signer


def _check_certificate(certificate: Any, officer: str, shown: str) -> None:
    """Raise DocgenError unless a certificate is the officer's, in force now, and for signing."""
    place, now = Place(shown), datetime.datetime.now(datetime.UTC)
    name = str(certificate.subject.native.get("common_name", ""))
    if _bare(name) != _bare(officer):
        raise error("other-certificate", place, f"ใบรับรองเป็นของ {name} ไม่ใช่ {officer}", "ใช้กุญแจของผู้ลงนามเอง")
    if now < certificate.not_valid_before or now > certificate.not_valid_after:
        first, last = (
            write_date(day.date(), "plain") for day in (certificate.not_valid_before, certificate.not_valid_after)
        )
        raise error("certificate-period", place, f"ใบรับรองใช้ได้ {first} - {last} เท่านั้น", "ขอใบรับรองใหม่")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        raise error("certificate-usage", place, "ใบรับรองนี้ไม่ได้ออกให้ใช้ลงนาม", "ขอใบรับรองสำหรับลงลายมือชื่อ")


def _appearance(picture: Path | None) -> Any:
    """Return what the field shows: the officer's signature, or nothing. pyHanko's own words need a font of Adobe's."""
    from PIL import Image, UnidentifiedImageError
    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.stamp import StaticStampStyle

    if picture is None:
        return StaticStampStyle(border_width=0, background=RawContent(b"", box=BoxConstraints(width=227, height=62)))
    try:
        with Image.open(picture) as opened:
            opened.load()
            image = opened.copy()
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        raise error("picture-broken", Place(picture.name), "เปิดรูปลายมือชื่อไม่ได้", "ใช้ไฟล์ .png หรือ .jpg") from None
    image.info.clear()
    return StaticStampStyle(border_width=0, background=PdfImage(image))

"""`docgen verify FILE.pdf`: for each signature of a PDF who signed, when, what it covers, and whom one must trust."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.regular import read_file
from docgen.signing import quiet
from docgen.signing.appearance import thai_time
from docgen.signing.changes import changes_since
from docgen.signing.judging import Judged, judge, level, revocation_known
from docgen.signing.trust import Trust, read_trust
from docgen.thai.dates import write_date

MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What one signature is worth. `time` is ISO 8601 by the signer's clock, `stamped` as a time stamp proves it.

    `level` is that of PAdES, `chain` the certificates from the trusted root to the signer. `covers` is whole (the file
    as it is), revision (the file as it was; what came after are signatures), or less. `changes` is what came after it
    that is no signature, in Thai, `problem` what is wrong, "" if all is well.
    """

    field: str
    signer: str
    issuer: str
    time: str
    stamped: str
    level: str
    intact: bool
    covers: str
    trusted: bool
    chain: tuple[str, ...]
    revocation_known: bool
    changes: tuple[str, ...]
    problem: str

    @property
    def is_good(self) -> bool:
        """Whether the signature says what it seems to say."""
        return not self.problem


def verify(path: Path, trust: Path) -> list[Verified]:
    """Return what the signatures of a PDF are worth, in the order of signing; certificates of `trust` are trusted.

    Nothing is fetched from a network. Raises DocgenError for a file that is no PDF, or a broken certificate.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    shown = path.name
    content = read_file(path, shown, MAX_BYTES)
    trusted = read_trust(trust)
    quiet()
    try:
        reader = PdfFileReader(io.BytesIO(content))
        return [_verified(reader, signature, trusted) for signature in reader.embedded_regular_signatures]
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise error("broken-pdf", Place(shown), "อ่านไฟล์ PDF นี้ไม่ได้ หรือถูกแก้จนเสียรูป", "ขอไฟล์ต้นฉบับ") from None


def _verified(reader: Any, signature: Any, trust: Trust) -> Verified:
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    certificate = signature.signer_cert
    signer, issuer = _name(certificate.subject), _name(certificate.issuer)
    told = signature.self_reported_timestamp
    time = told.isoformat() if told is not None else ""
    known = revocation_known(reader, certificate, trust)
    reached = level(reader, signature)
    try:
        judged = judge(signature, trust, known)
    except SignatureValidationError as unreadable:
        words = f"ตรวจไม่ได้: {unreadable}"
        return Verified(
            signature.field_name, signer, issuer, time, "", reached, False, "less", False, (), False, (), words
        )
    status = judged.status
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    is_revision = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    covers = "whole" if whole else "revision" if is_revision else "less"
    changes = changes_since(reader, signature) if status.intact and not status.docmdp_ok else ()
    return Verified(
        field=signature.field_name,
        signer=signer,
        issuer=issuer,
        time=time,
        stamped=judged.stamped.isoformat() if judged.stamped and judged.holds else "",
        level=reached,
        intact=bool(status.intact and status.valid),
        covers=covers,
        trusted=judged.holds,
        chain=tuple(_name(one.subject) for one in status.validation_path or ()),
        revocation_known=known,
        changes=changes,
        problem=_problem(judged, certificate, covers, known, changes),
    )


def _name(name: Any) -> str:
    return str(name.native.get("common_name", name.human_friendly))


def _problem(judged: Judged, certificate: Any, covers: str, has_list: bool, changes: Sequence[str]) -> str:
    """Say in Thai what is wrong with a signature, "" if nothing is."""
    status = judged.status
    if not status.intact:
        return "เนื้อไฟล์ถูกแก้หลังลงนาม ค่าแฮชไม่ตรงกับที่ลงนามไว้"
    if not status.valid:
        return "ลายมือชื่อเสีย ไม่ได้ลงด้วยกุญแจของใบรับรองนี้"
    if covers == "less":
        return "ลายมือชื่อไม่ครอบคลุมเอกสารทั้งฉบับ"
    if not status.docmdp_ok:
        return "มีการแก้เอกสารหลังลงนาม: " + ", ".join(changes)
    if judged.holds:
        return ""
    if status.trusted:
        return "ตราเวลาตรวจไม่ได้ หรือไม่เชื่อถือผู้ประทับเวลา (ถ้าเชื่อถือ ให้วางใบรับรองของผู้ออกใน content/trust)"
    if judged.revoked:
        return "ใบรับรองของผู้ลงนามถูกเพิกถอน"
    now = datetime.datetime.now(datetime.UTC)
    if now > certificate.not_valid_after:
        return f"ใบรับรองหมดอายุเมื่อ {write_date(certificate.not_valid_after.date(), 'plain')} และไม่มีตราเวลาที่เชื่อถือได้"
    if now < certificate.not_valid_before:
        return "ใบรับรองยังไม่เริ่มใช้"
    if certificate.self_issued:
        return "ใบรับรองออกโดยผู้ลงนามเอง ไม่มีผู้รับรอง"
    if has_list:
        return "ตรวจการเพิกถอนไม่ได้ รายการเพิกถอน (.crl) อาจหมดอายุ"
    return "ไม่เชื่อถือผู้ออกใบรับรอง (ถ้าเชื่อถือ ให้วางใบรับรองของผู้ออกใน content/trust)"


def as_text(verified: Iterable[Verified], shown: str) -> str:
    """Return the answer in plain Thai."""
    covers = {
        "whole": "ครอบคลุมเอกสารทั้งไฟล์",
        "revision": "ครอบคลุมเอกสารตอนลงนาม หลังจากนั้นมีแต่การลงนามหรือประทับเวลาเพิ่ม",
        "less": "ครอบคลุมเพียงบางส่วน",
    }
    found = list(verified)
    lines = [f"{shown}: มีลายมือชื่ออิเล็กทรอนิกส์ {len(found)} รายการ"]
    for one in found:
        lines += [
            f"- {one.signer} ({one.field})",
            f"    เวลา: {_time(one)}",
            f"    ขอบเขต: {covers[one.covers]}",
            f"    ระดับ: PAdES {one.level}",
            f"    ผู้ออกใบรับรอง: {one.issuer} ({'เชื่อถือ' if one.trusted else 'ไม่อยู่ในรายการที่เชื่อถือ'})",
            *([f"    สายใบรับรอง: {' > '.join(one.chain)}"] if one.chain else []),
            f"    การเพิกถอน: {'มีข้อมูล ตรวจแล้ว' if one.revocation_known else 'ไม่มีข้อมูล จึงไม่ได้ตรวจ'}",
            f"    ผล: {'ถูกต้อง' if one.is_good else one.problem}",
        ]
    return "\n".join(lines)


def _time(one: Verified) -> str:
    if one.stamped:
        return f"{thai_time(datetime.datetime.fromisoformat(one.stamped))} (ตราเวลารับรอง)"
    if not one.time:
        return "ไม่ระบุ"
    return f"{thai_time(datetime.datetime.fromisoformat(one.time))} (ตามนาฬิกาของผู้ลงนาม)"


def as_json(verified: Iterable[Verified]) -> str:
    """Return the answer as JSON: a list of objects with the fields of `Verified` and `good`."""
    return json.dumps([{**asdict(one), "good": one.is_good} for one in verified], ensure_ascii=False, indent=2)

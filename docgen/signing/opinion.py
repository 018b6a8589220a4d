"""What the signatures of a PDF are worth, found in the process that reads it (verify.py starts it)."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.status import SignatureCoverageLevel

from docgen.errors import Place, error
from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.outside import harmless
from docgen.signing import quiet
from docgen.signing.changes import changes_since
from docgen.signing.judging import Judged, judge, level, revocation_known
from docgen.signing.names import NAMELESS, readable_name
from docgen.signing.soundness import unsound
from docgen.signing.trust import Trust, read_trust
from docgen.signing.verify import Verified
from docgen.thai.dates import write_date

_SOMETHING = ("มีการเปลี่ยนส่วนอื่นของไฟล์",)


def judged(path: str, trust: str) -> list[dict[str, Any]]:
    """Return what the signatures of a PDF are worth, as the fields of `Verified` (JSON); `trust` is a folder.

    Raises DocgenError for a file that is no PDF, or a broken certificate; whatever else a library raises goes on.
    """
    quiet()
    content = read_regular(Path(path), MAX_PDF_BYTES)
    trusted = read_trust(Path(trust))
    try:
        reader = PdfFileReader(io.BytesIO(content))
        signatures = reader.embedded_signatures
        regular = reader.embedded_regular_signatures
        strange, shown = unsound(content, reader, signatures) if regular else ((), ())
        found = [_or_why_not(reader, one, trusted, strange) for one in regular]
        return [asdict(one) for one in _with_overlays(found, {box.field for box in shown if box.is_new})]
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, AssertionError):
        place = Place(harmless(Path(path).name))
        raise error("broken-pdf", place, "อ่านไฟล์ PDF นี้ไม่ได้ หรือถูกแก้จนเสียรูป", "ขอไฟล์ต้นฉบับ") from None


def _with_overlays(found: list[Verified], new: set[str]) -> list[Verified]:
    """Tell of signatures that stand before one which has put itself on the page and is not good: who did so?"""
    bad = max((number for number, one in enumerate(found) if one.field in new and not one.is_good), default=0)
    words = "มีลายมือชื่อที่เพิ่มบนหน้าภายหลัง และตรวจไม่ผ่าน"
    return [replace(one, problem=one.problem or words) if at < bad else one for at, one in enumerate(found)]


def _or_why_not(reader: Any, signature: Any, trust: Trust, strange: tuple[str, ...]) -> Verified:
    """Judge a signature; one that can't be read is told as such, and those beside it all the same."""
    try:
        return _verified(reader, signature, trust, strange)
    except MemoryError:
        raise
    except Exception as problem:
        known = "Unsupported" not in type(problem).__name__ and "support" not in str(problem)
        why = "ลายมือชื่อเสีย หรือผิดรูปแบบ" if known else "ใช้วิธีเข้ารหัสที่โปรแกรมนี้ไม่รู้จัก"
        field, words = harmless(str(signature.field_name)), f"ตรวจไม่ได้ เพราะ{why}"
        return Verified(field, _signer(signature), "", "", "", "B-B", False, "less", False, (), False, (), words)


def _signer(signature: Any) -> str:
    try:
        return readable_name(signature.signer_cert.subject)
    except Exception:  # whatever is wrong with it, it names nobody
        return NAMELESS


def _verified(reader: Any, signature: Any, trust: Trust, strange: tuple[str, ...]) -> Verified:
    certificate = signature.signer_cert
    told = signature.self_reported_timestamp
    known = revocation_known(reader, certificate, trust)
    reached = level(reader, signature)
    judged = judge(signature, trust, known)
    status = judged.status
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    is_revision = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    covers = "whole" if whole else "revision" if is_revision else "less"
    changes = strange if status.intact else ()
    if status.intact and not status.docmdp_ok:
        changes = tuple(dict.fromkeys((*changes_since(reader, signature), *strange))) or _SOMETHING
    return Verified(
        field=harmless(str(signature.field_name)),
        signer=readable_name(certificate.subject),
        issuer=readable_name(certificate.issuer),
        time=told.isoformat() if told is not None else "",
        stamped=judged.stamped.isoformat() if judged.stamped and judged.holds else "",
        level=reached,
        intact=bool(status.intact and status.valid),
        covers=covers,
        trusted=judged.holds,
        chain=tuple(readable_name(one.subject) for one in status.validation_path or ()),
        revocation_known=known,
        changes=changes,
        problem=_problem(judged, certificate, covers, known, changes),
    )


def _problem(judged: Judged, certificate: Any, covers: str, has_list: bool, changes: Sequence[str]) -> str:
    """Say in Thai what is wrong with a signature, "" if nothing is."""
    status = judged.status
    if not status.intact:
        return "เนื้อไฟล์ถูกแก้หลังลงนาม ค่าแฮชไม่ตรงกับที่ลงนามไว้"
    if not status.valid:
        return "ลายมือชื่อเสีย ไม่ได้ลงด้วยกุญแจของใบรับรองนี้"
    if covers == "less":
        return "ลายมือชื่อไม่ครอบคลุมเอกสารทั้งฉบับ"
    if changes:
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

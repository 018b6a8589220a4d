"""Make a PAdES signature of the level that an office set (ETSI EN 319 142-1): the one place where pyHanko signs."""

from __future__ import annotations

import io
from typing import Any

from docgen.errors import DocgenError, Place, error
from docgen.signing.names import readable_name
from docgen.signing.settings import SETTINGS_FILE, Settings
from docgen.signing.trust import TRUST_FOLDER, Trust

_SECONDS_TO_ANSWER = 20


def attach(content: bytes, field: str, signer: Any, settings: Settings, trust: Trust, style: Any, name: str) -> bytes:
    """Return a PDF with a field signed, as an incremental update.

    `style` is what the field shows, `name` that of the key, for messages. Raises DocgenError if the key is of a kind
    that can't sign, if the time-stamp service does not answer or is not trusted, or for B-LT if nothing shows that the
    certificates are not revoked.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    metadata = _metadata(field, signer, settings, trust)
    stamper = HTTPTimeStamper(settings.timestamp, timeout=_SECONDS_TO_ANSWER) if settings.level != "B-B" else None
    made = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        if metadata.use_pades_lta:
            _add_stamp_field(writer, str(metadata.timestamp_field_name))
        pdf_signer = signers.PdfSigner(metadata, signer, timestamper=stamper, stamp_style=style)
        pdf_signer.sign_pdf(writer, existing_fields_only=True, output=made)
    except (TimestampRequestError, TimeoutError, ConnectionError):
        raise _no_stamp(settings, "ไม่ตอบ") from None
    except (PathError, ValidationError, PdfError, SigningError) as problem:
        if isinstance(problem.__cause__ or problem, (PathError, ValidationError)):
            hint = f"วางใบรับรองของผู้ออก (.crt) และรายการเพิกถอน (.crl) ใน {TRUST_FOLDER}/ หรือตั้ง fetch_revocation: yes"
            message = f"ยืนยันใบรับรองไม่ได้ (ไม่พบผู้ออกหรือข้อมูลการเพิกถอน) จึงลงนามระดับ {settings.level} ไม่ได้"
            raise error("no-revocation", Place(SETTINGS_FILE), message, hint) from None
        raise error("broken-pdf", Place(name), "ลงนามในไฟล์นี้ไม่ได้ ไฟล์หรือกุญแจไม่ครบถ้วน", "สร้างเอกสารใหม่ด้วย make") from None
    except (ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm):
        if stamper is None:
            message = "ลงนามด้วยกุญแจหรือใบรับรองนี้ไม่ได้ เป็นชนิดที่โปรแกรมนี้ไม่รองรับ หรือเสีย"
            raise error("wrong-key", Place(name), message, "ใช้กุญแจชนิด RSA หรือ EC จากผู้ออกใบรับรอง") from None
        raise _no_stamp(settings, "ตอบไม่ถูกรูปแบบ") from None
    return made.getvalue()


def _metadata(field: str, signer: Any, settings: Settings, trust: Trust) -> Any:
    from pyhanko.sign import fields, signers

    usage = signer.signing_cert.key_usage_value
    return signers.PdfSignatureMetadata(
        field_name=field,
        # The one digest that a key of this kind signs with (RFC 8419, 3).
        md_algorithm="sha512" if signer.signing_cert.public_key.algorithm == "ed25519" else "sha256",
        name=readable_name(signer.signing_cert.subject),
        subfilter=fields.SigSeedSubFilter.PADES,
        signer_key_usage=({"non_repudiation", "digital_signature"} & set(usage.native)) if usage else set(),
        embed_validation_info=settings.has_evidence,
        use_pades_lta=settings.level == "B-LTA",
        timestamp_field_name=f"Timestamp-{field}",
        validation_context=_context(settings, trust) if settings.has_evidence else None,
    )


def _add_stamp_field(writer: Any, name: str) -> None:
    """Make the field of a document time stamp: nothing to see, outside the page.

    pyHanko's own has no appearance (which PDF/A asks for) and no place in the structure tree (which PDF/UA asks of
    every field on the page).
    """
    from pyhanko.pdf_utils import generic
    from pyhanko.sign import fields

    fields.append_signature_field(writer, fields.SigFieldSpec(name))
    listed = writer.root["/AcroForm"]["/Fields"]
    field = listed[len(listed) - 1]
    named = generic.pdf_name
    form = {named("/Type"): named("/XObject"), named("/Subtype"): named("/Form"), named("/BBox"): _box(0)}
    empty = writer.add_object(generic.StreamObject(form, stream_data=b"q Q"))
    field["/AP"] = generic.DictionaryObject({named("/N"): empty})  # type: ignore[no-untyped-call]
    field["/Rect"] = _box(-1)
    # Printed, and locked where it stands (ISO 32000-1, 12.5.3).
    field["/F"] = generic.NumberObject(132)  # type: ignore[no-untyped-call]
    field["/TU"] = generic.pdf_string("ตราเวลา")
    writer.update_container(field)


def _box(edge: int) -> Any:
    from pyhanko.pdf_utils import generic

    return generic.ArrayObject(generic.NumberObject(edge) for _ in range(4))  # type: ignore[no-untyped-call]


def _no_stamp(settings: Settings, what: str) -> DocgenError:
    hint = f"ตรวจเครือข่ายและ timestamp: ใน {SETTINGS_FILE} แล้วสั่งใหม่ ยังไม่มีอะไรถูกเขียน"
    return error("no-timestamp-answer", Place(SETTINGS_FILE), f"บริการประทับเวลา {settings.timestamp} {what}", hint)


def _context(settings: Settings, trust: Trust) -> Any:
    """Return what certificates are judged by: for B-LT each but the root must be shown not to be revoked."""
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )

    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
    return ValidationContext(
        trust_roots=trust.roots,
        crls=trust.crls,
        allow_fetching=settings.fetches,
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule)),
    )

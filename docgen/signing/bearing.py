"""Whether a file bears a signatory's signature over exactly a document that docgen built, in the process that reads it.

The answer does not look at the clock: it goes into archives, which say the same tomorrow. So a certificate that has
expired since, or was revoked, counts here; `docgen verify` tells of it.
"""

from __future__ import annotations

import asyncio
import datetime
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.signing import quiet
from docgen.signing.additions import strict_policy
from docgen.signing.judging import checking_policy
from docgen.signing.keys import bare_name
from docgen.signing.names import fingerprint, names_in
from docgen.signing.soundness import unsound
from docgen.signing.trust import Trust, read_trust

_MOMENT = datetime.timedelta(seconds=1)


def why_not_borne(signed: str, built: str, names: list[str], certificates: list[str], trust: str) -> str:
    """Return in Thai why a file does not count as signed, "" if it does.

    It holds the bytes of `built`, then nothing but what signing adds, and one sound signature at least by one of
    `names` or `certificates` (SHA-256); if the folder `trust` names authorities, by a certificate of theirs. Raises
    whatever its library raises for a broken file, DocgenError for a broken certificate in `trust`.
    """
    quiet()
    content, base = (read_regular(Path(one), MAX_PDF_BYTES) for one in (signed, built))
    if not content.startswith(base):
        return "เป็นของฉบับก่อน"
    reader = PdfFileReader(io.BytesIO(content))
    regular = reader.embedded_regular_signatures
    if not regular:
        return "ไม่มีลายมือชื่ออิเล็กทรอนิกส์อยู่ข้างใน"
    strange, _ = unsound(content, reader, reader.embedded_signatures, len(base))
    if strange:
        return "มีส่วนที่ไม่ใช่การลงนาม: " + ", ".join(strange)
    if not all(_is_intact(one) for one in regular):
        return "ลายมือชื่อไม่ตรงกับเนื้อไฟล์"
    known = {bare_name(name) for name in names}
    own = [one for one in regular if _is_of(one.signer_cert, known, certificates)]
    if not own:
        return "ไม่มีลายมือชื่อของผู้ลงนามในเอกสารนี้"
    trusted = read_trust(Path(trust))
    if trusted.roots and not any(_is_issued(one, trusted) for one in own):
        return "ใบรับรองของผู้ลงนามไม่ได้ออกโดยผู้ออกที่หน่วยงานเชื่อถือ (content/trust)"
    return ""


def _is_intact(signature: Any) -> bool:
    # Whom one may trust is asked apart, without the clock.
    context = ValidationContext(trust_roots=[], crls=[], allow_fetching=False, revinfo_policy=checking_policy(False))
    status = validate_pdf_signature(signature, context, diff_policy=strict_policy())
    return bool(status.intact and status.valid and status.docmdp_ok)


def _is_of(certificate: Any, names: set[str], certificates: Iterable[str]) -> bool:
    return fingerprint(certificate) in certificates or any(
        bare_name(name) in names for name in names_in(certificate.subject)
    )


def _is_issued(signature: Any, trust: Trust) -> bool:
    """Tell whether a certificate leads to an authority that is trusted, at the time that the signer told."""
    certificate = signature.signer_cert
    moment = signature.self_reported_timestamp or certificate.not_valid_before + _MOMENT
    context = ValidationContext(
        trust_roots=trust.roots,
        crls=[],
        allow_fetching=False,
        moment=moment,
        best_signature_time=moment,
        other_certs=list(signature.other_embedded_certs),
        revinfo_policy=checking_policy(False),
    )
    try:
        asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except (PathError, ValidationError):
        return False
    return True

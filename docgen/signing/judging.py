"""What pyHanko finds of one signature, and the levels of PAdES that a file has reached."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docgen.signing.additions import strict_policy
from docgen.signing.trust import Trust


@dataclass(frozen=True, slots=True)
class Judged:
    """pyHanko's status of a signature; the moment that a time stamp proves, None if there is none that holds.

    `holds` is what long-term validation says (ETSI EN 319 102-1, 5.6.3): also after the certificate has expired, where
    time stamps and revocation data prove that it was good when it was used.
    """

    status: Any
    stamped: datetime.datetime | None
    holds: bool
    revoked: bool


def judge(signature: Any, trust: Trust, has_revocation: bool) -> Judged:
    """Judge a signature by what an office trusts and what the file holds. Nothing is fetched.

    Raises SignatureValidationError (pyHanko) for one that can't be read.
    """
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    policy, plain = checking_policy(has_revocation), checking_policy(False)
    context, stamps = (
        ValidationContext(trust_roots=trust.roots, crls=trust.crls, allow_fetching=False, revinfo_policy=one)
        for one in (policy, plain)
    )
    status = validate_pdf_signature(signature, context, ts_validation_context=stamps, diff_policy=strict_policy())
    revoked = bool(status.revoked) or _revoked(signature.signer_cert, trust) is not None
    if not _is_stamped(signature):
        return Judged(status, None, bool(status.trusted), revoked)
    stamp = status.timestamp_validity
    if status.trusted and stamp and stamp.intact and stamp.valid and stamp.trusted:
        return Judged(status, stamp.timestamp, holds=True, revoked=revoked)
    proved = _proved(signature, trust, policy, plain)
    return Judged(status, proved, proved is not None, revoked)


def _proved(signature: Any, trust: Trust, policy: Any, plain: Any) -> datetime.datetime | None:
    """Return the moment at which a signature is proved to have been good, None if nothing proves it.

    What the office knows of the signer's certificate today is asked apart: pyHanko takes a later list for proof that
    the certificate was in force then, and one that revokes it later for a failure.
    """
    certificate = signature.signer_cert
    others = Trust(trust.roots, tuple(one for one in trust.crls if one.issuer != certificate.issuer))
    for known in (others, trust):
        result = asyncio.run(_long_term(signature, known, policy, plain))
        if getattr(result.ades_subindic, "standard_name", "") == "OK":
            moment: datetime.datetime = result.best_signature_time
            revoked = _revoked(certificate, trust)
            return moment if revoked is None or moment < revoked else None
    return None


def _revoked(certificate: Any, trust: Trust) -> datetime.datetime | None:
    """Return when a certificate was revoked by the lists of an office, None if it was not."""
    entries = (
        entry
        for one in trust.crls
        if one.issuer == certificate.issuer
        for entry in one["tbs_cert_list"]["revoked_certificates"] or ()
    )
    dates = [
        entry["revocation_date"].native
        for entry in entries
        if entry["user_certificate"].native == certificate.serial_number
    ]
    return min(dates, default=None)


def _is_stamped(signature: Any) -> bool:
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    return next(extract_tst_data_iter(signature.signer_info, signed=False), None) is not None


def checking_policy(is_required: bool) -> Any:
    """Return how pyHanko asks for revocation data: of the signer's certificate if required, else where it says so."""
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )

    # Left to itself pyHanko looks at a list only where the certificate says where to fetch one.
    required, declared = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CHECK_IF_DECLARED
    return CertRevTrustPolicy(RevocationCheckingPolicy(required if is_required else declared, declared))


async def _long_term(signature: Any, trust: Trust, policy: Any, plain: Any) -> Any:
    from pyhanko.sign.validation.ades import ades_lta_validation
    from pyhanko.sign.validation.policy_decl import (
        LocalKnowledge,
        PdfSignatureValidationSpec,
        RevinfoOnlineFetchingRule,
        RevocationInfoGatheringSpec,
        SignatureValidationSpec,
    )
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.registry import SimpleTrustManager
    from pyhanko_certvalidator.revinfo.archival import CRLContainer

    roots = SimpleTrustManager.build(trust_roots=trust.roots)
    spec = SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(trust_manager=roots, revinfo_policy=policy),
        ts_cert_validation_policy=CertValidationPolicySpec(trust_manager=roots, revinfo_policy=plain),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
        local_knowledge=LocalKnowledge(known_crls=[CRLContainer(crl) for crl in trust.crls]),
    )
    return await ades_lta_validation(signature, PdfSignatureValidationSpec(spec, strict_policy()))


def revocation_known(reader: Any, certificate: Any, trust: Trust) -> bool:
    """Tell whether the office or the file has data on the revocation of a certificate."""
    lists, answers = _kept(reader)
    if any(one.issuer == certificate.issuer for one in (*trust.crls, *lists)):
        return True
    return any(certificate.serial_number in serials for serials in map(_serials, answers))


def level(reader: Any, signature: Any) -> str:
    """Return the level of PAdES that a signature has reached in a file: B-B, B-T, B-LT or B-LTA."""
    if not _is_stamped(signature):
        return "B-B"
    lists, answers = _kept(reader)
    if not lists and not answers:
        return "B-T"
    later = any(one.signed_revision > signature.signed_revision for one in reader.embedded_timestamp_signatures)
    return "B-LTA" if later else "B-LT"


def _kept(reader: Any) -> tuple[list[Any], list[Any]]:
    """Return the revocation lists and OCSP responses in a file's document security store."""
    from asn1crypto import crl, ocsp
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return [], []
    lists = [crl.CertificateList.load(one.get_object().data) for one in store.crls]
    return lists, [ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps]


def _serials(answer: Any) -> Iterable[int]:
    data = answer.basic_ocsp_response["tbs_response_data"]
    return [int(one["cert_id"]["serial_number"].native) for one in data["responses"]]

"""Whom an office trusts: certificates of authorities and their lists of revoked certificates, in a folder of its own.

The Thai national root certificate can be put there; docgen brings none and fetches none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.folder.regular import read_regular
from docgen.folder.there import is_folder, listed
from docgen.outside import harmless

TRUST_FOLDER = "content/trust"
MAX_BYTES = 20_000_000
_ENDINGS = (".crt", ".cer", ".pem", ".der", ".p7b", ".p7c", ".crl")
_CERTIFICATES = ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
_LISTS = ("X509 CRL", "CRL")
_BUNDLES = ("PKCS7", "PKCS #7 SIGNED DATA", "CMS")


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates that are trusted (asn1crypto), and revocation lists."""

    roots: tuple[Any, ...]
    crls: tuple[Any, ...]


def read_trust(folder: Path) -> Trust:
    """Return what the files of a folder hold, however many in one: PEM, also with words between, DER, or PKCS#7.

    Files end in .crt .cer .pem .der .p7b .p7c or .crl; what is in them tells what they are, not the ending. Raises
    DocgenError for one that can't be read as such; a folder that is not there trusts nobody.
    """
    roots: dict[bytes, Any] = {}
    lists: dict[bytes, Any] = {}
    for path in listed(folder) if is_folder(folder) else ():
        if path.suffix.lower() not in _ENDINGS:
            continue
        place = Place(harmless(path.name))
        try:
            found = list(_held(read_regular(path, MAX_BYTES)))
        except (ValueError, TypeError, OSError, KeyError, OverflowError, RecursionError):
            message = "อ่านใบรับรองหรือรายการเพิกถอนไม่ได้"
            raise error("broken-certificate", place, message, "ใช้ไฟล์ PEM, DER หรือ .p7b ที่ได้จากผู้ออกใบรับรอง") from None
        for is_list, one in found:
            (lists if is_list else roots)[one.dump()] = one
    return Trust(tuple(roots.values()), tuple(lists.values()))


def _held(content: bytes) -> Iterator[tuple[bool, Any]]:
    """Yield what a file holds: whether it is a revocation list, and the certificate or list. Raises ValueError."""
    from asn1crypto import pem

    if not pem.detect(content):
        yield from _decoded(content)
        return
    known = False
    for label, _, inner in pem.unarmor(content, multiple=True):
        # Keys and what else may stand between are nobody to trust.
        if label in _CERTIFICATES:
            yield False, _certificate(inner, strict=label != "TRUSTED CERTIFICATE")
        elif label in _LISTS:
            yield True, _list(inner)
        elif label in _BUNDLES:
            yield from _bundle(inner)
        else:
            continue
        known = True
    if not known:
        raise ValueError("nothing to trust")


def _decoded(content: bytes) -> Iterator[tuple[bool, Any]]:
    """Yield what DER holds: it does not say what it is."""
    for read in (_certificate, _list):
        try:
            yield read is _list, read(content)
            return
        except (ValueError, TypeError):
            continue
    yield from _bundle(content)


def _certificate(content: bytes, strict: bool = True) -> Any:
    from asn1crypto import x509

    loaded = x509.Certificate.load(content, strict=strict)
    _ = loaded.native  # whatever is wrong inside shows only now
    return loaded


def _list(content: bytes) -> Any:
    from asn1crypto import crl

    loaded = crl.CertificateList.load(content, strict=True)
    _ = loaded.native
    return loaded


def _bundle(content: bytes) -> Iterator[tuple[bool, Any]]:
    from asn1crypto import cms

    told = cms.ContentInfo.load(content, strict=True)
    if told["content_type"].native != "signed_data":
        raise ValueError("no bundle of certificates")
    signed = told["content"]
    for one in signed["certificates"] or ():
        yield False, _certificate(one.chosen.dump())
    for one in signed["crls"] or ():
        yield True, _list(one.chosen.dump())

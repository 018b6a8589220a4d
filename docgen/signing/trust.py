"""Whom an office trusts: certificates of authorities and their lists of revoked certificates, in a folder of its own.

The Thai national root certificate can be put there; docgen brings none and fetches none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Place, error
from docgen.regular import read_regular

TRUST_FOLDER = "content/trust"


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates that are trusted (asn1crypto), and revocation lists."""

    roots: tuple[Any, ...]
    crls: tuple[Any, ...]


def read_trust(folder: Path) -> Trust:
    """Return what a folder holds: .crt .cer .pem .der are certificates, .crl lists, each PEM or DER.

    Raises DocgenError for a file that can't be read as such; a folder that is not there trusts nobody.
    """
    from asn1crypto import crl, pem, x509

    kinds = {".crt": x509.Certificate, ".cer": x509.Certificate, ".pem": x509.Certificate, ".der": x509.Certificate}
    kinds[".crl"] = crl.CertificateList
    found: dict[bool, list[Any]] = {True: [], False: []}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        kind = kinds.get(path.suffix.lower())
        if kind is None:
            continue
        try:
            content = read_regular(path, 5_000_000)
            if pem.detect(content):
                _, _, content = pem.unarmor(content)
            loaded = kind.load(content, strict=True)
            _ = loaded.native  # whatever is wrong inside shows only now
        except (ValueError, TypeError, OSError):
            message = "อ่านใบรับรองหรือรายการเพิกถอนไม่ได้"
            raise error("broken-certificate", Place(path.name), message, "ใช้ไฟล์ PEM หรือ DER") from None
        found[kind is x509.Certificate].append(loaded)
    return Trust(tuple(found[True]), tuple(found[False]))

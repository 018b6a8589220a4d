"""Whose name stands in a certificate: read as it was meant, also where it is given twice, in parts, or in TIS-620.

T61String (X.680) is read as Latin by libraries; Thai authorities of old wrote TIS-620 into it.
"""

from __future__ import annotations

import re
from typing import Any

from asn1crypto.core import TeletexString

from docgen.outside import harmless

NAMELESS = "ไม่ระบุชื่อ"
_THAI_RUN = re.compile(rb"[\xa1-\xda\xdf-\xfb]{3}")
_INSTEAD = ("pseudonym", "organizational_unit_name", "organization_name", "email_address", "serial_number")


def names_in(name: Any) -> tuple[str, ...]:
    """Return the names of whom an X.501 name (asn1crypto) means, the nearest to its owner first; none if it has none.

    RFC 4514 reads a name from its end. One without a common name is put together of given name and surname.
    """
    told = _parts(name)
    common = [value for kind, value in told if kind == "common_name" and value]
    if common:
        return tuple(dict.fromkeys(reversed(common)))
    parts = [value for wanted in ("given_name", "surname") for kind, value in told if kind == wanted and value]
    return (" ".join(parts),) if parts else ()


def readable_name(name: Any) -> str:
    """Return one line that tells whose an X.501 name is; what else it says where it names nobody."""
    told = _parts(name)
    instead = [value for wanted in _INSTEAD for kind, value in told if kind == wanted and value]
    return harmless(" / ".join(names_in(name)) or next(iter(instead), NAMELESS))


def values_in(name: Any, kind: str) -> list[str]:
    """Return the values of a kind (asn1crypto's name of it) in an X.501 name."""
    return [value for found, value in _parts(name) if found == kind and value]


def fingerprint(certificate: Any) -> str:
    """Return the SHA-256 of a certificate (asn1crypto) in small hexadecimal digits."""
    return str(certificate.sha256.hex())


def _parts(name: Any) -> list[tuple[str, str]]:
    return [(str(one["type"].native), _text(one["value"])) for relative in name.chosen for one in relative]


def _text(value: Any) -> str:
    chosen = getattr(value, "chosen", value)
    if isinstance(chosen, TeletexString):
        return _teletex(bytes(chosen.contents))
    return str(value.native)


def _teletex(content: bytes) -> str:
    for encoding in ("ascii", "utf-8"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Three such letters in a row make no word of a Latin language.
    return content.decode("cp874" if _THAI_RUN.search(content) else "latin-1", "replace")

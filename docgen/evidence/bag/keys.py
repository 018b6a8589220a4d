"""Private keys have no place in what an office hands on: what goes into a bag or a publication is searched for them.

Known are PEM armour (RFC 7468, OpenSSH, PGP), DER of PKCS #1, #8 and SEC 1, PKCS #12, Java's key stores and PuTTY's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Finding, Place
from docgen.folder.regular import regular_pieces
from docgen.folder.there import files_of

_ARMOUR = re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d")
_JAVA = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")
_MAX_DER = 200_000
_PIECE = 1 << 22
_OVERLAP = 100


def refuse_keys(root: Path, files: Iterable[Path], folder: Path) -> None:
    """Raise DocgenError that names each file with a private key, among those given and all in a folder.

    Raises OSError for a file that can't be read.
    """
    wanted = dict.fromkeys(files) | dict.fromkeys(files_of(folder))
    problems = list(_found(root, wanted))
    if problems:
        raise DocgenError(problems)


def _found(root: Path, files: Iterable[Path]) -> Iterator[Finding]:
    for path in files:
        line = key_line(path)
        if line is not None:
            shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
            message = "ไฟล์นี้มีกุญแจลับ (private key) ซึ่งต้องไม่ติดไปกับหลักฐานหรือเว็บไซต์"
            hint = "ย้ายกุญแจออกไปนอกโครงการ เหลือไว้แต่ใบรับรอง ถ้าเคยส่งโฟลเดอร์นี้ให้ผู้อื่น ให้เพิกถอนใบรับรองนั้น"
            yield Finding("private-key", Place(shown, line), message, hint)


def key_line(path: Path) -> int | None:
    """Return the line of a private key in a file, 0 in one that has no lines, None if there is none. Raises OSError."""
    lines, before, first = 1, b"", True
    for piece in regular_pieces(path, _PIECE):
        if first and (piece.startswith(_JAVA) or (len(piece) <= _MAX_DER and _is_der_key(piece))):
            return 0
        first = False
        # A header may stand across the border of two pieces.
        if match := _ARMOUR.search(before + piece):
            return lines + (before + piece).count(b"\n", 0, match.start())
        kept = (before + piece)[-_OVERLAP:]
        lines += (before + piece).count(b"\n") - kept.count(b"\n")
        before = kept
    return None


def _is_der_key(content: bytes) -> bool:
    """Tell whether bytes are the DER of a private key, encrypted or not, or of a PKCS #12 file."""
    if not content.startswith(b"\x30"):
        return False
    from asn1crypto import keys, pkcs12

    kinds: tuple[Any, ...] = (
        keys.PrivateKeyInfo,
        keys.EncryptedPrivateKeyInfo,
        keys.RSAPrivateKey,
        keys.DSAPrivateKey,
        keys.ECPrivateKey,
        pkcs12.Pfx,
    )
    return any(_is_of(kind, content) for kind in kinds)


def _is_of(kind: Any, content: bytes) -> bool:
    try:
        loaded = kind.load(content, strict=True)
        return all(loaded[name] is not None for name, *_ in kind._fields)
    except (ValueError, TypeError, KeyError):
        return False

"""An officer's key: a PKCS#12 file, or a token (card, USB key) behind a PKCS#11 module. It is never kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError, Place, error
from docgen.folder.regular import read_regular
from docgen.folder.there import is_file, size_of
from docgen.signing.names import names_in
from docgen.thai.characters import comparable
from docgen.thai.names import without_title

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Key:
    """A PKCS#12 file and its password, asked for or read by the command, never typed into it.

    `content` are its bytes where they came otherwise than by a file: the path is then a name for messages alone.
    """

    path: Path
    password: bytes = field(repr=False)
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token by its PKCS#11 module (a shared library of its maker), with its PIN; `label` chooses among several."""

    path: Path
    password: bytes = field(repr=False)
    label: str = ""


@contextmanager
def opened(key: Key | Token, officer: str) -> Iterator[Any]:
    """Yield pyHanko's signer for a key. Raises DocgenError for a wrong password, file or module, or no token."""
    if not (isinstance(key, Key) and key.content is not None) and not is_file(key.path):
        hint = "ตรวจชื่อไฟล์ .p12 หรือ .pfx" if isinstance(key, Key) else "ตรวจที่อยู่ของไฟล์ .so ที่มากับโทเค็น"
        raise error("file-missing", Place(key.path.name), "ไม่พบไฟล์กุญแจ", hint)
    if isinstance(key, Key):
        yield _from_file(key)
    else:
        import pkcs11

        with _session(key) as session:
            try:
                yield _from_token(session, key, officer)
            except pkcs11.PKCS11Error:
                message = "โทเค็นลงนามให้ไม่ได้ หรือถูกถอดระหว่างลงนาม"
                raise error("no-token", Place(key.path.name), message, "ถอดแล้วเสียบโทเค็นใหม่") from None


def bare_name(name: str) -> str:
    """Return a name without title and blanks, for comparing: what looks the same is the same."""
    return comparable(without_title(comparable(name))).replace(" ", "")


def _is_of(certificate: Any, officer: str) -> bool:
    return bare_name(officer) in map(bare_name, names_in(certificate.subject))


def _from_file(key: Key) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.sign import signers

    place = Place(key.path.name)
    if (size_of(key.path) if key.content is None else len(key.content)) > MAX_BYTES:
        raise error("wrong-key", place, "ไฟล์นี้ใหญ่เกินกว่าจะเป็นไฟล์กุญแจ", "ตรวจว่าเป็นไฟล์ .p12 หรือ .pfx")
    try:
        content = read_regular(key.path, MAX_BYTES) if key.content is None else key.content
        signer = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=key.password)
    except (ValueError, TypeError, AttributeError, OSError, UnsupportedAlgorithm):
        signer = None
    if signer is None or signer.signing_cert is None:
        raise error("wrong-key", place, "เปิดไฟล์กุญแจไม่ได้", "ตรวจรหัสผ่าน และว่าเป็นไฟล์ .p12 หรือ .pfx ที่มีทั้งกุญแจและใบรับรอง")
    return signer


@contextmanager
def _session(token: Token) -> Iterator[Any]:
    import pkcs11

    place = Place(token.path.name)
    pin = token.password.decode("utf-8", "replace")
    try:
        slots = pkcs11.lib(str(token.path)).get_slots(token_present=True)
        present = [slot.get_token() for slot in slots]
        ready = [one for one in present if one.flags & pkcs11.TokenFlag.TOKEN_INITIALIZED]
        found = [one for one in ready if token.label in ("", one.label.strip())]
        if len(found) != 1:
            raise _no_token(token, [one.label.strip() for one in ready])
        session = found[0].open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid):
        hint = "ตรวจ PIN ใส่ผิดหลายครั้งโทเค็นจะถูกล็อก"
        raise error("wrong-key", place, "PIN ของโทเค็นไม่ถูกต้อง", hint) from None
    except pkcs11.PinLocked:
        raise error("wrong-key", place, "โทเค็นถูกล็อก", "ติดต่อผู้ออกโทเค็น") from None
    except (pkcs11.PKCS11Error, RuntimeError, ValueError, TypeError):
        raise _no_token(token, []) from None
    try:
        yield session
    finally:
        session.close()


def _no_token(token: Token, labels: list[str]) -> DocgenError:
    hint = "เสียบโทเค็น และตรวจว่าไฟล์ .so เป็นของโทเค็นนี้"
    if labels:
        hint = "ระบุ --token-label อันใดอันหนึ่ง: " + ", ".join(labels)
    return error("no-token", Place(token.path.name), "ไม่พบโทเค็น หรือเปิดไม่ได้ หรือมีหลายอัน", hint)


def _from_token(session: Any, token: Token, officer: str) -> Any:
    """Return a signer with the officer's certificate of a token and the key that belongs to it."""
    import pkcs11
    from asn1crypto import x509
    from pyhanko.sign.pkcs11 import PKCS11Signer

    attribute, kind = pkcs11.Attribute, pkcs11.ObjectClass
    keys = {bytes(one[attribute.ID]) for one in session.get_objects({attribute.CLASS: kind.PRIVATE_KEY})}
    found = [
        (x509.Certificate.load(bytes(one[attribute.VALUE])), bytes(one[attribute.ID]))
        for one in session.get_objects({attribute.CLASS: kind.CERTIFICATE})
    ]
    own = [(certificate, name) for certificate, name in found if name in keys]
    if not own:
        raise error("wrong-key", Place(token.path.name), "ในโทเค็นไม่มีกุญแจสำหรับลงนาม", "ใช้โทเค็นของผู้ลงนาม")
    certificate, name = next((one for one in own if _is_of(one[0], officer)), own[0])
    others = [one for one, _ in found if one is not certificate]
    # Many a card signs only a digest that is made for it.
    mechanism = pkcs11.Mechanism
    whole = mechanism.ECDSA_SHA256 if certificate.public_key.algorithm == "ec" else mechanism.SHA256_RSA_PKCS
    is_raw = whole not in session.token.slot.get_mechanisms()
    return PKCS11Signer(session, signing_cert=certificate, key_id=name, ca_chain=others, use_raw_mechanism=is_raw)

"""The certificate by which browsers know the office's machine: our own, made at the first start, or the office's."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from docgen.accounts.account import FOLDER
from docgen.errors import DocgenError, Place, error
from docgen.folder.private import private_folder, read_private, write_private
from docgen.folder.regular import read_file
from docgen.folder.there import is_there
from docgen.thai.dates import write_date
from docgen.thai.numerals import thai_number

CERTIFICATE_FILE, KEY_FILE = f"{FOLDER}/certificate.pem", f"{FOLDER}/key.pem"
OWN_DAYS = 800
"""Of validity of our own; some systems take none of more than 825 days, whoever trusts it."""
WARNED_DAYS = 30
_MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key, as files; `names` are hosts and addresses that it is for, `ends` is in UTC."""

    path: Path
    key_path: Path
    names: frozenset[str]
    ends: datetime.datetime
    fingerprint: str
    is_own: bool

    def days_left(self) -> int:
        """Return how many whole days it is good for."""
        return (self.ends - datetime.datetime.now(datetime.UTC)).days

    def as_json(self) -> dict[str, Any]:
        """Return what a page tells of it."""
        days = self.days_left()
        told = {"ends": write_date(self.ends.date(), "plain"), "days": days, "is_ending": days < WARNED_DAYS}
        return {**told, "fingerprint": self.fingerprint, "is_own": self.is_own, "remedy": self.remedy}

    @property
    def remedy(self) -> str:
        """What is done about one that ends."""
        own = "ผู้ดูแลเครื่องสั่ง docgen serve --lan --new-certificate แล้วให้ทุกเครื่องเชื่อถือใบใหม่"
        return own if self.is_own else "ผู้ดูแลเครื่องวางใบรับรองใหม่ แล้วเริ่มโปรแกรมอีกครั้ง"

    def warnings(self, hosts: Sequence[str]) -> list[str]:
        """Return what is to be said of it where the page is asked for by these hosts."""
        said, days = [], self.days_left()
        if days < WARNED_DAYS:
            said.append(f"ใบรับรองจะหมดอายุใน {thai_number(max(days, 0))} วัน: {self.remedy}")
        if lacking := [one for one in hosts if one not in self.names]:
            said.append(f"ใบรับรองไม่มีชื่อ {' '.join(lacking)} เบราว์เซอร์จะเตือนเมื่อเปิดด้วยชื่อนั้น: {self.remedy}")
        return said

    def context(self) -> ssl.SSLContext:
        """Return what a server needs to speak TLS 1.2 or later with it. Raises DocgenError."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.set_alpn_protocols(["http/1.1"])
        try:
            made.load_cert_chain(self.path, self.key_path, password=lambda: b"")
        except (OSError, ValueError):
            raise _unusable(self.path.name) from None
        return made


def own_certificate(root: Path, hosts: Sequence[str], *, is_new: bool = False) -> Certificate:
    """Return the project's own certificate; make it for these hosts where there is none, or a new one is wanted.

    Raises DocgenError for one that is over or can't be used, OSError.
    """
    path, key_path = root / CERTIFICATE_FILE, root / KEY_FILE
    if is_new or not is_there(path) or not is_there(key_path):
        private_folder(root / FOLDER)
        certificate, key = _made(hosts)
        write_private(key_path, key)
        write_private(path, certificate)
    return _read(path, key_path, CERTIFICATE_FILE, KEY_FILE, is_own=True)


def given_certificate(path: Path, key_path: Path) -> Certificate:
    """Return a certificate of the office's own. Raises DocgenError for one that is over or can't be used."""
    return _read(path, key_path, str(path), str(key_path), is_own=False)


def _made(hosts: Sequence[str]) -> tuple[bytes, bytes]:
    """Return a certificate that its own key signs, good for these hosts and for signing no other, and that key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"docgen {hosts[0]}"[:64])])
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)  # signatures alone
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # clocks of an office differ
        .not_valid_after(now + datetime.timedelta(days=OWN_DAYS))
        .add_extension(x509.SubjectAlternativeName([_general_name(one) for one in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kept = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return made.public_bytes(serialization.Encoding.PEM), kept


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _read(path: Path, key_path: Path, shown: str, shown_key: str, *, is_own: bool) -> Certificate:
    content = read_file(path, shown, _MAX_BYTES)
    key_content = read_private(key_path, shown_key, _MAX_BYTES, is_shared_with_group=not is_own)
    try:
        certificate = x509.load_pem_x509_certificates(content)[0]
        key = serialization.load_pem_private_key(key_content, None)
    except TypeError:
        hint = "ใช้กุญแจที่ไม่มีรหัสผ่าน และให้อ่านได้เฉพาะผู้ใช้ที่เปิดโปรแกรม"
        raise error("wrong-certificate", Place(shown_key), "กุญแจของใบรับรองมีรหัสผ่าน", hint) from None
    except (ValueError, IndexError):
        raise _unusable(shown) from None
    if certificate.public_key() != key.public_key():
        raise error("wrong-certificate", Place(shown), "ใบรับรองกับกุญแจไม่ใช่คู่กัน", "เลือกไฟล์ทั้งสองใหม่")
    made = Certificate(
        path, key_path, _names(certificate), certificate.not_valid_after_utc, _print(certificate), is_own
    )
    now = datetime.datetime.now(datetime.UTC)
    if not certificate.not_valid_before_utc <= now < made.ends:
        raise error("wrong-certificate", Place(shown), "ใบรับรองหมดอายุ หรือยังไม่ถึงวันเริ่มใช้", made.remedy)
    return made


def _names(certificate: x509.Certificate) -> frozenset[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return frozenset()
    dns = [one.lower() for one in found.get_values_for_type(x509.DNSName)]
    return frozenset([*dns, *(str(one) for one in found.get_values_for_type(x509.IPAddress))])


def _print(certificate: x509.Certificate) -> str:
    made = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(made[at : at + 2] for at in range(0, len(made), 2))


def _unusable(shown: str) -> DocgenError:
    hint = "ใช้ไฟล์ PEM ของใบรับรองและกุญแจ ถ้าเป็นใบที่โปรแกรมสร้าง ให้สั่ง docgen serve --lan --new-certificate"
    return error("wrong-certificate", Place(shown), "อ่านใบรับรองหรือกุญแจไม่ได้", hint)

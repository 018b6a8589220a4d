"""A test authority and officers' keys, made anew for each run in a temporary folder: keys never lie in the project."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = b"secret"
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """An authority with its own key, and a folder for what it gives out."""

    folder: Path

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = named("Test Root")
        builder = self._builder(self.name, self.name, self.key.public_key(), -DAY * 900, DAY * 900)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.certificate = builder.add_extension(self._usage(sign=False, certify=True), critical=True).sign(
            self.key, hashes.SHA256()
        )
        trust = self.folder / "trust"
        trust.mkdir(parents=True)
        (trust / "root.crt").write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        self.trust = trust

    def _builder(
        self,
        name: x509.Name,
        issuer: x509.Name,
        key: ec.EllipticCurvePublicKey,
        first: datetime.timedelta,
        last: datetime.timedelta,
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW + first)
            .not_valid_after(NOW + last)
        )

    @staticmethod
    def _usage(*, sign: bool, certify: bool = False, encipher: bool = False) -> x509.KeyUsage:
        return x509.KeyUsage(sign, sign, encipher, False, False, certify, certify, False, False)

    def officer(
        self,
        name: str,
        *,
        first: datetime.timedelta = -DAY * 2,
        last: datetime.timedelta = DAY * 365,
        for_signing: bool = True,
        own: bool = False,
    ) -> tuple[Path, x509.Certificate]:
        """Return a PKCS#12 file for an officer; `own` is a certificate that they issued to themselves."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = named(name) if own else self.name
        builder = self._builder(named(name), issuer, key.public_key(), first, last)
        builder = builder.add_extension(self._usage(sign=for_signing, encipher=not for_signing), critical=True)
        certificate = builder.sign(key if own else self.key, hashes.SHA256())
        path = self.folder / f"{len(list(self.folder.glob('*.p12')))}.p12"
        protect = serialization.BestAvailableEncryption(PASSWORD)
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"key", key, certificate, [self.certificate], protect))
        return path, certificate

    def revoke(self, certificate: x509.Certificate) -> None:
        """Publish a list with a certificate revoked an hour ago."""
        hour = datetime.timedelta(hours=1)
        revoked = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(NOW - DAY)
        crl = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(NOW - hour)
            .next_update(NOW + DAY)
            .add_revoked_certificate(revoked.build())
            .sign(self.key, hashes.SHA256())
        )
        (self.trust / "root.crl").write_bytes(crl.public_bytes(serialization.Encoding.DER))

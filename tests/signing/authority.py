"""A test authority and officers' keys, made anew for each run in a temporary folder: keys never lie in the project."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

PASSWORD = b"secret"
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """An authority with its own key, and a folder for what it gives out."""

    folder: Path
    published_at: str = ""  # where certificates say that the list of revoked ones is

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

    def _published(self, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
        if not self.published_at:
            return builder
        address = [x509.UniformResourceIdentifier(self.published_at)]
        point = x509.DistributionPoint(full_name=address, relative_name=None, reasons=None, crl_issuer=None)
        return builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)

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
        title: str = "",
        organization: str = "",
    ) -> tuple[Path, x509.Certificate]:
        """Return a PKCS#12 file for an officer; `own` is a certificate that they issued to themselves."""
        key = ec.generate_private_key(ec.SECP256R1())
        more = [(NameOID.TITLE, title), (NameOID.ORGANIZATION_NAME, organization)]
        subject = x509.Name([*named(name), *(x509.NameAttribute(kind, value) for kind, value in more if value)])
        issuer = subject if own else self.name
        builder = self._published(self._builder(subject, issuer, key.public_key(), first, last))
        builder = builder.add_extension(self._usage(sign=for_signing, encipher=not for_signing), critical=True)
        certificate = builder.sign(key if own else self.key, hashes.SHA256())
        path = self.folder / f"{len(list(self.folder.glob('*.p12')))}.p12"
        protect = serialization.BestAvailableEncryption(PASSWORD)
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"key", key, certificate, [self.certificate], protect))
        return path, certificate

    def revoke(self, *certificates: x509.Certificate) -> None:
        """Publish a list with certificates revoked a day ago; with none it tells that all are good."""
        (self.trust / "root.crl").write_bytes(self.revoked(NOW, *certificates))

    def revoked(self, now: datetime.datetime, *certificates: x509.Certificate) -> bytes:
        """Return the list of revoked certificates (DER) as it stood at a moment."""
        hour = datetime.timedelta(hours=1)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        builder = builder.last_update(now - hour).next_update(now + DAY)
        for certificate in certificates:
            revoked = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
            builder = builder.add_revoked_certificate(revoked.revocation_date(now - DAY).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def time_stamper(self, now: datetime.datetime | None = None) -> DummyTimeStamper:
        """Return a time-stamp authority of pyHanko's whose clock stands at a moment, or goes as ours does."""
        key = rsa.generate_private_key(65537, 2048)
        builder = self._builder(named("Test Time Stamping"), self.name, key.public_key(), -DAY * 800, DAY * 800)
        builder = self._published(builder)
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(self._usage(sign=True), critical=True).add_extension(purpose, critical=True)
        certificate = builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        private = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return DummyTimeStamper(
            asn1_x509.Certificate.load(certificate), asn1_keys.PrivateKeyInfo.load(private), fixed_dt=now
        )


@contextmanager
def time_stamp_service(stamper: DummyTimeStamper, answer: bytes | None = None) -> Iterator[str]:
    """Run a time-stamp service (RFC 3161) on loopback and yield its address; `answer` is given instead of a stamp."""

    def stamp(request: bytes) -> bytes:
        return answer or stamper.request_tsa_response(tsp.TimeStampReq.load(request)).dump()

    with _service(stamp, "application/timestamp-reply") as address:
        yield address


@contextmanager
def revocation_service(authority: Authority) -> Iterator[None]:
    """Publish on loopback that no certificate is revoked; what the authority issues from now on says where."""
    with _service(lambda _: authority.revoked(NOW), "application/pkix-crl") as address:
        authority.published_at = address
        yield


@contextmanager
def _service(answer: Callable[[bytes], bytes], kind: str) -> Iterator[str]:
    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made = answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(made)

        do_GET = do_POST  # noqa: N815  # named by http.server

        def log_message(self, format: str, *values: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()

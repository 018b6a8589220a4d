"""Whose certificate it is, however the name is written; whom an office trusts, however the files are put together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from docgen.desk.sign import sign
from docgen.errors import DocgenError
from docgen.registry.journal import project_journal, scan_rows
from docgen.signing.keys import Key
from docgen.signing.names import readable_name
from docgen.signing.trust import read_trust
from docgen.signing.verify import verify
from tests.conftest import ROOT, Ask, Told
from tests.signing.authority import DAY, NOW, PASSWORD, Authority
from tests.signing.conftest import ONE, SIGNED, TEXT, TWO
from tests.signing.test_scan import scan

Run = Callable[..., Told]
PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER


def key_file(folder: Path, authority: Authority, subject: x509.Name, private: object = None) -> tuple[Path, str]:
    """Return a PKCS#12 file for a subject, and the fingerprint of its certificate."""
    key = private or ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(authority.name)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())  # type: ignore[attr-defined]
    builder = builder.not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    usage = x509.KeyUsage(True, True, *[False] * 7)
    certificate = builder.add_extension(usage, critical=True).sign(authority.key, hashes.SHA256())
    path = folder / f"{len(list(folder.glob('*.p12')))}.p12"
    protect = serialization.BestAvailableEncryption(PASSWORD)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, protect))  # type: ignore[arg-type]
    return path, certificate.fingerprint(hashes.SHA256()).hex()


def subject(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def der(tag: int, content: bytes) -> bytes:
    """Return a short value as DER has it (X.690, 8.1)."""
    assert len(content) < 128
    return bytes([tag, len(content)]) + content


NAMES = {
    "two, the officer's last": (
        subject((NameOID.COMMON_NAME, "Citizen 1"), (NameOID.COMMON_NAME, ONE)),
        f"{ONE} / Citizen 1",
    ),
    "two, the officer's first": (
        subject((NameOID.COMMON_NAME, ONE), (NameOID.COMMON_NAME, "Citizen 1")),
        f"Citizen 1 / {ONE}",
    ),
    "in parts": (subject((NameOID.GIVEN_NAME, "สมชาย"), (NameOID.SURNAME, "ใจดี")), "สมชาย ใจดี"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_name_is_read_as_it_was_meant(
    case: str, office: Path, pdf: Path, authority: Authority, tmp_path: Path
) -> None:
    """Names in certificates are read in every encoding that Thai authorities use."""
    name, shown = NAMES[case]
    path, _ = key_file(tmp_path, authority, name)
    made = office / sign(office, pdf, ONE, Key(path, PASSWORD)).value
    (found,) = verify(made, authority.trust)
    assert (found.signer, found.problem) == (shown, "")


def test_a_name_in_thai_of_old_is_read() -> None:
    """Names in TIS-620 are read."""
    for content, shown in (
        (ONE.encode("tis-620"), ONE),
        (ONE.encode(), ONE),
        ("Müller Gößmann".encode("latin-1"), "Müller Gößmann"),
        (b"Somchai", "Somchai"),
    ):
        attribute = bytes.fromhex("0603550403") + der(0x14, content)  # commonName, T61String
        name = der(0x30, der(0x31, der(0x30, attribute)))
        assert readable_name(asn1_x509.Name.load(name)) == shown


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
def test_keys_of_other_kinds_sign_beside_those_on_curves(
    kind: str, office: Path, pdf: Path, authority: Authority, tmp_path: Path
) -> None:
    """RSA and elliptic curves sign one document."""
    private = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ed25519.Ed25519PrivateKey.generate()
    path, _ = key_file(tmp_path, authority, subject((NameOID.COMMON_NAME, ONE)), private)
    sign(office, pdf, ONE, Key(path, PASSWORD))
    made = office / sign(office, pdf, TWO, Key(authority.officer(TWO)[0], PASSWORD)).value
    assert [one.problem for one in verify(made, authority.trust)] == ["", ""]


def test_a_certificate_in_other_letters_is_registered_by_its_fingerprint(
    office: Path,
    pdf: Path,
    authority: Authority,
    tmp_path: Path,
    desk: Ask,
    docgen: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A certificate with another encoding of the same name is known by its fingerprint."""
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    path, told = key_file(
        tmp_path, authority, subject((NameOID.COMMON_NAME, "Somchai Jaidee"), (NameOID.TITLE, "Mayor"))
    )
    arguments = ("sign", str(pdf), "--as", ONE, "--key", str(path), "--password-env", "PASSWORD_OF_KEY")
    refused = docgen(office, *arguments)
    assert refused.code == 1
    assert "“Somchai Jaidee”" in refused.err
    assert f'certificate: "{told}"' in refused.err
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    line = f"  - name: {ONE}\n"
    with_colons = ":".join(told[at : at + 2] for at in range(0, 64, 2)).upper()
    agency.write_text(text.replace(line, f'{line}    certificate: "{with_colons}"\n', 1), encoding="utf-8")
    assert desk(office, "build").code == 0
    signed = docgen(office, *arguments)
    assert signed.code == 0, signed.err
    agency.write_text(text.replace(line, f"{line}    certificate: 12:34\n", 1), encoding="utf-8")
    assert "[wrong-fingerprint]" in desk(office, "build").err


def test_a_notice_whose_day_is_open_is_not_signed(office: Path, pdf: Path, authority: Authority, desk: Ask) -> None:
    """A document whose day is still to be filled in is not signed electronically."""
    (office / "content/announcements/a.md").write_text(TEXT.replace("\nsignatory", "\ndate_form: fill-day\nsignatory"))
    assert desk(office, "build").code == 0
    with pytest.raises(DocgenError) as told:
        sign(office, pdf, ONE, Key(authority.officer(ONE)[0], PASSWORD))
    assert [one.code for one in told.value.findings] == ["day-to-fill"]
    assert not (office / SIGNED).exists()


def test_who_signs_and_who_files_a_scan_at_once_all_are_taken_down(
    office: Path, pdf: Path, authority: Authority
) -> None:
    """Two who file at the same moment are both in the list."""
    paper = scan(office, 150, "s.jpg")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PASSWORD_OF_KEY": PASSWORD.decode()}
    program = [sys.executable, "-m", "docgen", "--root", str(office)]
    keys = ["--password-env", "PASSWORD_OF_KEY", "--key"]
    commands = [
        [*program, "sign", str(pdf), "--as", name, *keys, str(authority.officer(name)[0])] for name in (ONE, TWO)
    ]
    commands += [[*program, "attach-scan", str(pdf), str(paper), "--by", name] for name in ("ก", "ข")]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for command in commands]
    told = [(one.communicate(timeout=60)[1].decode(), one.returncode) for one in running]
    assert [code for _, code in told[:2]] == [0, 0]
    # One of the two files it, the other is told so.
    assert sorted(code for _, code in told[2:]) == [0, 1]
    assert sum("[scan-filed]" in words for words, _ in told[2:]) == 1
    assert {one.signer for one in verify(office / SIGNED, authority.trust) if one.is_good} == {ONE, TWO}
    events = project_journal(office)
    assert sorted(one.remark for one in events if one.event == "signed") == sorted([ONE, TWO])
    (row,) = scan_rows(office)
    assert [(one.path, one.sha256, one.remark) for one in events if one.event == "scanned"] == [
        (row[2], row[3], row[6])
    ]
    assert [path.suffix for path in (office / row[2]).parent.iterdir()] == [".jpg"]


def bundles(one: Authority, two: Authority) -> dict[str, bytes]:
    first, second = (authority.certificate.public_bytes(PEM) for authority in (one, two))
    der = [asn1_x509.Certificate.load(authority.certificate.public_bytes(DER)) for authority in (one, two)]
    crl = two.revoked(NOW)
    signed = {
        "version": "v1",
        "digest_algorithms": [],
        "encap_content_info": {"content_type": "data"},
        "signer_infos": [],
    }
    signed |= {"certificates": [cms.CertificateChoices(name="certificate", value=each) for each in der]}
    p7b = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    key = one.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {
        "two.pem": first + second,
        "words.crt": b"Subject: one\nwords\n" + first + b"\nSubject: two\n" + second + b"the end\n",
        "windows.cer": (first + second).replace(b"\n", b"\r\n"),
        "bundle.p7b": p7b,
        "text.p7b": x509_pem(p7b, b"PKCS7"),
        "with-key.pem": key + first + second,
        "with-list.pem": first + second + x509_pem(crl, b"X509 CRL"),
    }


def x509_pem(content: bytes, label: bytes) -> bytes:
    import base64

    return b"-----BEGIN %s-----\n%s-----END %s-----\n" % (label, base64.encodebytes(content), label)


def test_a_trust_file_is_read_whole_whatever_holds_it(tmp_path: Path) -> None:
    """A file of certificates is read in every form, and all of them."""
    one, two = Authority(tmp_path / "one"), Authority(tmp_path / "two")
    wanted = {authority.certificate.public_bytes(DER) for authority in (one, two)}
    for name, content in bundles(one, two).items():
        folder = tmp_path / f"trust-{name}"
        folder.mkdir()
        (folder / name).write_bytes(content)
        found = read_trust(folder)
        assert {each.dump() for each in found.roots} == wanted, name
        assert len(found.crls) == ("list" in name), name
    for name, content in {
        "x.crt": b"",
        "y.pem": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    }.items():
        folder = tmp_path / f"broken-{name}"
        folder.mkdir()
        (folder / name).write_bytes(content)
        with pytest.raises(DocgenError) as told:
            read_trust(folder)
        assert told.value.findings[0].code == "broken-certificate"


@pytest.mark.parametrize(
    "given", [(), ("--password-fd", "-1"), ("--password-fd", "99999999999999"), ("--password-fd", "77")]
)
def test_without_a_terminal_the_password_is_not_asked_for(
    given: tuple[str, ...], office: Path, pdf: Path, authority: Authority
) -> None:
    """Where nobody can be asked, the password must come in another way."""
    command = [sys.executable, "-m", "docgen", "--root", str(office), "sign", str(pdf), "--as", ONE]
    command += ["--key", str(authority.officer(ONE)[0]), *given]
    told = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=30,
    )
    assert told.returncode == 1
    assert "[no-password]" in told.stderr
    assert "Traceback" not in told.stderr


def test_what_a_certificate_says_stays_on_its_line(
    office: Path, pdf: Path, authority: Authority, tmp_path: Path, desk: Ask, docgen: Run
) -> None:
    """A line end in a certificate's name cannot pose as a line of the verdict."""
    name = "x\n    ผล: ถูกต้อง\n\x1b[8m\u202e"
    agency = office / "content/agency.yaml"
    path, told = key_file(tmp_path, authority, subject((NameOID.COMMON_NAME, name)))
    text = agency.read_text(encoding="utf-8")
    agency.write_text(text.replace(f"name: {ONE}\n", f"name: {ONE}\n    certificate: {told}\n", 1), encoding="utf-8")
    assert desk(office, "build").code == 0
    made = office / sign(office, pdf, ONE, Key(path, PASSWORD)).value
    shown = docgen(office, "verify", str(made)).out
    assert [line for line in shown.splitlines() if line.startswith("    ผล: ")] != ["    ผล: ถูกต้อง"]
    assert len([line for line in shown.splitlines() if "ผล: " in line]) == 2  # in quotation marks, and ours
    assert not any(
        letter in shown + docgen(office, "verify", str(made), "--format", "json").out for letter in "\x1b\u202e"
    )


def test_hostile_files_are_told_in_time_and_room(office: Path, docgen: Run) -> None:
    """Hostile keys and PDFs end in a finding within time and memory."""
    path = office / "x.pdf"
    endless = (
        b"%PDF-1.7\n1 0 obj<</Type/XRef/W[0 0 0]/Size 2000000000/Root 1 0 R/Length 0>>stream\n\nendstream endobj\n"
    )
    for content in (
        endless + b"startxref\n9\n%%EOF\n",
        b"%PDF-1.7\n1 0 obj<</Type/XRef/W[1 1 1]/Size 9/Root 1 0 R/Filter/FlateDecode/Length 3>>stream\nabc\n"
        b"endstream endobj\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n" + b"9" * 30 + b"\n%%EOF\n",
    ):
        path.write_bytes(content)
        told = docgen(office, "verify", str(path))
        assert told.code == 1
        assert "[broken-pdf]" in told.err
        assert "Traceback" not in told.err


def test_threads_do_not_stand_in_the_way(office: Path, pdf: Path, authority: Authority) -> None:
    """What starts a process of its own for a file may have threads."""
    made = office / sign(office, pdf, ONE, Key(authority.officer(ONE)[0], PASSWORD)).value
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.append(verify(made, authority.trust)[0].is_good)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [True] * 3

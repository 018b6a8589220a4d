"""Time stamps and revocation data in the file, tokens, what a field shows, and what must agree before signing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import crl as asn1_crl
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator import ValidationContext

from docgen.desk.sign import sign
from docgen.errors import DocgenError
from docgen.registry.journal import project_journal
from docgen.registry.register import read_register
from docgen.signing.keys import Key, Token
from docgen.signing.trust import read_trust
from docgen.signing.verify import verify
from tests.conftest import Ask, Told
from tests.preflight import preflight_errors
from tests.reading import poppler_text, read_by_all
from tests.signing.authority import DAY, NOW, PASSWORD, Authority, revocation_service, time_stamp_service
from tests.signing.conftest import ONE, SIGNED, TEXT, THREE, TWO

Run = Callable[..., Told]
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


def settings(office: Path, authority: Authority, **values: str) -> None:
    lines = ["kind: signing", *(f"{key}: {value}" for key, value in values.items())]
    (office / "content/signing.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copytree(authority.trust, office / "content/trust", dirs_exist_ok=True)


def elements(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [
            str(one.S) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
        ]


@pytest.mark.parametrize("level", ["B-T", "B-LT", "B-LTA"])
def test_each_level_of_pades_in_turn_by_two_officers(
    level: str, office: Path, pdf: Path, tmp_path: Path, docgen: Run
) -> None:
    """B-B, B-T, B-LT and B-LTA hold after two officers signed in turn."""
    authority = Authority(tmp_path / "authority")
    authority.revoke()
    with time_stamp_service(authority.time_stamper()) as address:
        settings(office, authority, level=level, timestamp=address)
        for officer in (ONE, TWO):
            made = sign(office, pdf, officer, Key(authority.officer(officer)[0], PASSWORD)).value
    found = verify(office / made, authority.trust)
    assert [one.signer for one in found] == [ONE, TWO]
    assert all(one.is_good and one.stamped for one in found), found
    assert {one.level for one in found} == {level}
    assert found[0].chain == ("Test Root", ONE)
    assert found[0].revocation_known
    said = subprocess.run(["pdfsig", "-nocert", str(office / made)], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 2
    told = docgen(office, "verify", str(office / made))
    assert told.code == 0
    assert told.out.count("(ตราเวลารับรอง)") == 2
    assert f"PAdES {level}" in told.out


def test_a_time_stamp_of_a_stranger_proves_nothing(office: Path, pdf: Path, tmp_path: Path) -> None:
    """A time stamp whose authority is not trusted does not count."""
    authority, strange = Authority(tmp_path / "authority"), Authority(tmp_path / "strange")
    with time_stamp_service(strange.time_stamper()) as address:
        settings(office, authority, level="B-T", timestamp=address)
        made = sign(office, pdf, ONE, Key(authority.officer(ONE)[0], PASSWORD)).value
    (found,) = verify(office / made, authority.trust)
    assert found.problem.startswith("ตราเวลาตรวจไม่ได้")
    assert found.stamped == ""
    # Once the office trusts whoever issued the stamp, all is well.
    shutil.copyfile(strange.trust / "root.crt", authority.trust / "strange.crt")
    (found,) = verify(office / made, authority.trust)
    assert found.is_good
    assert found.stamped


@pytest.mark.parametrize("fetches", ["yes", "no"])
def test_revocation_data_are_fetched_where_the_office_says_so(
    fetches: str, office: Path, pdf: Path, tmp_path: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Revocation data are fetched from the office's own address, not from what a file says."""
    authority = Authority(tmp_path / "authority")
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    with revocation_service(authority), time_stamp_service(authority.time_stamper()) as address:
        settings(office, authority, level="B-LTA", timestamp=address, fetch_revocation=fetches)
        path, _ = authority.officer(ONE)
        told = docgen(office, "sign", str(pdf), "--as", ONE, "--key", str(path), "--password-env", "PASSWORD_OF_KEY")
    if fetches == "no":
        assert told.code == 1
        assert "[no-revocation]" in told.err
        assert not (office / SIGNED).exists()
        return
    assert told.code == 0, told.err
    # Nothing is fetched to verify: what is needed lies in the file.
    (found,) = verify(office / SIGNED, authority.trust)
    assert found.is_good, found
    assert (found.level, found.revocation_known) == ("B-LTA", True)


def test_a_signed_file_has_text_tags_and_conformance_of_the_unsigned_one(
    office: Path, pdf: Path, tmp_path: Path
) -> None:
    """Signed or not, words, tags and conformance are the same."""
    authority = Authority(tmp_path / "authority")
    authority.revoke()
    picture = tmp_path / "signature.svg"
    picture.write_text(DRAWING, encoding="utf-8")
    with time_stamp_service(authority.time_stamper()) as address:
        settings(office, authority, level="B-LTA", timestamp=address, show_time="yes")
        for officer in (ONE, TWO, THREE):
            made = sign(office, pdf, officer, Key(authority.officer(officer)[0], PASSWORD), picture).value
    # MuPDF draws SIGN over empty fields; blanks are left of it.
    read = {reader: ["".join(page.split()) for page in pages] for reader, pages in read_by_all(office / made).items()}
    assert read == {reader: ["".join(page.split()) for page in pages] for reader, pages in read_by_all(pdf).items()}
    assert elements(office / made) == elements(pdf)
    assert preflight_errors(office / made, tmp_path) == preflight_errors(pdf, tmp_path) == []


def test_a_signature_with_time_stamps_outlives_its_certificate(office: Path, pdf: Path, tmp_path: Path) -> None:
    """With time stamps a signature is good after its certificate ran out."""
    authority = Authority(tmp_path / "authority")
    path, certificate = authority.officer(ONE, first=-DAY * 200, last=-DAY * 10)
    when = NOW - DAY * 100
    made = tmp_path / "signed.pdf"

    def signed_then(*, stamped: bool, kept: bool) -> Path:
        context = None
        if kept:
            crls = [asn1_crl.CertificateList.load(authority.revoked(when))]
            context = ValidationContext(trust_roots=read_trust(authority.trust).roots, crls=crls, moment=when)
        metadata = signers.PdfSignatureMetadata(
            field_name="Signature1",
            subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=kept,
            use_pades_lta=kept,
            validation_context=context,
        )
        signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=PASSWORD)
        stamper = authority.time_stamper(when) if stamped else None
        out = io.BytesIO()
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf.read_bytes()))
        signers.PdfSigner(metadata, signer, timestamper=stamper).sign_pdf(writer, output=out)
        made.write_bytes(out.getvalue())
        return made

    authority.revoke()
    (found,) = verify(signed_then(stamped=True, kept=True), authority.trust)
    assert found.is_good, found
    assert (found.level, found.stamped[:10]) == ("B-LTA", when.date().isoformat())
    # Revoked long after it was used.
    (authority.trust / "root.crl").write_bytes(authority.revoked(NOW - DAY * 50, certificate))
    assert verify(made, authority.trust)[0].is_good
    # Revoked before the time stamp.
    (authority.trust / "root.crl").write_bytes(authority.revoked(NOW - DAY * 110, certificate))
    assert "เพิกถอน" in verify(made, authority.trust)[0].problem
    for stamped in (True, False):
        (found,) = verify(signed_then(stamped=stamped, kept=False), authority.trust)
        assert not found.is_good
        assert "หมดอายุ" in found.problem or "เพิกถอน" in found.problem
    (authority.trust / "root.crl").unlink()
    assert "หมดอายุ" in verify(signed_then(stamped=False, kept=False), authority.trust)[0].problem


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("down", "no-timestamp-answer"),
        ("garbage", "no-timestamp-answer"),
        ("no revocation", "no-revocation"),
        ("strange service", "no-revocation"),
        ("revoked", "no-revocation"),
        ("no address", "no-timestamp"),
        ("wrong level", "wrong-value"),
        ("wrong address", "wrong-link"),
    ],
)
def test_without_what_a_level_needs_nothing_is_written(
    case: str, code: str, office: Path, pdf: Path, tmp_path: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the service cannot be reached, the file stays unsigned."""
    authority = Authority(tmp_path / "authority")
    path, certificate = authority.officer(ONE)
    if case != "no revocation":
        authority.revoke(*[certificate] if case == "revoked" else [])
    stamper = (Authority(tmp_path / "strange") if case == "strange service" else authority).time_stamper()
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    answer = b"<html>" if case == "garbage" else None
    with nullcontext("http://127.0.0.1:9/") if case == "down" else time_stamp_service(stamper, answer) as address:
        values = {"level": "B-LT", "timestamp": address}
        values |= {"no address": {"timestamp": ""}, "wrong level": {"level": "B-X"}}.get(case, {})
        values |= {"timestamp": "ftp://x"} if case == "wrong address" else {}
        settings(office, authority, **{key: value for key, value in values.items() if value})
        told = docgen(office, "sign", str(pdf), "--as", ONE, "--key", str(path), "--password-env", "PASSWORD_OF_KEY")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err
    assert not (office / SIGNED).exists()


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("title", "other-certificate"),
        ("organization", "other-certificate"),
        ("left office", "not-in-office"),
        ("other office", "not-in-office"),
        ("date to come", "date-to-come"),
        ("all agree", ""),
        ("english organization", ""),
    ],
)
def test_certificate_officer_position_and_dates_agree(
    case: str,
    code: str,
    office: Path,
    pdf: Path,
    authority: Authority,
    desk: Ask,
    docgen: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Name, position and term of office must be those of the certificate."""
    agency, content = office / "content/agency.yaml", office / "content/announcements/a.md"
    position = "นายกองค์การบริหารส่วนตำบลทดสอบ"
    title = "ปลัดองค์การบริหารส่วนตำบล" if case == "title" else position
    organization = {
        "organization": "องค์การบริหารส่วนตำบลอื่น",
        "english organization": "Test Subdistrict Administrative Organization",
    }.get(case, "องค์การบริหารส่วนตำบลทดสอบ")
    path, _ = authority.officer(ONE, title=title, organization=organization)
    text = agency.read_text(encoding="utf-8")
    term = f"    position: {position}\n    from: 1 ตุลาคม 2564\n"
    assert term in text
    if case == "left office":
        agency.write_text(text.replace(term, f"{term}    to: 30 กันยายน 2568\n"), encoding="utf-8")
    elif case == "other office":
        later = f"  - name: {ONE}\n    position: รองนายก\n    from: 1 ตุลาคม 2568\n"
        agency.write_text(text.replace(term, f"{term}    to: 30 กันยายน 2568\n{later}"), encoding="utf-8")
    elif case == "date to come":
        content.write_text(TEXT.replace("2568", "2600"), encoding="utf-8")
    assert desk(office, "build").code == 0
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    told = docgen(office, "sign", str(pdf), "--as", ONE, "--key", str(path), "--password-env", "PASSWORD_OF_KEY")
    assert told.code == (1 if code else 0), told.err
    assert f"[{code}]" in told.err if code else (office / SIGNED).exists()
    assert (office / SIGNED).exists() == (not code)


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">
<path d="M10 40 C 40 0 60 60 100 30 S 160 10 190 40" fill="none" stroke="#0000a0" stroke-width="9"/></svg>"""


def drawn(made: Path, folder: Path) -> Image.Image:
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-singlefile", str(made), str(folder / "page")], check=True)
    return Image.open(folder / "page.png").convert("RGB")


def test_a_drawing_and_the_time_stand_in_the_room_and_not_in_the_text(
    office: Path, pdf: Path, authority: Authority, tmp_path: Path
) -> None:
    """Picture and time are drawn in the room to sign, and are no text of the document."""
    picture = tmp_path / "signature.svg"
    picture.write_text(DRAWING, encoding="utf-8")
    key = Key(authority.officer(ONE)[0], PASSWORD)
    settings(office, authority, show_time="yes")
    before = drawn(pdf, tmp_path)
    made = office / sign(office, pdf, ONE, key, picture).value
    after = drawn(made, tmp_path)
    changed = [
        (at % after.width, at // after.width)
        for at, (one, other) in enumerate(zip(before.get_flattened_data(), after.get_flattened_data(), strict=True))
        if one != other
    ]
    with pikepdf.open(pdf) as document:
        left, low, right, high = (float(edge) / 72 * 60 for edge in document.Root.AcroForm.Fields[0].Rect)
    blue = [(x, y) for x, y in changed if after.getpixel((x, y))[2] - after.getpixel((x, y))[0] > 60]
    black = [(x, y) for x, y in changed if max(after.getpixel((x, y))) < 140]
    assert len(blue) > 300
    assert len(black) > 40
    assert min(y for _, y in black) > max(y for _, y in blue) - 6  # the time stands below the signature
    for x, y in changed:
        assert left - 1 <= x <= right + 1
        assert after.height - high - 1 <= y <= after.height - low + 1
    assert poppler_text(made) == poppler_text(pdf)


@pytest.mark.parametrize(
    "content",
    [
        DRAWING.replace("<path", '<image href="file:///etc/passwd"/><path'),
        DRAWING.replace("<path", "<text>ลงชื่อ</text><path"),
        "<!DOCTYPE svg [<!ENTITY a 'x'>]>" + DRAWING,
        DRAWING[:-8],
        "<html/>",
        "",
        DRAWING.replace('fill="none"', "fill=\"url('http://127.0.0.1/x')\""),
    ],
)
def test_a_drawing_that_is_more_than_lines_is_refused(
    content: str, office: Path, pdf: Path, authority: Authority, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An SVG with scripts, links or fonts is refused."""
    picture = office / "signature.svg"
    picture.write_text(content, encoding="utf-8")
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    path, _ = authority.officer(ONE)
    arguments = ("--as", ONE, "--key", str(path), "--password-env", "PASSWORD_OF_KEY", "--picture", str(picture))
    told = docgen(office, "sign", str(pdf), *arguments)
    assert told.code == 1
    assert "[picture-broken]" in told.err
    assert not (office / SIGNED).exists()


@pytest.fixture
def token(tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A token in software (SoftHSM) with the keys of two officers."""
    if not SOFTHSM.exists():
        pytest.skip("SoftHSM is not installed")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm.conf"))
    run = ["softhsm2-util", "--init-token", "--free", "--label", "docgen", "--so-pin", "123456", "--pin", "1234"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    import pkcs11
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label="docgen").open(rw=True, user_pin="1234") as session:
        for number, officer in enumerate((TWO, ONE), start=1):
            key, certificate, _ = pkcs12.load_key_and_certificates(authority.officer(officer)[0].read_bytes(), PASSWORD)
            assert key is not None
            assert certificate is not None
            der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            named = {pkcs11.Attribute.ID: bytes([number]), pkcs11.Attribute.TOKEN: True}
            session.create_object({**decode_ec_private_key(der), **named, pkcs11.Attribute.SIGN: True})
            session.create_object({**decode_x509_certificate(certificate.public_bytes(Encoding.DER)), **named})
    return SOFTHSM


def test_a_token_signs_with_the_certificate_of_the_officer(
    token: Path, office: Path, pdf: Path, authority: Authority, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token signs if its certificate is the officer's."""
    for pin, module, code in (("9999", token, "wrong-key"), ("1234", Path("/bin/true"), "no-token")):
        monkeypatch.setenv("PIN", pin)
        told = docgen(office, "sign", str(pdf), "--as", ONE, "--token", str(module), "--password-env", "PIN")
        assert told.code == 1
        assert f"[{code}]" in told.err
        assert not (office / SIGNED).exists()
    monkeypatch.setenv("PIN", "1234")
    told = docgen(office, "sign", str(pdf), "--as", ONE, "--token", str(token), "--password-env", "PIN")
    assert told.code == 0, told.err
    sign(office, pdf, TWO, Token(token, b"1234", "docgen"))
    found = verify(office / SIGNED, authority.trust)
    assert [one.signer for one in found] == [ONE, TWO]
    assert all(one.is_good for one in found)
    told = docgen(
        office, "sign", str(pdf), "--as", THREE, "--token", str(token), "--token-label", "x", "--password-env", "PIN"
    )
    assert "[no-token]" in told.err


def test_the_register_knows_what_bears_all_its_signatures(
    office: Path, pdf: Path, authority: Authority, desk: Ask
) -> None:
    """The register notes a document once all have signed."""
    keys = {officer: Key(authority.officer(officer)[0], PASSWORD) for officer in (ONE, TWO, THREE)}
    hints = sign(office, pdf, ONE, keys[ONE]).findings
    assert [hint.code for hint in hints] == ["not-registered"]
    (office / SIGNED).unlink()
    content = office / "content/announcements/a.md"
    assert desk(office, "issue", str(content)).code == 0
    for officer in (ONE, TWO, THREE):
        assert [entry.state for entry in read_register(office).entries] == ["issued"]
        assert sign(office, pdf, officer, keys[officer]).findings == ()
    assert [entry.state for entry in read_register(office).entries] == ["signed"]
    earlier = (office / SIGNED).read_bytes()
    # A corrected version is signed anew; what was signed is kept.
    content.write_text(TEXT + "เพิ่ม\n", encoding="utf-8")
    assert desk(office, "issue", str(content), correct="พิมพ์ตก").code == 0
    assert desk(office, "build").code == 0
    sign(office, pdf, TWO, keys[TWO])
    assert [path.read_bytes() for path in (office / "content/signed/announcements/earlier").iterdir()] == [earlier]
    assert [one.signer for one in verify(office / SIGNED, authority.trust)] == [TWO]
    assert [entry.state for entry in read_register(office).entries] == ["signed", "corrected"]


def test_signing_again_completes_what_was_cut_off(office: Path, pdf: Path, authority: Authority, desk: Ask) -> None:
    """A signing that was cut off is completed by signing again."""
    assert desk(office, "issue", str(office / "content/announcements/a.md")).code == 0
    lists = [office / "content/register.csv", office / "content/journal.jsonl"]
    for officer in (ONE, TWO, THREE):
        key = Key(authority.officer(officer)[0], PASSWORD)
        before = [path.read_bytes() for path in lists]
        sign(office, pdf, officer, key)
        signed = (office / SIGNED).read_bytes()
        whole = [[(one.event, one.sha256) for one in project_journal(office)], read_register(office).entries]
        # The signed file was written; the process was killed before register and journal, or between them.
        for kept in (before, before[:1], before[1:]):
            paths = lists[1:] if kept == before[1:] else lists
            for path, content in zip(paths, kept, strict=False):
                path.write_bytes(content)
            with pytest.raises(DocgenError) as told:
                sign(office, pdf, officer, key)
            assert [one.code for one in told.value.findings] == ["signed-already"]
            found = [[(one.event, one.sha256) for one in project_journal(office)], read_register(office).entries]
            assert found == whole
            assert (office / SIGNED).read_bytes() == signed


def test_pdfsig_trusts_whom_the_office_trusts(office: Path, pdf: Path, authority: Authority, tmp_path: Path) -> None:
    """Another program trusts those whom the office trusts."""
    if shutil.which("certutil") is None:
        pytest.skip("certutil (libnss3-tools) is not installed")
    store = tmp_path / "nss"
    store.mkdir()
    run = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*run, "-N", "--empty-password"], check=True)
    made = office / sign(office, pdf, ONE, Key(authority.officer(ONE)[0], PASSWORD)).value

    def said() -> str:
        command = ["pdfsig", "-nssdir", f"sql:{store}", str(made)]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LANG": "C"}).stdout

    assert "Certificate is Trusted" not in said()
    subprocess.run([*run, "-A", "-n", "root", "-t", "CT,CT,CT", "-i", str(authority.trust / "root.crt")], check=True)
    assert "Signature is Valid." in said()
    assert "Certificate is Trusted." in said()

"""Signing and verifying: readers that we did not write find signatures valid; what is wrong is called what it is."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdf.generic
import pytest
from PIL import Image
from pypdf.annotations import FreeText

from docgen.desk.sign import sign
from docgen.signing.keys import Key
from docgen.signing.verify import verify
from tests.conftest import ROOT, Ask, Told
from tests.reading import poppler_text
from tests.signing.authority import DAY, PASSWORD, Authority
from tests.signing.conftest import ONE, SIGNED, TEXT, THREE, TWO

Run = Callable[..., Told]
OFFICERS = (ONE, TWO, THREE)


def signed_by(root: Path, pdf: Path, officer: str, path: Path) -> Path:
    return root / sign(root, pdf, officer, Key(path, PASSWORD)).value


def pdfsig(path: Path) -> str:
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True).stdout


def test_three_officers_sign_in_turn_and_all_signatures_hold(
    office: Path, pdf: Path, authority: Authority, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three officers one after another: each signature still covers what it signed."""
    built = pdf.read_bytes()
    monkeypatch.setenv("PASSWORD_OF_KEY", PASSWORD.decode())
    for number, officer in enumerate(OFFICERS, start=1):
        path, _ = authority.officer(officer)
        arguments = ("--as", officer, "--key", str(path), "--password-env", "PASSWORD_OF_KEY")
        told = docgen(office, "sign", str(pdf), *arguments)
        assert (told.code, told.out) == (0, f"ลงนามแล้ว {SIGNED}\n")
        found = verify(office / SIGNED, authority.trust)
        assert [one.signer for one in found] == list(OFFICERS[:number])
        assert all(one.is_good for one in found), found
    assert [one.covers for one in verify(office / SIGNED, authority.trust)] == ["revision", "revision", "whole"]
    assert (office / SIGNED).read_bytes().startswith(built)
    assert pdf.read_bytes() == built
    said = pdfsig(office / SIGNED)
    assert said.count("Signature is Valid.") == 3
    told = docgen(office, "verify", str(office / SIGNED), "--trust", str(authority.trust))
    assert told.code == 0
    assert told.out.count("ผล: ถูกต้อง") == 3
    told = docgen(office, "verify", str(office / SIGNED), "--format", "json")
    assert told.code == 1  # nobody is trusted yet
    assert [one["good"] for one in json.loads(told.out)] == [False, False, False]
    assert told.err == ""


def test_signing_changes_neither_text_nor_tags_nor_conformance(office: Path, pdf: Path, authority: Authority) -> None:
    """Words, tags and PDF/A are those of the unsigned file."""
    made = signed_by(office, pdf, ONE, authority.officer(ONE)[0])
    assert poppler_text(made) == poppler_text(pdf)
    with pikepdf.open(pdf) as before, pikepdf.open(made) as after:
        # pyHanko writes the metadata anew, with the time: what the file conforms to stays in it.
        for words in (
            b'pdfaid:part="3"',
            b'pdfaid:conformance="A"',
            b'pdfuaid:part="1"',
            b"pdfaExtension:schemas",
        ):
            assert words in after.Root.Metadata.read_bytes()
        assert after.docinfo["/Title"] == before.docinfo["/Title"]
        assert len(after.Root.StructTreeRoot.ParentTree.Nums) == len(before.Root.StructTreeRoot.ParentTree.Nums)
        assert after.Root.AcroForm.Fields[0].V.SubFilter == "/ETSI.CAdES.detached"
        fonts = [
            found for found in after.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"
        ]
        assert all("Helvetica" not in str(font.BaseFont) and "Courier" not in str(font.BaseFont) for font in fonts)


def test_a_picture_of_the_signature_stands_in_the_room(
    office: Path, pdf: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture stands in the room over the name, and only an SVG needs WeasyPrint."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # only an SVG needs it
    picture = office / "signature.png"
    Image.new("RGBA", (300, 90), (0, 0, 160, 255)).save(picture)
    path, _ = authority.officer(ONE)
    made = office / sign(office, pdf, ONE, Key(path, PASSWORD), picture).value
    subprocess.run(["pdftoppm", "-r", "40", "-png", "-singlefile", str(made), str(office / "page")], check=True)
    with Image.open(office / "page.png") as image:
        drawn = image.convert("RGB").tobytes()
    blue = sum(drawn[at + 2] > 120 and drawn[at] < 60 for at in range(0, len(drawn), 3))
    assert blue > 1000
    assert verify(made, authority.trust)[0].is_good


def changed_byte(content: bytes) -> bytes:
    at = content.index(b"stream") + 40
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def added_page(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    writer.add_blank_page(100, 100)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def annotated(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    note = FreeText(text="x", rect=(50, 50, 200, 100))
    writer.add_annotation(page_number=0, annotation=note)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def rewritten(content: bytes) -> bytes:
    """Another text on the same page, as an editor leaves it."""
    writer = pypdf.PdfWriter(io.BytesIO(content), incremental=True)
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"0 0 m 100 100 l S")
    writer.pages[0][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed_byte, "ค่าแฮชไม่ตรง"),
        (added_page, "แก้เอกสารหลังลงนาม: เพิ่ม ๑ หน้า"),
        (annotated, "แก้เอกสารหลังลงนาม: เพิ่มหมายเหตุหรือรูป ๑ รายการบนหน้า ๑"),
        (rewritten, "แก้เนื้อหาของหน้า ๑"),
    ],
)
def test_what_was_changed_after_signing_is_found_and_called_what_it_is(
    change: Callable[[bytes], bytes], words: str, office: Path, pdf: Path, authority: Authority, docgen: Run
) -> None:
    """A change after signing is found, and what was changed is said."""
    made = signed_by(office, pdf, ONE, authority.officer(ONE)[0])
    made.write_bytes(change(made.read_bytes()))
    (found,) = verify(made, authority.trust)
    assert words in found.problem
    assert docgen(office, "verify", str(made), "--trust", str(authority.trust)).code == 1


def test_certificates_are_called_what_they_are(office: Path, pdf: Path, tmp_path: Path) -> None:
    """Unknown, expired, not yet valid, revoked: each is called by its name."""
    authority = Authority(tmp_path / "own")
    path, certificate = authority.officer(ONE)
    made = signed_by(office, pdf, ONE, path)
    assert verify(made, authority.trust)[0].is_good
    authority.revoke(certificate)
    (found,) = verify(made, authority.trust)
    assert "เพิกถอน" in found.problem
    assert found.revocation_known
    stranger = Authority(tmp_path / "other")
    assert "ไม่เชื่อถือ" in verify(made, stranger.trust)[0].problem
    made.unlink()
    made = signed_by(office, pdf, ONE, authority.officer(ONE, own=True)[0])
    assert "ผู้ลงนามเอง" in verify(made, authority.trust)[0].problem


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("expired", "certificate-period"),
        ("not yet", "certificate-period"),
        ("not for signing", "certificate-usage"),
        ("of another", "other-certificate"),
        ("of a namesake", "other-certificate"),
        ("password", "wrong-key"),
        ("no key", "file-missing"),
        ("no signatory", "not-signatory"),
        ("signed already", "signed-already"),
        ("changed content", "not-current"),
        ("touched file", "not-current"),
        ("no output", "not-an-output"),
        ("draft", "no-field"),
        ("key in the project", "key-in-project"),
    ],
)
def test_what_must_not_be_signed_is_refused_and_nothing_is_written(
    case: str, code: str, office: Path, pdf: Path, authority: Authority, desk: Ask, docgen: Run
) -> None:
    """Drafts, other people's files and wrong passwords: refused, and nothing is written."""
    options = {
        "expired": {"first": -DAY * 30, "last": -DAY},
        "not yet": {"first": DAY, "last": DAY * 30},
        "not for signing": {"for_signing": False},
    }.get(case, {})
    owner = {"of another": TWO, "of a namesake": "นายเกียรติสมชาย ใจดี"}.get(case, ONE)
    path, _ = authority.officer(owner, **options)
    officer = "นายไม่มี ในเอกสาร" if case == "no signatory" else ONE
    content = office / "content/announcements/a.md"
    if case == "signed already":
        signed_by(office, pdf, ONE, path)
    elif case == "changed content":
        content.write_text(TEXT + "เพิ่ม\n", encoding="utf-8")
    elif case == "touched file":
        pdf.write_bytes(pdf.read_bytes() + b"\n")
    elif case == "no output":
        pdf = Path(office / "a.pdf")
    elif case == "draft":
        content.write_text(TEXT.replace("final", "draft"), encoding="utf-8")
        assert desk(office, "build").code == 0
    elif case == "key in the project":
        path = path.rename(office / "content/key.p12")
    before = (office / SIGNED).read_bytes() if (office / SIGNED).exists() else None
    read, write = os.pipe()
    os.write(write, b"wrong\n" if case == "password" else PASSWORD + b"\n")
    os.close(write)
    key = office.parent / "none.p12" if case == "no key" else path
    told = docgen(office, "sign", str(pdf), "--as", officer, "--key", str(key), "--password-fd", str(read))
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err
    assert ((office / SIGNED).read_bytes() if (office / SIGNED).exists() else None) == before


def test_a_new_version_is_signed_anew(office: Path, pdf: Path, authority: Authority, desk: Ask, docgen: Run) -> None:
    """After a correction the document is signed again; the earlier one is kept aside."""
    path, _ = authority.officer(ONE)
    signed_by(office, pdf, ONE, path)
    (office / "content/announcements/a.md").write_text(TEXT + "เพิ่ม\n", encoding="utf-8")
    assert desk(office, "build").code == 0
    told = docgen(office, "sign", str(pdf), "--as", TWO, "--key", str(path), "--password-env", "NONE")
    assert told.code == 1
    assert "[signed-other]" in told.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\x00" * 3000, "ไม่ใช่".encode()])
def test_what_is_no_pdf_is_told(content: bytes, office: Path, docgen: Run) -> None:
    """Another file is told as no PDF."""
    path = office / "x.pdf"
    path.write_bytes(content)
    told = docgen(office, "verify", str(path))
    assert told.code == 1
    assert "[broken-pdf]" in told.err
    assert "Traceback" not in told.err


def test_a_file_without_signatures_is_not_good(office: Path, pdf: Path, docgen: Run) -> None:
    """No signature is no good signature."""
    told = docgen(office, "verify", str(pdf))
    assert told.code == 1
    assert "มีลายมือชื่ออิเล็กทรอนิกส์ 0 รายการ" in told.out


def test_a_process_killed_while_signing_leaves_the_earlier_file_whole(
    office: Path, pdf: Path, authority: Authority
) -> None:
    """Killed while signing, the earlier file is whole."""
    earlier = signed_by(office, pdf, ONE, authority.officer(ONE)[0]).read_bytes()
    command = [sys.executable, "-m", "docgen", "--root", str(office), "sign", str(pdf), "--as", TWO]
    command += ["--key", str(authority.officer(TWO)[0]), "--password-env", "PASSWORD_OF_KEY"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PASSWORD_OF_KEY": PASSWORD.decode()}
    chance = random.Random(2566)
    for _ in range(8):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.2, 1.6))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        content = (office / SIGNED).read_bytes()
        found = verify(office / SIGNED, authority.trust)
        assert all(one.is_good for one in found)
        assert content == earlier if len(found) == 1 else content.startswith(earlier)

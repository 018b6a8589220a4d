"""A forged PDF is never called good, whatever the attack; an honest one stays good, whoever wrote it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers
from pyhanko.stamp import TextStampStyle

from docgen.errors import DocgenError
from docgen.faces.cli.main import main
from docgen.signing.verify import Verified, verify
from tests.conftest import ROOT, copy_project
from tests.signing.authority import PASSWORD, Authority
from tests.signing.conftest import ONE, TEXT, TWO
from tests.signing.forging import ATTACKS, FORM, Signed, stream, update

BLANK, OVER_TEXT = (60, 60, 200, 100), (80, 600, 500, 780)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = copy_project(tmp_path_factory.mktemp("forged") / "project", ROOT / "tests/fixtures/office/content")
    agency = root / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    (root / "content/announcements").mkdir()
    (root / "content/announcements/a.md").write_text(TEXT, encoding="utf-8")
    assert main(["--root", str(root), "build"]) == 0
    return (root / "output/announcements/a.pdf").read_bytes()


def signer_of(authority: Authority, name: str, **options: Any) -> Any:
    return signers.SimpleSigner.load_pkcs12(str(authority.officer(name, **options)[0]), passphrase=PASSWORD)


def signed_anew(content: bytes, signer: Any, field: str, box: tuple[int, ...] = (), **options: Any) -> bytes:
    """Sign as another program does; with a box, in a field of its own that shows words."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    style = None
    if box:
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box))
        style = TextStampStyle(stamp_text="signed", text_box_style=TextBoxStyle(font_size=8))
    made = io.BytesIO()
    metadata = signers.PdfSignatureMetadata(field_name=field, **options)
    signers.PdfSigner(metadata, signer, stamp_style=style).sign_pdf(writer, output=made)
    return made.getvalue()


@pytest.fixture(scope="module")
def signed(built: bytes, authority: Authority) -> Signed:
    content = signed_anew(built, signer_of(authority, ONE), "Signature1")
    return Signed.read(signed_anew(content, signer_of(authority, TWO), "Signature2"))


def judged(content: bytes, authority: Authority, folder: Path) -> list[Verified]:
    path = folder / "x.pdf"
    path.write_bytes(content)
    return verify(path, authority.trust)


def refused(content: bytes, authority: Authority, folder: Path) -> list[str]:
    """Return why each signature is not good, or why the file can't be checked; what is good gives ""."""
    try:
        return [one.problem for one in judged(content, authority, folder)]
    except DocgenError as problem:
        return [one.message for one in problem.findings]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_variant_of_an_attack_is_called_good(
    attack: str, signed: Signed, authority: Authority, tmp_path: Path
) -> None:
    """Published attacks on signed PDFs, in many variants: none is called good."""
    assert all(one.is_good for one in judged(signed.content, authority, tmp_path))
    for name, content in ATTACKS[attack](signed):
        assert content != signed.content, name
        found = refused(content, authority, tmp_path)
        if attack in ("universal", "wrapping"):
            # What is forged is the last signature; the one before it may be what it was.
            assert found[-1:] != [""], (name, found)
        else:
            assert all(found), (name, found)
        assert not any(re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", one) for one in found), (name, found)


def test_hidden_objects_that_were_signed_are_not_brought_to_light(
    built: bytes, authority: Authority, tmp_path: Path
) -> None:
    """Shadow, hide and replace: another page lies in the signed bytes; afterwards the table points to it."""
    plain = Signed.read(built)
    hidden = b"%d 0 obj\n%s\nendobj\n" % (plain.stream, stream(b"0 0 300 300 re f"))
    place = len(built)
    # The hidden object stands before a sound update and is in no table.
    prepared = update(replace(plain, content=built + hidden), {plain.size: b"null"})
    content = signed_anew(prepared, signer_of(authority, ONE), "Signature1")
    assert all(one.is_good for one in judged(content, authority, tmp_path))
    last = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (plain.stream, place)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d>>\n" % (
        plain.size + 50,
        plain.root,
        plain.info,
        last,
    )
    forged = content + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)
    assert all(refused(forged, authority, tmp_path))


def test_a_signature_laid_over_the_page_is_told(signed: Signed, authority: Authority, tmp_path: Path) -> None:
    """Something laid over a signed page is told."""
    stranger = signer_of(authority, "Somebody", own=True)
    for name, signer, box in (
        ("over the text, trusted", signer_of(authority, "Somebody"), OVER_TEXT),
        ("over the text, by nobody", stranger, OVER_TEXT),
        ("in a blank place, by nobody", stranger, BLANK),
    ):
        found = refused(signed_anew(signed.content, signer, "Sneaky", box), authority, tmp_path)
        assert all(found), (name, found)


@pytest.mark.parametrize("level", [2, 3])
def test_a_certified_document_takes_no_notes(level: int, built: bytes, authority: Authority, tmp_path: Path) -> None:
    """A certified document that somebody commented on is told."""
    certified = signed_anew(
        built,
        signer_of(authority, ONE),
        "Signature1",
        certify=True,
        docmdp_permissions=fields.MDPPerm(level),
    )
    known = Signed.read(certified)
    for name, content in (*ATTACKS["notes"](known), *ATTACKS["shadow"](known)):
        assert all(refused(content, authority, tmp_path)), name


def test_what_other_programs_write_honestly_stays_good(built: bytes, authority: Authority, tmp_path: Path) -> None:
    """Signatures and notes that other programs make in good faith stay good."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(built)) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    for content in (built, packed.getvalue()):
        # Tables or streams of cross references, the officers' own fields and one that another program brings.
        for number, (name, box) in enumerate(((ONE, ()), (TWO, ()), ("Another", BLANK)), start=1):
            content = signed_anew(content, signer_of(authority, name), f"Signature{number}" if not box else "Own", box)
            found = judged(content, authority, tmp_path)
            assert [one.problem for one in found] == [""] * number


def test_what_a_field_shows_may_differ_only_in_its_place(signed: Signed, authority: Authority, tmp_path: Path) -> None:
    """The third officer's own field: what it shows when signed is theirs, and stays within it."""
    content = signed_anew(signed.content, signer_of(authority, "Third"), "Signature3")
    assert all(one.is_good for one in judged(content, authority, tmp_path))
    known = Signed.read(content)
    assert all(refused(update(known, {known.size: FORM}), authority, tmp_path))  # belongs to nothing

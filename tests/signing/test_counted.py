"""A file in content/signed counts as signed only if it bears a signatory's signature over the built document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.content.agency import read_agency
from docgen.content.records import Signatory
from docgen.desk.sign import sign
from docgen.errors import DocgenError, Place
from docgen.folder.files import Files
from docgen.registry.counted import why_not_signed
from docgen.registry.journal import project_journal, record
from docgen.signing.keys import Key
from tests.conftest import Told
from tests.signing.authority import PASSWORD, Authority
from tests.signing.conftest import ONE, SIGNED, TWO
from tests.signing.forging import EVIL, Signed, stream, update


def test_only_a_signatory_s_signature_counts(
    office: Path, pdf: Path, authority: Authority, docgen: Callable[..., Told]
) -> None:
    """A signature of somebody else is no signature of the document's."""
    signed, built = office / SIGNED, pdf.read_bytes()

    def reason(name: str = ONE) -> str:
        officers = [Signatory(name, ("",), Place(""))]
        return why_not_signed(office, signed, pdf, officers, read_agency(Files(office)))

    signed.parent.mkdir(parents=True)
    for content in (built, built + b"junk", b"%PDF-1.7", b""):
        signed.write_bytes(content)
        assert reason()
        record(office)
        assert not any(event.event == "signed" for event in project_journal(office))
    told = docgen(office, "status", "--year", "2568")
    assert "ไม่นับว่าลงนามแล้ว" in told.out
    assert "ลงนามแล้ว " not in told.out.replace("ไม่นับว่าลงนามแล้ว", "")
    signed.unlink()
    sign(office, pdf, ONE, Key(authority.officer(ONE)[0], PASSWORD))
    assert reason() == ""
    assert "ผู้ลงนาม" in reason(TWO)
    signed.write_bytes(signed.read_bytes() + b"junk")
    assert reason()


def test_nobody_signs_on_top_of_what_docgen_did_not_make(
    office: Path, pdf: Path, authority: Authority, docgen: Callable[..., Told]
) -> None:
    """A PDF that other programs changed is not signed over."""
    built, signed = pdf.read_bytes(), office / SIGNED
    keys = {name: Key(authority.officer(name)[0], PASSWORD) for name in (ONE, TWO)}
    sign(office, pdf, ONE, keys[ONE])
    once = signed.read_bytes()
    for content in (built + b"junk", _with_other_words(built), _with_other_words(once), once + b"\n%%EOF\n"):
        signed.write_bytes(content)
        with pytest.raises(DocgenError) as told:
            sign(office, pdf, TWO, keys[TWO])
        assert [one.code for one in told.value.findings] == ["signed-other"]
        assert signed.read_bytes() == content
    signed.write_bytes(once)
    sign(office, pdf, TWO, keys[TWO])
    assert signed.read_bytes().startswith(once)


def _with_other_words(content: bytes) -> bytes:
    """Return a file with a sound update that shows other words on the first page."""
    signed = Signed.read(content)
    return update(signed, {signed.stream: stream(EVIL)})


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", b"\x89PNG\r\n\x1a\n"])
def test_a_scan_is_opened_as_what_its_ending_says(
    content: bytes, office: Path, pdf: Path, docgen: Callable[..., Told]
) -> None:
    """A PDF is not read as a picture, nor a picture as a PDF."""
    scan = office / "scan.jpg"
    scan.write_bytes(content)
    told = docgen(office, "attach-scan", str(pdf), str(scan), "--by", "x")
    assert (told.code, "[not-a-scan]" in told.err) == (1, True)

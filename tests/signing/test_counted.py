"""A file in content/signed counts as signed only if it bears a signatory's signature over the built document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.content.agency import read_agency
from docgen.content.records import Signatory
from docgen.desk.sign import sign
from docgen.errors import Place
from docgen.folder.files import Files
from docgen.registry.journal import project_journal, record
from docgen.signing.counted import why_not_signed
from docgen.signing.keys import Key
from tests.conftest import Told
from tests.signing.authority import PASSWORD, Authority
from tests.signing.conftest import ONE, SIGNED, TWO


def test_only_a_signatory_s_signature_counts(
    office: Path, pdf: Path, authority: Authority, docgen: Callable[..., Told]
) -> None:
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


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", b"\x89PNG\r\n\x1a\n"])
def test_a_scan_is_opened_as_what_its_ending_says(
    content: bytes, office: Path, pdf: Path, docgen: Callable[..., Told]
) -> None:
    scan = office / "scan.jpg"
    scan.write_bytes(content)
    told = docgen(office, "attach-scan", str(pdf), str(scan), "--by", "x")
    assert (told.code, "[not-a-scan]" in told.err) == (1, True)

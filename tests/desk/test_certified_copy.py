"""A copy with สำเนาถูกต้อง: of what was issued alone, beside the original, which has nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.desk.certified_copy import certified_copy
from docgen.desk.issue import issue
from docgen.errors import DocgenError
from tests.conftest import GOOD, Ask
from tests.reading import poppler_text, squeezed


@pytest.fixture
def issued(office: Path) -> Path:
    """Return an office with one issued announcement."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    issue(office, str(office / "content/announcements/a.md"))
    return office


def refused(office: Path, officer: str = "นายสมชาย ใจดี", day: str = "20 มีนาคม 2566") -> str:
    with pytest.raises(DocgenError) as raised:
        certified_copy(office, str(office / "content/announcements/a.md"), officer, day)
    assert not (office / "output/copies").exists()
    return raised.value.findings[0].code


def test_a_copy_says_who_certifies_it_and_the_original_does_not(issued: Path, desk: Ask) -> None:
    """Words, name, post and day of whoever certifies; (ลงชื่อ) for signatures; no field; the original stays."""
    assert desk(issued, "build").code == 0
    original = (issued / "output/announcements/a.pdf").read_bytes()
    done = certified_copy(issued, str(issued / "content/announcements/a.md"), "นายสมชาย ใจดี", "20 มี.ค. 2566")
    assert done.value == "output/copies/announcements/a.pdf"
    words = squeezed(poppler_text(issued / done.value))
    for wanted in ("สำเนาถูกต้อง", "(ลงชื่อ)นายสมชายใจดี", "วันที่๒๐มีนาคม๒๕๖๖"):
        assert wanted in words
    assert words.index("(ลงชื่อ)") < words.index("สำเนาถูกต้อง")
    assert b"/AcroForm" not in (issued / done.value).read_bytes()
    assert (issued / "output/announcements/a.pdf").read_bytes() == original
    assert "สำเนาถูกต้อง" not in squeezed(poppler_text(issued / "output/announcements/a.pdf"))
    first = (issued / done.value).read_bytes()
    certified_copy(issued, str(issued / "content/announcements/a.md"), "นายสมชาย ใจดี", "2566-03-20")
    assert (issued / done.value).read_bytes() == first


def test_ranks_stand_where_they_are_signed_with_in_a_copy_too(issued: Path) -> None:
    """(ลงชื่อ) stands before rank and name; whoever certifies signs behind their rank."""
    path = issued / "content/agency.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  - name: นายสมชาย ใจดี\n", "  - name: นายสมชาย ใจดี\n    rank: ร้อยตรี\n"), encoding="utf-8"
    )
    done = certified_copy(issued, str(issued / "content/announcements/a.md"), "นายสมชาย ใจดี", "20 มี.ค. 2566")
    words = squeezed(poppler_text(issued / done.value))
    assert words.count("ร้อยตรี") == 2
    assert "(ลงชื่อ)ร้อยตรีนายสมชายใจดี(นายสมชายใจดี)" in words
    assert "สำเนาถูกต้องร้อยตรี(นายสมชายใจดี)" in words


def test_what_has_no_original_or_nobody_to_certify_it_is_refused(office: Path) -> None:
    """Not issued, changed since, a stranger, no day: an error, and no file."""
    path = office / "content/announcements/a.md"
    path.write_text(GOOD, encoding="utf-8")
    assert refused(office) == "not-issued"
    issue(office, str(path))
    assert refused(office, officer="นายใครก็ได้") == "unknown-signatory"
    assert refused(office, day="31 กุมภาพันธ์ 2566") == "wrong-date"
    path.write_text(GOOD + "\nเพิ่มภายหลัง\n", encoding="utf-8")
    assert refused(office)

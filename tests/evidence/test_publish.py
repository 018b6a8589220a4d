"""The publication set: safe names, addresses that stay, and nothing that must not be public."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.desk.build import build
from docgen.desk.issue import issue
from docgen.desk.publish import is_citizen_number
from docgen.desk.status import status
from tests.conftest import Ask
from tests.evidence.conftest import Run, announcement, signed
from tests.signing.authority import Authority
from tests.signing.test_scan import scan

FOLDER = "output/publish/2568"


def published(root: Path) -> list[str]:
    folder = root / FOLDER
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_names_are_safe_and_addresses_follow_the_item(year: Path, desk: Ask, docgen: Run, authority: Authority) -> None:
    """Addresses are the same each time, of safe letters, and begin with the item's code."""
    assert desk(year, "build").code == 0
    document = signed(year, "a1", authority)
    pdf, path = year / "output/announcements/a1.pdf", scan(year, 300, "s.pdf")
    assert docgen(year, "attach-scan", str(pdf), str(path), "--by", "เสมียน").code == 0
    told = desk(year, "publish", 2568)
    assert told.code == 0, told.err
    names = published(year)
    assert all(re.fullmatch(r"[a-z0-9./_-]+", name) for name in names)
    assert "o31/a1.pdf" in names
    # Two documents, the page, its data and fonts: no draft, no scan, no Word file.
    assert [name for name in names if not name.endswith(".pdf")] == [
        "fonts/license-th-sarabunpsk.txt",
        "fonts/thsarabun-bold.ttf",
        "fonts/thsarabun-regular.ttf",
        "index.html",
        "index.json",
    ]
    assert len(names) == 7
    assert (year / FOLDER / "o31/a1.pdf").read_bytes() == document.read_bytes()
    # A correction keeps the address.
    path = year / "content/announcements/ประกาศสอง.md"
    path.write_text(announcement(2, subject="ชื่อใหม่"), encoding="utf-8")
    assert desk(year, "publish", 2568).code == 0
    assert published(year) == names


def test_the_page_tells_people_and_programs_what_is_there(year: Path, desk: Ask) -> None:
    """The page has Thai for people and JSON for programs, of the same documents."""
    agency = year / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    agency.write_text(text + "publication_address: https://www.example.go.th/ita/\n", encoding="utf-8")
    assert desk(year, "publish", 2568).code == 0
    page = (year / FOLDER / "index.html").read_text(encoding="utf-8")
    for words in ("ประกาศเจตนารมณ์", '<span lang="en">Declaration of intent</span>', '<span lang="en">First</span>'):
        assert words in page
    assert "มาตรการ" not in page  # O42 has a draft only: what is missing is the office's own business
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(script)
    assert told["publisher"]["name"] == "องค์การบริหารส่วนตำบลทดสอบ"
    (first,) = [part for part in told["hasPart"] if part["name"] == "เรื่องที่ ๑"]
    assert first["url"] == "https://www.example.go.th/ita/2568/o31/a1.pdf"
    assert (first["alternateName"], first["datePublished"]) == ("First", "2025-03-10")
    index = json.loads((year / FOLDER / "index.json").read_text(encoding="utf-8"))
    assert [one["item"] for one in index["items"]] == ["O1", "O31"]


@pytest.mark.parametrize("entry", [{"publish": "no"}, {"personal_data": "yes"}, {"status": "draft"}])
def test_what_is_kept_back_is_not_published(entry: dict[str, str], year: Path, desk: Ask) -> None:
    """Drafts, and what is marked as not public, stay out."""
    (year / "content/announcements/a1.md").write_text(announcement(1, "O31", **entry), encoding="utf-8")
    assert desk(year, "publish", 2568).code == 0
    assert not [name for name in published(year) if "a1" in name]
    assert "เรื่องที่ ๑" not in (year / FOLDER / "index.html").read_text(encoding="utf-8")
    assert "เรื่องที่ ๑" not in (year / FOLDER / "index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["1-1037-02071-81-1", "๑๑๐๓๗๐๒๐๗๑๘๑๑", "1 1037 02071 81 1"])
def test_an_identification_number_stops_the_publication(number: str, year: Path, desk: Ask) -> None:
    """A citizen's number in a document stops its publication."""
    assert desk(year, "publish", 2568).code == 0
    before = published(year)
    path = year / "content/announcements/a1.md"
    path.write_text(announcement(1, "O31") + f"\nเลขประจำตัว {number} นาย ก\n", encoding="utf-8")
    told = desk(year, "publish", 2568)
    assert told.code == 1
    assert "[personal-number]" in told.err
    assert "content/announcements/a1.md" in told.err
    assert published(year) == before
    path.write_text(announcement(1, "O31", personal_data="yes") + f"\nเลขประจำตัว {number}\n", encoding="utf-8")
    assert desk(year, "publish", 2568).code == 0


def test_numbers_are_known_by_their_last_digit() -> None:
    """Thirteen digits are a citizen's number only with the right check digit."""
    assert is_citizen_number("1103702071811")
    for number in ("1103702071812", "0103702071811", "110370207181", "9103702071811"):
        assert not is_citizen_number(number)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_one_last_digit_at_most_makes_a_number(digits: str) -> None:
    """Of ten last digits exactly one makes a number."""
    assert sum(is_citizen_number(digits + str(last)) for last in range(10)) == (digits[0] not in "09")


def test_two_documents_for_one_address_are_told(year: Path, desk: Ask) -> None:
    """Two documents that would have one address are told."""
    (year / "content/announcements/b.md").write_text(announcement(8), encoding="utf-8")
    (year / "content/orders").mkdir()
    order = announcement(9).replace("kind: announcement", 'kind: order\nnumber: "1/2568"')
    (year / "content/orders/x.md").write_text(order, encoding="utf-8")
    (year / "content/announcements/order-x.md").write_text(announcement(9), encoding="utf-8")
    told = desk(year, "publish", 2568)
    assert told.code == 1
    assert "[same-output]" in told.err
    assert not (year / FOLDER).exists()


def test_status_tells_what_is_missing_and_how_far_each_document_is(
    unbuilt: Path, desk: Ask, docgen: Run, authority: Authority
) -> None:
    """status counts what is missing, and says how far each document is."""
    year = unbuilt
    told = docgen(year, "status", "--year", "2568")
    assert told.code == 0, told.err
    assert "O42" in told.out
    assert "เลยกำหนด" in told.out  # 30 September 2568
    assert "ต้องสร้างใหม่" in told.out
    assert "O31 " not in told.out.partition("เอกสาร")[0]
    assert desk(year, "build").code == 0
    assert desk(year, "issue", str(year / "content/announcements/a1.md")).code == 0
    lines = docgen(year, "status", "--year", "2568").out.splitlines()
    (line,) = [line for line in lines if "เรื่องที่ ๑" in line]
    assert line.split() == ["ออกเลขแล้ว", "ประกาศที่", "๑/๒๕๖๘", "เรื่องที่", "๑", "(O31)"]
    assert any(line.strip().startswith("ร่าง") and "เรื่องที่ ๓" in line for line in lines)
    signed(year, "a1", authority)
    assert "ลงนามแล้ว " in docgen(year, "status", "--year", "2568").out
    assert desk(year, "archive", 2568).code == 0
    assert "ลงนามและเก็บแล้ว" in docgen(year, "status", "--year", "2568").out


def test_the_desk_says_how_the_year_stands_by_a_record(unbuilt: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Steps and doubts are values, for any face to put into words; nothing is printed."""
    found = status(unbuilt, 2568)
    steps = {one.document.name: one.step for one in found.value.documents}
    assert steps == {"announcements/a1": "outdated", "announcements/a3": "draft", "announcements/ประกาศสอง": "outdated"}
    assert build(unbuilt).findings == ()
    a1 = unbuilt / "content/announcements/a1.md"
    issue(unbuilt, str(a1))
    built = {one.document.name: one.step for one in status(unbuilt, 2568).value.documents}
    assert built == steps | {"announcements/a1": "issued", "announcements/ประกาศสอง": "final"}
    assert {answer.code: answer.state for answer in found.value.items} == {
        "O1": "complete",
        "O2": "missing",
        "O31": "complete",
        "O42": "missing",
    }
    assert found.findings == ()
    a1.unlink()
    told = status(unbuilt, 2568)
    assert [one.code for one in told.value.register] == ["issued-missing"]
    assert told.findings == (*told.value.doubts, *told.value.register)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "broken", ["content/announcements/a4.md", "content/announcements/ใหม่.md", "content/ita/2568.yaml"]
)
def test_one_broken_file_of_a_year_hides_nothing_else(unbuilt: Path, docgen: Run, broken: str) -> None:
    """The year is shown without it, the broken file is told with its place, and the command ends as refused."""
    whole = {one.document.name for one in status(unbuilt, 2568).value.documents}
    (unbuilt / broken).write_text("---\nkind: announcement\nsubject: [\n", encoding="utf-8")
    found = status(unbuilt, 2568).value
    assert {one.document.name for one in found.documents} == whole
    assert [one.place.path for one in found.broken] == [broken]
    told = docgen(unbuilt, "status", "--year", "2568")
    assert told.code == 1
    assert broken in told.err
    assert "เรื่องที่ ๑" in told.out

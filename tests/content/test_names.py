"""Names that look the same are the same: measures, annexes, pictures, officers; what differs is shown by letters."""

from __future__ import annotations

import datetime
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.content.agency import find_signatory, read_agency
from docgen.document.project import Project, read_project
from docgen.document.targets import chosen_targets, find_targets
from docgen.document.trees import make_documents
from docgen.errors import DocgenError, Finding, Place
from docgen.folder.files import Files
from docgen.folder.located import Scalar
from docgen.folder.named import same_named
from docgen.signing.keys import bare_name
from docgen.thai.characters import comparable, normalize
from docgen.thai.differences import difference
from tests.conftest import copy_project

NAMES = ["น้ำ ใส", "ประกาศประจำปี", "นายอำนาจ ดีงาม", "É-1 แผน"]
LOOK = {
    "น้ำ ใส": [
        "น\u0e4d\u0e49า ใส",
        "น\u0e49\u0e4dา ใส",
        "น้ำ\u00a0ใส",
        "น้ำ  ใส ",
        "น้ำ\u200b ใส",
        "น้ำ\u3000ใส",
        "\ufeffน้ำ\tใส",
    ],
    "ประกาศประจำปี": [
        "ประกาศประจ\u0e4d\u0e32ปี",
        "ประกาศ\u200bประจำ\u2060ปี",
        "ประกาศประจำปี\u200e",
        "ประกาศประจำป\u0e35\u0e35",
    ],
    "นายอำนาจ ดีงาม": ["นายอ\u0e4d\u0e32นาจ\u2009ดีงาม", "นายอำนาจ\nดีงาม"],
    "É-1 แผน": ["E\u0301-1 เเผน", "É\u20111 แผน", "É－１ แผน"],
}


@pytest.mark.parametrize("name", NAMES)
def test_what_looks_the_same_is_comparable(name: str) -> None:
    """Words that look the same on paper compare as equal, whatever their characters."""
    assert {comparable(other) for other in LOOK[name]} == {comparable(name)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("มาตรการ ก", "มาตรการก"), ("ศ", "ษ"), ("Plan", "plan"), ("ข้อ 1", "ข้อ ๑"), ("10²", "102"), ("ข", "ฃ")],
)
def test_what_looks_different_is_not(one: str, other: str) -> None:
    """A letter that the eye tells apart is another word."""
    assert comparable(one) != comparable(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_comparing_is_settled_and_knows_no_more_than_one_blank(text: str) -> None:
    """Comparing twice changes nothing, and blanks count once."""
    once = comparable(text)
    assert comparable(once) == once
    assert "  " not in once
    assert once == once.strip()
    assert comparable(unicodedata.normalize("NFD", text)) == once
    assert comparable(normalize(text)) == once


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("นายวันชัย", "นายวันชย", "ต่างกันที่ตัวที่ 8: ◌ั กับ ไม่มี"),
        ("ตรวจสอบ", "ตรวจ สอบ", "ต่างกันที่ตัวที่ 5: ไม่มี กับ ช่องว่าง"),
        ("แผน C", "แผน С", "ต่างกันที่ตัวที่ 5: C กับ С (U+0421)"),
        ("ก\x07", "ก", "ต่างกันที่ตัวที่ 2: U+0007 กับ ไม่มี"),
        ("น\u0e4d\u0e49า", "น้ำ", ""),
    ],
)
def test_a_difference_is_shown_letter_by_letter(one: str, other: str, words: str) -> None:
    """Two names that nearly agree are shown with the letters that differ."""
    assert difference(one, other) == words


def test_an_officer_is_found_by_a_name_that_looks_the_same(office: Path) -> None:
    """The officer is found though the name was typed with other characters of the same look."""
    agency = office / "content/agency.yaml"
    agency.write_text(
        agency.read_text(encoding="utf-8").replace("นายสมชาย ใจดี", "นายอ\u0e4d\u0e32นาจ  ใจดี"), encoding="utf-8"
    )
    read = read_agency(Files(office))
    day = datetime.date(2023, 3, 10)
    for typed in ("นายอำนาจ ใจดี", "นายอำนาจ\u00a0ใจดี", "อ\u0e4d\u0e32นาจ\u200b ใจดี"):
        assert find_signatory(read, Scalar(typed, Place("a.md", 5, 12)), day).name == "นายอำนาจ ใจดี"
    with pytest.raises(DocgenError) as caught:
        find_signatory(read, Scalar("นายอำนาจ ใจดื", Place("a.md", 5, 12)), day)
    assert "ต่างกันที่ตัวที่ 13: ◌ื กับ ◌ี" in caught.value.findings[0].hint


def test_a_certificate_names_an_officer_by_what_looks_the_same() -> None:
    """A certificate's name is held against the officer's by its look."""
    assert bare_name("นายอ\u0e4d\u0e32นาจ\u00a0 ใจดี") == bare_name("อำนาจ ใจดี")
    assert bare_name("นายอำนาจ ใจดี") != bare_name("นายอำนาจ ใจดื")


def test_a_file_is_found_by_the_only_name_that_looks_the_same(tmp_path: Path) -> None:
    """A file is found by a name of the same look, if there is just one."""
    torn = tmp_path / "ประจ\u0e4d\u0e32ปี"
    torn.mkdir()
    (torn / "cafe\u0301 น\u0e4d\u0e49า.png").touch()
    assert same_named(tmp_path, "ประจำปี/café น้ำ.png").is_file()
    assert same_named(tmp_path, "ประจำปี/../ประจำปี/café  น้ำ.png").is_file()
    assert not same_named(tmp_path, "ประจำปี/cafe น้ำ.png").exists()
    (torn / "cafe\u0301  น้ำ.png").touch()
    assert not same_named(tmp_path, "ประจำปี/café น้ำ.png").exists()
    assert same_named(tmp_path, "ประจำปี/cafe\u0301  น้ำ.png").is_file()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample with an annex, a picture and a measure whose names are torn apart on disk or in the log."""
    root = copy_project(tmp_path_factory.mktemp("names") / "project")
    content = root / "content"
    torn = "ประกาศประจ\u0e4d\u0e32ปี"
    (content / "announcements/integrity-will-2565.md").rename(content / f"announcements/{torn}.md")
    report = content / "reports/2566/report.yaml"
    words = report.read_text(encoding="utf-8").replace("integrity-will-2565.md", f"{torn}.md")
    report.write_text(words.replace("เจตจำนงการ", "เจตจ\u0e4dานงการ"), encoding="utf-8")
    shutil.copy(root / "templates/emblem/garuda-3cm-600dpi.png", content / "announcements/ภาพน\u0e4d\u0e49า.png")
    (content / "announcements/pic.md").write_text(
        "---\nkind: announcement\nsubject: รูป\ndate: 10 มีนาคม 2566\nsignatory: นายวันชัย ประชุมชน\n---\n\nก\n\n"
        "![น้ำ](ภาพน\u0e4d\u0e49า.png)\n",
        encoding="utf-8",
    )
    return read_project(root)


def _told(project: Project, name: str) -> list[Finding]:
    (target,) = [target for target in find_targets(project.root) if target.name == name]
    try:
        make_documents(target, project)
    except DocgenError as problem:
        return list(problem.findings)
    return []


def test_annex_picture_and_measure_are_found_however_their_names_are_spelt(project: Project) -> None:
    """Annex, picture and measure are found by names of the same look."""
    assert _told(project, "announcements/pic") == []
    assert _told(project, "reports/2566/12-months") == []


@pytest.mark.parametrize("measure", ["มาตรการ\u200bตรวจสอบการ\u200bใช้ดุลพินิจ\u00a0", "มาตรการตรวจสอบการ\nใช้ดุลพินิจ"])
def test_a_measure_is_found_in_the_log(measure: str, project: Project) -> None:
    """A measure typed in the report is that of the log, if they look the same."""
    log = next((project.root / "content/reports/2566").glob("activities.*"))
    kept = log.read_bytes()
    log.write_text(f'มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\n"{measure}",งาน,มีนาคม 2566,ก,ข\n', encoding="utf-8")
    try:
        assert _told(project, "reports/2566/12-months") == []
    finally:
        log.write_bytes(kept)


def test_a_measure_that_differs_is_shown_letter_by_letter(project: Project) -> None:
    """A measure that differs by a letter is shown with that letter."""
    log = next((project.root / "content/reports/2566").glob("activities.*"))
    kept = log.read_bytes()
    log.write_text("มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\nมาตราการตรวจสอบการใช้ดุลพินิจ,งาน,มีนาคม 2566,ก,ข\n", "utf-8")
    try:
        (found,) = _told(project, "reports/2566/12-months")
    finally:
        log.write_bytes(kept)
    assert found.code == "unknown-measure"
    assert "ต่างกันที่ตัวที่ 5: า กับ ไม่มี" in found.hint


def test_a_document_is_chosen_by_a_path_that_looks_the_same(project: Project) -> None:
    """A path typed with other characters of the same look chooses the document."""
    named = str(project.root / "content/announcements/ประกาศประจำปี.md")
    (target,) = chosen_targets(project.root, [named], find_targets(project.root))
    assert target.path.exists()

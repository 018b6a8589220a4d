"""Front matter has one reader: what a build reads of it the rules read too, and each letter has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.checks.pages import page_of_text
from docgen.checks.run import run_rules
from docgen.checks.target import office_of
from docgen.desk.check import check
from docgen.desk.fix import fix
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import read_document
from docgen.errors import Finding
from docgen.folder.files import Files
from tests.conftest import ROOT

FORMS = {
    "folded": ">\n  แต่งตั้งคณะทำงาน\n  ส่งเสริมจริยธรรม\n\n  ประจำปี",
    "folded without end": ">-\n    แต่งตั้งคณะทำงาน\n    ส่งเสริมจริยธรรม ประจำปี",
    "kept lines": "|\n  แต่งตั้งคณะทำงาน\n  ส่งเสริมจริยธรรม\n  ประจำปี",
    "bare": "แต่งตั้งคณะทำงาน\n  ส่งเสริมจริยธรรม\n  ประจำปี",
    "double marks": '"แต่งตั้งคณะทำงาน\n  ส่งเสริมจริยธรรม ประจำปี"  # หมายเหตุ',
    "single marks": "'แต่งตั้งคณะทำงาน\n  ส่งเสริมจริยธรรม ประจำปี'",
    "one line": "แต่งตั้งคณะทำงาน ส่งเสริมจริยธรรม ประจำปี",
}
SUBJECT = "แต่งตั้งคณะทำงาน ส่งเสริมจริยธรรม ประจำปี"


def document(subject: str) -> str:
    return (
        f"---\nkind: announcement\nsubject: {subject}\ndate: 10 มีนาคม 2567\nsignatory: นายสมชาย ใจดี\n---\n\nเนื้อความ\n"
    )


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def findings(text: str, project: Project) -> list[Finding]:
    page = page_of_text(text, "content/announcements/a.md")
    found, problems = run_rules([page], office_of(project, (page,)))
    return [*problems, *(one.finding() for one in found)]


@pytest.mark.parametrize("form", FORMS)
def test_build_and_check_read_one_subject(form: str, office: Path) -> None:
    """However YAML has it typed: over several lines, in marks, with a remark behind it."""
    text = document(FORMS[form])
    (office / "content/announcements/a.md").write_text(text, encoding="utf-8")
    (target,) = find_targets(office)
    built = read_document(target.path, target.kind, read_project(office), Files(office)).subject
    page = page_of_text(text, "content/announcements/a.md")
    assert page.values["subject"] == built == SUBJECT
    passages = [one for one in page.passages if one.key == "subject"]
    assert " ".join(one.text for one in passages) == SUBJECT
    lines = text.split("\n")
    for passage in passages:
        for offset, letter in enumerate(passage.text):
            place = passage.place(offset)
            typed = lines[place.line - 1].ljust(place.column)[place.column - 1]
            assert letter.strip() == (typed.strip() if letter != " " else ""), (offset, place)


@pytest.mark.parametrize("first_line", [">", "|", "", '"'])
def test_a_word_on_a_later_line_is_told_where_it_stands(first_line: str, project: Project) -> None:
    """A word on a later line is told where it stands."""
    end = '"' if first_line == '"' else ""
    start = f"{first_line}\n  " if first_line in (">", "|") else first_line
    text = document(f"{start}การดำเนินงาน\n  ตามกฏหมาย{end}")
    (found,) = [one for one in findings(text, project) if one.code == "misspelling"]
    line = text.split("\n")[found.place.line - 1]
    assert line[found.place.column - 1 :][: found.span] == "กฏ"


def test_a_repair_on_a_later_line_is_written_there(office: Path) -> None:
    """A repair on a later line is written there."""
    path = office / "content/announcements/a.md"
    path.write_text(document(">\n  การดำเนินงาน\n  ปราศจากผลประโยชน์ทับซ้อน และ อนุญาติ ให้ใช้"), encoding="utf-8")
    (found,) = [one for one in check(office).findings if one.code == "misspelling"]
    assert found.place.line == 5
    fix(office)
    assert path.read_text(encoding="utf-8").split("\n")[3:5] == [
        "  การดำเนินงาน",
        "  ปราศจากผลประโยชน์ทับซ้อน และ อนุญาต ให้ใช้",
    ]


def test_what_goes_on_over_the_end_of_a_line_is_found_and_left_to_a_person(project: Project) -> None:
    """The two words stand on two lines, and side by side in print."""
    told = findings(document(">\n  ปฏิบัติงานด้วยความ\n  โปร่งใส"), project)
    (found,) = [one for one in told if one.code == "torn-phrase"]
    assert (found.place.line, found.repair) == (4, None)


def test_the_first_word_of_a_folded_subject_is_looked_at(project: Project) -> None:
    """The title has its เรื่อง already; in a text over several lines it begins on the line below the key."""
    (found,) = [one for one in findings(document(">\n  เรื่อง แต่งตั้ง\n  คณะทำงาน"), project) if one.code == "subject-word"]
    assert (found.place.line, found.place.column) == (4, 3)


def test_words_within_a_text_are_no_entry() -> None:
    """`status: draft` in a text that keeps its lines is part of that text, whatever it looks like."""
    page = page_of_text(
        "kind: report\nintroduction: |\n  ก\n  status: draft\n  # ข\n", "content/reports/2566/report.yaml"
    )
    assert "status" not in page.values
    texts = [(one.key, one.text, one.line, one.column) for one in page.passages[1:]]
    assert texts == [
        ("introduction", "ก", 3, 3),
        ("introduction", "status: draft", 4, 3),
        ("introduction", "# ข", 5, 3),
    ]


def test_a_comment_silences_the_line_of_a_folded_text_that_it_stands_before(project: Project) -> None:
    """A comment silences the line of a folded text that it stands before."""
    text = document(">\n  การดำเนินงาน\n  ตามกฏหมาย")
    assert "misspelling" in {one.code for one in findings(text, project)}
    silenced = text.replace("kind: announcement\n", "kind: announcement\n# docgen: ignore-file misspelling ชื่อเดิม\n")
    assert "misspelling" not in {one.code for one in findings(silenced, project)}


def test_words_of_front_matter_that_nobody_can_read_are_still_looked_at(project: Project) -> None:
    """The build tells what is wrong with it; the slip beside it is told in the same round."""
    told = findings(document("ตามกฏหมาย").replace("date: ", "subject: ข\ndate: "), project)
    assert [(one.place.line, one.place.column) for one in told if one.code == "misspelling"] == [(3, 13)]

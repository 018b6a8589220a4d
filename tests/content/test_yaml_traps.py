"""What is typed as a value is read as typed, or told with its place and the very line to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.content.front_matter import split_front_matter
from docgen.document.project import Project, read_project
from docgen.document.trees import read_document
from docgen.errors import DocgenError, Finding
from docgen.folder.files import Files
from docgen.folder.located import Mapping, Scalar, read_yaml
from docgen.folder.mistyped import in_quotes
from docgen.kinds.table import KINDS
from docgen.thai.characters import forbidden_characters, normalize
from tests.conftest import ROOT, copy_project

GOOD = """---
kind: announcement
subject: {subject}
date: 10 มีนาคม 2566
signatory: นายสมชาย ใจดี
---

เนื้อความของประกาศ
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = copy_project(tmp_path_factory.mktemp("traps") / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/announcements").mkdir()
    return read_project(root)


def told(text: str, project: Project) -> list[Finding]:
    """Return what is wrong with an announcement."""
    path: Path = project.root / "content/announcements/a.md"
    path.write_text(text, encoding="utf-8")
    try:
        read_document(path, KINDS["announcement"], project, Files(project.root))
    except DocgenError as problem:
        return list(problem.findings)
    return []


def subject_of(typed: str, project: Project) -> str:
    path = project.root / "content/announcements/a.md"
    path.write_text(GOOD.replace("{subject}", typed), encoding="utf-8")
    return read_document(path, KINDS["announcement"], project, Files(project.root)).subject


# What a clerk typed after "subject: ", and the line that is to be written instead.
REFUSED = {
    "โครงการอนุรักษ์น้ำ #2 ปี 2566": 'subject: "โครงการอนุรักษ์น้ำ #2 ปี 2566"',
    "โครงการ  # สอง": 'subject: "โครงการ # สอง"',
    "#2 โครงการ": 'subject: "#2 โครงการ"',
    "การประเมิน (Assessment : ITA)": 'subject: "การประเมิน (Assessment : ITA)"',
    "การประเมิน: ผล": 'subject: "การประเมิน: ผล"',
    "การประเมิน:": 'subject: "การประเมิน:"',
    '"โครงการ" ปี 2566': """subject: '"โครงการ" ปี 2566'""",
    "'โครงการ' ปี 2566": """subject: "'โครงการ' ปี 2566\"""",
    '"โครงการ': 'subject: "โครงการ"',
    "*สำคัญ ประชุม": 'subject: "*สำคัญ ประชุม"',
    "&a ประชุม": '"&a ประชุม"',
    "&สำคัญ ประชุม": 'subject: "&สำคัญ ประชุม"',
    "!ด่วน ประชุม": '"!ด่วน ประชุม"',
    '"โครงการ" #2': """subject: '"โครงการ" #2'""",
    '"โครงการ"#2': """subject: '"โครงการ"#2'""",
    "! ประชุม": '"! ประชุม"',
    "%5 ของงบ": 'subject: "%5 ของงบ"',
    "@ที่ประชุม": 'subject: "@ที่ประชุม"',
    "`ประชุม`": 'subject: "`ประชุม`"',
    "|ประชุม": 'subject: "|ประชุม"',
    "> ประชุม": 'subject: "> ประชุม"',
    "- ประชุม": 'subject: "- ประชุม"',
    "? ประชุม": 'subject: "? ประชุม"',
    "[ด่วน] ประชุม": 'subject: "[ด่วน] ประชุม"',
    "[ด่วน]": 'subject: "[ด่วน]"',
    "{ด่วน}": 'subject: "{ด่วน}"',
    "{ด่วน} ประชุม": 'subject: "{ด่วน} ประชุม"',
    "]ประชุม": 'subject: "]ประชุม"',
    ", ประชุม": 'subject: ", ประชุม"',
    "~": 'subject: "~"',
    "null": 'subject: "null"',
    r'"C:\งาน"': r"subject: 'C:\งาน'",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_a_title_that_yaml_reads_otherwise_is_told_with_the_line_to_write(typed: str, project: Project) -> None:
    """yes, 1:30 or a # in a title is told with the line as it must be typed."""
    found = told(GOOD.replace("{subject}", typed), project)
    assert found, "read in silence"
    assert found[0].place.line == 3
    assert REFUSED[typed] in found[0].hint
    assert not any(word in found[0].message + found[0].hint for word in ("expected", "found", "mapping", "scalar"))


def test_the_line_that_is_proposed_is_read_as_what_was_typed(project: Project) -> None:
    """The proposed line is read as the words that the clerk had typed."""
    for typed, right in REFUSED.items():
        if right.startswith("subject: ") and typed[0] not in "\"'" and "  " not in typed:
            assert subject_of(right.removeprefix("subject: "), project) == subject_of(f"|\n  {typed}", project)


# What a clerk typed, and the subject that is printed.
READ = {
    "ก 'ข' ค": "ก 'ข' ค",
    "ก#ข": "ก#ข",
    "ก:ข": "ก:ข",
    "https://a.example/#ข": "https://a.example/#ข",
    '"ก #ข"': "ก #ข",
    "'ก: ข'   # หมายเหตุ": "ก: ข",
    '"ก"   # หมายเหตุ': "ก",
    "ก   # docgen: ignore misspelling ชื่อเฉพาะ": "ก",
    "'ก ''ข'''": "ก 'ข'",
    "ก, ข [ค] {ง} - & * ! ?": "ก, ข [ค] {ง} - & * ! ?",
    "-ก": "-ก",
    "no": "no",
    ">\n  ก\n  ข": "ก ข",
    "|\n  ก #ข: ค": "ก #ข: ค",
    "\n  ก": "ก",
    "\tก": "ก",
}


@pytest.mark.parametrize("typed", READ)
def test_a_title_is_read_as_it_was_typed(typed: str, project: Project) -> None:
    """Titles that only look dangerous are read as typed."""
    assert subject_of(typed, project) == READ[typed]


def test_a_remark_may_stand_after_what_is_no_free_text_and_on_its_own_line(project: Project) -> None:
    """A remark after # may follow a date or stand on its own line."""
    text = GOOD.replace("{subject}", "ก").replace("2566\n", "2566 # วันประชุม\n# หมายเหตุ\nstatus: draft # ร่าง\n")
    text = text.replace("ใจดี\n", "ใจดี   # นายก\nevidence:\n  - fiscal_year: 2566 # ปี\n    item: O42  # มาตรการ\n")
    assert told(text, project) == []


@pytest.mark.parametrize("key", ["closing", "title_en"])
def test_every_text_of_front_matter_is_kept_whole(key: str, project: Project) -> None:
    """No free text of front matter loses anything to YAML."""
    text = GOOD.replace("{subject}", "ก").replace("---\n\n", f"{key}: Plan #2 of 2566\n---\n\n")
    (found,) = told(text, project)
    assert (found.code, found.place.line, found.place.column) == ("text-after-hash", 6, len(f"{key}: Plan ") + 1)


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("subject:ก", 3, "subject: ก"),
        ("subject：ก", 3, "subject: ก"),
        ("subject การประชุม", 3, "subject: การประชุม"),
        ("subject: ก\n...", 4, "ลบบรรทัดนี้ออก"),
        ("subject: ก\n  title_en: x", 4, ""),
        ('subject: "ก\ntitle_en: Plan"', 3, "ปิดเครื่องหมายคำพูด"),
        ('subject: "ก\ntitle_en: Plan', 3, 'subject: "ก"'),
        ("subject: ก\n\ttitle_en: x", 4, "ช่องว่าง"),
        ("subject: [ก", 3, 'subject: "[ก"'),
    ],
)
def test_lines_that_are_no_entries_are_told_where_they_stand(
    lines: str, line: int, words: str, project: Project
) -> None:
    """A line without key and colon is told where it stands."""
    found = told(GOOD.replace("subject: {subject}", lines), project)
    assert found[0].place.line == line, found
    assert words in found[0].hint
    assert "YAML" not in found[0].hint


@pytest.mark.parametrize(
    "escape", [r"\e[2J", r"\0", r"\u202e", r"\a", r"\L", r"\P", r"\u200e", r"\U000e0041", r"\ufe0f"]
)
def test_a_character_that_an_escape_brings_in_is_told_at_its_line(escape: str, project: Project) -> None:
    """\\x07 in a quoted text brings in a character that is forbidden: told at its line."""
    for typed in (f'"ก{escape}ข"', f'ก\n"x{escape}": ข'):
        found = told(GOOD.replace("{subject}", typed), project)
        assert "forbidden-character" in {one.code for one in found}, typed
        assert all(one.message.isprintable() and one.hint.isprintable() for one in found)


def test_an_escape_that_is_no_character_is_told(project: Project) -> None:
    """An escape that YAML does not know is told."""
    (found,) = told(GOOD.replace("{subject}", r'"ก\ud800"'), project)
    assert (found.code, found.place.line) == ("yaml-syntax", 3)


def test_escapes_of_harmless_characters_are_read_in_standard_order(project: Project) -> None:
    """Escaped letters are put into standard order like typed ones."""
    assert subject_of(r'"น\u0e4d\u0e49า\u200b\_ใส\tดี"', project) == "น้ำ ใส ดี"


@pytest.mark.parametrize("typed", ["[]", "['', '']", '""', "", "[' ']"])
def test_a_signatory_that_names_nobody_is_missing_where_it_stands(typed: str, project: Project) -> None:
    """signatory: ~ names nobody, and is told there."""
    (found,) = told(GOOD.replace("{subject}", "ก").replace("นายสมชาย ใจดี", typed), project)
    assert (found.code, found.place.line) == ("missing-key", 5)
    assert "signatory" in found.message


def test_two_signatories_in_one_text_are_told_as_a_list(project: Project) -> None:
    """Two names in one text are told with the list to write."""
    for between in (", ", " และ ", " และ", "/", "; "):
        typed = f"นายสมชาย ใจดี{between}พันตรี ประเสริฐ ยิ่งยง"
        found = told(GOOD.replace("{subject}", "ก").replace("นายสมชาย ใจดี", typed), project)
        assert [one.code for one in found] == ["signatories-in-one"]
        assert "signatory: [นายสมชาย ใจดี, พันตรี ประเสริฐ ยิ่งยง]" in found[0].hint


# What may stand in a title, thick with the signs that YAML has for its own.
_SIGNS = st.sampled_from(
    [*list("#:,[]{}&*!|>'\"%@`-?~\\/() \t=<"), "ก", "ำ", "น้ำ", "A", "1", ": ", " #", " - ", "null"]
)


@given(st.lists(_SIGNS, min_size=1, max_size=12).map("".join))
def test_any_title_is_read_as_it_was_typed_or_told(typed: str) -> None:
    """For random titles: what is read is what was typed, or the clerk is told."""
    typed = typed.strip()
    quoted = len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'"
    if not typed or quoted:
        return
    problems: list[Finding] = []
    try:
        page = split_front_matter(f"---\nkind: a\nsubject: {typed}\ndate: x\n---\n", "a.md", problems)
        read = page.fields.allow("kind", "subject", "date", required=["subject"]).text("subject")
    except DocgenError as problem:
        problems += problem.findings
    if not problems:
        # A remark may stand behind quotation marks.
        assert read == typed or typed[0] in "\"'", (read, typed)
        if typed[0] in "\"'":
            assert re.search(r"[\"']\s+#(\s|$)", typed), (read, typed)
    for one in problems:
        assert one.place.line in (2, 3, 4)
        assert one.hint
        assert "expected" not in one.message


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=30))
def test_a_line_that_is_proposed_holds_the_text(text: str) -> None:
    """A line that is proposed for random text holds that very text."""
    if text != normalize(text) or forbidden_characters(text):
        return
    node = read_yaml(f"subject: {in_quotes(text)}\n", "a.md")
    assert isinstance(node, Mapping)
    assert isinstance(node.entries["subject"], Scalar)
    assert node.entries["subject"].text == text

"""What is too large, too deep or too wide is refused at once, with the figure that is allowed; the rest is built."""

from __future__ import annotations

import time

import pytest

from docgen.checks.pages import read_page
from docgen.content.activities import read_activities
from docgen.content.body import NumberingScheme
from docgen.content.bounds import MAX_LISTS
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.errors import DocgenError, Finding
from docgen.folder.files import Files
from docgen.look.size import MAX_LINES
from docgen.look.style import Layout
from docgen.tree import Cell, Paragraph, Row, Run, Table
from docgen.writers.pdf.write import compose_pdf

HEAD = "---\nkind: announcement\nsubject: ทดสอบ\ndate: 10 มีนาคม 2566\nsignatory: นายทดสอบ ตัวอย่าง\n---\n\n"
WHERE = "content/announcements/a.md"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Project:
    from tests.conftest import ROOT, copy_project

    root = copy_project(tmp_path_factory.mktemp("size") / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/announcements").mkdir()
    return read_project(root)


def refused(project: Project, body: str, subject: str = "ทดสอบ") -> tuple[list[Finding], float]:
    """Return what is said of a document, down to its composed lines, and the seconds of work until then."""
    officer = project.agency.officers[0].name
    head = HEAD.replace("นายทดสอบ ตัวอย่าง", officer).replace("ทดสอบ", subject)
    (project.root / WHERE).write_text(head + body, encoding="utf-8")
    start = time.process_time()
    try:
        target = next(one for one in find_targets(project.root) if one.path.name == "a.md")
        document = next(iter(make_documents(target, project).documents.values()))
        compose_pdf(document, project.layout, project.root)
    except DocgenError as problem:
        return list(problem.findings), time.process_time() - start
    return [], time.process_time() - start


def table(columns: int, word: str = "ข้อมูล") -> str:
    return "".join("|" + f" {cell} |" * columns + "\n" for cell in ("หัว", "---", word))


# What is typed, the subject, the code that it is refused with ("" for built) and words of the message.
KINDS = {
    "asterisks": ("*" * 1_000 + "ข้อความ" + "*" * 1_000, "nested-too-deep", "500 ชั้น"),
    "quotes": ("> " * 500 + "ข้อความ", "nested-too-deep", f"ไม่เกิน {MAX_LISTS} ชั้น"),
    "bullets": ("".join("  " * n + "- ก\n" for n in range(200)), "nested-too-deep", f"ไม่เกิน {MAX_LISTS} ชั้น"),
    "clauses": ("".join("   " * n + "1. ก\n" for n in range(200)), "", ""),
    "a long line": ("ข้อความยาว " * 2_001, "paragraph-too-long", "รับได้ไม่เกิน 20,000"),
    "lines of one paragraph": (("ข้อความยาว " * 100 + "\n") * 40, "paragraph-too-long", "รับได้ไม่เกิน 20,000"),
    "35 columns": (table(35), "too-many-columns", "35 ช่อง แต่กระดาษกว้างพอสำหรับ 19 ช่อง"),
    "60 columns": (table(60, "ข้อมูลยาว" * 9), "too-many-columns", "60 ช่อง"),
    "1,000 columns": (table(1_000), "too-many-columns", "1,000 ช่อง"),
    "19 columns": (table(19, "ก"), "", ""),
    "19 columns of words": (table(19), "table-too-wide", "ข้อมูล"),
    "rows": ("| ก | ข |\n| --- | --- |\n" + "| ๑ | ๒ |\n" * 4_100, "document-too-long", f"เกิน {MAX_LINES:,} บรรทัด"),
    "items": ("- ก\n" * 3_100, "document-too-long", "มีอย่างน้อย 3,100 รับได้ไม่เกิน 2,000"),
    "empty items": ("- \n" * 10_000, "document-too-long", "รับได้ไม่เกิน 2,000"),
    "lines": ("ก\n\n" * 11_000, "too-many-lines", "รับได้ไม่เกิน 20,000"),
    "bold words": (("*ก* **ข** " * 100 + "\n\n") * 16, "document-too-long", "เกิน 6,000 ท่อน"),
    "letters": (("ข้อความยาว " * 1_800 + "\n\n") * 17, "too-much-text", "รับได้ไม่เกิน 300,000"),
    "brackets over paragraphs": (("[" * 900 + "\n\n") * 400, "too-much-text", "รับได้ไม่เกิน 12,000"),
    "pictures over paragraphs": (("![" * 900 + "\n\n") * 40, "too-much-text", "รับได้ไม่เกิน 12,000"),
    "asterisks over paragraphs": (("*ก" * 900 + "\n\n") * 40, "too-much-text", "รับได้ไม่เกิน 12,000"),
    "comments": ("<!-- ก -->\n\n" * 8_100, "document-too-long", f"เกิน {MAX_LINES:,} บรรทัด"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_too_large_is_refused_with_place_and_figure(kind: str, room: Project) -> None:
    """Too long, too deep, too wide: refused within a second or so, with what is allowed."""
    body, code, words = KINDS[kind]
    found, seconds = refused(room, body)
    assert [one.code for one in found[:1]] == ([code] if code else [])
    assert all(words in one.message and one.hint and one.place.line >= 8 for one in found)
    assert all(one.place.path == WHERE for one in found)
    assert seconds < 3


CELLS = {
    "lines": ("- ก\n" * 600, 175, "รับได้ไม่เกิน 6,000"),
    "letters": ("abc def " * 2_000, 100, "รับได้ไม่เกิน 300,000"),
    "brackets": ("[" * 15_000, 100, "รับได้ไม่เกิน 12,000"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_the_cells_of_a_log_are_bounded_together(kind: str, room: Project) -> None:
    """The cells of a log are bounded together."""
    cell, count, words = CELLS[kind]
    folder = room.root / "content/reports/2566"
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์", *[f'ก,"{cell}",มีนาคม 2566,ก,ข'] * count]
    (folder / "activities.csv").write_text("\n".join(rows), encoding="utf-8")
    start = time.process_time()
    files = Files(room.root)
    with pytest.raises(DocgenError) as told:
        read_activities(folder, files, NumberingScheme("decimal", ("{1}.",)), 2566)
    with pytest.raises(DocgenError, match="รับได้ไม่เกิน"):
        read_page(room.root, "content/reports/2566/activities.csv")
    assert [one.code for one in told.value.findings] == ["too-much-text"]
    assert words in told.value.findings[0].message
    assert told.value.findings[0].place.line > 1
    assert time.process_time() - start < 3


WORDS = {
    "letters": "ก" * 20_000,
    "real letters": "องค์การบริหารส่วนตำบล" * 950,
    "no-break spaces": "\u00a0".join(["คำ"] * 6_000),
    "zero-width spaces": "\u200b".join(["คำ"] * 6_000),
    "brackets": "ก(" * 6_000 + "ข" + ")" * 6_000,
    "open brackets": "[" * 10_000 + "ก" + "]" * 9_000,
    "digits": "1." + "0" * 19_000,
    "an address": "https://x.go.th/" + "a/" * 9_000,
    "names of files": "(1).pdf" * 2_500,
    "hyphens": "a-" * 9_000,
    "code": "ก " + "`" * 19_000,
    "marks": "ก" + "่ิ" * 9_000,
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_word_as_long_as_a_paragraph_may_be_takes_a_moment(kind: str, room: Project) -> None:
    """A paragraph without a blank is set about as fast as others."""
    found, seconds = refused(room, WORDS[kind])
    assert not found
    assert seconds < 3


def test_a_long_subject_is_set_or_refused_in_a_moment(room: Project) -> None:
    """A subject of several pages is set or refused at once."""
    found, seconds = refused(room, "ก", subject="ก" * 19_000)
    assert not found
    assert seconds < 3
    found, seconds = refused(room, "ก", subject="ก" * 300_000)
    assert [(one.code, one.place.path) for one in found] == [("paragraph-too-long", WHERE)]
    assert "“เรื่อง กก" in found[0].message
    assert seconds < 3


def test_no_column_is_narrower_than_a_letter_and_the_widths_add_up(room: Project) -> None:
    """A table of many columns keeps each as wide as a letter, and all as wide as the page."""
    layout: Layout = room.layout
    short, long = (Cell((Paragraph("cell", (Run(words),), ""),)) for words in ("ก", "ข้อความยาวมาก " * 40))
    for count in (2, 7, 12, 19):
        for cells in ([short] * (count - 1) + [long], [long] * (count - 1) + [short], [short, long] * (count // 2)):
            widths = layout.column_widths_cm(Table("table", (), (Row(tuple(cells)),), ""), 16.0)
            assert min(widths) >= layout.narrowest_column_cm * 0.999
            assert abs(sum(widths) - 16.0) < 0.001

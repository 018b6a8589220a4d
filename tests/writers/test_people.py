"""People in columns, chapters and new pages: typed as clerks type, on the page, in Word, and back from Word."""

from __future__ import annotations

import dataclasses
import io
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.desk.import_word import surroundings_of
from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.errors import Finding
from docgen.folder.files import Files
from docgen.look.people import people_columns
from docgen.tree import (
    Block,
    ClauseList,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    People,
    Table,
    inline_text,
    plain_text,
)
from docgen.typeset.placed import PlacedLine
from docgen.word_import.body import BodyWriter
from docgen.word_import.clauses import scheme_of
from docgen.word_import.reading import Reader
from docgen.writers import WRITERS
from docgen.writers.docx.write import write_docx
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT
from tests.reading import pdfium_pages, squeezed
from tests.typeset.setting import set_up

COMMITTEE = """จึงแต่งตั้งคณะกรรมการ ดังนี้

1. คณะกรรมการอำนวยการ
1.1 นายหนึ่ง สุขใจ\tนายกองค์การบริหารส่วนตำบล\tประธานกรรมการ
1.2 นายสอง สุขใจ      ผู้อำนวยการโรงเรียนบ้านหนองตะเคียนทองพัฒนาราษฎร์นุกูลวิทยา      รองประธานกรรมการ
1.3 นางสาวสาม ใจดี\t\tนักวิชาการพัสดุ\t\tกรรมการและผู้ช่วยเลขานุการ
มีหน้าที่ ดังนี้
(1) อำนวยการ
(2) แก้ไขปัญหา

2. คณะกรรมการฝ่ายสถานที่

2.1 นายสี่ สุขใจ\tประธานกรรมการ

2.2 นายห้า สุขใจ\tกรรมการและเลขานุการ

มีหน้าที่จัดสถานที่"""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def made(text: str, project: Project, scheme: str = "decimal") -> tuple[Document, list[Finding]]:
    files = Files(ROOT)
    body = read_body(text, Source(files, ROOT / "content/a.md"), project.schemes[scheme])
    head = '<document title="ก" subject="ข" author="ค" keywords=""><section role="text">'
    return read_markup(f"{head}{body}</section></document>", "t"), files.findings


def cells(block: Block) -> list[list[str]]:
    assert isinstance(block, People)
    return [[row.label, *map(inline_text, row.cells)] for row in block.rows]


def pages(document: Document, project: Project, folder: Path) -> list[str]:
    path = folder / "a.pdf"
    path.write_bytes(write_pdf(document, project.layout, ROOT).content)
    return pdfium_pages(path)


def back(document: Document, project: Project) -> Document:
    content = write_docx(document, project.layout, ROOT)
    reader = Reader(docx.Document(io.BytesIO(content)), project.layout, "a.docx", surroundings_of(project).printable)
    blocks = reader.blocks()
    scheme = scheme_of(blocks)
    again, findings = made(BodyWriter("a.docx", "a", project.schemes[scheme]).write(blocks), project, scheme)
    assert findings == []
    return again


def test_a_committee_stands_in_columns(project: Project) -> None:
    """Tabs and wide blanks are columns; the line below a row is a paragraph; duties are clauses; nothing is told."""
    document, findings = made(COMMITTEE, project)
    _, groups, duties, tasks, more, last = document.sections[0].blocks
    assert isinstance(groups, ClauseList)
    assert isinstance(tasks, ClauseList)
    assert isinstance(more, ClauseList)
    people = groups.items[0].blocks[1]
    assert cells(people)[0] == ["๑.๑", "นายหนึ่ง สุขใจ", "นายกองค์การบริหารส่วนตำบล", "ประธานกรรมการ"]
    assert [row[0] for row in cells(people)] == ["๑.๑", "๑.๒", "๑.๓"]
    assert plain_text([duties]) == "มีหน้าที่ ดังนี้"
    assert [clause.label for clause in tasks.items] == ["(๑)", "(๒)"]
    assert cells(more.items[0].blocks[1]) == [
        ["๒.๑", "นายสี่ สุขใจ", "ประธานกรรมการ"],
        ["๒.๒", "นายห้า สุขใจ", "กรรมการและเลขานุการ"],
    ]
    assert plain_text([last]) == "มีหน้าที่จัดสถานที่"
    assert findings == []


@pytest.mark.parametrize(
    "text",
    [
        "นายหนึ่ง ใจดี\tปลัด\tประธานกรรมการ\nนายสอง ใจดี\tครู\tกรรมการ",
        "นายหนึ่ง ใจดี      ปลัด      ประธานกรรมการ\n\nนายสอง ใจดี      ครู      กรรมการ",
        "| | | |\n| --- | --- | --- |\n| นายหนึ่ง ใจดี | ปลัด | ประธานกรรมการ |\n| นายสอง ใจดี | ครู | กรรมการ |",
    ],
    ids=["tabs", "blanks", "table"],
)
def test_people_without_numbers(text: str, project: Project) -> None:
    """Without numbers, and as a table without a head, people stand in the same columns."""
    document, findings = made(text, project)
    (block,) = document.sections[0].blocks
    assert cells(block) == [
        ["", "นายหนึ่ง ใจดี", "ปลัด", "ประธานกรรมการ"],
        ["", "นายสอง ใจดี", "ครู", "กรรมการ"],
    ]
    assert findings == []
    assert [cells(one) for one in back(document, project).sections[0].blocks] == [cells(block)]


def test_numbers_in_a_table_without_a_head_are_labels(project: Project) -> None:
    """A first column of numbers stands before the names, in the file of Word as well."""
    document, _ = made("| | | |\n|-|-|-|\n| 1. | นายหนึ่ง ใจดี | ประธาน |\n| 2. | นายสอง | กรรมการ |", project)
    assert [row[0] for row in cells(document.sections[0].blocks[0])] == ["๑.", "๒."]
    file = docx.Document(io.BytesIO(write_docx(document, project.layout, ROOT)))
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["๑.\tนายหนึ่ง ใจดี", "ประธาน"],
        ["๒.\tนายสอง", "กรรมการ"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ตามที่องค์การบริหารส่วนตำบล     ได้ประกาศไว้แล้วนั้น",
        "ลงชื่อ          ตำแหน่ง",
        "นายหนึ่ง ใจดี     ได้รับแต่งตั้งแล้ว",
        "| ที่ | ชื่อ | หน้าที่ |\n|-|-|-|\n| 1 | นายหนึ่ง     ใจดี | กรรมการ |",
    ],
)
def test_what_is_no_list_of_people_stays_what_it_is(text: str, project: Project) -> None:
    """A wide blank amid words makes no columns, and a table with a head stays a table."""
    document, _ = made(text, project)
    assert all(isinstance(block, Paragraph | Table) for block in document.sections[0].blocks)


def test_columns_stand_where_the_forms_have_them(project: Project) -> None:
    """Name and duty: 7.8 and 5.7 cm from 2.5 cm; below a group 7.0 and 5.7 cm from 3.3 cm."""
    document, _ = made("1. คณะ\n1.1 นายหนึ่ง\tประธานกรรมการ\n1.2 นายสอง\tกรรมการ", project)
    groups = document.sections[0].blocks[0]
    assert isinstance(groups, ClauseList)
    below = groups.items[0].blocks[1]
    assert isinstance(below, People)
    assert people_columns(below, project.layout, 16.0) == pytest.approx((3.3, 10.3, 16.0))
    alone, _ = made("นายหนึ่ง\tประธานกรรมการ\nนายสอง\tกรรมการ", project)
    (block,) = alone.sections[0].blocks
    assert isinstance(block, People)
    assert people_columns(block, project.layout, 16.0) == pytest.approx((2.5, 10.3, 16.0))


def test_a_row_never_parts_over_two_pages(project: Project, tmp_path: Path) -> None:
    """Fifty people over pages, with long posts: nobody's words stand on two of them."""
    post = "ผู้อำนวยการโรงเรียนบ้านหนองตะเคียนทองพัฒนาราษฎร์นุกูลวิทยาคารประจำตำบล"
    text = "\n".join(f"{number}. นายคนที่{number}จบ\t{post}\tกรรมการคนที่{number}จบ" for number in range(1, 51))
    document, _ = made(text, project)
    found = [squeezed(page) for page in pages(document, project, tmp_path)]
    assert len(found) > 2
    for row in cells(document.sections[0].blocks[0]):
        on = [page for page in found if squeezed(row[1]) in page]
        assert len(on) == 1
        assert squeezed(row[3]) in on[0]


def test_word_has_a_table_without_rules(project: Project) -> None:
    """In Word: no borders, rows that hold together, numbers of Word's own."""
    document, _ = made("1. นายหนึ่ง\tประธานกรรมการ\n2. นายสอง\tกรรมการ", project)
    root = docx.Document(io.BytesIO(write_docx(document, project.layout, ROOT))).element
    (table,) = root.iter("{*}tbl")
    assert [style.values() for style in table.iter("{*}tblStyle")] == [["table_plain"]]
    assert len(list(table.iter("{*}cantSplit"))) == len(list(table.iter("{*}numPr"))) == 2
    assert [found.values()[0] for found in table.iter("{*}tblInd")] == ["1417"]


def test_a_committee_comes_back_from_word(project: Project) -> None:
    """Columns, numbers and duties are the same after Word."""
    document, _ = made(COMMITTEE, project)
    again = back(document, project)
    assert shape(again) == shape(document)


def shape(document: Document) -> list[object]:
    def of(block: Block) -> object:
        if isinstance(block, People):
            return cells(block)
        if isinstance(block, ClauseList):
            return [(clause.label, list(map(of, clause.blocks))) for clause in block.items]
        return type(block).__name__, plain_text([block])

    return list(map(of, document.sections[0].blocks))


@pytest.mark.parametrize("line", ["[ขึ้นหน้าใหม่]", "[หน้าใหม่]", r"\newpage", "<!-- pagebreak -->"])
def test_a_new_page_begins_where_the_author_asks_for_one(line: str, project: Project, tmp_path: Path) -> None:
    """A line by itself, with or without blank lines around it, ends the page, in Word too, and numbers go on."""
    document, findings = made(f"ข้อ ๑ หนึ่ง\n{line}\nข้อ ๒ สอง\n\nคำ\n\n{line}\n\n{line}\n\nท้าย", project)
    assert findings == []
    assert [block.__class__ for block in document.sections[0].blocks if isinstance(block, PageBreak)] == [PageBreak] * 3
    found = [squeezed(page) for page in pages(document, project, tmp_path)]
    assert [re.sub("-[๑-๙]-", "", page) for page in found] == ["ข้อ๑หนึ่ง", "ข้อ๒สองคำ", "ท้าย"]
    assert shape(back(document, project)) == shape(document)


def test_breaks_of_others_come_in(project: Project, tmp_path: Path) -> None:
    """A paragraph that begins a page, and a break typed before, after or amid words: each is a new page."""
    file = docx.Document()
    file.add_paragraph("หนึ่ง").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    file.add_paragraph("สอง").paragraph_format.page_break_before = True
    amid = file.add_paragraph("ก่อน")
    amid.add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    amid.add_run("หลัง")
    path = tmp_path / "a.docx"
    file.save(str(path))
    reader = Reader(docx.Document(str(path)), project.layout, "a.docx", surroundings_of(project).printable)
    text = BodyWriter("a.docx", "a", project.schemes["decimal"]).write(reader.blocks())
    document, _ = made(text, project)
    assert [type(block).__name__ for block in document.sections[0].blocks] == [
        *("Paragraph", "PageBreak", "PageBreak", "Paragraph"),
        *("PageBreak", "Paragraph"),
    ]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("หมวด ๑\nบททั่วไป\n\nข้อ ๑ ก", "หมวด ๑ บททั่วไป"),
        ("หมวด 1\nบททั่วไป\nข้อ 1 ก", "หมวด ๑ บททั่วไป"),
        ("# หมวด ๑\nบททั่วไป\n\nข้อ ๑ ก", "หมวด ๑ บททั่วไป"),
        ("## หมวด ๑ บททั่วไป\n\nข้อ ๑ ก", "หมวด ๑ บททั่วไป"),
        ("บทเฉพาะกาล\n\nข้อ ๑ ก", "บทเฉพาะกาล"),
        ("ส่วนที่ ๒\nการประชุม\n\nข้อ ๑ ก", "ส่วนที่ ๒ การประชุม"),
    ],
)
def test_heads_of_chapters_stand_in_the_middle(text: str, head: str, project: Project, tmp_path: Path) -> None:
    """หมวด ๑ and its name, on one line or two, are a heading in the middle, in Word and back as well."""
    document, findings = made(text, project)
    heading = document.sections[0].blocks[0]
    assert isinstance(heading, Heading)
    assert (inline_text(heading.inlines), heading.align, findings) == (head, "center", [])
    root = docx.Document(io.BytesIO(write_docx(document, project.layout, ROOT))).element
    assert [found.values() for found in next(root.iter("{*}p")).iter("{*}jc")] == [["center"]]
    assert squeezed("".join(pages(document, project, tmp_path))).startswith(squeezed(head))
    again = back(document, project).sections[0].blocks[0]
    assert isinstance(again, Heading)
    assert (inline_text(again.inlines), again.align) == (head, "center")


def test_a_sentence_about_a_chapter_is_a_sentence(project: Project) -> None:
    """Words that only begin as a chapter's head does stay a paragraph."""
    for text in ("หมวด ๑ ของระเบียบนี้ให้ใช้บังคับแก่พนักงานส่วนตำบลทุกคนโดยไม่มีข้อยกเว้นใด ๆ ทั้งสิ้น", "ตาม\nหมวด ๑\nด้วย"):
        document, _ = made(text, project)
        assert all(isinstance(block, Paragraph) for block in document.sections[0].blocks)


def test_a_reader_hears_a_list_row_by_row(project: Project) -> None:
    """In the tags people are a list: an item a row, its label, and a paragraph for each column, in reading order."""
    document, _ = made("1. นายหนึ่ง\tปลัด\tประธานกรรมการ\n2. นายสอง\tครู\tกรรมการ", project)
    tags = [element.tag for element in set_up(document).elements]
    row = ["LI", "Lbl", "LBody", "P", "P", "P"]
    assert tags[tags.index("L") :] == ["L", *row, *row]
    assert "Table" not in tags


def test_somebody_elses_table_without_lines_stays_columns(project: Project, tmp_path: Path) -> None:
    """People in a Word table without lines come in as they stand, their numbers too; one with lines stays a table."""
    file = docx.Document()
    for style in ("Normal Table", "Table Grid"):
        table = file.add_table(rows=0, cols=4)
        table.style = style
        for cells_of in (("1.", "นายหนึ่ง ใจดี", "ปลัด", "ประธานกรรมการ"), ("2.", "นายสอง ใจดี", "ครู", "กรรมการ")):
            for cell, words in zip(table.add_row().cells, cells_of, strict=True):
                cell.text = words
    path = tmp_path / "a.docx"
    file.save(str(path))
    reader = Reader(docx.Document(str(path)), project.layout, "a.docx", surroundings_of(project).printable)
    document, _ = made(BodyWriter("a.docx", "a", project.schemes["decimal"]).write(reader.blocks()), project)
    people, table = document.sections[0].blocks
    assert cells(people)[1] == ["๒.", "นายสอง ใจดี", "ครู", "กรรมการ"]
    assert isinstance(table, Table)


def test_somebody_without_a_post_has_their_duty_in_its_column(project: Project, tmp_path: Path) -> None:
    """Where others have a post and somebody has none, the duty stands under the duties, and comes back there."""
    text = "๑. นายหนึ่ง ใจดี\tปลัด\tประธานกรรมการ\n๒. ผู้แทนชุมชน\t\tกรรมการ\n๓. นายสาม ใจดี\tครู\tกรรมการ"
    document, _ = made(text, project)
    assert cells(document.sections[0].blocks[0])[1] == ["๒.", "ผู้แทนชุมชน", "", "กรรมการ"]
    assert squeezed("๒. ผู้แทนชุมชน กรรมการ") in squeezed("".join(pages(document, project, tmp_path)))
    assert shape(back(document, project)) == shape(document)


def test_no_word_is_broken_while_other_columns_have_room(project: Project) -> None:
    """A column takes what its longest word needs from the others."""
    post = "องค์การบริหารส่วนตำบลบึงนคร"
    text = "\n".join(f"{at}. นายคนที่หนึ่ง ใจดีมาก\t{post}\tกรรมการและผู้ช่วยเลขานุการ" for at in (1, 2))
    document, _ = made(f"1. ก\n\n{text.replace('1. ', '1.1 ').replace('2. ', '1.2 ')}", project)
    document = dataclasses.replace(document, names=(post,))
    lines = [
        thing.line.text for page in set_up(document).pages for thing in page.things if isinstance(thing, PlacedLine)
    ]
    assert lines.count(post) == 2
    file = docx.Document(io.BytesIO(WRITERS[".docx"](document, project.layout, ROOT).content))
    (table,) = file.tables
    widths = [round(int(column.get(qn("w:w"))) / 567, 1) for column in table._tbl.tblGrid]
    (groups,) = document.sections[0].blocks
    assert isinstance(groups, ClauseList)
    people = groups.items[0].blocks[1]
    assert isinstance(people, People)
    planned = [right - left for left, right in pairwise(people_columns(people, project.layout, 16.0))]
    assert widths[1] > planned[1] + 0.1

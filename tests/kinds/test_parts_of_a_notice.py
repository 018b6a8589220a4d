"""What real announcements and orders have beside their text: attachments, a number line, a rule, more signatories."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import yaml

from docgen.desk.import_word import import_word
from docgen.document.project import read_project
from docgen.document.targets import issued_target
from docgen.document.trees import make_documents
from docgen.tree import Document, Heading, SignatureBlock
from docgen.typeset.placed import PlacedLine, PlacedRule
from docgen.writers.docx.write import write_docx
from tests.conftest import Ask, Told
from tests.reading import pdfium_pages, squeezed
from tests.typeset.setting import set_up
from tests.word_import.test_import import bare

Run = Callable[..., Told]
HEAD = "kind: announcement\nsubject: ทดสอบ\ndate: 10 มีนาคม 2566\nsignatory: {}\n"


def notice(office: Path, body: str = "ขอประกาศ", head: str = "", who: str = "นายสมชาย ใจดี") -> Document:
    path = office / "content/announcements/a.md"
    path.write_text(f"---\n{HEAD.format(who)}{head}---\n\n{body}\n", encoding="utf-8")
    target = issued_target(path, "announcements")
    return make_documents(target, read_project(office)).documents[target.outputs[0]]


def again(office: Path, document: Document, tmp_path: Path) -> Document:
    """Return the document that a Word file of it becomes when it is imported and built."""
    project = read_project(office)
    file = tmp_path / "back.docx"
    file.write_bytes(write_docx(document, project.layout, office))
    imported = import_word(office, file)
    assert [one.code for one in imported.findings if one.code != "not-in-word"] == []
    target = issued_target(office / imported.value, "announcements")
    return make_documents(target, project).documents[target.outputs[0]]


ATTACHED = """ข้อ ๑ ให้เป็นไปตามบัญชีแนบท้าย

[เอกสารแนบท้าย]

# บัญชีแนบท้ายประกาศ

๑. หนึ่ง

๑.๑ สอง

[ขึ้นหน้าใหม่]

๒. สาม

[เอกสารแนบท้าย]

ภาคผนวก ก

๑. ชื่อ"""


def test_attachments_stand_behind_the_signature(office: Path, desk: Ask, tmp_path: Path) -> None:
    """Each on pages of its own, its title in the middle, its numbers from one; in the PDF and from Word too."""
    document = notice(office, ATTACHED, "numbering: sections\n")
    assert desk(office, "build").code == 0
    pages = [squeezed(page) for page in pdfium_pages(office / "output/announcements/a.pdf")]
    assert [re.sub("-[๑-๙]-", "", page) for page in pages[1:]] == [
        "บัญชีแนบท้ายประกาศ๑.หนึ่ง๑.๑สอง",
        "๒.สาม",
        "ภาคผนวกก๑.ชื่อ",
    ]
    assert pages[0].endswith("นายกองค์การบริหารส่วนตำบลทดสอบ")
    heads = [block for block in document.sections[0].blocks if isinstance(block, Heading)]
    assert [(head.align, head.level) for head in heads] == [("center", 1)] * 2
    assert bare(again(office, document, tmp_path)) == bare(document)


def test_an_empty_attachment_is_told(office: Path, docgen: Run) -> None:
    """A mark with nothing below it is an error at its line."""
    path = office / "content/announcements/a.md"
    path.write_text(f"---\n{HEAD.format('นายสมชาย ใจดี')}---\n\nก\n\n[แนบท้าย]\n\n", encoding="utf-8")
    told = docgen(office, "build")
    assert told.code == 1
    assert "a.md:10" in told.err


@pytest.mark.parametrize("line", ["ที่ 3/2566", "ฉบับที่ 2", "ฉบับที่ ๒/๒๕๖๖"])
def test_a_number_line_stands_below_the_title(line: str, office: Path, tmp_path: Path) -> None:
    """An announcement's own number is printed as the office writes it, and comes back from Word."""
    document = notice(office, head=f"number_line: {line}\n")
    texts = [inline.text for block in document.sections[0].blocks[1:4] for inline in block.inlines]  # type: ignore[union-attr]
    assert texts[1] == line.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert texts[2] == "เรื่อง ทดสอบ"
    assert bare(again(office, document, tmp_path)) == bare(document)


def test_a_number_where_none_is_counted_is_told_what_to_write(office: Path, docgen: Run) -> None:
    """`number:` belongs to orders; the remedy names the line that prints an announcement's own."""
    path = office / "content/announcements/a.md"
    path.write_text(f"---\n{HEAD.format('นายสมชาย ใจดี')}number: 3/2566\n---\n\nก\n", encoding="utf-8")
    assert "number_line: ที่ 3/2566" in docgen(office, "build").err


@pytest.mark.parametrize("count", [4, 5, 8])
def test_more_than_three_sign_in_rows_of_two(count: int, office: Path, desk: Ask, tmp_path: Path) -> None:
    """Four to eight signatories stand in rows of two, the odd one in the middle, and come back in their order."""
    agency = office / "content/agency.yaml"
    people = [f"นายคนที่{letter} ลงนาม" for letter in "กขคงจฉชซ"][:count]
    known = yaml.safe_load(agency.read_text(encoding="utf-8"))
    known["officers"] = [{"name": name, "position": f"กรรมการ {name[-6:]}"} for name in people]
    agency.write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")
    document = notice(office, who=f"[{', '.join(people)}]")
    (block,) = (one for one in document.sections[0].blocks if isinstance(one, SignatureBlock))
    assert [len(row) for row in block.rows] == [2] * (count // 2) + [1] * (count % 2)
    assert desk(office, "build").code == 0
    page = squeezed("".join(pdfium_pages(office / "output/announcements/a.pdf")))
    assert all(page.count(squeezed(f"({name})")) == 1 for name in people)
    assert bare(again(office, document, tmp_path)) == bare(document)


def test_a_ninth_signatory_is_refused(office: Path, docgen: Run) -> None:
    """More than a page has room for is told with its place."""
    path = office / "content/announcements/a.md"
    path.write_text(f"---\n{HEAD.format('[' + 'นายสมชาย ใจดี, ' * 8 + 'นายสมชาย ใจดี]')}---\n\nก\n", encoding="utf-8")
    assert "[too-many-signatories]" in docgen(office, "build").err


def test_the_layout_has_a_rule_below_the_head_or_none(office: Path, tmp_path: Path) -> None:
    """Five centimetres in the middle where the layout says so, in the PDF and as a border in Word; else nothing."""
    plain = notice(office)
    assert not rules(office, plain)
    layout = office / "templates/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("head_rule: {width_cm: 0,", "head_rule: {width_cm: 5,"), encoding="utf-8")
    document = notice(office)
    (rule,) = rules(office, document)
    assert rule.x1_pt - rule.x0_pt == pytest.approx(5 * 72 / 2.54)
    assert rule.x0_pt + rule.x1_pt == pytest.approx((3 + 19) * 72 / 2.54)
    file = tmp_path / "a.docx"
    file.write_bytes(write_docx(document, read_project(office).layout, office))
    assert len(list(docx.Document(str(file)).element.iter("{*}pBdr"))) == 1
    assert bare(again(office, document, tmp_path)) == bare(document)


def rules(office: Path, document: Document) -> list[PlacedRule]:
    pages = set_up(document, read_project(office)).pages
    return [thing for page in pages for thing in page.things if isinstance(thing, PlacedRule)]


def test_a_layout_may_set_the_subject_to_the_left(office: Path) -> None:
    """The subject stands where the layout's style has it."""
    layout = office / "templates/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("เรื่อง, based_on: base, align: center", "เรื่อง, based_on: base"), encoding="utf-8")
    things = set_up(notice(office), read_project(office)).pages[0].things
    lines = {thing.line.text: thing.x_pt for thing in things if isinstance(thing, PlacedLine)}
    assert lines["เรื่อง ทดสอบ"] == pytest.approx(3 * 72 / 2.54)


def test_without_closing_words_nothing_stands_there(office: Path) -> None:
    """`closing: ""` leaves the line out where the office writes none."""
    document = notice(office, head='closing: ""\n')
    assert all(getattr(block, "role", "") != "closing" for block in document.sections[0].blocks)


def test_names_in_a_list_of_people_are_never_broken(office: Path) -> None:
    """A surname that no dictionary has stays whole, in its column and in the text."""
    rows = "๑. ว่าที่ร้อยตรีหญิง สองศรี สุขเกษมสันต์วงศา\tหัวหน้าสำนักปลัด รักษาราชการแทนปลัดองค์การบริหารส่วนตำบล\tกรรมการ"
    document = notice(office, f"{rows}\n{rows.replace('๑.', '๒.')}")
    things = [thing for page in set_up(document, read_project(office)).pages for thing in page.things]
    lines = [thing.line.text for thing in things if isinstance(thing, PlacedLine)]
    assert sum("สุขเกษมสันต์วงศา" in line for line in lines) == 2

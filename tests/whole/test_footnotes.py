"""Footnotes: typed, at the foot of the page that refers to them in PDF, Word's own in Word, and back from Word."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.document.markup import read_markup
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.tree import Document, inline_text, notes_of, plain_text
from docgen.typeset.items import Item
from docgen.typeset.paginate import paginate
from docgen.word_import.body import BodyWriter
from docgen.word_import.reading import Reader
from docgen.word_import.records import Span, WordParagraph
from docgen.writers.docx.write import write_docx
from docgen.writers.pdf.readback import read_back
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT
from tests.content.test_body import DECIMAL, read
from tests.typeset.setting import lines, sample_project, set_up, texts

TEXT = (
    "วงเงินตามระเบียบ[^1] ให้ถือปฏิบัติ **หนา**[^ก]\n\n[^1]: ที่มา **กรมบัญชีกลาง** ดู [เว็บ](https://www.example.go.th/1)\nต่ออีกบรรทัด\n\n"
    "| ก | ข |\n| - | - |\n| 1 | ในตาราง[^3] |\n\n[^ก]: หมายเหตุที่สอง 10^6^\n[^3]: ในช่อง 2566\n"
)
SAID = ["ที่มา กรมบัญชีกลาง ดู เว็บ ต่ออีกบรรทัด", "หมายเหตุที่สอง ๑๐๖", "ในช่อง ๒๕๖๖"]


def a_document(text: str = TEXT) -> Document:
    made = read_body(text, Source(Files(ROOT), ROOT / "content/announcements/a.md"), DECIMAL)
    return read_markup(f'<document title="ก"><section role="announcement">{made}</section></document>', "t")


def test_notes_are_numbered_through_the_document_wherever_they_are_written() -> None:
    """In the order of their numbers in the text; what they say has looks of its own."""
    found = list(notes_of(a_document().sections[0].blocks))
    assert [(run.text, inline_text(run.note)) for run in found] == list(zip("๑๒๓", SAID, strict=True))
    assert "[^" not in plain_text(a_document().sections[0].blocks)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ก[^1]\n\n[^1]: ข\n\n[^1]: ค", 5),
        ("ก[^1] และ[^1]\n\n[^1]: ข", 3),
        ("ก\n\n[^1]: ข", 3),
        ("ก[^1]\n\n[^1]:", 3),
    ],
)
def test_a_note_without_its_number_or_twice_is_refused(text: str, line: int) -> None:
    """Two notes of one label, two numbers for one note, a note that nobody refers to, an empty one."""
    with pytest.raises(DocgenError) as refused:
        read(text)
    assert [(one.code, one.place.line) for one in refused.value.findings] == [("wrong-note", line)]


def test_a_number_without_its_note_is_not_printed_raw() -> None:
    """[^1] that no line explains is an error with its place."""
    files, _ = read("วงเงิน[^9]")
    assert [(one.code, one.place.column) for one in files.findings] == [("not-understood", 7)]


def test_notes_stand_at_the_foot_of_their_page_and_are_tagged() -> None:
    """The last of the page's lines, above the margin; Reference and Note, each Note with an identity of its own."""
    filler = "\n\n".join(f"ย่อหน้าที่ {number}" for number in range(60))
    made = set_up(a_document(f"{TEXT}\n{filler}\n\nสุดท้าย[^z]\n\n[^z]: หน้าสุดท้าย"))
    assert [words.replace(" ", "") for words in made.notes.values()] == [
        "".join(f"{n}{said}" for n, said in zip("๑๒๓", SAID, strict=True)).replace(" ", ""),
        "๔หน้าสุดท้าย",
    ]
    assert sorted(made.notes) == [0, len(made.pages) - 1]
    for number in made.notes:
        page = made.pages[number]
        foot = [line for line in lines(page) if made.elements[line.owners[-1]].tag in ("Note", "Link", "Span")][-1]
        assert foot.baseline_pt < page.height_pt - 56  # 2 cm
        assert "หน้าสุดท้าย" in texts(page)[-1] or "ในช่อง" in texts(page)[-1]
    notes = [element for element in made.elements if element.tag == "Note"]
    assert len({element.identity for element in notes}) == len(notes) == 4
    assert sum(element.tag == "Reference" for element in made.elements) == 4


def test_a_page_holds_its_lines_with_their_notes() -> None:
    """A line goes on to the next page where it would fit, but its note would not; none is lost."""
    note = (Item(20.0), Item(20.0))
    items = [Item(20.0, notes=note if number in (3, 4) else ()) for number in range(10)]
    pages = paginate(items, 180.0, 180.0)
    assert [len(page.items) for page in pages] == [4, 6]
    assert [len(page.notes) for page in pages] == [2, 2]


def test_both_files_have_them_and_they_come_back() -> None:
    """The PDF is read back with its notes; Word numbers its own in Thai digits; the import gives the same document."""
    project, document = sample_project(), a_document()
    pdf = write_pdf(document, project.layout, ROOT).content
    with pytest.raises(DocgenError):
        read_back(pdf, document, project.layout, {}, {0: "๑ อื่น"})
    word = write_docx(document, project.layout, ROOT)
    assert word == write_docx(document, project.layout, ROOT)
    parts = zipfile.ZipFile(io.BytesIO(word))
    assert parts.read("word/footnotes.xml").decode().count("<w:footnote ") == 5  # two are separators
    assert "thaiNumbers" in parts.read("word/settings.xml").decode()
    assert "footnotes.xml" in parts.read("[Content_Types].xml").decode()
    reader = Reader(docx.Document(io.BytesIO(word)), project.layout, "a.docx", frozenset(map(ord, TEXT + "๐๑๒๓๔๕๖")))
    written = BodyWriter("a.docx", "a", DECIMAL).write(reader.blocks())
    assert reader.findings == []
    again = a_document(written)
    assert plain_text(again.sections[0].blocks) == plain_text(document.sections[0].blocks)
    before, after = (list(notes_of(one.sections[0].blocks)) for one in (document, again))
    assert [run.note for run in after] == [run.note for run in before]


@pytest.mark.parametrize(
    "after",
    ["๒. ข้อสอง", "[ขึ้นหน้าใหม่]", "# หัวข้อ", "| ก |\n| - |\n| ข |", "- รายการ"],
    ids=["clause", "page", "head", "table", "bullet"],
)
def test_a_note_ends_where_something_of_its_own_begins(after: str) -> None:
    """A clause, a heading, a table, a bullet or a new page right below a note is none of its words."""
    typed, apart = (a_document(f"๑. ข้อหนึ่ง[^1]\n\n[^1]: ที่มา{gap}{after}\n") for gap in ("\n", "\n\n"))
    assert [inline_text(run.note) for run in notes_of(typed.sections[0].blocks)] == ["ที่มา"]
    assert [type(block) for block in typed.sections[0].blocks] == [type(block) for block in apart.sections[0].blocks]
    assert plain_text(typed.sections[0].blocks) == plain_text(apart.sections[0].blocks)


PEOPLE = "นายหนึ่ง ใจดี[^1]\tปลัด\tประธานกรรมการ\nนายสอง ใจดี\tครู[^2]\tกรรมการ\n\n[^1]: รักษาการ\n[^2]: ชำนาญการ"


def test_people_in_columns_have_notes_as_well() -> None:
    """In the PDF, which is read back, in Word, and back from it."""
    project, document = sample_project(), a_document(PEOPLE)
    blocks = document.sections[0].blocks
    assert [(run.text, inline_text(run.note)) for run in notes_of(blocks)] == [("๑", "รักษาการ"), ("๒", "ชำนาญการ")]
    assert set_up(document).notes[0].replace(" ", "") == "๑รักษาการ๒ชำนาญการ"
    write_pdf(document, project.layout, ROOT)
    word = write_docx(document, project.layout, ROOT)
    reader = Reader(docx.Document(io.BytesIO(word)), project.layout, "a.docx", frozenset(map(ord, PEOPLE + "๐๑๒๓๔๕๖")))
    again = a_document(BodyWriter("a.docx", "a", DECIMAL).write(reader.blocks())).sections[0].blocks
    assert plain_text(again) == plain_text(blocks)
    assert [type(block) for block in again] == [type(block) for block in blocks]


def test_rows_that_were_typed_with_tabs_in_word_keep_their_notes() -> None:
    """The number is a number in the content file, not words that look like one."""
    rows = [
        WordParagraph(1, (Span("นายหนึ่ง ใจดี"), Span("[^1]", note="รักษาการ"), Span("\tปลัด\tประธานกรรมการ"))),
        WordParagraph(2, (Span("นายสอง ใจดี\tครู\tกรรมการ"),)),
    ]
    written = BodyWriter("a.docx", "a", DECIMAL).write(rows)
    assert written.split("\n\n")[0] == "นายหนึ่ง ใจดี[^1]\tปลัด\tประธานกรรมการ"
    assert [inline_text(run.note) for run in notes_of(a_document(written).sections[0].blocks)] == ["รักษาการ"]

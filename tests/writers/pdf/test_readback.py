"""What the PDF says is what it shows: for every vowel, tone mark and odd sign of Thai, and for four readers."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.errors import DocgenError
from docgen.thai.characters import normalize
from docgen.tree import Document, Paragraph, Run, Section
from docgen.writers.pdf.readback import read_back
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT
from tests.reading import poppler_text, read_by_all, squeezed, without_page_numbers

CONSONANTS = "".join(chr(code) for code in range(0x0E01, 0x0E2F))
MARKS = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็", "์", "ํ"]
TONES = ["", "่", "้", "๊", "๋"]
TEXTS = [
    "น้ำ ป้ำ ก่ำ ต๊ำ จ๋ำ ทำ",
    "ป้ำ ข้อ ตา ผู้ใต้ตำบล ก้า",
    "ก่ำ แล้ว ฤๅษี ฦๅ ๏ ๚ ๛ ฿ ๆ ฯลฯ",
    "ABC น้ำ 123 ๑๒๓ abc ก้ำ (Integrity) ปู่ ฝั่ง ฟ้า ฐูฐิ ญู ฎุ ฏู",
    "เแโใไ เกาะ แพะ โต๊ะ เปี๊ยะ เมื่อ เกี๊ยว เสื้อ ใต้ ไม้ เท่า เจ้า",
    " ".join(consonant + mark + tone for consonant in CONSONANTS for mark in MARKS[:8] for tone in TONES),
    " ".join(consonant + tone + "ำ" for consonant in CONSONANTS for tone in TONES),
]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def a_document(*texts: str) -> Document:
    paragraphs = tuple(Paragraph("body", (Run(text),), f"a.md:{number}") for number, text in enumerate(texts, start=1))
    return Document("ทดสอบ", "", "", (), (Section("cover", paragraphs),))


def pages(project: Project, *texts: str) -> bytes:
    return write_pdf(a_document(*texts), project.layout, project.root).content


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_four_readers_read_what_was_written(text: str, project: Project, tmp_path: Path) -> None:
    """poppler, pdfium, mupdf and pypdf read what was written."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(project, text))
    for reader, found in read_by_all(path).items():
        assert without_page_numbers(found) == squeezed(text), reader


def test_blanks_between_words_are_read_as_blanks_and_no_others(project: Project, tmp_path: Path) -> None:
    """Blanks are where they were typed."""
    text = "กำหนดบทบาทหน้าที่ของผู้บริหารทุกระดับ ให้ครอบคลุมถึงการตรวจสอบ กำกับดูแล และติดตามการปฏิบัติงาน ตลอดจนการใช้ดุลพินิจ " * 3
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(project, text))
    for line in poppler_text(path).split("\n"):
        assert line.strip() in text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("ตำบล", "ต้ำบล"),
        lambda text: text[:-1],
        lambda text: text + "ก",
        lambda text: text.replace("๒๕๖๖", "๒๕๖๕"),
    ],
)
def test_a_difference_is_an_error_with_its_place(change, project: Project) -> None:  # type: ignore[no-untyped-def]
    """A PDF that says something else is never written: the place of the difference is told."""
    text = "องค์การบริหารส่วนตำบล ปี ๒๕๖๖ ประกาศ"
    made = pages(project, "วรรคแรก", text)
    read_back(made, a_document("วรรคแรก", text), project.layout, {})
    with pytest.raises(DocgenError) as caught:
        read_back(made, a_document("วรรคแรก", change(text)), project.layout, {})
    assert caught.value.findings[0].code == "read-back"
    assert caught.value.findings[0].place.line in (0, 2)


def test_a_character_that_the_font_lacks_is_an_error_with_its_place(project: Project) -> None:
    """A missing glyph is told with its line."""
    with pytest.raises(DocgenError) as caught:
        pages(project, "ดี", "ทำเครื่องหมาย ➢ แล้ว")
    assert (caught.value.findings[0].code, caught.value.findings[0].place.line) == ("missing-glyph", 2)


SYLLABLE = st.builds(
    lambda lead, letter, mark, tone, after: lead + letter + mark + tone + after,
    st.sampled_from(["", "", "", "เ", "แ", "โ", "ใ", "ไ"]),
    st.sampled_from(CONSONANTS),
    st.sampled_from(MARKS),
    st.sampled_from(TONES),
    st.sampled_from(["", "", "ะ", "า", " ", " ๆ ", "ฯ ", " abc ", "๑๒", " (", ") ", ". ", "/"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(SYLLABLE, min_size=1, max_size=80).map("".join), min_size=1, max_size=4))
def test_any_thai_text_is_set_and_read_back(texts: list[str], project: Project) -> None:
    """For random Thai text: what is set is what is read."""
    document = a_document(*(" ".join(normalize(text).split()) for text in texts))
    write_pdf(document, project.layout, project.root)


def test_a_mark_without_a_letter_under_it_is_an_error_with_its_place(project: Project) -> None:
    """A mark without its letter is told, not set into the air."""
    with pytest.raises(DocgenError) as caught:
        pages(project, "ดี", "ี้ ไม่ดี")
    assert (caught.value.findings[0].code, caught.value.findings[0].place.line) == ("floating-mark", 2)


def test_tables_and_signatures_are_compared_too(project: Project) -> None:
    """Cells and signatures are compared like paragraphs."""
    document = a_document("ก")
    other = dataclasses.replace(document, sections=(*document.sections, document.sections[0]))
    with pytest.raises(DocgenError):
        read_back(pages(project, "ก"), other, project.layout, {})


def a_table(rows: list[list[str]], head: tuple[str, ...] = ("ลำดับ", "เรื่อง")) -> Document:
    """Return a report part with one table; a line end in a cell starts a new paragraph."""

    def row(kind: str, cells: Iterable[str]) -> str:
        made = ("".join(f'<p role="cell">{line}</p>' for line in cell.split("\n")) for cell in cells)
        return "<tr>" + "".join(f"<{kind}>{cell}</{kind}>" for cell in made) + "</tr>"

    body = row("th", head) + "".join(row("td", cells) for cells in rows)
    markup = f'<section role="text"><p role="body">ก่อน</p><table role="table">{body}</table></section>'
    return read_markup(f'<document title="ก" subject="ข" author="ค" keywords="">{markup}</document>', "t")


def test_a_row_that_breaks_over_pages_is_compared_cell_by_cell(project: Project) -> None:
    """Cells that go on overleaf are compared one by one."""
    left = "\n".join(f"เซลล์แรก บรรทัดที่ {number} ข้อความของช่องซ้าย" for number in range(60))
    right = "\n".join(f"เซลล์ที่สอง บรรทัดที่ {number} ถ้อยคำของช่องขวา" for number in range(90))
    document = a_table([["หนึ่ง", "สอง"], [left, right], ["สาม", "สี่"]])
    made = write_pdf(document, project.layout, project.root).content
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) > 2
    for change in (lambda text: text.replace("ที่ 70", "ที่ 71"), lambda text: text + "ก", lambda text: text[:-1]):
        wrong = a_table([["หนึ่ง", "สอง"], [left, change(right)], ["สาม", "สี่"]])
        with pytest.raises(DocgenError):
            read_back(made, wrong, project.layout, {})


def test_equal_words_in_cells_that_break_are_no_difference(project: Project) -> None:
    """Equal words in neighbouring cells are no fault."""
    same = "\n".join(["ข้อความซ้ำ"] * 70)
    write_pdf(a_table([[same, same + "ท้าย"], ["ลำดับ", "เรื่อง"], ["ลำดับ", "อื่น"]]), project.layout, project.root)


def test_a_page_that_ends_in_the_letters_of_its_number_is_no_difference(project: Project) -> None:
    """A last line that looks like the page's number is no fault."""
    write_pdf(a_document("รวม ๑"), project.layout, project.root)

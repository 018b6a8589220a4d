"""Underline, superscripts and check boxes: from what is typed, through PDF and Word, and back from Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.document.markup import read_markup
from docgen.document.project import Project
from docgen.folder.files import Files
from docgen.look.pictograms import PICTOGRAMS
from docgen.tree import Document, LineBreak, Paragraph, Run, plain_text
from docgen.word_import.body import BodyWriter
from docgen.word_import.reading import Reader
from docgen.writers.docx.write import write_docx
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT
from tests.content.test_body import DECIMAL, read
from tests.typeset.setting import set_up


def looks(text: str) -> list[tuple[str, str]]:
    """Return the runs of a paragraph with their looks: u underlined, ^ raised, b bold."""
    _, (block,) = read(text)
    assert isinstance(block, Paragraph)
    return [
        (run.text, "u" * run.underline + "^" * run.raised + "b" * run.bold)
        for run in block.inlines
        if isinstance(run, Run)
    ]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ม.^2^ ต่อ", [("ม.", ""), ("๒", "^"), (" ต่อ", "")]),
        ("km^2^", [("km", ""), ("2", "^")]),
        ("10^-3^", [("๑๐", ""), ("-๓", "^")]),
        ("ตร.ม.<sup>2</sup>", [("ตร.ม.", ""), ("๒", "^")]),
        ("ก++ขีด “ใต้”++ข", [("ก", ""), ("ขีด “ใต้”", "u"), ("ข", "")]),
        ("<u>ก</u>", [("ก", "u")]),
        ("**++ก++**ข", [("ก", "ub"), ("ข", "")]),
        ("++**ก** ข++", [("ก", "ub"), (" ข", "u")]),
        ("++ก^2^++", [("ก", "u"), ("๒", "u^")]),
    ],
)
def test_marks_become_looks(typed: str, wanted: list[tuple[str, str]]) -> None:
    """Each mark alone and within others; a superscript behind a Latin letter keeps its digits."""
    assert looks(typed) == wanted


@pytest.mark.parametrize("text", ["C++ และ C++17 กับ C++20", "2^3 และ 4^5", "ก^", "++ ก ++", "a^ ข^", "1++2"])
def test_other_pluses_and_carets_are_words(text: str) -> None:
    """Names of programs, powers of old and single signs are printed as typed."""
    assert [look for _, look in looks(text)] == [""]


TEXT = (
    "พื้นที่ 400 ตร.ม.^2^ น้ำ 10^6^ เซลล์ ++ขีดเส้นใต้ “ทั้งวลี” ยาวมากจนต้องขึ้นบรรทัดใหม่และยังมีเส้นอยู่ทุกบรรทัดที่ต่อไปอีก++ **++หนา++**\n\n"
    + " ".join(PICTOGRAMS)
    + " **☑** อนุมัติ<br>☐ ไม่อนุมัติ\n\n| ก | ข |\n| --- | --- |\n| ☑ | ม.<sup>2</sup> |\n"
)


def a_document(project: Project) -> Document:
    made = read_body(TEXT, Source(Files(ROOT), ROOT / "content/announcements/a.md"), DECIMAL)
    assert project.agency.name
    return read_markup(f'<document title="ก"><section role="announcement">{made}</section></document>', "t")


@pytest.fixture(scope="module")
def made(project: Project) -> tuple[Document, bytes, bytes]:
    """Return a document with all looks, as PDF and Word."""
    document = a_document(project)
    pdf = write_pdf(document, project.layout, ROOT).content
    return document, pdf, write_docx(document, project.layout, ROOT)


@pytest.fixture(scope="module")
def project() -> Project:
    from docgen.document.project import read_project

    return read_project(ROOT)


def test_check_boxes_are_characters_to_every_reader(made: tuple[Document, bytes, bytes], tmp_path: Path) -> None:
    """poppler and pdfium find the characters; the tags have underline, shift and the power as Unicode has it."""
    from tests.reading import poppler_text, squeezed

    document, pdf, _ = made
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    words = squeezed(plain_text(document.sections[0].blocks[:2]))
    assert words in squeezed(poppler_text(path))  # pdfium is asked by every build
    elements = set_up(document).elements
    told = {(key, value) for element in elements for _, key, value in element.attributes}
    assert {("TextDecorationType", "Underline"), ("BaselineShift", 4)} <= told
    assert {"⁶", "²"} <= {element.actual for element in elements}


def test_word_has_them_as_runs_and_they_come_back(made: tuple[Document, bytes, bytes], project: Project) -> None:
    """Underline and superscript are Word's own; boxes stand in a font of Windows; the import gives the same tree."""
    document, _, word = made
    xml = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    assert '<w:vertAlign w:val="superscript"/>' in xml
    assert '<w:u w:val="single"/>' in xml
    assert xml.count("Segoe UI Symbol") >= 4
    reader = Reader(docx.Document(io.BytesIO(word)), project.layout, "a.docx", frozenset(map(ord, TEXT + "๐๑๒๓๔๕๖๗๘๙")))
    written = BodyWriter("a.docx", "a", DECIMAL).write(reader.blocks())
    again = read_body(written, Source(Files(ROOT), ROOT / "content/announcements/a.md"), DECIMAL)
    tree = read_markup(f'<document title="ก"><section role="announcement">{again}</section></document>', "t")
    for one, other in zip(document.sections[0].blocks, tree.sections[0].blocks, strict=True):
        if isinstance(one, Paragraph):
            assert isinstance(other, Paragraph)
            assert one.inlines == other.inlines
    assert plain_text(tree.sections[0].blocks) == plain_text(document.sections[0].blocks)
    assert any(isinstance(one, LineBreak) for block in tree.sections[0].blocks for one in getattr(block, "inlines", ()))

"""Pictures side by side, and codes (QR) of addresses: set in PDF, written to Word, and back."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import docx
import pytest
import segno
from PIL import Image

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.look.codes import code_modules
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Block, Document, Figure, FigureRow
from docgen.typeset.lines import Typesetter
from docgen.typeset.placed import PlacedCode, PlacedPicture
from docgen.typeset.setter import set_pages
from docgen.typeset.shape import Fonts
from docgen.word_import.body import BodyWriter
from docgen.word_import.reading import Reader
from docgen.writers.docx.write import write_docx
from docgen.writers.pdf.write import write_pdf
from tests.conftest import copy_project
from tests.content.test_body import DECIMAL, read

ADDRESS = "https://www.example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/1"
TEXT = (
    "![ภาพหนึ่ง](ภาพ 1.png) ![ภาพสอง](b.png)\n\n![ก](b.png)\n![ข](b.png)\n![ค](b.png)\n![ง](ภาพ 1.png)\n\n"
    "![สแกน](qr:https://www.example.go.th/ข่าว/1)\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two pictures."""
    made = copy_project(tmp_path_factory.mktemp("pictures") / "project")
    for name, size in (("ภาพ 1.png", (40, 30)), ("b.png", (30, 40))):
        Image.new("RGB", size, "red").save(made / "content/announcements" / name)
    return made


def blocks_of(text: str, root: Path) -> tuple[Block, ...]:
    made = read_body(text, Source(Files(root), root / "content/announcements/a.md"), DECIMAL)
    return read_markup(f'<document><section role="announcement">{made}</section></document>', "t").sections[0].blocks


def a_document(root: Path) -> Document:
    made = read_markup('<document title="ก"><section role="announcement"/></document>', "t")
    section = dataclasses.replace(made.sections[0], blocks=blocks_of(TEXT, root))
    return dataclasses.replace(made, sections=(section,))


def test_pictures_of_one_paragraph_stand_side_by_side(root: Path) -> None:
    """Two in a row, four in two rows of two; a code has its address as alternative text."""
    first, second, third, code = blocks_of(TEXT, root)
    for row in (first, second, third):
        assert isinstance(row, FigureRow)
        assert len(row.figures) == 2
    assert isinstance(code, Figure)
    assert (code.address, code.alt) == (ADDRESS, "https://www.example.go.th/ข่าว/1")


@pytest.mark.parametrize(
    "text", ["![ก](qr:example.go.th)", f"![ก](qr:https://x.go.th/{'a' * 300})", "![ก](qr:ftp://x.th)"]
)
def test_an_address_that_no_phone_opens_is_refused(text: str) -> None:
    """Without https:, or too long to be read from paper: an error with its line."""
    with pytest.raises(DocgenError) as refused:
        read(text)
    assert [(one.code, one.place.line) for one in refused.value.findings] == [("wrong-qr", 1)]


def test_a_page_takes_four_of_them_and_codes_are_drawn_as_outlines(root: Path) -> None:
    """Upright pictures too stand four on a page, none over another; the code is what segno makes."""
    document = a_document(root)
    project = read_project(root)
    typesetter = Typesetter(Fonts(root / "fonts", project.layout.font), make_lexicon(()), project.layout.composition)
    pages = set_pages(document, project.layout, typesetter)[0].pages
    pictures = [thing for thing in pages[0].things if isinstance(thing, PlacedPicture)]
    (code,) = [thing for page in pages for thing in page.things if isinstance(thing, PlacedCode)]
    assert len(pictures) == 4
    for left, right in (pictures[:2], pictures[2:]):
        assert left.x_pt + left.width_pt < right.x_pt
    assert [[bool(one) for one in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix] == [
        list(row) for row in code_modules(ADDRESS)
    ]
    assert code.side_pt / len(code.modules) > 1.4  # pt: half a millimetre


def test_both_files_are_the_same_each_time_and_come_back(root: Path) -> None:
    """PDF and Word are made twice alike; the code has its address for a reader; the import gives the same blocks."""
    project: Project = read_project(root)
    document = a_document(root)
    pdf, word = write_pdf(document, project.layout, root).content, write_docx(document, project.layout, root)
    assert (pdf, word) == (
        write_pdf(document, project.layout, root).content,
        write_docx(document, project.layout, root),
    )
    xml = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    assert 'descr="https://www.example.go.th/ข่าว/1"' in xml
    reader = Reader(docx.Document(io.BytesIO(word)), project.layout, "a.docx", frozenset(map(ord, TEXT)))
    writer = BodyWriter("a.docx", "a", DECIMAL)
    blocks = reader.blocks()
    relations = {span.picture for block in blocks for span in getattr(block, "spans", ()) if span.picture}
    for block in blocks:
        for row in getattr(block, "rows", ()):
            relations |= {span.picture for cell in row for one in cell for span in one.spans if span.picture}
    writer.endings.update(dict.fromkeys(relations, ".png"))
    text = writer.write(blocks)
    for name in writer.pictures:
        Image.new("RGB", (40, 30), "red").save(root / "content/announcements" / name)
    again = blocks_of(text, root)
    shapes = [[figure.alt for figure in getattr(one, "figures", (one,))] for one in again]
    assert shapes == [["ภาพหนึ่ง", "ภาพสอง"], ["ก", "ข"], ["ค", "ง"], ["https://www.example.go.th/ข่าว/1"]]

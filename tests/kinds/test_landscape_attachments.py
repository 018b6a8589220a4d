"""Attachments in landscape: a table too wide for upright paper, in PDF and Word, in every kind, and back from Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT

from docgen.content.attachments import LANDSCAPE_MARK, parts_of
from docgen.desk.import_word import import_word
from docgen.document.project import read_project
from docgen.document.targets import issued_target
from docgen.document.trees import make_documents
from docgen.errors import DocgenError
from docgen.look.size import TURNED
from docgen.tree import Document
from docgen.writers.docx.write import write_docx
from tests.conftest import ROOT, Ask, Told, copy_project
from tests.kinds.test_parts_of_a_notice import again, notice
from tests.reading import convert_with_libreoffice, needs_libreoffice, pdfium_pages, squeezed
from tests.word_import.test_import import bare

Run = Callable[..., Told]
COLUMNS = "แผนงาน ตั้งไว้ โอนเพิ่ม โอนลด คงเหลือ เบิกจ่าย ผูกพัน กันเงิน คืนคลัง ส่งคืน".split()
TABLE = "\n".join(f"| {' | '.join(cells)} |" for cells in (COLUMNS, ["---:"] * 10, ["1,345,678.90"] * 10))
BODY = f"""ข้อ ๑ ให้เป็นไปตามบัญชีแนบท้าย

[เอกสารแนบท้าย แนวนอน]

# บัญชีแนบท้ายประกาศ

๑. งบประมาณ

{TABLE}

[เอกสารแนบท้าย]

ภาคผนวก ก

๑. ชื่อ

[ภาคผนวก (แนวนอน)]

ภาคผนวก ข

๑. ชื่อ

[ขึ้นหน้าใหม่]

๒. สอง"""
ROLES = ["announcement", "attached_landscape", "attached", "attached_landscape"]
TURNED_PAGES = [False, True, False, True, True]


def turned(path: Path) -> list[bool]:
    """Return of each page of a PDF whether it lies on its long side; all are A4."""
    boxes = [page.mediabox for page in pypdf.PdfReader(path).pages]
    assert all(sorted(map(round, (box.width, box.height))) == [595, 842] for box in boxes)
    return [box.width > box.height for box in boxes]


@pytest.mark.parametrize(
    ("line", "is_landscape"),
    [
        ("[เอกสารแนบท้าย แนวนอน]", True),
        ("[ เอกสารแนบท้าย  แนวนอน ]", True),
        ("[เอกสารแนบท้ายแนวนอน]", True),
        ("[แนบท้าย (แนวนอน)]", True),
        ("[ภาคผนวก แนวนอน]", True),
        ("[เอกสารแนบท้าย แนวตั้ง]", False),
        ("[เอกสารแนบท้าย]", False),
    ],
)
def test_the_line_is_read_whatever_its_blanks(line: str, is_landscape: bool) -> None:
    """The line asks for landscape where it says so, however its blanks are typed."""
    assert [part.is_landscape for part in parts_of(f"ก\n{line}\nข")] == [False, is_landscape]


def test_a_wide_table_stands_on_paper_that_lies(office: Path, desk: Ask) -> None:
    """What is attached so lies on its long side, the next one is upright again; numbers go on, all words are there."""
    document = notice(office, BODY, "numbering: sections\n")
    assert [section.role for section in document.sections] == ROLES
    assert desk(office, "build").code == 0
    made = office / "output/announcements/a.pdf"
    assert turned(made) == TURNED_PAGES
    pages = [squeezed(page) for page in pdfium_pages(made)]
    assert all(f"-{number}-" in page for number, page in zip("๒๓๔๕", pages[1:], strict=True))
    assert pages[1].count("๑,๓๔๕,๖๗๘.๙๐") == 10
    reader = pypdf.PdfReader(made)
    titles = [(entry.title, reader.get_destination_page_number(entry)) for entry in flat(reader.outline)]
    assert titles[-3:] == [("บัญชีแนบท้ายประกาศ", 1), ("ภาคผนวก ก", 2), ("ภาคผนวก ข", 3)]


def flat(outline: list) -> list:  # type: ignore[type-arg]
    return [one for entry in outline for one in (flat(entry) if isinstance(entry, list) else [entry])]


def test_upright_the_table_is_too_wide_and_the_remedy_works(office: Path, docgen: Run) -> None:
    """The error of a table that does not fit names the line that makes it fit."""
    notice(office, BODY.replace(" แนวนอน]", "]"), "numbering: sections\n")
    told = docgen(office, "build")
    assert told.code == 1
    assert "[table-too-wide]" in told.err
    assert LANDSCAPE_MARK in told.err
    assert LANDSCAPE_MARK in TURNED


@needs_libreoffice
def test_in_word_the_paper_turns_as_well(office: Path, tmp_path: Path) -> None:
    """Sections of the Word file have orientation and size; LibreOffice shows pages of those sizes."""
    file = tmp_path / "a.docx"
    file.write_bytes(write_docx(notice(office, BODY, "numbering: sections\n"), read_project(office).layout, office))
    found = docx.Document(str(file)).sections
    assert [one.orientation == WD_ORIENT.LANDSCAPE for one in found] == [False, True, False, True]
    assert all(one._sectPr.find("{*}pgNumType").get(f"{{{one._sectPr.nsmap['w']}}}start") is None for one in found)
    assert turned(convert_with_libreoffice(file, tmp_path)) == TURNED_PAGES


def test_it_comes_back_from_word(office: Path, tmp_path: Path) -> None:
    """The same document comes back, with a line for each attachment."""
    document = notice(office, BODY, "numbering: sections\n")
    assert bare(again(office, document, tmp_path)) == bare(document)


def test_a_section_that_somebody_turned_in_word_comes_as_an_attachment(office: Path, tmp_path: Path) -> None:
    """Pages turned by a clerk in Word behind the signatures come below the line; those before them are told."""
    file = tmp_path / "b.docx"
    file.write_bytes(write_docx(notice(office), read_project(office).layout, office))
    word = docx.Document(str(file))
    section = word.add_section()
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        section.page_height,
        section.page_width,
    )
    word.add_paragraph("บัญชีรายชื่อแนบท้าย")
    word.add_table(1, 2).rows[0].cells[1].text = "ช่องที่สอง"
    word.save(str(file))
    imported = import_word(office, file)
    text = (office / imported.value).read_text(encoding="utf-8")
    assert "บัญชีรายชื่อแนบท้าย" in text.partition(LANDSCAPE_MARK)[2]
    assert "ช่องที่สอง" in text.partition(LANDSCAPE_MARK)[2]
    first = word.sections[0]
    first.page_width, first.page_height = first.page_height, first.page_width
    word.save(str(tmp_path / "c.docx"))
    told = import_word(office, tmp_path / "c.docx").findings
    assert any("หน้าแนวนอนกลางเอกสาร" in one.message for one in told)


def samples() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in ROOT.glob("content/*/*.md") if path.parent.name != "designs")


@pytest.fixture(scope="module")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("landscape") / "project")


@pytest.mark.parametrize("path", samples(), ids=str)
def test_every_kind_has_them(path: Path, sample_project: Path) -> None:
    """In the template of every kind, and back from Word."""
    content = sample_project / path
    added = "\n\n[เอกสารแนบท้าย แนวนอน]\n\nบัญชีแนบท้าย\n\n| ก | ข |\n| --- | --- |\n| ค | ง |\n"
    added += "\n[แนบท้ายแนวนอน]\n\nข้อความ\n\n[แนบท้าย]\n\nภาคผนวก ก\n\nสอง\n"
    content.write_text(content.read_text(encoding="utf-8").rstrip() + added, encoding="utf-8")
    document = built(sample_project, content)
    assert [section.role for section in document.sections[1:]] == ["attached_landscape"] * 2 + ["attached"]
    file = sample_project / f"{path.stem}-again.docx"
    file.write_bytes(write_docx(document, read_project(sample_project).layout, sample_project))
    back = built(sample_project, sample_project / import_word(sample_project, file).value)
    assert bare(back.sections[1:]) == bare(document.sections[1:])
    assert len(back.sections[0].blocks) == len(document.sections[0].blocks)


def built(root: Path, content: Path) -> Document:
    target = issued_target(content, content.parent.name)
    return make_documents(target, read_project(root)).documents[target.outputs[0]]


def test_a_template_without_attachments_is_told(office: Path) -> None:
    """New pages that the author asked for in the body do not count as places of attachments."""
    template = office / "templates/announcement.xml.j2"
    text = template.read_text(encoding="utf-8")
    before, _, after = text.partition("{% for attachment in")
    template.write_text(before + after.partition("{% endfor %}")[2], encoding="utf-8")
    for mark in ("[แนบท้าย]", LANDSCAPE_MARK):
        with pytest.raises(DocgenError, match="ไม่พิมพ์เอกสารแนบท้าย"):
            notice(office, f"ก\n\n[ขึ้นหน้าใหม่]\n\nข\n\n{mark}\n\nค")


def test_what_the_line_does_not_know_is_told(office: Path, docgen: Run) -> None:
    """A line that begins as the one that parts a text, and says something else, is not printed as it stands."""
    path = office / "content/announcements/a.md"
    notice(office)
    path.write_text(path.read_text(encoding="utf-8") + "\n[เอกสารแนบท้าย ขวาง]\n\nข\n", encoding="utf-8")
    told = docgen(office, "build")
    assert told.code == 1
    assert LANDSCAPE_MARK in told.err
    assert "[not-understood]" in told.err

"""Word files become content files: what docgen made comes back the same, what a clerk typed as a person would write."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.desk.import_word import import_word, surroundings_of
from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.document.targets import issued_target
from docgen.document.trees import make_documents
from docgen.folder.files import Files
from docgen.tree import Document, Paragraph, Run, Table
from docgen.word_import.body import BodyWriter
from docgen.word_import.markdown import written
from docgen.word_import.reading import Reader
from docgen.word_import.records import Span, WordParagraph
from docgen.writers.docx.write import write_docx
from tests.conftest import ROOT, Ask, Told, copy_project
from tests.reading import needs_libreoffice
from tests.writers.docx.test_word import BODY, a_document

Run_ = Callable[..., Told]
WORD = ROOT / "tests/fixtures/word"


def bare(node: Any) -> Any:
    """Return a tree without the places and the origin of its nodes."""
    if dataclasses.is_dataclass(node):
        fields = [field.name for field in dataclasses.fields(node) if field.name not in ("place", "origin")]
        return type(node).__name__, {name: bare(getattr(node, name)) for name in fields}
    return tuple(map(bare, node)) if isinstance(node, tuple) else node


def the_document(root: Path, name: str) -> Document:
    kind = "orders" if "/orders/" in name else "announcements"
    target = issued_target(root / name, kind)
    return make_documents(target, read_project(root)).documents[target.outputs[1]]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


SAMPLES = sorted(path.name for path in (ROOT / "content/announcements").glob("*.md"))
AS_PUBLISHED = ROOT / "tests/fixtures/as_published/content"


@pytest.mark.parametrize("content", [ROOT / "content", AS_PUBLISHED], ids=["sample", "as published"])
@pytest.mark.parametrize("name", SAMPLES)
def test_what_docgen_made_comes_back_as_the_same_document(name: str, content: Path, tmp_path: Path) -> None:
    """Build, import, build: the same document."""
    root = copy_project(tmp_path / "project", content)
    document = the_document(root, f"content/announcements/{name}")
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, read_project(root).layout, root))
    imported = import_word(root, made, "again")
    assert imported.findings == ()
    assert bare(the_document(root, imported.value)) == bare(document)


@needs_libreoffice
def test_an_edit_comes_back_and_nothing_else_changes(tmp_path: Path) -> None:
    """What was edited in Word comes back, and nothing else changes."""
    root = copy_project(tmp_path / "project")
    document = the_document(root, f"content/announcements/{SAMPLES[0]}")
    file = docx.Document(io.BytesIO(write_docx(document, read_project(root).layout, root)))
    paragraph = next(found for found in file.paragraphs if found.style.style_id == "clause1")
    paragraph.runs[0].text = paragraph.runs[0].text.replace("กำหนด", "ให้กำหนด", 1)
    edited = tmp_path / "edited.docx"
    file.save(str(edited))
    # LibreOffice writes the file anew: other ids of styles, other lists, other runs.
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "lo"),
    ]
    subprocess.run([*command, str(edited)], check=True, capture_output=True, timeout=120)
    for number, path in enumerate((edited, tmp_path / "lo/edited.docx")):
        imported = import_word(root, path, f"again-{number}")
        again = the_document(root, imported.value)
        assert differences(bare(document), bare(again)) == ["text"]


def differences(one: Any, other: Any, name: str = "") -> list[str]:
    """Return the names of the fields that differ between two trees of the same shape."""
    if isinstance(one, dict):
        return [found for key in one for found in differences(one[key], other[key], key)]
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return [f"number of {name}"]
        return [found for pair in zip(one, other, strict=True) for found in differences(*pair, name)]
    return [name] if one != other else []


@pytest.mark.parametrize("scheme", ["decimal", "sections", "letters"])
def test_lists_on_every_level_come_back(scheme: str, project: Project, tmp_path: Path) -> None:
    """Lists of every level come back with their numbers."""
    # A table within a clause stands after it in Word: nothing in the file tells the one from the other.
    body = BODY.partition("| ก | ข |")[0]
    document = a_document(body, project.schemes[scheme])
    section = dataclasses.replace(document.sections[0], blocks=document.sections[0].blocks[1:-3], bookmark="")
    document = dataclasses.replace(document, sections=(section,))
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(document, project.layout, ROOT))
    reader = Reader(docx.Document(str(path)), project.layout, "a.docx", surroundings_of(project).printable)
    text = BodyWriter("a.docx", "a", project.schemes[scheme]).write(reader.blocks())
    made = read_body(text, Source(Files(ROOT), ROOT / "content/a.md"), project.schemes[scheme])
    again = read_markup(f'<document><section role="announcement">{made}</section></document>', "t")
    assert bare(again.sections[0].blocks) == bare(section.blocks)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("typed_numbers", [("not-placed", 23)]),
        ("with_table", [("day-to-fill", 20)]),
        ("two_signatories", [("unknown-signatory", 8)]),
        (
            "from_libreoffice",
            [
                ("not-placed", 1),
                ("label-differs", 9),
                ("label-differs", 10),
            ],
        ),
    ],
)
def test_what_a_clerk_typed_becomes_what_a_person_would_write(
    name: str, told: list[tuple[str, int]], office: Path
) -> None:
    """A file as clerks type it becomes content as one would write it."""
    imported = import_word(office, WORD / f"{name}.docx")
    assert (office / imported.value).read_text(encoding="utf-8") == (WORD / f"{name}.md").read_text(encoding="utf-8")
    assert [(finding.code, finding.place.line) for finding in imported.findings] == told


def test_an_imported_announcement_builds(office: Path, desk: Ask, docgen: Run_) -> None:
    """What was imported builds without an edit."""
    told = docgen(office, "import", str(WORD / "typed_numbers.docx"), "ใหม่")
    assert told.code == 0
    assert "นำเข้าแล้ว content/announcements/ใหม่.md" in told.out
    assert "ย่อหน้าที่ 23" in told.err
    assert "สำเนาคู่ฉบับ" in told.err
    assert desk(office, "build").code == 0
    assert desk(office, "check").code == 0


def test_a_file_that_is_there_is_never_written_over(office: Path, docgen: Run_) -> None:
    """A name that is taken is refused."""
    path = office / "content/announcements/typed_numbers.md"
    path.write_text("ของเดิม", encoding="utf-8")
    told = docgen(office, "import", str(WORD / "typed_numbers.docx"))
    assert told.code == 1
    assert path.read_text(encoding="utf-8") == "ของเดิม"
    assert "file-exists" in told.err


def test_pictures_come_along_and_print_again(office: Path, desk: Ask) -> None:
    """Pictures are brought along and print again."""
    file = docx.Document(str(WORD / "typed_numbers.docx"))
    at = next(found for found in file.paragraphs if "อนึ่ง" in found.text)
    picture = at.insert_paragraph_before()
    picture.add_run().add_picture(str(ROOT / "templates/emblem/garuda-3cm-600dpi.png"))
    path = office / "with-picture.docx"
    file.save(str(path))
    imported = import_word(office, path)
    assert "](with-picture-1.png)" in (office / imported.value).read_text(encoding="utf-8")
    assert (office / "content/announcements/with-picture-1.png").read_bytes().startswith(b"\x89PNG")
    assert desk(office, "build").code == 0


def test_what_has_no_place_in_content_is_told(office: Path) -> None:
    """Footnotes, text boxes and the like are told."""
    file = docx.Document(str(WORD / "typed_numbers.docx"))
    file.sections[0].header.paragraphs[0].text = "ด่วนที่สุด เรื่องลับ"
    at = next(found for found in file.paragraphs if "อนึ่ง" in found.text)
    at.runs[0].underline = True
    at.add_run().add_text("")
    path = office / "a.docx"
    file.save(str(path))
    codes = {finding.code for finding in import_word(office, path).findings}
    assert {"not-imported", "not-placed"} <= codes


def test_a_head_in_a_table_and_changes_under_review_are_understood(office: Path) -> None:
    """A head set in a table, and tracked changes, are understood."""
    file = docx.Document()
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 1).text = "ประกาศองค์การบริหารส่วนตำบลทดสอบ\nเรื่อง การทดสอบ"
    paragraph = file.add_paragraph("ให้ดำเนินการ")
    changes = (
        '<w:ins xmlns:w="{0}" w:id="1" w:author="ก"><w:r><w:t>ภายในเจ็ดวัน</w:t></w:r></w:ins>',
        '<w:del xmlns:w="{0}" w:id="2" w:author="ก"><w:r><w:delText>ภายในสามวัน</w:delText></w:r></w:del>',
    )
    for change in changes:
        paragraph._p.append(docx.oxml.parse_xml(change.format(docx.oxml.ns.nsmap["w"])))
    for words in ("ประกาศ ณ วันที่ ๕ มีนาคม ๒๕๖๗", "(นายสมชาย ใจดี)"):
        file.add_paragraph(words)
    path = office / "a.docx"
    file.save(str(path))
    imported = import_word(office, path)
    text = (office / imported.value).read_text(encoding="utf-8")
    assert "subject: การทดสอบ" in text
    assert text.endswith("\n\nให้ดำเนินการภายในเจ็ดวัน\n")
    assert {finding.code for finding in imported.findings} == {"tracked-change", "no-closing"}


def test_a_report_or_letter_is_no_announcement(office: Path, docgen: Run_) -> None:
    """A letter or a report is not taken for an announcement."""
    file = docx.Document()
    file.add_paragraph("บันทึกข้อความ")
    path = office / "memo.docx"
    file.save(str(path))
    told = docgen(office, "import", str(path))
    assert told.code == 1
    assert "no-announcement" in told.err
    assert list((office / "content/announcements").iterdir()) == []


MARKS = list("กขานี้ำ ๑๒12.()*_`[]{}<>|\\#-+!~:\"'&=/@%\t")
LETTERS = st.sampled_from(
    [*MARKS, "^", "++", "<u>", "<br>", "[^1]", "1 (ตัวอักษร)", "ข้อ ", "1. ", "- ", "http://a.go.th/_a_"]
)


@given(st.lists(LETTERS, min_size=1, max_size=25), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_words_are_the_same_after_markdown(
    letters: list[str], bold: bool, italic: bool, underline: bool, raised: bool
) -> None:
    """Markdown's signs in the words of a file stay words."""
    text = "".join(letters)
    wanted = " ".join(text.split())
    if not wanted or wanted[0] in "าีำ้":
        return
    numbering = _schemes()["decimal"]
    spans = [Span("ก "), Span(text, bold=bold, italic=italic, underline=underline, raised=raised), Span(" ข")]
    made = read_body(written(spans, keeps_english=False), Source(Files(ROOT), ROOT / "content/a.md"), numbering)
    blocks = read_markup(f'<document><section role="text">{made}</section></document>', "t").sections[0].blocks
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    read = "".join(inline.text for inline in blocks[0].inlines if isinstance(inline, Run))
    assert _digits(read) == _digits(f"ก {wanted} ข")


@given(st.lists(LETTERS, min_size=1, max_size=12))
def test_a_paragraph_stays_a_paragraph_whatever_it_begins_with(letters: list[str]) -> None:
    """A paragraph that begins like a list or a heading stays one."""
    text = " ".join("".join(letters).split())
    if not text or text[0] in "าีำ้":
        return
    block = WordParagraph(1, (Span(text),), role="body")
    numbering = _schemes()["decimal"]
    made = BodyWriter("a.docx", "a", numbering).write([block])
    markup = read_body(made, Source(Files(ROOT), ROOT / "content/a.md"), numbering)
    blocks = read_markup(f'<document><section role="text">{markup}</section></document>', "t").sections[0].blocks
    assert [type(one) for one in blocks] == [Paragraph]


def _digits(text: str) -> str:
    return text.translate(str.maketrans("๑๒", "12"))


def _schemes() -> Any:
    if not _SCHEMES:
        _SCHEMES.append(read_project(ROOT).schemes)
    return _SCHEMES[0]


_SCHEMES: list[Any] = []


@pytest.mark.parametrize("name", ["typed_numbers", "with_table", "two_signatories"])
def test_other_programs_name_the_style_that_word_leaves_out(name: str, office: Path) -> None:
    """Files of other programs, which name the default style, read the same."""
    file = docx.Document(str(WORD / f"{name}.docx"))
    for paragraph in file.element.body.iter(docx.oxml.ns.qn("w:p")):
        if paragraph.style is None:
            paragraph.style = "Normal"
    path = office / "a.docx"
    file.save(str(path))
    imported = import_word(office, path)
    assert (office / imported.value).read_text(encoding="utf-8") == (WORD / f"{name}.md").read_text(encoding="utf-8")


def test_languages_that_libreoffice_gives_every_run_mean_nothing(office: Path, docgen: Run_) -> None:
    """LibreOffice marks every run with a language: that is no emphasis."""
    file = docx.Document(str(WORD / "with_table.docx"))
    for number, paragraph in enumerate(file.tables[0]._element.iter(docx.oxml.ns.qn("w:p"))):
        for run in paragraph.r_lst:
            language = docx.oxml.parse_xml(f'<w:lang xmlns:w="{docx.oxml.ns.nsmap["w"]}" w:val="en-US"/>')
            run.get_or_add_rPr().append(language)
            if number == 4:
                run.get_or_add_rPr().insert(0, docx.oxml.parse_xml(f'<w:b xmlns:w="{docx.oxml.ns.nsmap["w"]}"/>'))
        paragraph.style = "cell"
    style = file.styles.add_style("cell", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.element.find(docx.oxml.ns.qn("w:name")).set(docx.oxml.ns.qn("w:val"), "ข้อความในตาราง")
    path = office / "a.docx"
    file.save(str(path))
    text = (office / import_word(office, path).value).read_text(encoding="utf-8")
    assert "| [1]{lang=en} | **หมู่ที่ 1 บ้านดอน** | 5 มีนาคม 2567 |" in text


def test_a_table_comes_back_with_merged_cells_widths_and_line_ends(project: Project, tmp_path: Path) -> None:
    """Merged cells, widths that the author gave, line ends in cells and signs that merge nothing come back."""
    text = (
        "<!-- ตาราง: กว้าง 1 5 2 2 -->\n| ที่ | รายการ | บาท | < |\n| --- | --- | --- | --- |\n| ^ | ^ | ตั้งไว้ | ใช้ไป |\n"
        "| 1 | ก<br>ข | 3,600 | 3,600.50 |\n| 2 | \\^ | ^ | 12 บาท \\(ตัวอักษร) |\n| รวม | < | = | \\= |"
    )
    document = a_document(text, project.schemes["decimal"])
    section = dataclasses.replace(document.sections[0], blocks=document.sections[0].blocks[1:-3], bookmark="")
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(dataclasses.replace(document, sections=(section,)), project.layout, ROOT))
    reader = Reader(docx.Document(str(path)), project.layout, "a.docx", surroundings_of(project).printable)
    written = BodyWriter("a.docx", "a", project.schemes["decimal"]).write(reader.blocks())
    made = read_body(written, Source(Files(ROOT), ROOT / "content/a.md"), project.schemes["decimal"])
    (again,) = (
        read_markup(f'<document><section role="announcement">{made}</section></document>', "t").sections[0].blocks
    )
    (before,) = section.blocks
    assert isinstance(again, Table)
    assert isinstance(before, Table)
    assert bare(dataclasses.replace(again, widths=())) == bare(dataclasses.replace(before, widths=()))
    assert [round(share / again.widths[0]) for share in again.widths] == list(before.widths)

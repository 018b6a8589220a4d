"""What a screen reader and an archive ask of the PDF: tags, language, title, alternative texts, embedded fonts."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from docgen.document.markup import read_markup
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.faces.cli.main import main
from docgen.writers.pdf.units import squeezed, units_of
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT, copy_project
from tests.preflight import preflight_errors


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("structure") / "project", ROOT / "content")
    assert main(["--root", str(root), "report", "--year", "2566", "--round", "6"]) == 0
    return root


@pytest.fixture(scope="module")
def packet(project: Path) -> pikepdf.Pdf:
    return pikepdf.open(project / "output/reports/2566/6-months/packet.pdf")


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from elements(inner)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def test_headings_lists_tables_figures_and_links_are_tagged(packet: pikepdf.Pdf) -> None:
    """A screen reader is told what each thing is."""
    roles = Counter(str(element.S) for element in elements(packet.Root.StructTreeRoot.K))
    for role in (
        "/Document",
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Table",
        "/THead",
        "/TR",
        "/TH",
        "/TD",
        "/Figure",
        "/Link",
    ):
        assert roles[role], role
    assert bool(packet.Root.MarkInfo.Marked)


def test_head_cells_have_a_scope_and_figures_an_alternative_text(packet: pikepdf.Pdf) -> None:
    """Head cells say what they head, figures what they show."""
    for element in elements(packet.Root.StructTreeRoot.K):
        if element.S == "/TH":
            assert element.A.Scope == "/Column"
        if element.S == "/Figure":
            assert str(element.Alt) == "ตราครุฑ"


def test_language_title_and_outline_are_there(packet: pikepdf.Pdf) -> None:
    """Language, title and outline are in the file."""
    assert str(packet.Root.Lang) == "th-TH"
    assert bool(packet.Root.ViewerPreferences.DisplayDocTitle)
    with packet.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [item.title for item in outline.root[3].children]
    assert titles[:3] == ["บทนำ", "มาตรการและแนวทางการปฏิบัติ", "ผลการดำเนินการตามมาตรการ"]
    assert [title[:9] for title in titles[3:]] == ["ภาคผนวก ก", "ภาคผนวก ข"]
    assert below == ["เรื่อง มาตรการการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"]


def test_the_archive_finds_its_conformance_output_intent_and_embedded_fonts(packet: pikepdf.Pdf) -> None:
    """PDF/A's marks, output intent and embedded fonts are there."""
    metadata = packet.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert packet.Root.OutputIntents[0].DestOutputProfile.N == 3
    descriptors = [thing for thing in packet.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
    assert descriptors
    assert all("/FontFile2" in descriptor and "+" in str(descriptor.FontName) for descriptor in descriptors)
    assert not any("CreationDate" in key or "ModDate" in key for key in (packet.trailer.get("/Info") or {}))


def test_both_standards_are_named_and_the_second_is_described(packet: pikepdf.Pdf) -> None:
    """Both PDF/A and PDF/UA are declared, with the extension schema."""
    metadata = packet.Root.Metadata.read_bytes().decode()
    assert re.search(r'pdfuaid:part="1"', metadata)
    assert "pdfaExtension:schemas" in metadata
    with packet.open_metadata() as read:
        assert read.pdfa_status == "3A"
        assert read["pdfuaid:part"] == "1"


def test_every_content_is_tagged_or_an_artifact_and_page_numbers_are_artifacts(packet: pikepdf.Pdf) -> None:
    """Nothing is left untagged; page numbers are no content."""
    numbers = packet.Root.StructTreeRoot.ParentTree.Nums
    linked = {element.objgen for element in elements(packet.Root.StructTreeRoot.K)}
    numbered = 0
    for page, kids in zip(packet.pages, numbers[1::2], strict=False):
        marks: list[str] = []
        is_furniture = False
        top = float(page.MediaBox[3]) - 2.5 / 2.54 * 72  # the upper margin, where page numbers stand
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                marks.append(str(operands[0]))
                properties = operands[1] if len(operands) > 1 else {}
                if "/MCID" in properties:
                    assert kids[int(properties.MCID)].objgen in linked
                is_furniture = "/Type" in properties and properties.Type == "/Pagination"
            elif str(operator) == "EMC":
                marks.pop()
            elif str(operator) == "Tm":
                numbered += is_furniture and float(operands[5]) > top
            elif str(operator) in ("TJ", "Tj", "Do", "S", "f", "B", "f*"):
                assert marks, operator
    assert numbered == len(packet.pages) - 3  # not on the cover nor an announcement's first page


def test_items_have_their_label_and_body_and_lists_their_numbering(packet: pikepdf.Pdf) -> None:
    """Items have label and body, lists their numbering."""
    labels = 0
    for element in elements(packet.Root.StructTreeRoot.K):
        if element.S == "/LI":
            kinds = [str(kid.S) for kid in element.K]
            assert kinds in (["/Lbl", "/LBody"], ["/LBody"]), kinds  # the second where a page ends inside the item
            labels += kinds[0] == "/Lbl"
        if element.S == "/L":
            assert element.A.ListNumbering in ("/Decimal", "/None")
    assert labels > 40


def test_figures_and_links_stand_where_they_are_drawn(packet: pikepdf.Pdf) -> None:
    """Boxes of figures and links are where these are drawn."""
    for element in elements(packet.Root.StructTreeRoot.K):
        if element.S == "/Figure":
            left, bottom, right, top = (float(edge) for edge in element.A.BBox)
            assert (top - bottom) / 72 * 2.54 == pytest.approx(3.0, abs=0.01)
            assert (841.9 - top) / 72 * 2.54 == pytest.approx(1.5, abs=0.01)
            assert (left + right) / 2 / 72 * 2.54 == pytest.approx(11.0, abs=0.01)
    links = [annotation for page in packet.pages for annotation in page.get("/Annots", ())]
    assert list(dict.fromkeys(str(link.Contents) for link in links))[:2] == ["บทนำ", "มาตรการและแนวทางการปฏิบัติ"]


def test_a_validator_finds_nothing_that_pdf_a_3_forbids(project: Path, tmp_path: Path) -> None:
    """PDFBox Preflight finds nothing."""
    assert preflight_errors(project / "output/reports/2566/6-months/packet.pdf", tmp_path) == []


def test_words_of_another_language_say_so(tmp_path: Path) -> None:
    """English words are marked as English."""
    project = read_project(ROOT)
    words = '<p role="body">ตาม <span lang="en">Open Data Integrity</span> กำหนด</p>'
    markup = f'<document title="ก" subject="ก" author="ก" keywords=""><section role="text">{words}</section></document>'
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(read_markup(markup, "t"), project.layout, project.root).content)
    with pikepdf.open(path) as made:
        assert [str(e.Lang) for e in elements(made.Root.StructTreeRoot.K) if "/Lang" in e] == ["en"]


def test_by_its_tags_a_document_reads_as_its_tree(project: Path) -> None:
    """What a screen reader reads aloud: every word of the tree in its order, and nothing else but page numbers."""
    read = read_project(project)
    made = (make_documents(target, read).documents for target in find_targets(project))
    output = "output/reports/2566/6-months/packet.pdf"
    tree = next(documents[output] for documents in made if output in documents)
    command = ["pdfinfo", "-struct-text", str(project / output)]
    told = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    said = squeezed("".join(re.findall(r'^ *"(.*?)"$', told, re.MULTILINE | re.DOTALL)))
    wanted = "".join(
        words + (r"[๐-๙]+" if unit.has_page_number else "")
        for unit in units_of(tree, read.layout)
        for words in map(re.escape, unit.cells)
    )
    assert len(wanted) > 3000
    assert re.fullmatch(wanted, said)

"""What a screen reader and an archive ask of the PDF: tags, language, title, alternative texts, embedded fonts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from docgen.cli import main
from tests.conftest import ROOT, copy_project


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:
    root = copy_project(tmp_path_factory.mktemp("structure") / "project", ROOT / "content")
    assert main(["--root", str(root), "report", "--year", "2566", "--round", "6"]) == 0
    return pikepdf.open(Path(root / "output/reports/2566/6-months/packet.pdf"))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from elements(inner)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def test_headings_lists_tables_figures_and_links_are_tagged(packet: pikepdf.Pdf) -> None:
    roles = Counter(str(element.S) for element in elements(packet.Root.StructTreeRoot.K))
    for role in (
        "/Document",
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
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
    for element in elements(packet.Root.StructTreeRoot.K):
        if element.S == "/TH":
            assert element.A.Scope == "/Column"
        if element.S == "/Figure":
            assert str(element.Alt) == "ตราครุฑ"


def test_language_title_and_outline_are_there(packet: pikepdf.Pdf) -> None:
    assert str(packet.Root.Lang) == "th-TH"
    assert bool(packet.Root.ViewerPreferences.DisplayDocTitle)
    with packet.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [item.title for item in outline.root[3].children]
    assert titles[:3] == ["บทนำ", "มาตรการและแนวทางการปฏิบัติ", "ผลการดำเนินการตามมาตรการ"]
    assert [title[:9] for title in titles[3:]] == ["ภาคผนวก ก", "ภาคผนวก ข"]
    assert below == ["เรื่อง มาตรการการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"]


def test_the_archive_finds_its_conformance_output_intent_and_embedded_fonts(packet: pikepdf.Pdf) -> None:
    metadata = packet.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert packet.Root.OutputIntents[0].DestOutputProfile.N == 3
    descriptors = [thing for thing in packet.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
    assert descriptors
    assert all("/FontFile2" in descriptor and "+" in str(descriptor.FontName) for descriptor in descriptors)
    assert not any("CreationDate" in key or "ModDate" in key for key in (packet.trailer.get("/Info") or {}))

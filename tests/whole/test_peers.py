"""What `make bench` gives the other setters is what docgen sets: the same words in their order, tables and pictures."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from docgen.document.project import read_project
from docgen.tree import Document, texts
from tests import peers, speed
from tests.conftest import ROOT
from tests.reading import pdfium_pages, squeezed

PROJECT = read_project(ROOT)


def words(document: Document) -> str:
    return squeezed("".join(text for section in document.sections for text in texts(section.blocks)))


@pytest.mark.parametrize("name", [speed.SAMPLE, speed.PACKET])
def test_markup_of_the_peers_holds_every_word_in_order(name: str) -> None:
    """Markup of the peers holds every word in order."""
    document = speed.tree_of(name, PROJECT)
    html = peers.html_of(document, PROJECT)
    assert squeezed(unescape(re.sub("<style>.*?</style>|<[^>]*>", "", html))) == words(document)
    typst = re.sub(r'image\("[^"]*", alt: "[^"]*"', "", peers.typst_of(document, PROJECT))
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', typst.partition("#page(")[2].replace('fit: "contain"', ""))
    assert squeezed(re.sub(r"\\(.)", r"\1", "".join(strings))) == words(document)
    assert html.count("<table>") == typst.count("table(columns:")
    assert html.count("<img ") == peers.typst_of(document, PROJECT).count("image(")


def test_typst_sets_the_words_of_the_announcement(tmp_path: Path) -> None:
    """Typst sets the words of the announcement."""
    document = speed.varied(speed.tree_of(speed.SAMPLE, PROJECT), "๑๒", most=1)
    peers.by_typst([document], PROJECT, tmp_path)
    assert squeezed("".join(pdfium_pages(tmp_path / "0.pdf"))) == words(document)


def test_no_two_documents_of_a_batch_have_a_paragraph_of_text_in_common() -> None:
    """No two documents of a batch have a paragraph of text in common."""
    document = speed.tree_of(speed.SAMPLE, PROJECT)
    one, two = (speed.varied(document, mark) for mark in ("๑", "๒"))
    long = [
        {text for section in tree.sections for text in texts(section.blocks) if len(text) > 150} for tree in (one, two)
    ]
    assert len(long[0]) > 10
    assert not long[0] & long[1]

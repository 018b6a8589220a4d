"""The numbers of real papers come back from Word as they were typed."""

from __future__ import annotations

import io

import docx
import pytest

from docgen.content.body import read_body
from docgen.content.source import Source
from docgen.desk.import_word import surroundings_of
from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.folder.files import Files
from docgen.word_import.body import BodyWriter
from docgen.word_import.clauses import scheme_of
from docgen.word_import.readback import read_again
from docgen.word_import.reading import Reader
from docgen.writers.docx.write import write_docx
from tests.conftest import ROOT
from tests.content.numbered_papers import PAPERS
from tests.content.test_numbered_papers import printed_labels


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


@pytest.mark.parametrize("name", PAPERS)
def test_labels_come_back_from_word(name: str, project: Project) -> None:
    """Built, imported, built: the same labels in the same order, and nothing told to differ."""
    first = _tree(PAPERS[name], project, "decimal")
    content = write_docx(first, project.layout, ROOT)
    reader = Reader(docx.Document(io.BytesIO(content)), project.layout, "a.docx", surroundings_of(project).printable)
    blocks = reader.blocks()
    scheme = scheme_of(blocks)
    writer = BodyWriter("a.docx", "a", project.schemes[scheme])
    again = _tree(writer.write(blocks), project, scheme)
    assert printed_labels(again.sections[0].blocks) == printed_labels(first.sections[0].blocks)
    assert read_again(writer, project.schemes[scheme]) == []


def _tree(text: str, project: Project, scheme: str):  # type: ignore[no-untyped-def]
    made = read_body(text, Source(Files(ROOT), ROOT / "content/a.md"), project.schemes[scheme])
    head = '<document title="ก" subject="ข" author="ค" keywords=""><section role="announcement">'
    return read_markup(f"{head}{made}</section></document>", "t")

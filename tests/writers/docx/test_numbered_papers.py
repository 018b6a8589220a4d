"""Word's own lists show the numbers of real papers as they were typed, and reading such a file gives them back."""

from __future__ import annotations

import pytest

from docgen.document.project import Project, read_project
from docgen.thai.numerals import to_arabic_digits
from tests.conftest import ROOT
from tests.content.numbered_papers import PAPERS
from tests.writers.docx.test_word import a_document, counted, labels, parts


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


@pytest.mark.parametrize("name", PAPERS)
def test_word_counts_as_it_was_typed(name: str, project: Project) -> None:
    """What Word will count equals the labels of the tree, for each form over each other one."""
    document = a_document(PAPERS[name], project.schemes["decimal"])
    expected = [to_arabic_digits(label) for section in document.sections for label in labels(section.blocks)]
    assert counted(parts(document, project)) == expected

"""A report's Word file comes back whole, or the words that do not are told with their paragraph."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from docgen.desk.import_word import convert, surroundings_of
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.writers.docx.write import write_docx
from tests.conftest import copy_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_project(copy_project(tmp_path_factory.mktemp("report") / "project"))


@pytest.fixture(scope="module")
def report(project: Project) -> bytes:
    target = find_targets(project.root, "reports")[1]
    document = next(
        tree for output, tree in make_documents(target, project).documents.items() if output.endswith(".docx")
    )
    return write_docx(document, project.layout, project.root)


def lost(content: bytes, project: Project, folder: Path) -> list[str]:
    path = folder / "report.docx"
    path.write_bytes(content)
    _, findings = convert(surroundings_of(project), content, path.name)
    return [one.message for one in findings if one.code == "not-placed"]


def test_a_report_as_docgen_made_it_loses_nothing(report: bytes, project: Project, tmp_path: Path) -> None:
    """A report of docgen's own goes in without a loss."""
    assert lost(report, project, tmp_path) == []


def test_words_outside_of_the_form_are_told(report: bytes, project: Project, tmp_path: Path) -> None:
    """Words beside the form are told."""
    document = docx.Document(io.BytesIO(report))
    document.tables[0]._element.addnext(document.add_paragraph("หมายเหตุใต้ตาราง")._element)
    document.tables[0].rows[0].cells[0].add_paragraph("เติมในหัวตาราง")
    document.add_paragraph("ท้ายรายงานสุด")
    made = io.BytesIO()
    document.save(made)
    told = lost(made.getvalue(), project, tmp_path)
    assert len(told) == 3
    for words in ("หมายเหตุใต้ตาราง", "เติมในหัวตาราง", "ท้ายรายงานสุด"):
        assert any(words in message for message in told)

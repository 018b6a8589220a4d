"""The list of an office's documents: whatever can't be read is told and listed, and designs are no documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from docgen.desk.overview import overview
from tests.conftest import ROOT


def test_a_design_is_no_document_of_the_office_and_no_fault(sample: Path) -> None:
    """A list that fills a design stands beside the documents, and nothing is said of it."""
    shutil.copytree(ROOT / "content/designs", sample / "content/designs")
    done = overview(sample)
    assert done.findings == ()
    kinds = {one.target.kind.name for one in done.value}
    assert kinds >= {"announcement", "report"}
    assert "design" not in kinds


def test_a_document_that_cannot_be_read_is_listed_with_its_fault(sample: Path) -> None:
    """One fault stays one fault: the others are listed with how far they are."""
    broken = sample / "content/announcements/broken.md"
    broken.write_text("---\nkind: announcement\n---\n", encoding="utf-8")
    done = overview(sample)
    assert {one.place.path for one in done.findings} == {"content/announcements/broken.md"}
    steps = {one.name: one.step for one in done.value}
    assert steps["content/announcements/broken.md"] is None
    assert steps["content/announcements/integrity-will-2565.md"] == "outdated"

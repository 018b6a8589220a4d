"""A year's report is begun whole: it builds as it is, or as the year before without what was that year's alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.faces.cli.main import main
from tests.conftest import Ask, Told

LIKE = "content/reports/2566/report.yaml"


def test_a_new_report_builds_and_says_what_to_type(office: Path, desk: Ask, docgen: Callable[..., Told]) -> None:
    """Report and log stand in the year's folder, both rounds are made, and the sample words are found in both files."""
    assert docgen(office, "new", "report", "๒๕๖๗").code == 0
    folder = office / "content/reports/2567"
    assert sorted(one.name for one in folder.iterdir()) == ["activities.csv", "report.yaml"]
    assert desk(office, "build").code == 0
    assert len(list((office / "output/reports/2567").glob("*/report.pdf"))) == 2
    told = desk(office, "check").findings
    assert {one.place.path for one in told if one.code == "placeholder-text"} == {
        "content/reports/2567/activities.csv",
        "content/reports/2567/report.yaml",
    }


@pytest.mark.parametrize("name", ["สองพัน", "2300", "2567.5", "../2567", "99999999999999999999"])
def test_what_is_no_fiscal_year_begins_nothing(office: Path, desk: Ask, name: str) -> None:
    """A report is named by its year alone."""
    from docgen.kinds.table import KINDS

    told = desk(office, "new", KINDS["report"], name)
    assert (told.code, told.findings[0].code) == (1, "wrong-year")
    assert not (office / "content/reports").exists()


def test_a_year_that_is_there_is_never_touched(sample: Path) -> None:
    """Neither report nor log are written over, nor one put beside the other."""
    before = (sample / LIKE).read_bytes()
    assert main(["--root", str(sample), "new", "report", "2566"]) == 1
    assert (sample / LIKE).read_bytes() == before


def test_last_years_report_is_begun_again_as_a_draft(sample: Path, desk: Ask) -> None:
    """The text is the same but for the year; annexes are left out, which is told; it builds."""
    told = desk(sample, "again", LIKE, "2567")
    assert told.value == "content/reports/2567/report.yaml"
    left, *years = told.findings
    assert (left.code, "ภาคผนวก" in left.message) == ("left-out", True)
    assert {one.code for one in years} == {"copied-year"}  # what the texts still say of the year before
    text, before = (sample / told.value).read_text(encoding="utf-8"), (sample / LIKE).read_text(encoding="utf-8")
    assert "fiscal_year: 2567\n" in text
    assert "{fiscal_year: 2567, item: O43}" in text
    assert "status: draft" in text
    assert "annexes" not in text
    same = set(before.split("\n")) - set(text.split("\n"))
    assert all("2566" in line or "annex" in line or "announcements/" in line for line in same), same
    assert desk(sample, "build", [str(sample / told.value)]).code == 0

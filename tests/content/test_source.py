"""Lines that are set apart for reading keep the numbers by which the clerk knows them."""

from __future__ import annotations

from pathlib import Path

from docgen.content.source import Source, lines_apart
from docgen.desk.preview import check_text, set_text
from docgen.folder.files import Files
from docgen.folder.folder import Disk, Nowhere, Overlay
from docgen.typeset.placed import PlacedLine

REPORT = "content/reports/2566/report.yaml"


def test_lines_set_apart_know_where_they_were_typed() -> None:
    """Any number of line ends between two lines, blanks before the first: each line is at its own."""
    made, typed = lines_apart("\n\nก\nข\n\n\nค\n")
    lines = made.split("\n")
    assert [(line, at) for line, at in zip(lines, typed, strict=True) if line] == [("ก", 2), ("ข", 3), ("ค", 6)]
    source = Source(Files(Nowhere()), Path("/project/content/a.yaml"), 10, "cell", typed=typed)
    assert [source.place(lines.index(one)).line for one in "กขค"] == [12, 13, 16]


def test_each_line_of_a_cell_has_its_own_place(sample: Path) -> None:
    """Clauses of a text of several lines in a report's plan stand at the lines that they were typed on."""
    text = (sample / REPORT).read_text(encoding="utf-8")
    made = set_text(Disk(sample), REPORT).value
    assert made is not None
    lines = [thing.line for page in made.pages.pages for thing in page.things if isinstance(thing, PlacedLine)]
    for start in ("ผู้บริหารประกาศหลักเกณฑ์", "ผู้รับผิดชอบดำเนินการเผยแพร่มาตรการ"):
        number = next(at for at, line in enumerate(text.split("\n"), start=1) if f". {start}" in line)
        assert f"{REPORT}:{number}" in {line.place for line in lines if start in line.text}


def test_a_fault_in_a_later_line_of_a_cell_names_its_line(sample: Path) -> None:
    """What can't be printed is told with the line that has it."""
    text = (sample / REPORT).read_text(encoding="utf-8")
    at = text.index("      3. ผู้รับผิดชอบดำเนินการเผยแพร่มาตรการ")
    broken = text[:at] + "      ![ภาพ](ไม่มี.png)\n" + text[at:]
    number = broken[:at].count("\n") + 1
    told = check_text(Overlay(Disk(sample), {REPORT: broken}), REPORT).findings
    assert number in {one.place.line for one in told}

"""The activity log as a whole: measures from above, rows of another year, letters that can't stand or be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.content.activities import read_activities
from docgen.content.body import NumberingScheme
from docgen.content.records import Activity
from docgen.errors import DocgenError, Finding
from docgen.folder.files import Files

HEAD = "มาตรการ,รายละเอียดการดำเนินงาน,เดือน,เริ่ม,ถึง,ผลผลิต,ผลลัพธ์,หมายเหตุ,หลักฐาน\n"


NUMBERING = NumberingScheme("decimal", ("{1}.",))


def read(root: Path, rows: str, year: int = 2567) -> tuple[tuple[Activity, ...], list[Finding]]:
    folder = root / "content/reports/2567"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "activities.csv").write_bytes((HEAD + rows).encode())
    files = Files(root)
    return read_activities(folder, files, NUMBERING, year), files.findings


def codes(root: Path, rows: str) -> list[tuple[str, str]]:
    with pytest.raises(DocgenError) as raised:
        read(root, rows)
    return [(finding.code, str(finding.place).rpartition(".csv:")[2]) for finding in raised.value.findings]


def test_a_measure_left_empty_by_a_merge_is_the_one_above_and_told(tmp_path: Path) -> None:
    """A measure merged over several rows of a log counts for each of them, and the clerk is told."""
    rows = "มาตรการ ก,1,มกราคม 2567,,,ข,ค,,\n,2,ก.พ.-67,,,ข,ค,,\n,3,Mar-24,,,ข,,,\nมาตรการ ข,4,เม.ย. 67,,,ข,ค,,\n"
    activities, notes = read(tmp_path, rows)
    assert [activity.measure for activity in activities] == ["มาตรการ ก", "มาตรการ ก", "มาตรการ ก", "มาตรการ ข"]
    assert [(note.code, note.severity, note.place.line) for note in notes] == [
        ("measure-from-above", "warning", 3),
        ("measure-from-above", "warning", 4),
    ]
    assert "“มาตรการ ก”" in notes[0].message


@pytest.mark.parametrize(
    "rows",
    [
        ",1,มกราคม 2567,,,ข,ค,,\n",
        "มาตรการ ก,1,มกราคม 2567,,,ข,ค,,\n,,,,,,,,\n,2,มกราคม 2567,,,ข,ค,,\n",
        "มาตรการ ก,1,มกราคม 2567,,,ข,ค,,\n,2,,,,ข,ค,,\n",
        "มาตรการ ก,1,มกราคม 2567,,,ข,ค,,\n,,มกราคม 2567,,,ข,ค,,\n",
    ],
    ids=["first row", "after an empty row", "no month", "no detail"],
)
def test_a_measure_that_is_missing_for_another_reason_is_an_error(rows: str, tmp_path: Path) -> None:
    """An empty measure without a merge is an error with its cell."""
    assert "missing-measure" in [code for code, _ in codes(tmp_path, rows)]


def test_an_activity_of_another_year_is_told_since_no_report_prints_it(tmp_path: Path) -> None:
    """An activity outside the report's year would silently be left out: it is told."""
    activities, notes = read(tmp_path, "ก,1,ต.ค. 67,,,ข,ค,,\nก,2,ก.ย. 66 - ต.ค. 66,,,ข,ค,,\n")
    assert len(activities) == 2
    assert [(note.code, note.severity, note.place.line) for note in notes] == [("activity-outside-year", "warning", 2)]


def test_letters_that_may_not_stand_are_told_with_their_cell_in_every_column(tmp_path: Path) -> None:
    """A control character in any column is told with its cell."""
    rows = "ก\u0007,ข\uf0fe,มกราคม\u200e 2567,,,ค\u202e,ง,จ\ufffd,หนังสือ\u0007เชิญ; แบบ \uf0fe ก\n"
    found = codes(tmp_path, rows)
    assert found == [("forbidden-character", f"2:{column}") for column in (1, 2, 3, 6, 8, 9, 9)]


def test_letters_that_look_the_same_are_one_in_evidence_as_in_texts(tmp_path: Path) -> None:
    """Equal looks are equal words, in lists of evidence as in texts."""
    (activity,), _ = read(tmp_path, "ก,ข,มกราคม 2567,,,ค,ง,,บันทึก\u200bประชุม น\u0e49\u0e4d\u0e32 เเละ\u00a0งาน\n")
    assert activity.evidence == ("บันทึกประชุม น้ำ และ งาน",)


def test_what_is_wrong_in_a_text_of_several_lines_is_told_with_its_own_row(tmp_path: Path) -> None:
    """A cell of several lines has its fault told at the row of the table where it stands."""
    cell = "ข\n\n![ไม่มี](none.png)"
    assert codes(tmp_path, f'ก,"{cell}",มกราคม 2567,,,ค,ง,,\nก,ข,มกราคม 2567,,,ค,ง,,\n') == [("picture-missing", "2:2")]

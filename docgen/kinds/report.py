"""The report on measures (รายงานผลการดำเนินการตามมาตรการ): a year in a folder, papers for each round, no number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.kinds import announcement
from docgen.kinds.kind import Kind, Paper, Rounds

if TYPE_CHECKING:
    from docgen.content.body import NumberingScheme
    from docgen.content.records import Agency, Announcement, Report
    from docgen.content.report import ReportSource
    from docgen.folder.files import Files


def _read(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, NumberingScheme], default: str
) -> ReportSource:
    from docgen.content.report import read_report

    return read_report(path, agency, files, schemes, default, announcement.KIND.pattern)


def _cut(source: ReportSource, months: int, annexes: tuple[Announcement, ...], files: Files) -> Report:
    from docgen.content.report import cut_round

    return cut_round(source, months, annexes, files)


KIND = Kind(
    name="report",
    scheme="",
    folder="reports",
    thai="รายงาน",
    numbered=None,
    is_published=True,
    wanted_key="annexes",
    new_template="new-report.yaml.j2",
    rounds=Rounds(
        months=(6, 12),
        file="report.yaml",
        beside="activities.*",
        new_beside=("activities.csv", "new-activities.csv.j2"),
        read=_read,
        cut=_cut,
        annexed=announcement.KIND,
        papers=(
            Paper(name="report", thai="รายงาน", template="report.xml.j2"),
            Paper(name="packet", thai="ชุดเอกสาร", template="packet.xml.j2", endings=("pdf",), is_packet=True),
        ),
    ),
)

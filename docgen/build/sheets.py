"""Make the outputs of a list that fills a design, by one job, and tell of files that its rows no longer have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.build.job import Made
from docgen.errors import Finding, Place, Severity
from docgen.folder.folder import Disk
from docgen.look.sheets import Sheets
from docgen.outside import harmless

_MOST_TOLD = 10


def make_sheets_of(sheets: Sheets) -> Made:
    """Make the file with all sheets, and each row's own beside it. Raises DocgenError, as the writer."""
    from docgen.writers.designs.write import write_sheets  # which needs Pango

    written = write_sheets(sheets)
    contents = dict(written.contents)
    return Made(contents.pop(sheets.output), written.findings, contents)


def left_over(root: Path, outputs: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a warning for each file beside a list's sheets that is no row's any more: nobody should hand it out."""
    folders = {output.rpartition("/")[0] for output in outputs if output.count("/") > 2}
    found = [name for folder in sorted(folders) for name in Disk(root).names(f"{folder}/*.pdf") if name not in outputs]
    for name in found[:_MOST_TOLD]:
        message = f"ไฟล์ {harmless(name.rpartition('/')[2])} ไม่ใช่ของแถวใดในรายชื่อแล้ว"
        yield Finding("left-over", Place(name), message, "ลบไฟล์นี้ ถ้าไม่ใช้แล้ว", Severity.WARNING)

"""What is printed from an office's own design, a sheet for each row of a list: certificates of honour, name plates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.kinds.kind import FilledDesign, Kind

if TYPE_CHECKING:
    from docgen.content.designs import DesignList
    from docgen.content.records import Agency
    from docgen.folder.files import Files


def _read(path: Path, agency: Agency, files: Files) -> DesignList:
    from docgen.content.designs import read_design_list

    return read_design_list(path, agency, files)


def _beside(text: str, shown: str) -> str:
    from docgen.content.designs import rows_file

    return rows_file(text, shown)


KIND = Kind(
    name="design",
    scheme="",
    folder="designs",
    thai="งานออกแบบ",
    numbered=None,
    is_signed=False,  # by hand, on paper
    filled=FilledDesign(read=_read, beside=_beside),
)

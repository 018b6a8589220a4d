"""The announcement (ประกาศ, แบบที่ 7 of the Regulation on Correspondence): what its content file has and requires."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.content.body import Numbering
from docgen.content.issued import Form, read_issued
from docgen.content.records import Agency, Announcement
from docgen.folder.files import Files

# Both wordings stand in published announcements and no source prescribes one (format.md 2.5).
CLOSING = "จึงประกาศให้ทราบโดยทั่วกัน"


def read_announcement(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, Numbering], default: str
) -> Announcement:
    """Read one announcement. Raises DocgenError that lists all that is wrong in the file, in its order.

    `schemes` are the numbering schemes of the layout, `default` the one used where front matter names none.
    """
    return read_issued(path, agency, files, schemes, default, Form("announcement", CLOSING))

"""The order (คำสั่ง, แบบที่ ๔ ท้ายระเบียบงานสารบรรณ): an announcement's parts with a number, and no closing of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.content.body import Numbering
from docgen.content.issued import Form, read_issued
from docgen.content.records import Agency, Announcement
from docgen.folder.files import Files


def read_order(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, Numbering], default: str
) -> Announcement:
    """Read one order. From when it holds is its author's to say: without `closing` nothing is printed in its place.

    Raises DocgenError that lists all that is wrong in the file, in its order.
    """
    return read_issued(path, agency, files, schemes, default, Form("order", "", is_numbered=True))

"""Make docs/manual anew: `python -m tests.manual` takes the pictures, and writes the HTML and the PDF.

With `--book` only the book is made, from the pictures that are there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.conftest import copy_project
from tests.manual_book import MANUAL, manual_html, manual_pdf
from tests.manual_screens import taken

RECORD = MANUAL / "pictures/screens.json"
"""What each picture says, and its digest: the suite compares it with what the screens say today."""


def take_pictures() -> None:
    """Take the pictures anew, and record what is read on them."""
    folder = RECORD.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        shots = taken(copy_project(Path(scratch) / "project"), takes_pictures=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for one in shots:
        (folder / f"{one.name}.png").write_bytes(one.png)
    record = {one.name: {"sha256": one.digest, "words": one.words} for one in shots}
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make_book() -> None:
    """Write the HTML and the PDF of what is there."""
    (MANUAL / "index.html").write_text(manual_html(), encoding="utf-8")
    (MANUAL / "manual.pdf").write_bytes(manual_pdf())


if __name__ == "__main__":
    if "--book" not in sys.argv[1:]:
        take_pictures()
    make_book()

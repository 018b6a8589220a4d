"""A draft looks like one on paper, and reads like the document that it will be."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.conftest import Ask, Told
from tests.desk.test_issue import write
from tests.reading import poppler_text, read_by_all

Run = Callable[..., Told]


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_draft_says_so_on_its_page_and_not_in_its_text(status: str, office: Path, desk: Ask) -> None:
    """ร่าง is on every page of a draft, and in none of its text; the date is left open."""
    write(office, 1, status=status)
    assert desk(office, "build").code == 0
    path = office / "output/announcements/a1.pdf"
    for reader, pages in read_by_all(path).items():
        assert "ร่าง" not in "".join(pages), reader
    is_draft = status == "draft"
    assert ("๑๐ มีนาคม" in poppler_text(path)) != is_draft
    command = ["pdftoppm", "-r", "20", "-gray", "-singlefile", str(path), str(office / "page")]
    subprocess.run(command, check=True)
    with Image.open(office / "page.pgm") as image:
        lower = image.crop((0, image.height // 2, image.width, image.height))
        greys = sum(210 < value < 235 for value in lower.tobytes())
    assert (greys > 400) == is_draft
    with pikepdf.open(path) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert content.startswith(b"/Artifact <</Type /Background>> BDC") == is_draft
    with zipfile.ZipFile(office / "output/announcements/a1.docx") as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
        document = archive.read("word/document.xml").decode()
    assert (sum('string="ร่าง"' in header for header in headers) == 2) == is_draft
    assert ('w:type="first"' in document) == is_draft
    assert "ร่าง" not in document

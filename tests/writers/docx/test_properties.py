"""What a Word file says of itself: the agency, and neither clock nor library."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ask, Told

Run = Callable[..., Told]


def test_word_files_carry_the_agency_and_no_date_and_no_trace_of_the_library(sample: Path, desk: Ask) -> None:
    """The zip's dates are fixed, the author is the agency, and the library is not named."""
    desk(sample, "build", only="announcements")
    with zipfile.ZipFile(sample / "output/announcements/integrity-will-2565.docx") as word:
        assert {entry.date_time for entry in word.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = word.read("docProps/core.xml").decode()
        everything = "".join(word.read(name).decode("utf-8", "ignore") for name in word.namelist())
    assert "องค์การบริหารส่วนตำบลบึงนคร" in properties
    assert "created" not in properties
    assert "python-docx" not in everything

"""Which files are content, and which would write the same output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import GOOD, Ask, Told

Run = Callable[..., Told]


def _write(root: Path, text: str, name: str = "a.md") -> Path:
    path = root / "content/announcements" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_two_names_that_differ_in_case_alone_would_write_one_file(office: Path, desk: Ask) -> None:
    """a.md and A.md are one file on Windows and on a USB stick: both are refused."""
    _write(office, GOOD, "a.md")
    _write(office, GOOD, "A.md")
    told = desk(office, "build")
    assert told.code == 1
    assert "[same-output]" in told.err


def test_a_file_that_is_no_content_is_refused(office: Path, desk: Ask) -> None:
    """A file that nothing is built from is told as that, and one that is not there as missing."""
    told = desk(office, "build", [str(office / "content/agency.yaml")])
    assert (told.code, "[not-content]" in told.err) == (1, True)
    told = desk(office, "build", ["nowhere.md"])
    assert (told.code, "[file-missing]" in told.err) == (1, True)

"""Whatever is raised becomes one Thai line with its file; the details of a bug go to a log of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen.build.attempt import Task, attempt
from docgen.errors import Place
from docgen.folder.bugs import LOG_FILE, keep_details


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (MemoryError(), "out-of-memory"),
        (RecursionError(), "nested-too-deep"),
        (OSError(28, "No space left on device"), "not-written"),
        (ModuleNotFoundError("no", name="weasyprint"), "not-installed"),
        (SystemExit(3), "internal-error"),
        (ValueError("x"), "internal-error"),
    ],
)
def test_whatever_is_raised_is_told_in_thai_with_the_file(problem: BaseException, code: str, tmp_path: Path) -> None:
    """Memory, depth, disk, a missing package, a bug: each has its code and a Thai line with the file."""

    def fail() -> None:
        raise problem

    (tmp_path / "output").mkdir()
    (finding,) = attempt(Task(Place("content/a.md"), tmp_path, fail)).findings
    assert (finding.code, finding.place.path) == (code, "content/a.md")
    assert set(re.findall("[A-Za-z]+", finding.message.replace(LOG_FILE, ""))) <= {"docgen", "make"}


def test_the_log_of_bugs_follows_no_link_and_goes_elsewhere_where_output_cannot_be_written(tmp_path: Path) -> None:
    """The log follows no link; where output/ cannot be written it goes to the temporary folder."""
    (tmp_path / "output").mkdir()
    (tmp_path / "kept").write_text("kept")
    (tmp_path / LOG_FILE).symlink_to(tmp_path / "kept")
    shown = keep_details("details", Place("content/a.md"), tmp_path)
    assert shown != LOG_FILE
    assert "details" in Path(shown).read_text(encoding="utf-8")
    assert (tmp_path / "kept").read_text() == "kept"
    (tmp_path / LOG_FILE).unlink()
    for _ in range(60):
        assert keep_details("x" * 29_000, Place("content/a.md"), tmp_path) == LOG_FILE
    assert (tmp_path / LOG_FILE).stat().st_size < 1_100_000

"""Builds do what is needed and no more, all or nothing, and the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, ROOT, Ask, Told

Run = Callable[..., Told]


def outputs(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted((root / "output").rglob("*"))
        if path.is_file()
    }


def test_a_second_build_writes_no_file(office: Path, docgen: Run) -> None:
    """Nothing changed: the files keep their bytes and their time, and the clerk is told that all is up to date."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    assert "สร้างแล้ว output/announcements/a.pdf" in docgen(office, "build").out
    before = outputs(office)
    told = docgen(office, "build")
    assert (told.code, told.out) == (0, "เอกสารเป็นปัจจุบันอยู่แล้ว\n")
    assert outputs(office) == before


@pytest.mark.parametrize(
    "changed",
    ["content/announcements/a.md", "content/agency.yaml", "templates/layout.yaml", "templates/announcement.xml.j2"],
)
def test_a_change_of_any_file_behind_a_document_builds_it_anew(
    changed: str, office: Path, desk: Ask, docgen: Run
) -> None:
    """Content, agency, layout and template each stand behind an output: whoever edits one sees it in the next build."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    desk(office, "build")
    path = office / changed
    comment = "\n{# x #}" if changed.endswith(".j2") else "\n# x\n" if changed.endswith(".yaml") else "\nเพิ่มเติม\n"
    path.write_text(path.read_text(encoding="utf-8") + comment, encoding="utf-8")
    assert "สร้างแล้ว" in docgen(office, "build").out


def test_an_output_that_was_deleted_or_altered_is_built_anew(office: Path, desk: Ask) -> None:
    """Whatever happened to an output, the next build brings back the bytes that it had."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    desk(office, "build")
    made = office / "output/announcements/a.pdf"
    right = made.read_bytes()
    made.write_bytes(b"altered")
    desk(office, "build")
    assert made.read_bytes() == right
    made.unlink()
    desk(office, "build")
    assert made.read_bytes() == right


def test_a_warning_holds_until_its_cause_is_gone(office: Path, desk: Ask) -> None:
    """A build with nothing to do tells the warning again: it is not lost because the clerk missed it once."""
    (office / "content/announcements/a.md").write_text(GOOD + "\n1. ก\n2. ข\n2. ค\n", encoding="utf-8")
    for _ in range(2):
        told = desk(office, "build")
        assert told.code == 0
        assert "[clause-number]" in told.err


def test_a_damaged_state_file_only_means_building_again(office: Path, desk: Ask, docgen: Run) -> None:
    """The state is a memory, not a source: without it everything is built, and nothing fails."""
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    desk(office, "build")
    (office / "output/.docgen-state.json").write_text("{", encoding="utf-8")
    assert "สร้างแล้ว" in docgen(office, "build").out


def test_the_same_content_gives_the_same_bytes_in_another_folder_and_process(office: Path, tmp_path: Path) -> None:
    """Neither folder, time zone nor the order of sets shows in an output, and no path of the machine does."""
    import shutil

    (office / "content/announcements/a.md").write_text(
        GOOD + "\n1. ก\n   - ข\n\n| ก | ข |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8"
    )
    other = tmp_path / "elsewhere" / "โครงการ"
    shutil.copytree(office, other)
    made = []
    for root, seed in ((office, "1"), (other, "2")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC+{seed}"}
        command = [sys.executable, "-m", "docgen", "build"]
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, timeout=60)
        made.append({name: content for name, (content, _) in outputs(root).items() if not name.endswith(".json")})
    assert made[0] == made[1]
    for name, content in made[0].items():
        assert str(office).encode() not in content, name


def test_only_the_named_files_or_kinds_are_built(sample: Path, docgen: Run) -> None:
    """One file, or one round of a report, brings its own outputs and no others; a year without a report is told."""
    told = docgen(sample, "build", str(sample / "content/announcements/integrity-will-2565.md"))
    assert told.out.splitlines() == [
        f"สร้างแล้ว output/announcements/integrity-will-2565.{end}" for end in ("pdf", "docx")
    ]
    told = docgen(sample, "report", "--year", "2566", "--round", "6")
    folder = "output/reports/2566/6-months"
    assert told.out.splitlines() == [f"สร้างแล้ว {folder}/{name}" for name in ("report.pdf", "report.docx", "packet.pdf")]
    assert docgen(sample, "report", "--year", "2570").code == 1

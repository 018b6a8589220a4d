"""Archiving is killed at random moments: what is there is the old bag or the new one, whole, and none twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.evidence.fixity import faults
from docgen.journal import project_journal
from tests.conftest import ROOT
from tests.evidence.conftest import Run, announcement, archive

RUNS = 25  # eight times


@pytest.mark.parametrize("seed", range(8))
def test_a_bag_is_there_whole_or_not_at_all(seed: int, year: Path, docgen: Run) -> None:
    archive(docgen, year)
    chance = random.Random(2568 + seed)
    folder = year / "content/archive"
    text = ""
    command = [sys.executable, "-m", "docgen", "--root", str(year), "archive", "--year", "2568", "--reason", "x"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole = {"2568-year-v1"}
    for number in range(RUNS):
        if not text or chance.random() < 0.3:
            text = announcement(1, "O31") + f"ครั้งที่ {number}\n"
            (year / "content/announcements/a1.md").write_text(text, encoding="utf-8")
            assert docgen(year, "build").code == 0
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.15, 0.75))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        bags = {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")}
        assert whole <= bags
        for name in bags - whole:
            assert faults(folder / name) == []
        whole |= bags
        for path in folder.glob("*.zip"):
            assert path.stem in whole
    assert docgen(year, "archive", "--year", "2568", "--reason", "x").code == 0
    for path in folder.glob("2568-year-v*[0-9]"):
        assert faults(path) == []
        assert Path(f"{path}.zip").is_file()
    assert not list(folder.glob(".staging*"))
    archived = [event.path for event in project_journal(year) if event.event == "archived"]
    assert len(archived) == len(set(archived))
    assert {Path(path).name for path in archived} == {path.name for path in folder.glob("2568-year-v*[0-9]")}

"""Fixtures: a project of its own for each test, verbs of the desk asked, the command line run in this process."""

from __future__ import annotations

import gc
import importlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from docgen.errors import DocgenError, Finding, Severity
from docgen.faces.cli.main import main
from docgen.faces.cli.shown import shown_finding

# Property tests may take their time: a busy machine is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
# An announcement of the tests' office with nothing wrong in it.
GOOD = """---
kind: announcement
subject: ทดสอบข้อความผิดพลาด
date: 10 มีนาคม 2566
signatory: นายสมชาย ใจดี
---

เนื้อความของประกาศ
"""


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Set a page once: the processes that builds start then have the writer and its fonts already."""
    from docgen.document.project import read_project
    from docgen.tree import Document, Paragraph, Run, Section
    from docgen.writers.pdf.write import write_pdf

    layout = read_project(ROOT).layout
    page = Section("announcement", (Paragraph("body", (Run("คำ"),), ""),))
    write_pdf(Document("คำ", "คำ", "คำ", (), (page,)), layout, ROOT)
    gc.freeze()  # what is loaded stays: nobody looks for cycles in it again, here or in a process that is forked


def copy_project(target: Path, content: Path = ROOT / "content") -> Path:
    """Copy templates, fonts and a content folder to a new project."""
    for name in ("templates", "fonts"):
        shutil.copytree(ROOT / name, target / name)
    # What an office archived and wrote down is its own; designs, whose bytes depend on the machine's Pango, have tests
    # of their own.
    kept = shutil.ignore_patterns(
        "archive", "signed", "scans", "register.csv", "journal.jsonl", "signing.yaml", "trust", "designs"
    )
    shutil.copytree(content, target / "content", ignore=kept)
    for report in target.glob("content/reports/*/report.yaml") if "as_published" in content.parts else ():
        # The district on its cover is wrong, which stops a build; that it is found, test_check.py shows.
        with report.open("a", encoding="utf-8") as file:
            file.write("\n# docgen: ignore-file place-mismatch ตามฉบับที่เผยแพร่\n")
    return target


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project with an agency of the tests' own and nothing to build yet."""
    root = copy_project(tmp_path / "project", ROOT / "tests/fixtures/office/content")
    (root / "content/announcements").mkdir()  # git keeps no empty folder
    return root


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where projects stand that several tests start from: made by the first that asks, copied for each."""
    return tmp_path_factory.mktemp("shelf")


def start_from(shelf: Path, name: str, root: Path, make: Callable[[], object]) -> Path:
    """Bring the project at `root` to where `make` brings it, by a copy if that was done before."""
    kept = shelf / name
    if not kept.exists():
        make()
        shutil.copytree(root, kept)
    else:
        shutil.rmtree(root)
        shutil.copytree(kept, root)
    return root


class Told:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def docgen(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run the command line: `docgen(root, "build")` returns exit code and output."""

    def run(root: Path, *arguments: str) -> Told:
        capsys.readouterr()
        try:
            code = main(["--root", str(root), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        heard = capsys.readouterr()
        return Told(code, heard.out, heard.err)

    return run


class Answered:
    """What a verb of the desk returned, or raised: `code` is 1 where something is wrong, `err` tells the findings."""

    def __init__(self, value: Any, findings: Iterable[Finding], *, is_refused: bool, root: Path) -> None:
        self.value, self.findings = value, tuple(findings)
        self.code = int(is_refused or any(one.severity is Severity.ERROR for one in self.findings))
        self.err = "\n".join(shown_finding(one, root) for one in sorted(self.findings, key=lambda one: one.place))


Ask = Callable[..., Answered]


@pytest.fixture
def desk() -> Ask:
    """Ask a verb of the desk without any face: `desk(root, "issue", path, correct="…")`."""

    def ask(root: Path, verb: str, *given: Any, **named: Any) -> Answered:
        function = getattr(importlib.import_module(f"docgen.desk.{verb}"), verb)
        try:
            done = function(root, *given, **named)
        except DocgenError as problem:
            return Answered(None, problem.findings, is_refused=True, root=root)
        return Answered(done.value, done.findings, is_refused=False, root=root)

    return ask

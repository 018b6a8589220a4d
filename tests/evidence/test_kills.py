"""Wherever a run was killed: old or new stands whole, the same verb completes it, and nothing is left lying about."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.evidence.bag.fixity import faults
from docgen.faces.cli.main import main
from docgen.registry.journal import project_journal
from docgen.registry.register import read_register
from tests.evidence.conftest import Run, archive
from tests.killed import each_step, killed_at
from tests.signing.test_scan import scan

A1 = "content/announcements/a1.md"


def left_over(root: Path) -> list[str]:
    """Return what lies about under names of its own, but for locks and the state of builds."""
    hidden = (path for top in ("content", "output") for path in (root / top).rglob(".*"))
    kept = (".lock", ".docgen-state.json", ".gitkeep")
    return [path.relative_to(root).as_posix() for path in hidden if not path.name.endswith(kept)]


def told(root: Path) -> tuple[object, ...]:
    """Return what register and journal tell, but for the time."""
    events = [(one.event, one.path, one.sha256, one.entry) for one in project_journal(root)]
    return read_register(root).entries, sorted(events)


@pytest.fixture
def issued(year: Path, docgen: Run) -> Path:
    """The office with one document issued."""
    assert docgen(year, "issue", str(year / A1)).code == 0
    return year


def kept(root: Path) -> Callable[[], None]:
    """Return what puts content and outputs back to where they are now."""
    aside = root.parent / "kept"
    for name in ("content", "output"):
        (root / name).mkdir(exist_ok=True)
        shutil.copytree(root / name, aside / name)

    def put() -> None:
        for name in ("content", "output"):
            shutil.rmtree(root / name)
            shutil.copytree(aside / name, root / name)

    return put


VERBS = {
    "issue": ("issue", "content/announcements/ประกาศสอง.md"),
    "correct": ("issue", A1, "--correct", "พิมพ์ตก"),
    "moved": ("issue", "--moved", A1, "content/announcements/b.md"),
    "withdraw": ("withdraw", A1, "--because", "ออกผิดเรื่อง"),
    "new": ("new", "announcement", "zz"),
    "scan": ("attach-scan", "output/announcements/a1.pdf", "s.pdf", "--by", "เสมียน"),
}


@pytest.mark.parametrize("name", VERBS)
def test_the_same_verb_completes_what_was_cut_off(
    name: str, issued: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any step, each verb ends as if it never was cut off, once it is given again."""
    monkeypatch.chdir(issued)
    if name == "scan":
        scan(issued, 150, "s.pdf")
        assert docgen(issued, "build", str(issued / A1)).code == 0
    if name == "correct":
        with (issued / A1).open("a", encoding="utf-8") as file:
            file.write("เพิ่ม\n")
    if name == "moved":
        (issued / A1).rename(issued / "content/announcements/b.md")
    before, new = kept(issued), issued / "content/announcements/zz.md"
    assert docgen(issued, *VERBS[name]).code == 0
    whole, written = told(issued), new.read_bytes() if name == "new" else b""
    for step in each_step(lambda: main(["--root", str(issued), *VERBS[name]]), before):
        assert not new.exists() or new.read_bytes() == written
        again = docgen(issued, *VERBS[name])
        # Done, or told that it was done already: then by the run that was killed.
        assert again.code == 0 or "มีไฟล์ชื่อนี้อยู่แล้ว" in again.err or "ไม่ต้องทำอะไรอีก" in again.err, (step, again.err)
        assert told(issued) == whole, step
        assert left_over(issued) == [], step
        assert docgen(issued, "register").code == 0


def test_a_publication_that_was_half_exchanged_is_put_back_by_the_next_run(year: Path, docgen: Run) -> None:
    """Killed between two renames, the earlier publication is put back by whatever runs next."""
    assert docgen(year, "publish", "--year", "2568").code == 0
    folder = year / "output/publish/2568"
    missing = 0
    for step in range(1, 40):
        if not killed_at(step, lambda: main(["--root", str(year), "publish", "--year", "2568"])):
            break
        missing += not folder.exists()
        assert docgen(year, "status", "--year", "2568").code == 0
        assert (folder / "index.html").is_file()
        assert left_over(year) == []
    assert missing == 1


def test_an_archiving_that_was_cut_off_is_completed(issued: Path, docgen: Run) -> None:
    """Killed at any step, archiving gives the same bag when it is run again."""
    year, verb = issued, ("archive", "--year", "2568")
    assert docgen(year, "build").code == 0
    back = kept(year)
    archive(docgen, year)
    whole = {path.name for path in (year / "content/archive").iterdir()}
    # Before the tenth the bag is being filled: nothing of it has a name yet.
    for step in each_step(lambda: main(["--root", str(year), *verb]), back, first=10):
        for bag in (year / "content/archive").glob("2568*[0-9]"):
            assert faults(bag) == []
        assert docgen(year, *verb).code == 0, step
        assert {path.name for path in (year / "content/archive").iterdir()} == whole
        assert [one.event for one in project_journal(year)] == ["issued", "archived"]
        assert left_over(year) == []

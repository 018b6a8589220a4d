"""What killed runs leave is cleared by the next one; what belongs to somebody who lives is not."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.folder.atomic import write_new_file
from docgen.folder.leftovers import clear, lasting_temporary_folder, own_temporary_folder, temporary
from tests.conftest import GOOD, Told

Run = Callable[..., Told]
A_DAY = 86_400


def dead_name(path: Path, kind: str = "tmp") -> Path:
    """Return the name that a process which is gone by now would have used."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, os.fsencode(temporary(path, kind)))
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        return Path(os.fsdecode(told.read()))


@pytest.mark.parametrize(
    "place",
    [
        "content/register.csv",
        "content/announcements/ก.md",
        "content/signed/announcements/a.pdf",
        "content/scans/announcements/a.jpg",
        "content/archive/staging",
        "output/announcements/a.pdf",
        "output/reports/2566/6-months/packet.pdf",
        "output/publish/2566",
    ],
)
def test_the_next_run_of_any_verb_clears_what_lies_about(place: str, office: Path, docgen: Run) -> None:
    """Every verb that writes first clears what a killed run left."""
    left, mine = dead_name(office / place), temporary(office / place)
    for path in (left, mine):
        if "." in Path(place).name:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"half")
        else:
            (path / "within").mkdir(parents=True)
            (path / "within/a.txt").write_bytes(b"half")
    docgen(office, "check")
    assert not left.exists()
    assert mine.exists()


def test_what_another_computer_or_an_earlier_program_left_is_cleared_after_a_day(office: Path) -> None:
    """Whose process cannot be asked about is cleared after a day."""
    names = (".a.pdf.0123abcd-1.tmp", ".a.pdf.4194000.tmp", "content.md.tmp", ".a.pdf.tmp", ".own.2566.tmp")
    for name in names:
        (office / "content" / name).write_bytes(b"half")
    (office / "content/archive/.staging-4194000").mkdir(parents=True)
    clear(office)
    assert all((office / "content" / name).exists() for name in names)
    before = time.time() - 2 * A_DAY
    for path in (*(office / "content" / name for name in names), office / "content/archive/.staging-4194000"):
        os.utime(path, (before, before))
    clear(office)
    assert [name for name in names if (office / "content" / name).exists()] == [
        "content.md.tmp",
        ".a.pdf.tmp",
        ".own.2566.tmp",
    ]
    assert not (office / "content/archive/.staging-4194000").exists()


def test_a_link_is_cleared_and_not_what_it_leads_to(office: Path, tmp_path: Path) -> None:
    """A link with a temporary name goes; what it leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_bytes(b"kept")
    dead_name(office / "content/archive/staging").parent.mkdir(parents=True)
    link = dead_name(office / "content/archive/staging")
    link.symlink_to(outside)
    clear(office)
    assert not link.is_symlink()
    assert (outside / "kept.txt").exists()


def test_a_publication_of_before_comes_back_where_there_is_no_other(office: Path) -> None:
    """A publication half exchanged comes back only where no newer one stands."""
    folder = office / "output/publish/2566"
    earlier = dead_name(folder, "old")
    earlier.mkdir(parents=True)
    (earlier / "index.html").write_bytes(b"before")
    clear(office)
    assert (folder / "index.html").read_bytes() == b"before"
    earlier.mkdir()
    clear(office)
    assert not earlier.exists()
    assert (folder / "index.html").read_bytes() == b"before"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file fails rather than take another's place, even one written in that moment."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no links on this disk")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "new/a.md"
    write_new_file(path, b"first")
    with pytest.raises(FileExistsError):
        write_new_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert os.listdir(path.parent) == ["a.md"]


def test_a_long_name_has_a_temporary_one_too(tmp_path: Path) -> None:
    """The longest name that a file may have still has room for its temporary one."""
    path = tmp_path / ("ก" * 80 + ".md")
    write_new_file(path, b"x")
    assert path.read_bytes() == b"x"


def test_temporary_files_of_a_run_go_with_it_and_those_of_a_killed_one_with_the_next(
    office: Path, docgen: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run's own folder for temporary files goes with it, or with the next run."""
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    (office / "content/announcements/a.md").write_text(GOOD, encoding="utf-8")
    child = os.fork()
    if not child:
        with own_temporary_folder():
            Path(tempfile.mkdtemp(prefix="weasyprint-"), "font").write_bytes(b"font")
            assert lasting_temporary_folder() == shared
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = shared.iterdir()
    (shared / left.name.replace(str(child), str(os.getpid()))).mkdir()  # of one that runs
    (shared / (left.name + "-file")).write_text("no folder of ours")
    (shared / (left.name + "-link")).symlink_to(office)
    kept = {path.name for path in shared.iterdir()} - {left.name}
    assert docgen(office, "build").code == 0
    assert {path.name for path in shared.iterdir()} == kept
    assert (office / "content/announcements/a.md").exists()
    assert tempfile.tempdir == str(shared)

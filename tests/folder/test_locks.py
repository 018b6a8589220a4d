"""Locks: one run after the other, within a thread as often as wanted, gone with the process that held them."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from docgen.errors import DocgenError
from docgen.folder.locks import locked


def test_a_lock_keeps_others_out_and_its_holder_in(tmp_path: Path) -> None:
    """Others wait; the holder may take the lock again."""
    path = tmp_path / "new/folder/.lock"
    told: list[str] = []

    def other() -> None:
        try:
            with locked(path, wait_seconds=0.05):
                told.append("in")
        except DocgenError as problem:
            told.append(problem.findings[0].code)

    with locked(path):
        with locked(path):
            pass
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    other()
    assert told == ["busy", "in"]


def test_who_waits_comes_next(tmp_path: Path) -> None:
    """The one that waits gets the lock as soon as it is given back."""
    path = tmp_path / ".lock"
    order: list[str] = []

    def other() -> None:
        with locked(path):
            order.append("second")

    thread = threading.Thread(target=other)
    with locked(path):
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_lock_ends_with_its_process_though_a_worker_lives_on(tmp_path: Path) -> None:
    """A lock goes with its process, though a worker of that lives on."""
    path = tmp_path / ".lock"
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with locked(path):
            if os.fork() == 0:
                os.write(write, b"x")
                os.close(write)
                time.sleep(3)  # a worker that outlives its parent
                os._exit(0)
            os._exit(9)  # as if killed: nothing is let go by hand
    os.close(write)
    os.waitpid(child, 0)
    assert os.read(read, 1) == b"x"
    os.close(read)
    with locked(path, wait_seconds=1):
        pass


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_is_no_lock_file_is_told(kind: str, tmp_path: Path) -> None:
    """A folder, a link or a pipe in the lock's place is told."""
    path, elsewhere = tmp_path / ".lock", tmp_path / "elsewhere"
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(elsewhere)
    with pytest.raises(OSError), locked(path):  # noqa: PT011
        pass
    assert not elsewhere.exists()

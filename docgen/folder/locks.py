"""Locks between processes: one clerk's run after the other's, wherever both would read a list and then write it.

A lock ends with the process that holds it, however that ends,
so that a killed run never locks anybody out; the lock file itself stays, empty, and says nothing by being there.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import Place, error
from docgen.folder.file_lock import release, take
from docgen.folder.system import flags

_PAUSE = 0.02
# What this process holds: by lock file, the thread that holds it, the open file, how often it was asked for.
_held: dict[Path, tuple[int, int, int]] = {}


@contextmanager
def locked(path: Path, *, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the lock of a lock file, which is made with its folders where it is not there yet.

    Others wait: as long as it takes, or `wait_seconds` (0: not at all). Who holds a lock may ask for it again within.
    Raises DocgenError (`busy`) when the time is up, OSError where nothing can be written.
    """
    path = path.parent.resolve() / path.name
    thread, file, depth = _held.get(path, (0, -1, 0))
    if thread == threading.get_ident():
        _held[path] = (thread, file, depth + 1)
        try:
            yield
        finally:
            _held[path] = (thread, file, depth)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # What stands there may be anything: a pipe must not keep us waiting, nor a link lead elsewhere.
    file = os.open(path, flags("O_RDWR", "O_CREAT", "O_NOFOLLOW", "O_NONBLOCK"), 0o666)
    try:
        _wait(file, path, wait_seconds)
        _held[path] = (threading.get_ident(), file, 1)
        try:
            yield
        finally:
            # Explicitly: a process that was forked meanwhile has the same open file.
            if _held.pop(path, None) is not None:
                release(file)
    finally:
        with contextlib.suppress(OSError):
            os.close(file)


def _wait(file: int, path: Path, seconds: float | None) -> None:
    if seconds is None:
        take(file, waits=True)
        return
    until = time.monotonic() + seconds
    while not take(file, waits=False):
        if time.monotonic() >= until:
            message = "มี docgen อีกรายการกำลังทำงานกับแฟ้มนี้อยู่"
            raise error("busy", Place(path.name), message, "รอให้เสร็จแล้วสั่งใหม่")
        time.sleep(_PAUSE)


def _forget() -> None:
    """Let go, in a forked process, of what its parent holds: the lock would else outlive the parent with it."""
    for _, file, _ in _held.values():
        with contextlib.suppress(OSError):
            os.close(file)
    _held.clear()


if hasattr(os, "register_at_fork"):  # where processes are forked
    os.register_at_fork(after_in_child=_forget)

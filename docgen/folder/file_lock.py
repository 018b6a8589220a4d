"""The lock of an open file, by whatever the system has: flock of Unix, locking of Windows, else within this process.

The one module that knows them. No library of ours has locks, and these few lines are all that is needed of one.
"""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from docgen.folder.system import module

_PAUSE = 0.02

_fcntl = module("fcntl")
_msvcrt: Any = None if _fcntl else module("msvcrt")
# Where a system has neither, others of this process are kept out; other processes are not.
_taken: set[tuple[int, int]] = set()
_guard = threading.Lock()


def take(file: int, *, waits: bool) -> bool:
    """Lock an open file and return True; False if another holds it and this one does not wait."""
    if _fcntl is not None:
        try:
            _fcntl.flock(file, _fcntl.LOCK_EX | (0 if waits else _fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
    attempt = _take_windows if _msvcrt is not None else _take_within
    while not (is_ours := attempt(file)) and waits:
        time.sleep(_PAUSE)
    return is_ours


def release(file: int) -> None:
    """Let go of the lock of an open file."""
    if _fcntl is not None:
        _fcntl.flock(file, _fcntl.LOCK_UN)
    elif _msvcrt is not None:
        os.lseek(file, 0, os.SEEK_SET)
        _msvcrt.locking(file, _msvcrt.LK_UNLCK, 1)
    else:
        with _guard:
            _taken.discard(_identity(file))


def _take_windows(file: int) -> bool:
    # A byte beyond the end may be locked: the file stays empty.
    os.lseek(file, 0, os.SEEK_SET)
    try:
        _msvcrt.locking(file, _msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _take_within(file: int) -> bool:
    with _guard:
        is_free = _identity(file) not in _taken
        _taken.add(_identity(file))
    return is_free


def _identity(file: int) -> tuple[int, int]:
    told = os.fstat(file)
    return told.st_dev, told.st_ino

"""What a process beside another asks of the system: to end with its parent, how many cores it may use.

The one module that knows how; where a system lacks something, the same is had in another way.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time


def begin(parent: int) -> None:
    """Make this process end when its parent does, and at Ctrl-C without a word."""
    gc.freeze()  # what the parent loaded stays; looking for cycles in it would copy its memory page by page
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not _die_with_parent():
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before it could be watched
        os._exit(1)


def _die_with_parent() -> bool:
    """Ask Linux to kill this process when its parent ends; False where that can't be asked for."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    set_death_signal = 1  # PR_SET_PDEATHSIG, prctl(2)
    try:
        return bool(ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def worker_count(jobs: int) -> int:
    """Return how many processes serve that many jobs: one for each core that this process may use, at least one."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, jobs))

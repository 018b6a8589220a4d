"""The net below the limits that content has: a piece of work that takes too much time or memory ends as an error.

Where the system has no such limits (Windows), the work goes on without. The work itself is never changed by them.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from docgen.errors import Place, error
from docgen.folder.memory import within_memory

MOST_SECONDS = 60
"""The CPU seconds of one piece of work; real documents take 10 at most."""
MOST_BYTES = 2_000_000_000
"""The memory that one piece of work may take beyond what is loaded."""
_LARGE = 200_000


class _OverTime(BaseException):
    """Raised in the midst of the work: no library's `except Exception` may catch it."""


@contextmanager
def bounded(place: Place, seconds: float = MOST_SECONDS, memory: int = MOST_BYTES) -> Iterator[None]:
    """Do what follows within CPU seconds and bytes of memory; raises DocgenError with the place if it takes more."""
    try:
        with within_memory(memory), _within_time(seconds):
            yield
    except (_OverTime, MemoryError):
        message = f"ใช้เวลาหรือหน่วยความจำเกินกำหนด ({seconds:g} วินาที หรือ {memory // 1_000_000:,} ล้านไบต์)"
        raise error("over-limit", place, message, "แบ่งเอกสารนี้เป็นหลายฉบับ หรือย่อรูปให้เล็กลง") from None


@contextmanager
def resting_collector() -> Iterator[None]:
    """Do what follows without looking for unused cycles of objects, which takes half of the time of a long document."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            # A large document's objects are let go at once, before the next document takes as much again.
            if gc.get_count()[0] > _LARGE:
                gc.collect()


@contextmanager
def _within_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise _OverTime

    before = signal.signal(signal.SIGPROF, stop)
    try:
        # Again each second: an exception that is raised in the clean-up of a library may be lost there.
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

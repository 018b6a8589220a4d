"""Processes that do a build's work beside this one. Whatever befalls one of them is told of its own job alone.

A process may be killed (memory runs out, a library crashes): the pool is then made anew, and the jobs that were lost
are done again, a few at a time, until the one that kills is found.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
    wait,
)
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from docgen.build.attempt import Outcome, Task, attempt, told_by
from docgen.errors import Finding, Place

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass
class Workers(Generic[K, T]):
    """A pool of `count` processes that each begin with `warm`; used with `with`, it leaves none of them behind.

    An executor that is `lent` is asked first, and is left running: its owner ends it. What is lost there, with a
    process that was killed or a machine that went away, is done again in processes of our own, until the one that
    kills is found.
    """

    count: int
    warm: Callable[[], object]
    lent: Executor | None = None
    _pool: Executor | None = None
    _size: int = 0
    _tasks: dict[K, Task[T]] = field(default_factory=dict)
    _running: dict[Future[Outcome[T]], K] = field(default_factory=dict)
    _lost: list[K] = field(default_factory=list)

    def __enter__(self) -> Workers[K, T]:
        if self.lent is not None:
            self._pool = self.lent
        else:
            self._renew(self.count)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._pool is not None and self._pool is not self.lent:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def submit(self, key: K, task: Task[T]) -> None:
        """Begin a task; what comes of it is one of `outcomes`, under its key."""
        self._tasks[key] = task
        started = self._start(key)
        if started is None:
            self._lost.append(key)
        else:
            self._running[started] = key

    def outcomes(self) -> Iterator[tuple[K, Outcome[T]]]:
        """Yield what came of each task, as they are done."""
        for future in as_completed(self._running):
            key = self._running[future]
            outcome = self._outcome(key, future)
            if outcome is None:
                self._lost.append(key)
            else:
                yield key, outcome
        if self._lost:
            yield from self._again(deque(self._lost))

    def _again(self, waiting: deque[K]) -> Iterator[tuple[K, Outcome[T]]]:
        """Do lost tasks once more, as many at a time as there are processes: those that break this pool are few."""
        running: dict[Future[Outcome[T]], K] = {}
        self._renew(self.count)
        while waiting or running:
            while waiting and len(running) < self.count:
                key = waiting.popleft()
                started = self._start(key)
                if started is None:
                    yield key, self._alone(key)
                    self._renew(self.count)
                else:
                    running[started] = key
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            suspects = []
            for future in done:
                key = running.pop(future)
                outcome = self._outcome(key, future)
                if outcome is None:
                    suspects.append(key)
                else:
                    yield key, outcome
            if suspects:
                # A broken pool gives up all that it had: the rest of them are suspects, too.
                wait(running)
                for future, key in running.items():
                    outcome = self._outcome(key, future)
                    if outcome is None:
                        suspects.append(key)
                    else:
                        yield key, outcome
                running.clear()
                for key in suspects:
                    yield key, self._alone(key)
                self._renew(self.count)

    def _alone(self, key: K) -> Outcome[T]:
        """Do a task in a process that does nothing else meanwhile: if that is killed, it was this task."""
        if self._size != 1:
            self._renew(1)
        if self._pool is None:  # the system gives no process: this one does the work
            return attempt(self._tasks[key])
        started = self._start(key)
        outcome = self._outcome(key, started) if started is not None else None
        if outcome is None:
            self._size = 0  # broken: the next one needs another
        return outcome or Outcome(None, (_killed(self._tasks[key].place),))

    def _start(self, key: K) -> Future[Outcome[T]] | None:
        try:
            return self._pool.submit(attempt, self._tasks[key]) if self._pool is not None else None
        except (BrokenExecutor, OSError, RuntimeError):
            return None

    def _outcome(self, key: K, future: Future[Outcome[T]]) -> Outcome[T] | None:
        """Return what came of a task, None if its process was killed."""
        try:
            return future.result()
        except (BrokenExecutor, CancelledError):
            return None
        except Exception as problem:  # what can't travel between processes
            return Outcome(None, told_by(problem, self._tasks[key]))

    def _renew(self, count: int) -> None:
        if self._pool is not None and self._pool is not self.lent:
            # Broken, or idle: nothing is left in it. What `shutdown` cancels would be waited for without end.
            self._pool.shutdown(wait=False)
        self._pool, self._size = None, 0
        try:
            pool = ProcessPoolExecutor(count, initializer=begin, initargs=(os.getpid(),))
            for _ in range(count):
                pool.submit(self.warm)
        except (BrokenExecutor, OSError, RuntimeError):
            return  # no shared memory, no more processes: the work is done in this one
        self._pool, self._size = pool, count


def _killed(place: Place) -> Finding:
    message = "ส่วนของโปรแกรมที่ทำไฟล์นี้ถูกหยุดกลางคัน (หน่วยความจำไม่พอ หรือถูกสั่งหยุด)"
    return Finding("process-killed", place, message, "ปิดโปรแกรมอื่นแล้วสั่งอีกครั้ง ถ้ายังเป็นอยู่ ให้แบ่งเอกสาร หรือแจ้งผู้ดูแลโปรแกรม")


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

"""Processes that do a build's work beside this one. Whatever befalls one of them is told of its own job alone.

A process may be killed (memory runs out, a library crashes): the pool is then made anew, and the jobs that were lost
are done again, a few at a time, until the one that kills is found.
"""

from __future__ import annotations

import os
import sys
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
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_start_method
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from docgen.build.attempt import Outcome, Task, attempt, told_by
from docgen.errors import Finding, Place
from docgen.folder.processes import begin as begin
from docgen.folder.processes import worker_count as worker_count

_PATIENCE = 10.0
"""Seconds in which idle processes end; it takes them some hundredths."""
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass
class Workers(Generic[K, T]):
    """A pool of `count` processes that each begin with `warm`; used with `with`, it leaves none of them behind.

    An executor that is `lent` is asked first, and is left running: its owner ends it. What is lost there, with a
    process that was killed or a machine that went away, is done again in processes of our own, until the one that
    kills is found.

    Where processes are forks, those of a pool that `waits` begin with the first task, and have all that this one has
    loaded until then; elsewhere they would only begin later.
    """

    count: int
    warm: Callable[[], object]
    lent: Executor | None = None
    waits: bool = False
    _pool: Executor | None = None
    _processes: tuple[BaseProcess, ...] = ()
    _size: int = 0
    _tasks: dict[K, Task[T]] = field(default_factory=dict)
    _running: dict[Future[Outcome[T]], K] = field(default_factory=dict)
    _lost: list[K] = field(default_factory=list)

    def __enter__(self) -> Workers[K, T]:
        if self.lent is not None:
            self._pool = self.lent
        elif not self.waits or get_start_method() != "fork":
            self._renew(self.count)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._end(_PATIENCE if kind is None else 0)

    def submit(self, key: K, task: Task[T]) -> None:
        """Begin a task; what comes of it is one of `outcomes`, under its key."""
        if self.waits and self._pool is None and not self._tasks:
            self._renew(self.count)
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
        # Broken, or idle: nothing is left in it. What `shutdown` cancels would be waited for without end.
        self._end(0 if self._size == 0 else _PATIENCE, cancel=False)
        try:
            pool = ProcessPoolExecutor(count, initializer=begin, initargs=(os.getpid(),))
            for _ in range(count):
                pool.submit(self.warm)
        except (BrokenExecutor, OSError, RuntimeError):
            return  # no shared memory, no more processes: the work is done in this one
        self._pool, self._size = pool, count
        self._processes = tuple((getattr(pool, "_processes", None) or {}).values())

    def _end(self, patience: float, *, cancel: bool = True) -> None:
        """Let go of the pool, and see that its processes end: those that don't within seconds are killed.

        The executor's own `shutdown` waits for them without end, and so does Python where it ends itself.
        """
        pool, processes = self._pool, self._processes
        self._pool, self._processes, self._size = None, (), 0
        if pool is None or pool is self.lent:
            return
        pool.shutdown(wait=False, cancel_futures=cancel)
        until = time.monotonic() + patience
        for process in processes:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                with suppress(AttributeError, OSError):  # without SIGKILL, or gone meanwhile
                    process.kill()
        for process in processes:
            process.join(1)
        _let_go(pool)


def _let_go(pool: Executor) -> None:
    """Close the reading end of what a pool's dead processes were to do (gh-94777, in Python from 3.11.5 on).

    The thread that writes there would wait for a reader without end, and Python for the thread.
    """
    reader = getattr(getattr(pool, "_call_queue", None), "_reader", None)
    if sys.version_info < (3, 11, 5) and reader is not None:
        with suppress(OSError):
            reader.close()


def _killed(place: Place) -> Finding:
    message = "ส่วนของโปรแกรมที่ทำไฟล์นี้ถูกหยุดกลางคัน (หน่วยความจำไม่พอ หรือถูกสั่งหยุด)"
    return Finding("process-killed", place, message, "ปิดโปรแกรมอื่นแล้วสั่งอีกครั้ง ถ้ายังเป็นอยู่ ให้แบ่งเอกสาร หรือแจ้งผู้ดูแลโปรแกรม")

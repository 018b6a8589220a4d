"""Processes beside the server: one that shows pages while somebody types, two that do what is asked of the desk, and
two for long work, so that no screen waits for an archive.

Setting pages takes time and belongs to the main thread of a process (limits of time and memory are a process's own), so
the server itself does none of it. They are started anew, not forked: a server has threads.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, Literal, TypeVar

from docgen.build.attempt import Outcome, Task, attempt
from docgen.errors import DocgenError, Finding, Place
from docgen.folder.leftovers import share_temporary_folder, temporary_folder
from docgen.folder.processes import begin
from docgen.registry.acting import acting_as

T = TypeVar("T")
PREVIEW_SECONDS = 30.0
"""Of waiting for pages; real documents take one at most."""
ACT_SECONDS = 600.0
"""Of waiting for what is asked of the desk, while other acts are done."""
LONG_SECONDS = 3600.0
"""Of waiting for long work; archives of a large office take minutes."""
_Room = Literal["preview", "desk", "long"]
_PROCESSES: dict[_Room, int] = {"preview": 1, "desk": 2, "long": 2}


@dataclass(frozen=True, slots=True)
class Step:
    """What a worker tells while it is at a job: how many documents there are, or the outputs that are written."""

    job: int
    count: int = 0
    outputs: tuple[str, ...] = ()


_told: SimpleQueue[Step | None] | None = None  # in a worker: where it tells how far it is


class Told:
    """A progress that tells the server."""

    def __init__(self, job: int) -> None:
        self.job = job

    def start(self, count: int) -> None:
        """Tell how many documents will be made."""
        self._tell(Step(self.job, count=count))

    def done(self, outputs: Sequence[str]) -> None:
        """Tell what was written."""
        self._tell(Step(self.job, outputs=tuple(outputs)))

    def close(self) -> None:
        """Say nothing: the answer itself comes."""

    def _tell(self, step: Step) -> None:
        if _told is not None and self.job:
            _told.put(step)


def _begin(parent: int, folder: str, told: SimpleQueue[Step | None], warm: bool) -> None:
    global _told
    begin(parent)
    share_temporary_folder(folder)
    _told = told
    if warm:
        from docgen.faces.web import looked

        looked.warm()


def _call(person: str, task: Task[T]) -> Outcome[T]:
    with acting_as(person):
        return attempt(task)


class Processes:
    """The processes of one server; `close` leaves none of them behind."""

    def __init__(self, root: Path, tell: Callable[[Step], None]) -> None:
        self.root, self._tell = root, tell
        # Work that is killed leaves what the system lent for it to Python's own caretaker, who clears it away, and
        # would say so in English on the terminal of whoever ends the server.
        sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
        self._context = multiprocessing.get_context("spawn")
        self._told: SimpleQueue[Step | None] = self._context.SimpleQueue()
        self._pools: dict[_Room, ProcessPoolExecutor] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def start(self) -> None:
        """Start the process that shows pages, so that the first page is not waited for; the others come when asked."""
        self._listener.start()
        self._pool("preview").submit(int)

    def another(self) -> Processes:
        """Return others for the same project, to be started and closed by who asks for them."""
        return Processes(self.root, self._tell)

    async def preview(self, place: str, function: Callable[..., T], *given: Any) -> T:
        """Return what a function gives, run in the process that shows pages. Raises DocgenError."""
        return await self._ask("preview", PREVIEW_SECONDS, "", place, function, given)

    async def act(self, place: str, function: Callable[..., T], *given: Any, person: str = "") -> T:
        """Return what a function gives, run where the desk works, in the name of a person. Raises DocgenError."""
        return await self._ask("desk", ACT_SECONDS, person, place, function, given)

    async def long(self, place: str, function: Callable[..., T], *given: Any, person: str = "") -> T:
        """Return what a function gives that may take minutes, in the name of a person. Raises DocgenError."""
        return await self._ask("long", LONG_SECONDS, person, place, function, given)

    async def _ask(
        self, room: _Room, seconds: float, person: str, place: str, function: Callable[..., T], given: Any
    ) -> T:
        task = Task(Place(place), self.root, function, given)
        pool = self._pool(room)
        try:
            asked = asyncio.wrap_future(pool.submit(_call, person, task))
            outcome = await asyncio.wait_for(asked, seconds)
        except (BrokenExecutor, OSError, RuntimeError):
            self._drop(room)
            raise DocgenError([_lost(place)]) from None
        except TimeoutError:
            self._drop(room)
            raise DocgenError([_late(place, seconds)]) from None
        if outcome.value is None:
            raise DocgenError(outcome.findings)
        return outcome.value

    def _pool(self, room: _Room) -> ProcessPoolExecutor:
        if room not in self._pools:
            given = (os.getpid(), temporary_folder(), self._told, room == "preview")
            made = ProcessPoolExecutor(_PROCESSES[room], self._context, initializer=_begin, initargs=given)
            self._pools[room] = made
        return self._pools[room]

    def _drop(self, room: _Room) -> None:
        """Let go of processes of which one was killed, or does not end: the next question starts others."""
        pool = self._pools.pop(room, None)
        if pool is not None:
            _end(pool)

    def _listen(self) -> None:
        told = self._told
        while (step := told.get()) is not None:
            self._tell(step)

    def close(self) -> None:
        """End all processes, and give back what the system lent for talking with them."""
        pools = [self._pools.pop(room) for room in list(self._pools)]
        for pool in pools:
            _end(pool)
        for pool in pools:
            pool.shutdown(wait=True)
        if self._listener.is_alive():
            self._told.put(None)
            self._listener.join(1)
        del self._told, pools
        gc.collect()  # semaphores are let go with their objects: this process ends without ceremony


def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with suppress(AttributeError, OSError, ValueError):
            process.kill()


def _lost(place: str) -> Finding:
    message = "ส่วนของโปรแกรมที่ทำงานนี้ถูกหยุดกลางคัน (หน่วยความจำไม่พอ หรือถูกสั่งหยุด)"
    return Finding("process-killed", Place(place), message, "ทำรายการอีกครั้ง ถ้ายังเป็นอยู่ ให้แจ้งผู้ดูแลโปรแกรม")


def _late(place: str, seconds: float) -> Finding:
    message = f"งานนี้ใช้เวลาเกิน {seconds:.0f} วินาที จึงหยุดไว้"
    return Finding("over-limit", Place(place), message, "แบ่งเอกสารนี้เป็นหลายฉบับ หรือย่อรูปให้เล็กลง")

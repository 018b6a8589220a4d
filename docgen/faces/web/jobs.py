"""Long work that goes on whoever looks: its state, and the streams of those who follow it.

What runs is noted in a file, so that a server which starts after one that was killed can say what was cut off.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from docgen.errors import DocgenError, Finding, Place
from docgen.faces.web.answers import fault, findings_json, text_of
from docgen.faces.web.workers import Step
from docgen.folder.atomic import write_files
from docgen.folder.bugs import told_of
from docgen.folder.regular import read_regular

State = Literal["waiting", "running", "done", "failed"]
_OPEN = ("waiting", "running")
_MOST_JOBS = 50
JOBS_FILE = "output/.jobs.json"
_MOST_BYTES = 1_000_000
CUT_OFF = fault(
    "cut-off",
    "โปรแกรมถูกปิดระหว่างที่ทำงานนี้ งานจึงหยุดกลางคัน",
    "ไม่มีไฟล์ใดถูกเขียนค้างครึ่ง ๆ ไฟล์ที่ดีของครั้งก่อนยังอยู่ สั่งงานนี้อีกครั้งได้",
)
END = ""
"""What a stream gets last."""
_MOST_WAITING = 200
"""Of events that a browser did not fetch yet: one that sleeps so long asks for the whole state anew."""


@dataclass(slots=True)
class LongWork:
    """Long work: what it is, how far, what came of it. `by` is who asked for it."""

    id: int
    verb: str
    title: str
    by: str
    state: State = "running"
    count: int = 0
    outputs: list[str] = field(default_factory=list)
    done: int = 0
    said: str = ""
    value: Any = None
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it for a page."""
        told = {key: getattr(self, key) for key in ("id", "verb", "title", "by", "state", "count", "done", "said")}
        return {**told, "outputs": self.outputs, "value": self.value, "findings": findings_json(self.findings)}


def _is_alone(verb: str) -> bool:
    """Tell whether work writes outputs or bags: one after the other, so that none reads what another half replaced."""
    return verb != "verify"


Work = Callable[[LongWork], Awaitable[tuple[Any, str, tuple[Finding, ...]]]]
"""What does a job: it returns what came of it, what is said, what is to be looked at."""


@dataclass(slots=True)
class Jobs:
    """The jobs of a server, the newest fifty, and the streams that hear of them; `root` is the project's folder.

    Their numbers begin anywhere: a page that asks for a job of the server before is not told of another.
    """

    root: Path
    _jobs: dict[int, LongWork] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _streams: set[asyncio.Queue[str]] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _loop: asyncio.AbstractEventLoop | None = None
    _last: int = field(default_factory=lambda: 1000 * secrets.randbelow(900_000))

    def __post_init__(self) -> None:
        """Take over what the server before did not end."""
        for one in self._noted():
            self._last += 1
            job = LongWork(self._last, one["verb"], one["title"], one["by"], "failed", findings=(CUT_OFF,))
            self._jobs[job.id] = job
        self._note()

    def _noted(self) -> list[dict[str, str]]:
        """Return what ran when the server before ended; what can't be read is nothing to stop for."""
        try:
            found = json.loads(read_regular(self.root / JOBS_FILE, _MOST_BYTES))
            return [{key: str(one[key]) for key in ("verb", "title", "by")} for one in found[:_MOST_JOBS]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return []

    def _note(self) -> None:
        """Write down what runs; where nothing can be written, a job's end tells so itself."""
        told = [{"verb": one.verb, "title": one.title, "by": one.by} for one in self.under_way()]
        with suppress(OSError):
            write_files({self.root / JOBS_FILE: json.dumps(told, ensure_ascii=False).encode()})

    def begin(self, verb: str, title: str, by: str, work: Work) -> LongWork:
        """Begin a job, or have it wait for its turn; it goes on when whoever asked for it is gone.

        Raises DocgenError for the very job that is under way already: it would do the same once more.
        """
        same = next((one for one in self.under_way() if (one.verb, one.title) == (verb, title)), None)
        if same is not None:
            whose = f" ({same.by} สั่งไว้)" if same.by else ""
            raise DocgenError([fault("busy", f"{title} กำลังทำอยู่แล้ว{whose}", "รอให้เสร็จ แล้วสั่งใหม่ถ้ายังต้องการ")])
        self._loop = asyncio.get_running_loop()
        self._last += 1
        before = [one for one in self.under_way() if _is_alone(one.verb)]
        job = self._jobs[self._last] = LongWork(self._last, verb, title, by)
        if before and _is_alone(verb):
            job.state, job.said = "waiting", f"รอ {before[-1].title} ให้เสร็จก่อน"
        ended = [one.id for one in self._jobs.values() if one.state not in _OPEN]
        for old in ended[: max(0, len(self._jobs) - _MOST_JOBS)]:
            del self._jobs[old]
        task = asyncio.create_task(self._run(job, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._note()
        self.tell("job", job.as_json())
        return job

    def under_way(self) -> list[LongWork]:
        """Return the jobs that are under way or wait, the oldest first."""
        return [one for one in self._jobs.values() if one.state in _OPEN]

    async def _run(self, job: LongWork, work: Work) -> None:
        try:
            async with self._turn if _is_alone(job.verb) else nullcontext():
                job.state, job.said = "running", ""
                self.tell("job", job.as_json())
                job.value, job.said, job.findings = await work(job)
            job.state = "done"
        except DocgenError as problem:
            job.findings, job.state = problem.findings, "failed"
        except Exception as problem:
            job.findings, job.state = told_of(problem, Place(job.title), self.root), "failed"
        except asyncio.CancelledError:
            job.findings, job.state = (CUT_OFF,), "failed"
            raise
        finally:
            if job.findings != (CUT_OFF,):  # a server that is told to end leaves its note to the next
                self._note()
            self.tell("job", job.as_json())

    def heard(self, step: Step) -> None:
        """Take down how far a job is; called from another thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the server ends
                self._loop.call_soon_threadsafe(self._step, step)

    def _step(self, step: Step) -> None:
        job = self._jobs.get(step.job)
        if job is None:
            return
        if step.count:
            job.count = step.count
        if step.outputs:
            job.done += 1
            job.outputs += step.outputs
        self.tell("job", job.as_json())

    def get(self, number: int) -> LongWork | None:
        """Return a job, None if there is none of that number (any more)."""
        return self._jobs.get(number)

    def all(self) -> list[LongWork]:
        """Return the jobs, the newest first."""
        return sorted(self._jobs.values(), key=lambda job: -job.id)

    def tell(self, event: str, value: Any) -> None:
        """Send an event to every stream; one that does not fetch its events loses the oldest."""
        line = f"event: {event}\ndata: {text_of(value)}\n\n"
        for stream in self._streams:
            if stream.full():
                with suppress(asyncio.QueueEmpty):
                    stream.get_nowait()
            stream.put_nowait(line)

    def follow(self) -> asyncio.Queue[str]:
        """Return a new stream of events."""
        made: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)
        self._streams.add(made)
        return made

    def leave(self, stream: asyncio.Queue[str]) -> None:
        """Let go of a stream."""
        self._streams.discard(stream)

    def end_streams(self) -> None:
        """Have every stream end: who ends the server does not wait for browsers that listen to it."""
        for stream in self._streams:
            while stream.full():
                stream.get_nowait()
            stream.put_nowait(END)

    async def close(self) -> None:
        """End what still runs: its processes are ended by their owner."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

"""Run work on a stranger's file in a process of its own, with limits of time and memory, and take back what it found.

Whatever happens there (a library that fails, loops, eats memory or crashes) is told in Thai by `UnfinishedError.why`.
What comes back is JSON and nothing else: a process that a hostile file took over can't hand objects to this one.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.memory import limit_process

_LENGTH_BYTES = 8
_PIECE = 1 << 16
_MEGABYTE = 1_000_000
_UNSUPPORTED = ("Unsupported", "NotImplemented", "InvalidAlgorithm", "UnknownAlgorithm")


class UnfinishedError(Exception):
    """Work that came to no end. `kind` is time, memory, broken or unsupported; `why` says it in Thai."""

    def __init__(self, kind: str, why: str) -> None:
        self.kind, self.why = kind, why
        super().__init__(why)


def limited(function: str, *given: Any, seconds: float, memory: int, computing: float = 0) -> Any:
    """Return what a function ("module:name") gives for arguments, all JSON, run in a process of its own.

    It ends after `seconds` of wall-clock time, with all that it started, or after `computing` seconds of its own
    processor time (0: as many as `seconds`), which a busy machine does not use up; it has `memory` bytes beyond what
    this process has. Raises the DocgenError that the function raises, and UnfinishedError for whatever else goes wrong.
    """
    if hasattr(os, "fork"):
        _load(function)  # once, here: the processes that follow have it already
        computing = computing or seconds
        answer = _forked(function, given, seconds, _Most(computing, memory))
    else:
        answer = _started(function, given, seconds)
    if "findings" in answer:
        raise DocgenError(_finding(one) for one in answer["findings"])
    if "fault" in answer:
        raise _unfinished(answer["fault"], computing or seconds, memory)
    return answer["value"]


def _load(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


def _unfinished(kind: str, seconds: float, memory: int) -> UnfinishedError:
    why = {
        "time": f"ใช้เวลาเกิน {seconds:.0f} วินาที",
        "memory": f"ต้องใช้หน่วยความจำเกิน {memory // _MEGABYTE:,} ล้านไบต์",
        "unsupported": "ใช้วิธีเข้ารหัสหรือบีบอัดที่โปรแกรมนี้ไม่รู้จัก",
    }
    return UnfinishedError(kind, why.get(kind, "ไฟล์เสีย หรือถูกแก้จนอ่านไม่ได้"))


def _answer(function: str, given: Any) -> dict[str, Any]:
    """Do the work, in the process of its own; whatever is raised becomes an answer."""
    try:
        return {"value": _load(function)(*given)}
    except DocgenError as problem:
        return {
            "findings": [
                [
                    *(one.code, one.place.path, one.place.line, one.place.column, one.message, one.hint),
                    *(one.severity, one.span, one.repair),
                ]
                for one in problem.findings
            ]
        }
    except MemoryError:
        return {"fault": "memory"}
    except Exception as problem:
        name = type(problem).__name__
        return {"fault": "unsupported" if any(one in name for one in _UNSUPPORTED) else "broken"}


def _finding(told: list[Any]) -> Finding:
    code, path, line, column, message, hint, severity, span, repair = told
    place, written = Place(str(path), int(line), int(column)), None if repair is None else str(repair)
    return Finding(str(code), place, str(message), str(hint), Severity(severity), span=int(span), repair=written)


@dataclass(frozen=True, slots=True)
class _Most:
    """What a process may use: seconds of processor time, bytes beyond what it has at its start."""

    seconds: float
    memory: int


def _forked(function: str, given: Any, seconds: float, most: _Most) -> dict[str, Any]:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()  # what waits in them would be written twice
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(function, given, writing, most)
    os.close(writing)
    try:
        answer = _heard(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        # Before it is waited for: until then nobody else can have its number.
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    used_up = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
    return {"fault": "time"} if used_up else answer


def _work(function: str, given: Any, writing: int, most: _Most) -> NoReturn:
    """Be the process of its own: limit it, work, write the answer, end without any of the parent's clearing up."""
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        limit_process(most.seconds, most.memory)
        try:
            told = json.dumps(_answer(function, given)).encode()
        except MemoryError:
            told = b'{"fault": "memory"}'
        for piece in (len(told).to_bytes(_LENGTH_BYTES, "big"), told):
            sent = 0
            while sent < len(piece):
                sent += os.write(writing, piece[sent : sent + _PIECE])
    finally:
        os._exit(0)


def _heard(reading: int, until: float) -> dict[str, Any]:
    """Return the answer that comes through a pipe: its length, then JSON."""
    heard = bytearray()
    for piece in _pieces(reading, until):
        if piece is None:
            return {"fault": "time"}
        heard += piece
        length = int.from_bytes(heard[:_LENGTH_BYTES], "big")
        if len(heard) >= _LENGTH_BYTES and len(heard) >= _LENGTH_BYTES + length:
            return _read(bytes(heard[_LENGTH_BYTES : _LENGTH_BYTES + length]))
    return {"fault": "broken"}  # it died without a word


def _pieces(reading: int, until: float) -> Iterator[bytes | None]:
    """Yield what comes through a pipe to its end; None when the time is up."""
    while True:
        ready, _, _ = select.select([reading], [], [], max(until - time.monotonic(), 0))
        if not ready:
            yield None
            return
        piece = os.read(reading, _PIECE)
        if not piece:
            return
        yield piece


def _read(told: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(told)
    except ValueError:
        return {"fault": "broken"}
    return answer if isinstance(answer, dict) else {"fault": "broken"}


def _started(function: str, given: Any, seconds: float) -> dict[str, Any]:
    """Where processes can't be forked: start the interpreter anew."""
    command = [sys.executable, "-P", "-m", "docgen.folder.limited", function]
    try:
        told = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"fault": "time"}
    return _read(told.stdout)


if __name__ == "__main__":
    # What a library prints must not come between.
    out, sys.stdout = sys.stdout, sys.stderr
    out.write(json.dumps(_answer(sys.argv[1], json.load(sys.stdin))))

"""Kill a run where it is about to change the disk for the nth time: a child process of our own that just ends there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

KILLED = 137
_FAILED = 99


def killed_at(step: int, run: Callable[[], object]) -> bool:
    """Run in a child that dies before its nth rename or link, or in the middle of its nth write; tell if it died."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = _FAILED
        try:
            _arm(step)
            run()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, KILLED), code
    return code == KILLED


def each_step(run: Callable[[], object], before: Callable[[], object], first: int = 1) -> Iterator[int]:
    """Yield after each kill, from the first step on, until a run comes to its end; `before` puts the project back."""
    for step in range(first, first + 60):
        before()
        if not killed_at(step, run):
            assert step > first, "nothing was written"
            return
        yield step
    raise AssertionError("the run does not come to its end")


def _arm(step: int) -> None:
    left = step

    def count() -> bool:
        nonlocal left
        left -= 1
        return left == 0

    def deadly(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            if count():
                os._exit(KILLED)
            return function(*given, **named)

        return called

    for name in ("rename", "replace", "link"):
        setattr(os, name, deadly(getattr(os, name)))
    write_bytes = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        if count():
            write_bytes(path, content[: len(content) // 2])
            os._exit(KILLED)
        return write_bytes(path, content)

    Path.write_bytes = half  # type: ignore[assignment, method-assign]

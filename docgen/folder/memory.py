"""What a process may take, by the limits of Unix; where there are none (Windows), work goes on without.

The one module that knows them.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.folder.system import module

_resource = module("resource")


_lock = threading.Lock()
_wanted: dict[int, list[int]] = {}
"""The limits (bytes) that are in force, by thread: the process has one limit for all of them."""
_unlimited: list[tuple[int, int]] = []
"""The limits that the process had before the first of them."""


@contextmanager
def within_memory(size: int) -> Iterator[None]:
    """Do what follows with at most that many bytes of address space beyond what this process has.

    Threads share the process's limit: while several work, it is the widest of theirs, and the last one that ends gives
    back what the process had. (Each restoring what it found would leave the process with another's limit for good.)
    """
    taken = address_space()
    if taken is None or _resource is None:
        yield
        return
    thread = threading.get_ident()
    with _lock:
        if not _wanted:
            _unlimited[:] = [_resource.getrlimit(_resource.RLIMIT_AS)]
        _wanted.setdefault(thread, []).append(taken + size)
        _set_limit()
    try:
        yield
    finally:
        with _lock:
            _wanted[thread].pop()
            if not _wanted[thread]:
                del _wanted[thread]
            _set_limit()


def _begin_anew() -> None:
    """In a process that was forked only this thread goes on: what others held is nobody's now."""
    global _lock
    _lock = threading.Lock()
    own = threading.get_ident()
    for thread in [one for one in _wanted if one != own]:
        del _wanted[thread]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)


def _set_limit() -> None:
    soft, hard = _unlimited[0]
    if _wanted:
        most = max(min(limits) for limits in _wanted.values())
        soft = min([most, *(limit for limit in (soft, hard) if limit != _resource.RLIM_INFINITY)])
    with contextlib.suppress(ValueError, OSError):
        _resource.setrlimit(_resource.RLIMIT_AS, (soft, hard))


def limit_process(seconds: float, memory: int) -> None:
    """Limit this process for good: seconds of processor time, bytes beyond what it has, and no dump when it dies."""
    if _resource is None:
        return
    for limit, value in (
        (_resource.RLIMIT_AS, (address_space() or 0) + memory),
        (_resource.RLIMIT_CORE, 0),
        (_resource.RLIMIT_CPU, max(round(seconds), 1)),  # which ends it also when whoever asked is gone
    ):
        _, most = _resource.getrlimit(limit)
        if most != _resource.RLIM_INFINITY:
            value = min(value, most)
        with contextlib.suppress(ValueError, OSError):
            _resource.setrlimit(limit, (value, most if limit == _resource.RLIMIT_CPU else value))


def address_space() -> int | None:
    """Return the address space of this process in bytes, None where the system does not tell."""
    try:
        return int(Path("/proc/self/status").read_text().partition("VmSize:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return None

"""What a process may take, by the limits of Unix; where there are none (Windows), work goes on without.

The one module that knows them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.folder.system import module

_resource = module("resource")


@contextmanager
def within_memory(size: int) -> Iterator[None]:
    """Do what follows with at most that many bytes of address space beyond what this process has."""
    taken = address_space()
    if taken is None or _resource is None:
        yield
        return
    before = _resource.getrlimit(_resource.RLIMIT_AS)
    most = min([taken + size, *(limit for limit in before if limit != _resource.RLIM_INFINITY)])
    with contextlib.suppress(ValueError, OSError):
        _resource.setrlimit(_resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            _resource.setrlimit(_resource.RLIMIT_AS, before)


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

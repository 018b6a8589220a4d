"""In whose name something is done, where several people work on one machine: the journal writes it down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_person: ContextVar[str] = ContextVar("person", default="")


@contextmanager
def acting_as(person: str) -> Iterator[None]:
    """Let what follows be written down in a person's name ("" for nobody's in particular)."""
    before = _person.set(person)
    try:
        yield
    finally:
        _person.reset(before)


def acting_person() -> str:
    """Return in whose name something is done, "" for nobody's in particular."""
    return _person.get()

"""Do a piece of work so that whatever befalls it is told of its own file: findings come back, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from docgen.errors import Finding, Place
from docgen.folder.bugs import told_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Something to do in another process: a function with its arguments, the file that it is done for."""

    place: Place
    root: Path
    function: Callable[..., T]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a task: its value, or None and what is told instead."""

    value: T | None
    findings: tuple[Finding, ...] = ()


def attempt(task: Task[T]) -> Outcome[T]:
    """Do a task here; whatever it raises becomes findings, which travel between processes; an exception may not."""
    try:
        return Outcome(task.function(*task.arguments))
    except (Exception, SystemExit) as problem:
        return Outcome(None, told_by(problem, task))


def told_by(problem: BaseException, task: Task[T]) -> tuple[Finding, ...]:
    """Return what is told of a task that failed; what knows no place of its own stands at the task's."""
    return tuple(
        one if one.place.path else replace(one, place=task.place) for one in told_of(problem, task.place, task.root)
    )

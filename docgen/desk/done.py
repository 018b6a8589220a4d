"""What a verb gives back: what it made, and what is to be told of it. It prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from docgen.errors import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The value that a verb made, with its findings in the order of their places."""

    value: T
    findings: tuple[Finding, ...] = ()

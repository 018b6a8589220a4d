"""What was found of a bag, question by question: a record, which each face puts into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One question, its answer (None: it can't be told), and what is wrong, or why it can't be told."""

    code: str
    question: str
    answer: bool | None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BagReport:
    """What was found of a bag, question by question."""

    bag: str
    info: Mapping[str, str]
    checks: tuple[Check, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.answer is not False for check in self.checks)

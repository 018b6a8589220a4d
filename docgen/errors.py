"""What went wrong, where, and what to write instead: the one shape of every message to a clerk."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a content file: path relative to the project, line and column from 1 (0: not known)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])

    @classmethod
    def read(cls, text: str) -> Place:
        """Return the place that a node of the tree carries as "path:line:column"; numbers may be left out."""
        path, _, rest = text.partition(":")
        line, _, column = rest.partition(":")
        return cls(path, *(int(number) if number.isdecimal() and len(number) < 10 else 0 for number in (line, column)))


class Severity(enum.StrEnum):
    """How grave a finding is (ระดับ): an error stops the build, a warning is shown, a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


SEVERITY_WORDS = {
    "th": {Severity.ERROR: "ผิดพลาด", Severity.WARNING: "เตือน", Severity.HINT: "แนะนำ"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right (ข้อสังเกต): a stable code, the place, and in Thai what is wrong and the remedy.

    `span` is how many letters from the place's column on it is about (0: not known). `repair` is what a safe repair
    writes in their place; None if a person must decide.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    span: int = 0
    repair: str | None = None


class DocgenError(Exception):
    """What a user can cause and mend; anything else that is raised is a bug of ours."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.place}: {f.message}" for f in self.findings))

    def __reduce__(self) -> tuple[type[DocgenError], tuple[tuple[Finding, ...]]]:
        """Travel between processes by the findings: an exception is otherwise made anew from its text."""
        return type(self), (self.findings,)


def error(code: str, place: Place, message: str, hint: str = "", excerpt: str = "") -> DocgenError:
    """Return the exception that carries one finding, ready to raise."""
    return DocgenError([Finding(code, place, message, hint, excerpt=excerpt)])

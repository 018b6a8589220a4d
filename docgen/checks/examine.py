"""The one answer to "is this document fit?": all that is to be said of it, and which steps each finding stops.

Who builds, issues, signs, archives or publishes names the step alone; no other module decides by severity or code.
`docgen check` tells the same and stops nothing: it runs the rules over all documents together, and gives hints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from docgen.checks.target import check_target
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.trees import Trees, make_documents
from docgen.errors import DocgenError, Finding, Severity

Step = Literal["build", "issue", "sign", "archive", "publish"]

# What a build only warns of: nobody means to issue the words that tell what to type where.
_ALSO_STOPS: dict[Step, frozenset[str]] = {"issue": frozenset({"placeholder-text"})}


@dataclass(frozen=True, slots=True)
class Examined:
    """A document's trees, and every finding of reading it and of the rules over its own files."""

    made: Trees
    findings: tuple[Finding, ...]


def examine(target: Target, project: Project) -> Examined:
    """Read a target and run the rules over its files. Raises DocgenError for content that gives no tree at all."""
    made = make_documents(target, project)
    return Examined(made, (*made.findings, *check_target(target, project)))


def stopping(findings: Iterable[Finding], step: Step) -> tuple[Finding, ...]:
    """Return those of the findings that stop a step."""
    also = _ALSO_STOPS.get(step, frozenset())
    return tuple(one for one in findings if one.severity is Severity.ERROR or one.code in also)


def refuse_unfit(findings: Iterable[Finding], step: Step) -> None:
    """Raise DocgenError that lists what stops a step, if anything does."""
    if problems := stopping(findings, step):
        raise DocgenError(problems)

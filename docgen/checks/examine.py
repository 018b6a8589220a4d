"""The one answer to "is this document fit?": all that is to be said of it, and which steps each finding stops.

Who checks, previews, builds, issues, signs, archives or publishes asks here; who goes on with the document names the
step alone: no other module decides by severity or code. A check and a preview stop nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from docgen.checks.locked import without_locked_repairs
from docgen.checks.pages import Office, read_pages
from docgen.checks.run import Found, run_rules
from docgen.checks.target import office_of
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.trees import Trees, make_documents
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.bugs import told_of
from docgen.folder.file_names import shown_path
from docgen.folder.folder import Disk

Step = Literal["build", "issue", "sign", "archive", "publish"]

# What a build only warns of: nobody means to issue the words that tell what to type where.
_ALSO_STOPS: dict[Step, frozenset[str]] = {"issue": frozenset({"placeholder-text"})}


@dataclass(frozen=True, slots=True)
class Examined:
    """A document's trees (None: reading it tells why there are none), and what was told of it.

    `told` is what reading its files and silencing rules told, `found` what the rules found, each with its rule.
    """

    made: Trees | None
    told: tuple[Finding, ...]
    found: tuple[Found, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be said, advice among it."""
        return (*self.told, *(one.finding() for one in self.found))

    @property
    def grave(self) -> tuple[Finding, ...]:
        """What is to be said besides advice: who goes on with a document is told of what must be looked at."""
        return tuple(one for one in self.findings if one.severity is not Severity.HINT)

    def trees(self) -> Trees:
        """Return the trees. Raises DocgenError that lists why there are none."""
        if self.made is None:
            raise DocgenError(self.told)
        return self.made


def examine(target: Target, project: Project, beside: Office | None = None, *, by_rules: bool = True) -> Examined:
    """Read a target and run the rules over its files; never raises for what stands in them.

    `beside` holds the other documents that it is compared with; without it, as in a build, it is looked at by itself,
    and only if it can be read. `by_rules` is false where the same files were looked at before, for another round.
    """
    made: Trees | None = None
    try:
        made = make_documents(target, project)
        told = made.findings
    except Exception as problem:
        told = _told(problem, target, project)
    if not by_rules or (made is None and beside is None):
        return Examined(made, told)
    pages = tuple(read_pages(project.folder, [target.path]))
    found, problems = run_rules(pages, beside or office_of(project, pages))
    return Examined(made, (*told, *problems), without_locked_repairs(found, project))


def _told(problem: Exception, target: Target, project: Project) -> tuple[Finding, ...]:
    """Return what is told of a document that can't be read; a bug's details are kept where a project may be written."""
    place = Place(shown_path(target.path, project.root))
    root = project.root if isinstance(project.folder, Disk) else None
    return tuple(one if one.place.path else replace(one, place=place) for one in told_of(problem, place, root))


def stopping(findings: Iterable[Finding], step: Step) -> tuple[Finding, ...]:
    """Return those of the findings that stop a step."""
    also = _ALSO_STOPS.get(step, frozenset())
    return tuple(one for one in findings if one.severity is Severity.ERROR or one.code in also)


def refuse_unfit(findings: Iterable[Finding], step: Step) -> None:
    """Raise DocgenError that lists what stops a step, if anything does."""
    if problems := stopping(findings, step):
        raise DocgenError(problems)

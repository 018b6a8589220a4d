"""Check one document while it is built: the rules over its own files, without a look at the others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from docgen.checks.pages import Office, Page, read_page
from docgen.checks.run import run_rules
from docgen.content.activities import LOG_NAMES
from docgen.errors import DocgenError, Finding, Severity
from docgen.project import Project
from docgen.targets import Target
from docgen.thai.lexicon import make_lexicon


def check_target(target: Target, project: Project) -> list[Finding]:
    """Return what the rules find in the files of a target; hints are for `docgen check`."""
    paths = [target.path]
    if target.kind == "reports":
        paths += [target.path.parent / name for name in LOG_NAMES if (target.path.parent / name).is_file()]
    pages = tuple(_pages(paths, project.root))
    found, problems = run_rules(pages, office_of(project, pages), project.root)
    return [*problems, *(one.finding() for one in found if one.rule.severity is not Severity.HINT)]


def office_of(project: Project, pages: tuple[Page, ...]) -> Office:
    """Return what rules know of the office and of these pages."""
    return Office(project.agency, pages, make_lexicon(project.names))


def _pages(paths: Iterable[Path], root: Path) -> Iterable[Page]:
    for path in paths:
        try:
            yield read_page(path, path.relative_to(root).as_posix())
        except (DocgenError, OSError):
            continue  # the build tells

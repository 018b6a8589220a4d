"""Check one document while it is built: the rules over its own files, without a look at the others."""

from __future__ import annotations

from docgen.checks.pages import Office, Page, read_pages
from docgen.checks.run import run_rules
from docgen.content.records import EvidenceList
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.errors import Finding, Severity
from docgen.thai.lexicon import make_lexicon


def check_target(target: Target, project: Project) -> list[Finding]:
    """Return what the rules find in the files of a target; hints are for `docgen check`."""
    pages = tuple(read_pages(project.folder, [target.path]))
    found, problems = run_rules(pages, office_of(project, pages))
    return [*problems, *(one.finding() for one in found if one.rule.severity is not Severity.HINT)]


def office_of(project: Project, pages: tuple[Page, ...], lists: tuple[EvidenceList, ...] = ()) -> Office:
    """Return what rules know of the office, of these pages and of the lists of evidence items."""
    return Office(project.agency, pages, make_lexicon(project.names), lists)

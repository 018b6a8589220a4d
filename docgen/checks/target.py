"""Check one document while it is built: the rules over its own files, without a look at the others."""

from __future__ import annotations

from dataclasses import replace

from docgen.checks.pages import Office, Page, read_pages
from docgen.checks.run import run_rules
from docgen.content.records import EvidenceList
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.errors import Finding, Severity
from docgen.folder.files import file_digest
from docgen.thai.lexicon import make_lexicon


def check_target(target: Target, project: Project) -> list[Finding]:
    """Return what the rules find in the files of a target; hints are for `docgen check`."""
    pages = tuple(read_pages(project.folder, [target.path]))
    found, problems = run_rules(pages, office_of(project, pages))
    told = [one.finding() for one in found if one.rule.severity is not Severity.HINT]
    if any(one.repair is not None for one in told) and _is_issued(target, project):
        told = [replace(one, repair=None) for one in told]  # a mend would break its lock
    return [*problems, *told]


def _is_issued(target: Target, project: Project) -> bool:
    return file_digest(target.path) in {entry.sha256 for entry in project.register.entries}


def office_of(project: Project, pages: tuple[Page, ...], lists: tuple[EvidenceList, ...] = ()) -> Office:
    """Return what rules know of the office, of these pages and of the lists of evidence items."""
    return Office(project.agency, pages, make_lexicon(project.names), lists)

"""`docgen status`: what the evidence of a year lacks and when it is due, and how far each document is.

The one place of the evidence that looks at today's date; nothing here is written into a file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.build.program import program_fingerprint
from docgen.build.state import read_state
from docgen.checks.project import checked_project
from docgen.content.items import item_list_of
from docgen.desk.done import Done
from docgen.document.issued_files import register_findings
from docgen.errors import DocgenError, Finding
from docgen.evidence.answers import Answer, answers
from docgen.evidence.documents import EvidenceDocument, readable_documents
from docgen.evidence.steps import Step, archived_digests, step_of
from docgen.evidence.years import newest_year
from docgen.folder.files import Files


@dataclass(frozen=True, slots=True)
class Standing:
    """A document of the year, and how far it is."""

    document: EvidenceDocument
    step: Step


@dataclass(frozen=True, slots=True)
class Status:
    """How a fiscal year (Buddhist) stands today: its items, its documents, and what is amiss.

    `doubts` are about the year's documents, `register` about register, journal and the files that they name, `broken`
    about what can't be read: it is among neither items nor documents.
    """

    fiscal_year: int
    agency: str
    today: datetime.date
    items: tuple[Answer, ...]
    documents: tuple[Standing, ...]
    doubts: tuple[Finding, ...]
    register: tuple[Finding, ...]
    broken: tuple[Finding, ...] = ()


def status(root: Path, fiscal_year: int | None = None) -> Done[Status]:
    """Return how a fiscal year stands (None: the newest that has a report); findings are all doubts.

    A document that can't be read, or the year's list of items, is told and stops nothing. Raises DocgenError for a
    broken agency, layout or register.
    """
    fiscal_year = fiscal_year or newest_year(root)
    project = checked_project(root)
    of_year, broken = readable_documents(project, fiscal_year, None)
    documents, doubts = of_year.documents, of_year.findings
    items: Iterable[Answer] = ()
    try:
        items = answers(item_list_of(root, Files(root), fiscal_year), documents, fiscal_year, None)
    except DocgenError as problem:
        broken = (*broken, *problem.findings)
    state, archived = read_state(root, program_fingerprint()), archived_digests(root, fiscal_year)
    standing = tuple(Standing(one, step_of(one, state, archived)) for one in documents)
    register = tuple(register_findings(root))
    today = datetime.date.today()
    found = Status(fiscal_year, project.agency.name, today, tuple(items), standing, doubts, register, broken)
    return Done(found, (*broken, *doubts, *register))

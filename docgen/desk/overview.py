"""All documents of a project, whatever year: what each is, and how far; one that can't be read is listed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.build.program import program_fingerprint
from docgen.build.state import read_state
from docgen.checks.project import checked_project
from docgen.desk.done import Done
from docgen.document.targets import Target, find_targets
from docgen.errors import Finding, Place
from docgen.evidence.documents import EvidenceDocument, documents_of_target
from docgen.evidence.steps import Step, archived_digests, step_of
from docgen.folder.bugs import told_of
from docgen.folder.file_names import shown_path
from docgen.folder.files import Files
from docgen.thai.dates import fiscal_year


@dataclass(frozen=True, slots=True)
class Known:
    """A document and how far it is, with its fiscal year (Buddhist, 0: not known); None where it can't be read."""

    name: str
    target: Target
    fiscal_year: int
    document: EvidenceDocument | None
    step: Step | None


def overview(root: Path) -> Done[tuple[Known, ...]]:
    """Return the documents of a project in the order of the table of kinds; findings tell what can't be read.

    Raises DocgenError for a broken agency, layout or register.
    """
    project = checked_project(root)
    state = read_state(root, program_fingerprint())
    findings: list[Finding] = []
    archived: dict[int, set[str]] = {}
    made: list[Known] = []
    files = Files(root)
    for target in find_targets(root):
        if target.kind.filled is not None:
            continue  # a design's list is no document of the office: nobody numbers or signs it
        name = shown_path(target.path, root)
        try:
            of_target = documents_of_target(target, project, files)
        except Exception as problem:
            findings += told_of(problem, Place(name), root)
            made.append(Known(name, target, target.fiscal_year, None, None))
            continue
        findings += of_target.findings
        for one in of_target.documents:
            of_year = target.fiscal_year or (fiscal_year(one.date) if one.date else 0)
            if of_year not in archived:
                archived[of_year] = archived_digests(root, of_year)
            made.append(Known(name, target, of_year, one, step_of(one, state, archived[of_year])))
    return Done(tuple(made), tuple(dict.fromkeys(findings)))

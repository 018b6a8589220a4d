"""`docgen check`: what a build and every rule find in the content; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.build.composed import built_findings
from docgen.checks.agency import agency_findings
from docgen.checks.certainty import ISSUED, READ_ONLY
from docgen.checks.language import translator
from docgen.checks.pages import read_pages
from docgen.checks.project import checked_project
from docgen.checks.run import Found, run_rules
from docgen.checks.target import office_of
from docgen.content.items import item_lists, read_item_list
from docgen.content.records import EvidenceList
from docgen.desk.done import Done
from docgen.document.issued_files import concerning, register_findings
from docgen.document.targets import chosen_targets, find_targets
from docgen.errors import DocgenError, Finding
from docgen.folder.atomic import is_read_only
from docgen.folder.files import Files, file_digest


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules found, each with its rule; the findings of the whole check go with it in its `Done`."""

    found: tuple[Found, ...]


def check(root: Path, files: Sequence[str] = (), language: str = "th") -> Done[Checked]:
    """Check a project's content, or the named files of it; nothing is written. Rules speak the language.

    Raises DocgenError if a named file is no content, or what all documents share can't be read.
    """
    project = checked_project(root)
    every = find_targets(root)
    targets = chosen_targets(root, files, every) if files else every
    findings: list[Finding] = []
    for target in targets:
        findings += built_findings(target, project)
    chosen = {target.path for target in targets}
    told = register_findings(root)
    findings += concerning(told, [path.relative_to(root).as_posix() for path in chosen]) if files else told
    pages = tuple(read_pages(root, sorted(chosen)))
    others = tuple(read_pages(root, [target.path for target in every if target.path not in chosen]))
    lists = tuple(_lists(root, findings))
    if not files:
        pages += tuple(read_pages(root, [root / one.place.path for one in lists]))
    found, problems = run_rules(pages, office_of(project, (*pages, *others), lists))
    found = _as_issued(root, found, frozenset(entry.sha256 for entry in project.register.entries))
    findings = [_told(finding, language) for finding in (*findings, *problems)]
    findings += [one.finding(language) for one in found]
    if not files:
        findings += agency_findings(root, project.agency, language)
    return Done(Checked(tuple(found)), tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.place)))


def _as_issued(root: Path, found: list[Found], issued: frozenset[str]) -> list[Found]:
    """Return the findings without repairs for documents that are as they were issued: a mend would break their lock.

    Nor for files that somebody made read-only, for whatever reason.
    """
    paths = {one.hit.passage.path for one in found if one.hit.replacement is not None}
    why = {path: READ_ONLY for path in paths if is_read_only(root / path)}
    why |= {path: ISSUED for path in paths if file_digest(root / path) in issued}
    return [
        replace(one, hit=replace(one.hit, replacement=None, hint=why[one.hit.passage.path]))
        if one.hit.passage.path in why
        else one
        for one in found
    ]


def _lists(root: Path, findings: list[Finding]) -> Iterator[EvidenceList]:
    """Yield the lists of evidence items that can be read; what is wrong with the others is added to the findings."""
    for path in item_lists(root):
        try:
            yield read_item_list(path, Files(root))
        except DocgenError as problem:
            findings += problem.findings


def _told(finding: Finding, language: str) -> Finding:
    """Return what a build found in the language: what its code means and the remedy, each with the Thai of it."""
    said = translator(language)
    meaning, remedy = said(finding.code), said(f"{finding.code}: remedy")
    if meaning == finding.code:
        return finding
    hint = f"{remedy} ({finding.hint})" if finding.hint else remedy
    return replace(finding, message=f"{meaning} ({finding.message})", hint=hint)

"""`docgen check`: what a build and every rule find in the content; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.build.composed import composed_findings
from docgen.checks.agency import agency_findings
from docgen.checks.examine import examine, stopping
from docgen.checks.language import translator
from docgen.checks.locked import without_locked_repairs
from docgen.checks.pages import Page, read_pages
from docgen.checks.project import checked_project
from docgen.checks.run import Found, run_rules
from docgen.checks.target import whole_office
from docgen.content.items import item_lists, read_item_list
from docgen.desk.done import Done
from docgen.document.issued_files import concerning, register_findings
from docgen.document.targets import chosen_targets, find_targets
from docgen.errors import DocgenError, Finding
from docgen.folder.files import Files


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
    lists, findings = _lists(root)
    office = whole_office(project, [*(one.path for one in targets), *(one.path for one in every)])
    if not files:
        office = replace(office, pages=(*office.pages, *lists))
    found: list[Found] = []
    seen: set[Path] = set()
    for target in targets:
        # The rules look at a file once, also where it is of two rounds.
        examined = examine(target, project, office, by_rules=target.path not in seen)
        seen.add(target.path)
        found += examined.found
        findings += examined.told
        if examined.made is not None and not stopping(examined.told, "build"):
            findings += composed_findings(target, examined.made, project)
    told = register_findings(root)
    findings += concerning(told, [path.relative_to(root).as_posix() for path in seen]) if files else told
    if not files:
        of_lists, problems = run_rules(lists, office)
        found += without_locked_repairs(of_lists, project)
        findings += problems
    findings = [_told(finding, language) for finding in findings]
    findings += [one.finding(language) for one in found]
    if not files:
        findings += agency_findings(root, project.agency, language)
    return Done(Checked(tuple(found)), tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.place)))


def _lists(root: Path) -> tuple[tuple[Page, ...], list[Finding]]:
    """Return the pages of the lists of evidence items that can be read, and what is wrong with the others."""
    pages: list[Page] = []
    findings: list[Finding] = []
    for path in item_lists(root):
        try:
            read_item_list(path, Files(root))
        except DocgenError as problem:
            findings += problem.findings
        else:
            pages += read_pages(root, [path])
    return tuple(pages), findings


def _told(finding: Finding, language: str) -> Finding:
    """Return what a build found in the language: what its code means and the remedy, each with the Thai of it."""
    said = translator(language)
    meaning, remedy = said(finding.code), said(f"{finding.code}: remedy")
    if meaning == finding.code:
        return finding
    hint = f"{remedy} ({finding.hint})" if finding.hint else remedy
    return replace(finding, message=f"{meaning} ({finding.message})", hint=hint)

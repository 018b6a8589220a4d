"""`docgen check`: findings of the build and of every rule, as text, JSON or SARIF; safe repairs; rules explained."""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.build.composed import built_findings
from docgen.checks.agency import agency_findings
from docgen.checks.certainty import ISSUED, READ_ONLY
from docgen.checks.language import translator
from docgen.checks.pages import read_pages
from docgen.checks.project import checked_project
from docgen.checks.rule import Hit
from docgen.checks.rules import all_rules
from docgen.checks.run import Found, repaired, run_rules
from docgen.checks.target import office_of
from docgen.content.items import item_lists, read_item_list
from docgen.content.records import EvidenceList
from docgen.document.issued_files import concerning, register_findings
from docgen.document.targets import chosen_targets, find_targets
from docgen.errors import SEVERITY_WORDS, DocgenError, Finding, Place, Severity, error
from docgen.folder.atomic import is_read_only, write_files
from docgen.folder.encoding import decode_text
from docgen.folder.files import MAX_TEXT_BYTES, Files, file_digest
from docgen.folder.regular import read_file
from docgen.outside import escaped
from docgen.reasons import reason

_LINE_END = re.compile(r"\r\n|\r|\n")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


_EXPLAINED = {
    "th": {
        "severity": "ระดับ",
        "reason": "เพราะ",
        "source": "ที่มา",
        "wrong": "ตัวอย่างที่ผิด",
        "right": "ตัวอย่างที่ถูก",
    },
    "en": {
        "severity": "Severity",
        "reason": "Why",
        "source": "Source",
        "wrong": "Wrong",
        "right": "Right",
    },
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the rules' own findings, and all findings in the order of their places."""

    found: tuple[Found, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops a build."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check(root: Path, files: Sequence[str] = (), language: str = "th") -> Checked:
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
    return Checked(tuple(found), tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.place)))


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


def repair(root: Path, found: Iterable[Found]) -> str:
    """Write the safe repairs into the content files and return what changed as a unified diff.

    Only files that are text are touched, all of them or none. Raises DocgenError if one can't be written.
    """
    by_path: dict[str, list[Hit]] = {}
    for one in found:
        if one.hit.replacement is not None and one.hit.passage.path.endswith((".md", ".yaml")):
            by_path.setdefault(one.hit.passage.path, []).append(one.hit)
    changed: dict[Path, bytes] = {}
    diffs: list[str] = []
    for path, hits in sorted(by_path.items()):
        content = read_file(root / path, path, MAX_TEXT_BYTES)
        before = decode_text(content, path)
        # Windows-874 stays what it was: the clerk's other programs expect it. Line ends stay too.
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8" if _is_utf8(content) else "cp874"
        # Each line keeps the end that it has; a link stays one, and what it leads to is mended.
        lines, ends = _LINE_END.split(before), [*_LINE_END.findall(before), ""]
        mended = repaired("\n".join(lines), hits).split("\n")
        if mended != lines:
            text = "".join(line + end for line, end in zip(mended, ends, strict=True))
            changed[Path(os.path.realpath(root / path))] = text.encode(encoding)
            old, new = ([line + "\n" for line in one] for one in (lines, mended))
            diffs += difflib.unified_diff(old, new, path, path, n=0)
    try:
        write_files(changed)
    except OSError as problem:
        raise error("not-written", Place(next(iter(by_path))), f"เขียนไฟล์ไม่ได้: {reason(problem)}") from None
    return "".join(diffs)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def as_json(checked: Checked) -> str:
    """Return the findings as JSON: a list of objects, lines and columns from 1 (0: not known)."""
    listed = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in checked.findings
    ]
    return escaped(json.dumps(listed, ensure_ascii=False, indent=2))


def as_sarif(checked: Checked, version: str) -> str:
    """Return the findings as SARIF 2.1.0 (OASIS), for editors and services that show it."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.reason},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in all_rules()
    ]
    results = [
        {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": " ".join(part for part in (finding.message, finding.hint) if part)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": finding.place.path},
                        "region": {
                            "startLine": max(finding.place.line, 1),
                            "startColumn": max(finding.place.column, 1),
                        },
                    }
                }
            ],
        }
        for finding in checked.findings
    ]
    driver = {"name": "docgen", "version": version, "language": "th", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return escaped(json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2))


def explain(code: str, language: str = "th") -> str:
    """Return what a rule is about, in Thai or English. Raises DocgenError for a code that is no rule's."""
    rule = next((rule for rule in all_rules() if rule.code == code), None)
    if rule is None:
        known = " ".join(rule.code for rule in all_rules())
        raise error("unknown-rule", Place("--explain"), f"ไม่มีกฎชื่อ {code}", f"กฎที่มี: {known}")
    said, words = translator(language), _EXPLAINED[language]
    lines = [f"{rule.code}: {said(rule.title)}", f"{words['severity']}: {SEVERITY_WORDS[language][rule.severity]}"]
    lines += [f"{words['reason']}: {said(rule.reason)}", f"{words['source']}: {rule.source}"]
    if rule.wrong:
        lines += [f"{words['wrong']}:", *(f"    {line}" for line in rule.wrong.split("\n"))]
        lines += [f"{words['right']}:", *(f"    {line}" for line in rule.right.split("\n"))]
    return "\n".join(lines)


def main_output(checked: Checked, form: str, version: str) -> None:
    """Print the findings in a machine's form to standard output."""
    sys.stdout.write((as_json(checked) if form == "json" else as_sarif(checked, version)) + "\n")

"""Findings for other programs: JSON, and SARIF 2.1.0 (OASIS) for editors and services that show it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from docgen.checks.rules import all_rules
from docgen.errors import Finding, Severity
from docgen.outside import escaped

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def as_json(findings: Iterable[Finding]) -> str:
    """Return findings as a list of objects: lines and columns from 1 (0: not known), span in letters (0: not known).

    `repair` is what a safe repair writes in place of the span, null if a person must decide.
    """
    listed = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "span": finding.span,
            "message": finding.message,
            "hint": finding.hint,
            "repair": finding.repair,
        }
        for finding in findings
    ]
    return escaped(json.dumps(listed, ensure_ascii=False, indent=2))


def as_sarif(findings: Iterable[Finding], version: str) -> str:
    """Return findings as SARIF, with a fix where there is a safe repair; `version` is docgen's."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.reason},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in all_rules()
    ]
    driver = {"name": "docgen", "version": version, "language": "th", "rules": rules}
    results = [_result(finding) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return escaped(json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2))


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": max(finding.place.line, 1), "startColumn": max(finding.place.column, 1)}
    if finding.span:
        region["endColumn"] = region["startColumn"] + finding.span  # SARIF's is the one after the last letter
    file = {"uri": finding.place.path}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": " ".join(part for part in (finding.message, finding.hint) if part)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if finding.repair is not None and finding.span:
        written = {"deletedRegion": region, "insertedContent": {"text": finding.repair}}
        change = {"artifactLocation": file, "replacements": [written]}
        result["fixes"] = [{"description": {"text": finding.hint or finding.message}, "artifactChanges": [change]}]
    return result

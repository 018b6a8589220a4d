"""Check agency.yaml itself: what is wrong there would be told of every document that is right."""

from __future__ import annotations

from pathlib import Path

from docgen.checks.pages import Office, read_page
from docgen.checks.rules.agency_place import RULE as PLACE
from docgen.checks.rules.agency_place_unknown import RULE as UNKNOWN_PLACE
from docgen.checks.run import run_rules
from docgen.content.agency import AGENCY_FILE
from docgen.content.records import Agency
from docgen.errors import DocgenError, Finding, Severity
from docgen.folder.folder import Folder
from docgen.thai.lexicon import Lexicon

_NO_WORDS = Lexicon(frozenset(), {}, (), frozenset())


def agency_findings(given: Path | Folder, agency: Agency, language: str = "th") -> list[Finding]:
    """Return what the rules find in agency.yaml, which was read into `agency` before: its place, and silencing."""
    page = read_page(given, AGENCY_FILE)
    found, problems = run_rules([page], Office(agency, (page,), _NO_WORDS), [PLACE, UNKNOWN_PLACE])
    return [*problems, *(one.finding(language) for one in found)]


def refuse_wrong_agency(given: Path | Folder, agency: Agency) -> None:
    """Raise DocgenError if the office's place can't be: every document would bear it."""
    errors = [one for one in agency_findings(given, agency) if one.severity is Severity.ERROR]
    if errors:
        raise DocgenError(errors)

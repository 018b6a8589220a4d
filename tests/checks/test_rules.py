"""Each rule finds what it is for and passes over what is right: its own example, and a table of real sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.checks.describe import rules_page
from docgen.checks.pages import Office, page_of_text
from docgen.checks.rule import Rule
from docgen.checks.rules import all_rules
from docgen.errors import Severity
from docgen.project import Project, read_project
from docgen.thai.lexicon import make_lexicon
from tests.conftest import ROOT

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def codes(text: str, project: Project, *, hints: bool = True) -> set[str]:
    page = page_of_text(text, "content/announcements/a.md")
    office = Office(project.agency, (page,), make_lexicon(project.names))
    rules = (rule for rule in all_rules() if hints or rule.severity is not Severity.HINT)
    return {rule.code for rule in rules if list(rule.look(page, office))}


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.wrong], ids=lambda rule: rule.code)
def test_a_rule_finds_its_wrong_example_and_not_its_right_one(rule: Rule, project: Project) -> None:
    assert rule.code in codes(rule.wrong, project)
    assert rule.code not in codes(rule.right, project)
    assert all((rule.title, rule.reason, rule.source))


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_sentences_are_found_as_what_they_are(code: str, sentence: str, project: Project) -> None:
    found = codes(sentence, project)
    if code == "-":
        assert found == set()
    else:
        assert code in found


def test_codes_are_those_of_their_files() -> None:
    names = {path.stem.replace("_", "-") for path in (ROOT / "docgen/checks/rules").glob("[a-z]*.py")}
    assert {rule.code for rule in all_rules()} == names


def test_the_table_has_right_sentences_and_wrong_ones() -> None:
    right = sum(code == "-" for code, _ in SENTENCES)
    assert right >= 0.4 * len(SENTENCES)
    assert {code for code, _ in SENTENCES} - {"-"} <= {rule.code for rule in all_rules()}


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == rules_page()

"""Each rule finds what it is for and passes over what is right: its own example, and a table of real sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docgen.checks.describe import rules_page
from docgen.checks.language import translator
from docgen.checks.pages import Office, page_of_text
from docgen.checks.rule import Rule
from docgen.checks.rules import all_rules
from docgen.checks.run import run_rules
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


def test_all_that_rules_say_has_its_english() -> None:
    said = translator("en")
    for rule in all_rules():
        assert said(rule.title) != rule.title
        assert said(rule.reason) != rule.reason
    for path in (ROOT / "docgen/checks/rules").glob("[a-z]*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for template in _templates(node):
                assert said(template) != template, (path.name, template)
                assert set(re.findall(r"{\w+}", said(template))) == set(re.findall(r"{\w+}", template)), template


def _templates(node: ast.AST) -> list[str]:
    """Return the texts given to a hit as message or hint, or to the variables that are."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Hit", "_hit"):
        texts = [argument for argument in node.args[2:] if isinstance(argument, ast.Constant)]
    elif isinstance(node, ast.Assign) and any("message" in ast.dump(t) or "hint" in ast.dump(t) for t in node.targets):
        texts = [value for value in ast.walk(node.value) if isinstance(value, ast.Constant)]
    else:
        return []
    return [text.value for text in texts if isinstance(text.value, str) and re.search("[ก-๙]", text.value)]


def test_a_finding_is_told_in_english(project: Project) -> None:
    page = page_of_text("ตามกฏหมาย", "content/announcements/a.md")
    found, _ = run_rules([page], Office(project.agency, (page,), make_lexicon(project.names)), ROOT)
    assert "กฏ is probably กฎ" in [one.finding("en").message for one in found]

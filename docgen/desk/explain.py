"""`docgen check --explain RULE`: what a rule looks for, and on whose word."""

from __future__ import annotations

from docgen.checks.rule import Rule
from docgen.checks.rules import all_rules
from docgen.desk.done import Done
from docgen.errors import Place, error
from docgen.outside import harmless


def explain(code: str) -> Done[Rule]:
    """Return a rule. Raises DocgenError for a code that is no rule's."""
    rule = next((rule for rule in all_rules() if rule.code == code), None)
    if rule is None:
        known = " ".join(rule.code for rule in all_rules())
        raise error("unknown-rule", Place("--explain"), f"ไม่มีกฎชื่อ {harmless(code)}", f"กฎที่มี: {known}")
    return Done(rule)

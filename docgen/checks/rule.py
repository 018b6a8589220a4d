"""What a rule is: its code and grave, why it is there and on whose word, an example, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.errors import Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a rule found: a stretch of a passage, what is wrong and what to write instead.

    `message` and `hint` are templates with {names} for `values`, so that they can be told in another language.
    `replacement` is what a safe repair writes in place of the stretch; None if a person must decide.
    """

    passage: Passage
    first: int
    last: int
    message: str
    hint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    replacement: str | None = None

    @property
    def found(self) -> str:
        """The words that the hit is about."""
        return self.passage.text[self.first : self.last]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (กฎการตรวจ). `source` names the regulation and clause, or says that it is practice; `wrong` and `right`
    are an example that the rule finds and one that it passes over, both run by its test."""

    code: str
    severity: Severity
    title: str
    reason: str
    source: str
    wrong: str
    right: str
    look: Callable[[Page, Office], Iterable[Hit]]

"""Run the rules over the content, silence what a comment with a reason silences, and tell the rest as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docgen.checks.certainty import settled
from docgen.checks.language import translator
from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.rules import all_rules
from docgen.checks.stretches import Stretches
from docgen.content.silence import Silence
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.bounded import bounded
from docgen.folder.bugs import told_of

REPAIRED_ENDINGS = (".md", ".yaml")  # of the files that a safe repair is written into


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with the rule that found it."""

    rule: Rule
    hit: Hit

    @property
    def place(self) -> Place:
        """Where the hit begins."""
        return self.hit.passage.place(self.hit.first)

    def finding(self, language: str = "th") -> Finding:
        """Return it as a message to the clerk, or in another language, with its letters and the safe repair of them."""
        values = {"found": self.hit.found, **self.hit.values}
        said = translator(language)
        message, hint = said(self.hit.message).format(**values), said(self.hit.hint).format(**values)
        # In a table the column counts cells: letters can't be counted from there on, nor is anything written there.
        is_text = self.hit.passage.path.endswith(REPAIRED_ENDINGS)
        letters = self.hit.passage.on_its_line(self.hit.first, self.hit.last)
        span, repair = (letters, self.hit.replacement) if is_text else (0, None)
        return Finding(self.rule.code, self.place, message, hint, self.rule.severity, span=span, repair=repair)


def run_rules(
    pages: Iterable[Page], office: Office, rules: Sequence[Rule] | None = None
) -> tuple[list[Found], list[Finding]]:
    """Return what the rules (None: all) find on the pages, in the order of places, and what is wrong with silencing."""
    found: list[Found] = []
    problems: list[Finding] = []
    for page in pages:
        try:
            with bounded(Place(page.path)):
                on_page, told = _found_on(page, office, all_rules() if rules is None else rules)
                found += on_page
                problems += told
        except DocgenError as problem:  # too much time or memory for this page
            problems += problem.findings
    return sorted(_without_echoes(found), key=lambda one: (one.place, one.rule.code)), problems


def _found_on(page: Page, office: Office, rules: Sequence[Rule]) -> tuple[list[Found], list[Finding]]:
    """Return what the rules find on a page, and what is wrong with silencing, or with a rule."""
    found: list[Found] = []
    silenced = {(silence.code, silence.line) for silence in page.silences if silence.reason}
    problems = [_without_reason(page, silence) for silence in page.silences if not silence.reason]
    for rule in rules:
        if (rule.code, 0) in silenced:
            continue
        try:
            hits = [settled(hit, office) for hit in rule.look(page, office) if (rule.code, _line(hit)) not in silenced]
        except Exception as problem:  # a fault of one rule on one page keeps no other from being looked at
            problems += told_of(problem, Place(page.path))
            continue
        found += (Found(rule, hit) for hit in hits)
    return found, problems


def _without_reason(page: Page, silence: Silence) -> Finding:
    place = Place(page.path, silence.at_line, silence.at_column)
    hint = f"เขียนต่อท้ายว่าเพราะอะไร เช่น docgen: ignore {silence.code} ชื่อเฉพาะ"
    return Finding("silence-without-reason", place, "ปิดข้อสังเกตโดยไม่บอกเหตุผล จึงไม่ปิดให้", hint, Severity.WARNING)


def _without_echoes(found: list[Found]) -> list[Found]:
    """Leave out hints about words that a graver finding is about already."""
    by_passage: dict[int, list[tuple[int, int]]] = {}
    for one in found:
        if one.rule.severity is not Severity.HINT:
            by_passage.setdefault(id(one.hit.passage), []).append((one.hit.first, one.hit.last))
    graver = {passage: Stretches(stretches) for passage, stretches in by_passage.items()}
    none = Stretches(())
    return [
        one
        for one in found
        if one.rule.severity is not Severity.HINT
        or not graver.get(id(one.hit.passage), none).touch(one.hit.first, one.hit.last)
    ]


def repaired(text: str, hits: Sequence[Hit]) -> str:
    """Return a file's text with the replacements of hits written in; of two that overlap, one is left for later."""
    lines = text.split("\n")
    for line, of_line in _by_line(hits):
        words = lines[line - 1]
        end = len(words)
        parts: list[str] = []  # of the line as it will be, from its end
        for hit in sorted(of_line, key=lambda hit: (hit.first, hit.last), reverse=True):
            start = hit.passage.place(hit.first).column - 1
            stop = start + hit.last - hit.first
            if hit.replacement is not None and stop <= end and words[start:stop] == hit.found:
                parts += [words[stop:end], hit.replacement]
                end = start
        lines[line - 1] = "".join([words[:end], *reversed(parts)])
    return "\n".join(lines)


def _by_line(hits: Iterable[Hit]) -> Iterator[tuple[int, list[Hit]]]:
    lines: dict[int, list[Hit]] = {}
    for hit in hits:
        lines.setdefault(_line(hit), []).append(hit)
    yield from lines.items()


def _line(hit: Hit) -> int:
    """Return the number of the line that a hit begins on."""
    return hit.passage.place(hit.first).line

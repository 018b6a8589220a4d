"""Run the rules over the content, silence what a comment with a reason silences, and tell the rest as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.checks.language import translator
from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.rules import all_rules
from docgen.content.encoding import decode_text
from docgen.errors import DocgenError, Finding, Place, Severity

_SILENCE = re.compile(r"docgen:\s*(?P<what>ignore-file|ignore)\s+(?P<code>[a-z][a-z-]*)(?P<reason>[^\n]*?)\s*(?:-->|$)")


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
        """Return it as a message to the clerk, or in another language."""
        values = {"found": self.hit.found, **self.hit.values}
        said = translator(language)
        message, hint = said(self.hit.message).format(**values), said(self.hit.hint).format(**values)
        return Finding(self.rule.code, self.place, message, hint, self.rule.severity)


def run_rules(pages: Iterable[Page], office: Office, root: Path) -> tuple[list[Found], list[Finding]]:
    """Return what the rules find on the pages, in the order of places, and what is wrong with silencing comments."""
    found: list[Found] = []
    problems: list[Finding] = []
    for page in pages:
        silenced = _silenced(page, root, problems)
        for rule in all_rules():
            for hit in rule.look(page, office):
                lines = silenced.get(rule.code, set())
                if 0 not in lines and hit.passage.line not in lines:
                    found.append(Found(rule, hit))
    return sorted(_without_echoes(found), key=lambda one: (one.place, one.rule.code)), problems


def _without_echoes(found: list[Found]) -> list[Found]:
    """Leave out hints about words that a graver finding is about already."""
    graver = [one for one in found if one.rule.severity is not Severity.HINT]
    return [
        one
        for one in found
        if one.rule.severity is not Severity.HINT or not any(_overlap(one.hit, other.hit) for other in graver)
    ]


def _overlap(one: Hit, other: Hit) -> bool:
    return one.passage is other.passage and one.first < other.last and other.first < one.last


def _silenced(page: Page, root: Path, problems: list[Finding]) -> dict[str, set[int]]:
    """Return by code the lines where it is silenced, 0 for the whole file. A comment by itself is for the next line."""
    if not page.path.endswith((".md", ".yaml")):
        return {}
    try:
        lines = decode_text((root / page.path).read_bytes(), page.path).splitlines()
    except (OSError, DocgenError):
        return {}
    silenced: dict[str, set[int]] = {}
    for number, line in enumerate(lines, start=1):
        for comment in _SILENCE.finditer(line):
            if not comment["reason"].strip():
                place = Place(page.path, number, comment.start() + 1)
                hint = f"เขียนต่อท้ายว่าเพราะอะไร เช่น docgen: ignore {comment['code']} ชื่อเฉพาะ"
                problems.append(
                    Finding("silence-without-reason", place, "ปิดข้อสังเกตโดยไม่บอกเหตุผล จึงไม่ปิดให้", hint, Severity.WARNING)
                )
                continue
            is_alone = line.strip().startswith(("<!--", "#"))
            at = 0 if comment["what"] == "ignore-file" else number + is_alone
            silenced.setdefault(comment["code"], set()).add(at)
    return silenced


def repaired(text: str, hits: Sequence[Hit]) -> str:
    """Return a file's text with the replacements of hits written in; of two that overlap, one is left for later."""
    lines = text.split("\n")
    for line, of_line in _by_line(hits):
        words = lines[line - 1]
        end = len(words) + 1
        for hit in sorted(of_line, key=lambda hit: (hit.first, hit.last), reverse=True):
            start = hit.passage.column - 1 + hit.first
            stop = start + hit.last - hit.first
            if hit.replacement is not None and stop <= end and words[start:stop] == hit.found:
                words = words[:start] + hit.replacement + words[stop:]
                end = start
        lines[line - 1] = words
    return "\n".join(lines)


def _by_line(hits: Iterable[Hit]) -> Iterator[tuple[int, list[Hit]]]:
    lines: dict[int, list[Hit]] = {}
    for hit in hits:
        lines.setdefault(hit.passage.line, []).append(hit)
    yield from lines.items()

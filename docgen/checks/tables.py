"""A table of wrong forms: patterns, and for each what to write instead. Rules that only look words up share it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit

# What a pattern says besides letters that must stand there: look-arounds, classes, escapes, what may be left out.
_NO_LETTERS = re.compile(r"\(\?[^)]*\)|\[[^\]]*\]\??|\\.\??|.[?*]|[^ก-๙]")


@dataclass(frozen=True, slots=True)
class _Form:
    """One wrong form: letters that every find of it holds, its pattern, what is right."""

    letters: str
    pattern: re.Pattern[str]
    right: str


class FormTable:
    """Wrong forms as patterns, each with the right form.

    Of two that begin at one place the longer pattern counts: what it says is more particular.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._sources = sorted(forms.items(), key=lambda form: len(form[0]), reverse=True)

    @cached_property
    def _forms(self) -> list[_Form]:
        return [
            _Form(max(_NO_LETTERS.sub(" ", wrong).split(" "), key=len), re.compile(wrong), right)
            for wrong, right in self._sources
        ]

    def found_in(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield the wrong forms of a text, from left to right, each with the right one; none overlaps another."""
        # Nearly every form is nowhere in the text: to look for its letters first takes a tenth of the time.
        found = [
            (match.start(), rank, match, form.right)
            for rank, form in enumerate(self._forms)
            if form.letters in text
            for match in form.pattern.finditer(text)
        ]
        end = 0
        for start, _, match, right in sorted(found, key=lambda one: one[:2]):
            if start >= end:
                yield match, right
                end = match.end()


def looking_up(table: FormTable, message: str, hint: str) -> Callable[[Page, Office], Iterator[Hit]]:
    """Return what looks a table up in every passage, and leaves it to a person to mend what it finds."""

    def look(page: Page, office: Office) -> Iterator[Hit]:
        for passage in page.passages:
            for found, right in table.found_in(passage.text):
                yield Hit(passage, *found.span(), message, hint, {"right": right})

    return look

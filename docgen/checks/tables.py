"""A table of wrong forms: patterns, and for each what to write instead. Rules that only look words up share it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property


class FormTable:
    """Wrong forms as patterns without groups of their own, each with the right form.

    Of two that begin at one place the longer pattern counts: what it says is more particular.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = sorted(forms.items(), key=lambda form: len(form[0]), reverse=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # A group for each form tells which one was found. To match the found words again would lose what a form
        # wants around them.
        return re.compile("|".join(f"({wrong})" for wrong, _ in self._forms))

    def found_in(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield the wrong forms of a text, from left to right, each with the right one."""
        for found in self._pattern.finditer(text):
            if found.lastindex is not None:
                yield found, self._forms[found.lastindex - 1][1]

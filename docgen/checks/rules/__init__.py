"""The rules: each module holds one, named RULE. A new file here is a new rule; nothing else is touched."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.thai.numerals import thai_number

MAX_HITS = 500
"""How many times a rule tells of one file: nobody reads more, and a hostile file would have a million."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules in the order of their codes."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    rules = (replace(module.RULE, look=_told_in_part(module.RULE.look)) for module in modules)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _told_in_part(look: Callable[[Page, Office], Iterable[Hit]]) -> Callable[[Page, Office], Iterator[Hit]]:
    """Return what looks until it has found `MAX_HITS` in one file; then the last one says that there are more."""

    def found(page: Page, office: Office) -> Iterator[Hit]:
        hits = iter(look(page, office))
        yield from islice(hits, MAX_HITS)
        for more in hits:
            message = "ยังพบแบบเดียวกันตั้งแต่ตรงนี้ไปอีก (บอกไว้ {most} แห่งแรกของไฟล์)"
            hint = "แก้ที่บอกไว้ก่อน แล้วตรวจใหม่"
            yield replace(more, message=message, hint=hint, values={"most": thai_number(MAX_HITS)}, replacement=None)
            return

    return found

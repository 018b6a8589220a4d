"""The rules: each module holds one, named RULE. A new file here is a new rule; nothing else is touched."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from docgen.checks.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules in the order of their codes."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.code))

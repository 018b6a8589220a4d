"""The patterns of labels that a text has: those of its scheme, those below it, and a label as a pattern writes it."""

from __future__ import annotations

import re
from dataclasses import replace

from docgen.thai.labels import TypedLabel, pattern_of
from docgen.thai.numbering import pattern_levels

# What a level below those of the scheme is labelled by where only indentation says that there is one.
_FURTHER = ("(N)", "(ก)", "N)", "ก)")
_COUNTER = re.compile(r"\{[1-9](:ก)?\}")


def scheme_patterns(patterns: tuple[str, ...], level: int) -> tuple[str, ...]:
    """Return the patterns of a scheme down to a level; below its own come (๑), (ก), ๑), ก), those that it lacks.

    >>> scheme_patterns(("{1}.", "{1}.{2}", "{3})"), 5)
    ('{1}.', '{1}.{2}', '{3})', '({4})', '({5:ก})')
    """
    made = list(patterns[:level])
    known = {re.sub(r"\{[1-9](:ก)?\}", lambda found: "ก" if found[1] else "N", pattern) for pattern in patterns}
    further = [form for form in _FURTHER if form not in known]
    while len(made) < level:
        made.append(pattern_of(further[(len(made) - len(patterns)) % len(further)], len(made) + 1, ()))
    return tuple(made)


def printed_label(label: TypedLabel, pattern: str, counts: tuple[int, ...]) -> TypedLabel:
    """Return a label as its pattern writes it."""
    form = re.sub(r"\{[1-9](:ก)?\}", lambda found: "ก" if found[1] else "N", pattern)
    form = re.sub("[0-9๐-๙]+", "N", form)
    if form == label.form:
        return label
    return replace(label, form=form, numbers=tuple(counts[level - 1] for level in pattern_levels(pattern)))

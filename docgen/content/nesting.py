"""Decide where a typed label stands: beside which open clause, or in which, and by what pattern it is printed.

Clerks type labels at the margin as often as indented, and each form may stand over each other one. So a label is beside
the open clause of its own form, a dotted one in the clause whose number it begins with, a new form in the innermost
open clause; indentation decides where it says something. What the lines after it go on with decides the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from docgen.content.label_patterns import printed_label, scheme_patterns
from docgen.thai.labels import TypedLabel, pattern_of
from docgen.thai.numbering import pattern_levels
from docgen.thai.numerals import thai_number

Before = Literal["nothing", "clause", "short clause", "words", "short words"]
"""What the line before a label is of; a short one is none that was wrapped by hand."""
LEVELS = 6
"""How many levels of clauses a document numbers; what is deeper is printed on the last one, and told."""
_LOOK_AHEAD = 200
_OUTER = ("N.", "ก.")
_DOTTED = ("{1}.", *(".".join(f"{{{level}}}" for level in range(1, deepest)) for deepest in range(3, LEVELS + 1)))


@dataclass(slots=True)
class OpenClause:
    """A clause that following lines may belong to: its label as typed and as `printed`, where it stands and is put out.

    `patterns` are those of the levels down to its own, `counts` their numbers as typed; `is_scheme` tells that all
    patterns are the scheme's. After a paragraph at the margin it `is_left`: it still counts, but Markdown has ended its
    list.
    """

    label: TypedLabel
    printed: TypedLabel
    indent: int
    patterns: tuple[str, ...]
    counts: tuple[int, ...]
    is_scheme: bool
    out_indent: int = 0
    is_left: bool = False
    is_too_deep: bool = False

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers that a dotted label below it begins with; a letter is no number."""
        return self.printed.numbers if "ก" not in self.printed.form else ()

    @property
    def level(self) -> int:
        """Its level, from 1."""
        return len(self.patterns)

    def is_alike(self, label: TypedLabel) -> bool:
        """Tell whether a label can be of the list that this one is of."""
        return _are_alike(self.label, label) or _are_alike(self.printed, label)

    def is_kin(self, label: TypedLabel) -> bool:
        """Tell whether a label is of the same form as this one."""
        return label.kin in (self.label.kin, self.printed.kin)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A label that begins a line somewhere below: its line from 0. A heading is one without a label."""

    line: int
    label: TypedLabel | None


@dataclass(slots=True)
class Nest:
    """The clauses that are open while a text is read from top to bottom. `patterns` are the scheme's."""

    patterns: Sequence[str]
    upcoming: Sequence[Upcoming]
    open: list[OpenClause] = field(default_factory=list)
    _pairs: set[tuple[str, str]] = field(default_factory=set)
    _last: dict[tuple[str, tuple[int, ...]], int] = field(default_factory=dict)
    _at: int = 0
    _forms: frozenset[str] | None = None

    def accepts(self, label: TypedLabel, line: int, after: Before, has_blank: bool) -> bool:
        """Tell a label from a number that happens to begin a line ("๑.๕ ล้านบาท", "…ตาม / ข้อ ๒ วรรคสอง").

        `after` is what stands on the line before; `has_blank` tells whether a blank stands behind the label.
        """
        self._advance(line)
        before = label.numbers[:-1]
        beside = [one for one in self.open if one.is_alike(label)]
        goes_on = any(one.label.number + 1 == label.number for one in beside)
        if label.is_dotted:
            is_child = any(one.shown == before for one in self.open)
            is_known = label.number == 1 or is_child or bool(beside) or self._follows(label)
            return is_known and (after != "words" or label.number == 1)
        is_plain = label.form in ("N.", "N)")
        if after == "nothing":
            return is_plain or label.is_worded or label.number == 1 or bool(beside) or self._follows(label)
        if after in ("clause", "short clause") and (goes_on or (is_plain and has_blank)):
            return True
        if label.number != 1:
            return after == "short clause" and bool(beside)  # a number that is there already, or too high: told
        return (is_plain and has_blank) or after.startswith("short") or self._is_followed(label, line)

    def place(self, label: TypedLabel, indent: int) -> OpenClause:
        """Open a clause with this label and return it; those that it ends are closed."""
        keep, beside = self._home(label, indent)
        is_too_deep = keep >= LEVELS
        if is_too_deep:
            keep, beside = LEVELS - 1, self.open[LEVELS - 1]
        elif beside is not None and beside.is_too_deep:
            is_too_deep = abs(beside.indent - indent) <= 1
        parent = self.open[keep - 1] if keep else None
        if beside is not None and (label.form in (beside.label.form, beside.printed.form) or is_too_deep):
            patterns, is_scheme = beside.patterns, beside.is_scheme
        else:
            patterns, is_scheme = self._patterns(label, indent, parent)
        if parent is not None:
            self._pairs.add((parent.label.kin, label.kin))
        self._last[label.kin, label.numbers[:-1]] = label.number
        del self.open[keep:]
        above = parent.counts if parent is not None else (*label.numbers[:-1], *(1,) * LEVELS)
        counts = (*above[: len(patterns) - 1], label.number)
        printed = printed_label(label, patterns[-1], counts)
        made = OpenClause(label, printed, indent, patterns, counts, is_scheme, is_too_deep=is_too_deep)
        made.out_indent = parent.out_indent if parent is not None and not parent.is_left else 0
        self.open.append(made)
        return made

    def continued(self, line: int) -> int | None:
        """Return which open clause the labels below a line go on beside or in, None for none of them."""
        self._advance(line)
        left = list(range(len(self.open)))
        for found in self.upcoming[self._at : self._at + _LOOK_AHEAD]:
            if found.label is None or not left:
                return None
            for at in reversed(left):
                if found.label.is_dotted and self.open[at].shown == found.label.numbers[:-1]:
                    return at  # ๒.๑ is of ๒., whatever words stand between
                if self.open[at].is_alike(found.label):
                    if found.label.number > self.open[at].label.number:
                        return at
                    left = [other for other in left if other < at]  # a new list of this form began
        return None

    def _advance(self, line: int) -> None:
        while self._at < len(self.upcoming) and self.upcoming[self._at].line < line:
            self._at += 1

    def _follows(self, label: TypedLabel) -> bool:
        """Tell whether it goes on after a clause of its form that has been closed."""
        return self._last.get((label.kin, label.numbers[:-1])) == label.number - 1

    def _is_followed(self, label: TypedLabel, line: int) -> bool:
        """Tell whether the next label of this form below has the next number."""
        for found in self.upcoming[self._at : self._at + _LOOK_AHEAD]:
            if found.line > line and found.label is not None and _are_alike(found.label, label):
                return found.label.number == label.number + 1
        return False

    def _home(self, label: TypedLabel, indent: int) -> tuple[int, OpenClause | None]:
        """Return how many open clauses a label stands in, and the one that it stands beside."""
        if label.is_dotted:
            return self._home_of_dotted(label)
        alike = [at for at, one in enumerate(self.open) if one.is_kin(label)]
        if label.is_worded and not alike:
            return 0, None
        near = [at for at in alike if abs(self.open[at].indent - indent) <= 1]
        next_ones = [at for at in alike if self.open[at].label.number + 1 == label.number]
        if near or next_ones:
            at = (near or next_ones)[-1]
            return at, self.open[at]
        keep = len(self.open)
        while keep and self.open[keep - 1].indent > indent + 1:
            keep -= 1
        is_deeper = keep > 0 and indent >= self.open[keep - 1].indent + 2
        if alike and not is_deeper:
            return min(alike[-1], keep), self.open[alike[-1]] if alike[-1] <= keep else None
        while not is_deeper and keep and not self._may_stand_in(label, self.open[keep - 1]):
            keep -= 1
        return keep, None

    def _home_of_dotted(self, label: TypedLabel) -> tuple[int, OpenClause | None]:
        before = label.numbers[:-1]
        inside_out = list(reversed(range(len(self.open))))
        for at in inside_out:
            if self.open[at].is_alike(label):
                return at, self.open[at]
        above = [at for at in inside_out if self.open[at].shown == before]
        if above:  # ๓.๑ is of ๓. rather than of a (๓) below that
            return next((at for at in above if not self.open[at].label.form.endswith(")")), above[0]) + 1, None
        for at in reversed(range(len(self.open))):
            if self.open[at].is_kin(label):
                return at, None  # ๒.๑ after ๑.๒, without its ๒.
        return len(self.open), None

    def _may_stand_in(self, label: TypedLabel, parent: OpenClause) -> bool:
        """Tell whether a new form begins below a clause: ๑. stands below (๑) or ก) only where more of those follow."""
        is_bracket = parent.label.form.endswith(")")
        if not is_bracket or label.form not in _OUTER or (parent.label.kin, label.kin) in self._pairs:
            return True
        below = (found.label for found in self.upcoming[self._at : self._at + _LOOK_AHEAD] if found.label is not None)
        return next((one.number > parent.label.number for one in below if parent.is_alike(one)), False)

    def _patterns(self, label: TypedLabel, indent: int, parent: OpenClause | None) -> tuple[tuple[str, ...], bool]:
        """Return the patterns down to a clause that begins a list, and whether they are the scheme's own."""
        level = min(parent.level + 1 if parent is not None else len(label.numbers), LEVELS)
        around = parent.patterns if parent is not None else self._of_scheme(level)[:-1]
        if parent is None and any(":ก" in pattern for pattern in around):
            around = _DOTTED[: level - 1]  # a ๕.๑ by itself counts from a ๕., whatever the scheme's letters are
        in_scheme = parent is None or parent.is_scheme
        is_indented = parent is None or indent >= parent.indent + 2
        own = self._of_scheme(level)[-1]
        # A Latin 1. says no more than that there is a clause, as Markdown has it: the scheme writes its label.
        if label.form == "N." and label.is_arabic and in_scheme and is_indented and not self._has_typed(own, level):
            return (*around, own), True
        typed = pattern_of(label.form, level, self._parents(label, parent))
        return (*around, typed), in_scheme and typed == own

    def _parents(self, label: TypedLabel, parent: OpenClause | None) -> tuple[str, ...]:
        """Return what writes the numbers before the last one: counters, or digits where no clause above has them."""
        before = label.numbers[:-1]
        if parent is None:
            return tuple(f"{{{level}}}" for level in range(1, len(before) + 1))
        levels = pattern_levels(parent.patterns[-1])
        # ๔.๑ below ข้อ ๕ is a number that was not changed with the one above it: it is counted, and told.
        is_stale = len(parent.shown) == len(before) and not any(one.is_kin(label) for one in self.open)
        if len(before) == len(levels) and (parent.shown == before or is_stale):
            return tuple(f"{{{level}}}" for level in levels)
        return tuple(map(thai_number, before))

    def _of_scheme(self, level: int) -> tuple[str, ...]:
        return scheme_patterns(tuple(self.patterns), level)

    def _has_typed(self, pattern: str, level: int) -> bool:
        """Tell whether the scheme's outermost labels are typed out (ข้อ ๑) or 1. is counted from (1.1): it is meant."""
        if level > 1 or pattern == "{1}.":
            return False
        if self._forms is None:
            self._forms = frozenset(found.label.form for found in self.upcoming if found.label is not None)
        return "N.N" in self._forms or any(pattern_of(form, 1, ("",) * 9) == pattern for form in self._forms)


def _are_alike(one: TypedLabel, other: TypedLabel) -> bool:
    return one.kin == other.kin and one.numbers[:-1] == other.numbers[:-1]

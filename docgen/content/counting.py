"""Count the clauses of a text and write their labels; where a label is printed otherwise than typed, say why.

A number that is too high is printed as typed, since other words may refer to it; one that stands there already is
counted on. Both are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from docgen.content.clauses import TypedClause, odd_start
from docgen.content.label_patterns import scheme_patterns
from docgen.content.nesting import LEVELS
from docgen.errors import Finding, Place, Severity
from docgen.thai.errors import ThaiError
from docgen.thai.numbering import format_label, pattern_levels
from docgen.thai.numerals import thai_number

PATTERNS_END = "\u241f"
"""What parts the patterns of a list in the markup: no label has it."""
_ANY_ONE = re.compile(r"1\.")


@dataclass(frozen=True, slots=True)
class CountedList:
    """Clauses that one list can hold: of one level and form, counted without a gap from `start`.

    `at` are the indexes of the first and behind the last; `is_any_number`: each was typed as 1., to be counted.
    `is_gap` tells that it begins behind numbers that are lacking.
    """

    at: tuple[int, int]
    first: TypedClause
    start: int
    is_any_number: bool
    is_gap: bool

    def attributes(self, scheme: str, patterns: tuple[str, ...], start: int) -> Markup:
        """Return the attributes of a list of some of the clauses; its patterns only where they are not the scheme's."""
        made = Markup('scheme="{}" level="{}" start="{}"').format(scheme, self.first.level, start)
        own = self.first.patterns
        if own == scheme_patterns(patterns, self.first.level) and self.first.level <= len(patterns):
            return made
        return made + Markup(' patterns="{}"').format(PATTERNS_END.join(own))


def lists_of(clauses: Sequence[TypedClause]) -> Iterator[CountedList]:
    """Yield the lists that neighbouring clauses make up, in order."""
    at = 0
    while at < len(clauses):
        end = at + 1
        while end < len(clauses) and _are_of_one_list(clauses[at], clauses[end]):
            end += 1
        is_any_number = end - at > 1 and all(_ANY_ONE.fullmatch(one.label) for one in clauses[at:end])
        first, number, is_gap = at, clauses[at].number, False
        for index in range(at, end):
            if not is_any_number and clauses[index].number > number:
                yield CountedList((first, index), clauses[first], number - index + first, False, is_gap)
                first, number, is_gap = index, clauses[index].number, True
            number += 1
        yield CountedList((first, end), clauses[first], number - end + first, is_any_number, is_gap)
        at = end


@dataclass(slots=True)
class Counting:
    """The numbers of each level so far. `inside` are the levels of the clauses around what is read now."""

    tell: Callable[[Finding], None]
    counters: list[int] = field(default_factory=lambda: [0] * LEVELS)
    inside: list[int] = field(default_factory=list)

    def begin(self, found: CountedList, place: Place) -> None:
        """Begin a list, whose first clause is at a place."""
        first = found.first
        self._take_parents(first)
        counted = self.counters[first.level - 1]
        if found.is_gap:
            self._tell_gap(first, place)
        elif found.start not in (1, counted + 1):
            self.tell(odd_start(first, place))

    def _take_parents(self, first: TypedClause) -> None:
        """Take the numbers above from a list that begins at ๒.๑ without its ๒: they are the only ones there are."""
        outer = first.level - 1
        shown = pattern_levels(first.patterns[-1])[:-1]
        if outer and shown and outer not in self.inside:
            for level, number in zip(reversed(shown), reversed(first.numbers[:-1]), strict=False):
                self.counters[level - 1] = number

    def label(self, typed: TypedClause, number: int, place: Place, is_any_number: bool) -> str:
        """Return the label of the next clause; one that can't be written (after ฮ) is told as an error."""
        level, pattern = typed.level, typed.patterns[-1]
        before = self.counters[level - 1]
        self.counters[level - 1] = number
        self.counters[level:] = [0] * (LEVELS - level)
        try:
            label = format_label(pattern, self.counters)
        except ThaiError as problem:
            label = f"{thai_number(number)})" if typed.is_too_deep else typed.label
            if not typed.is_too_deep:  # that is told already
                self.tell(Finding(problem.reason, place, problem.message_th, problem.hint_th))
        shown = pattern_levels(pattern)
        wanted = tuple(self.counters[one - 1] for one in shown)
        is_otherwise = typed.numbers[-len(shown) :] != wanted[-len(typed.numbers) :]
        if is_otherwise and not is_any_number and not typed.is_too_deep:
            self.tell(_renumbered(typed, label, before, place))
        return label

    def _tell_gap(self, typed: TypedClause, place: Place) -> None:
        counters = list(self.counters)
        counters[typed.level - 1] += 1
        try:
            lacking = format_label(typed.patterns[-1], counters)
        except ThaiError:
            lacking = thai_number(counters[typed.level - 1])
        message = f"เลขข้อข้าม: พิมพ์ไว้ {typed.label} ทั้งที่ยังไม่มี {lacking} พิมพ์ให้ตามที่พิมพ์ไว้"
        hint = f"ถ้าขาดข้อ ให้เติม ถ้าไม่ขาด ให้แก้เป็น {lacking} และแก้ข้อความที่อ้างถึงข้อนี้"
        self.tell(Finding("clause-number", place, message, hint, Severity.WARNING))


def _renumbered(typed: TypedClause, label: str, before: int, place: Place) -> Finding:
    """Return the warning about a number that stands there already, is out of order, or is of another clause."""
    number = typed.numbers[-1]
    why = "ซ้ำกับข้อก่อนหน้า" if number == before else "ย้อนลำดับ"
    if number > before:
        why = "ไม่ใช่เลขของข้อที่อยู่เหนือ"
    message = f"พิมพ์เลขข้อไว้ {typed.label} ซึ่ง{why} ลำดับที่ถูกคือ {label}"
    hint = f"โปรแกรมพิมพ์ {label} ให้แล้ว แก้เลขในไฟล์ให้ตรงกัน"
    return Finding("clause-number", place, message, hint, Severity.WARNING)


def _are_of_one_list(one: TypedClause, other: TypedClause) -> bool:
    return (one.level, one.patterns, one.numbers[:-1]) == (other.level, other.patterns, other.numbers[:-1])

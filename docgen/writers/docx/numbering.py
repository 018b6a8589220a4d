"""Real Word lists: a definition and an instance for each run of numbers, made from the scheme's levels.

Word counts by itself; what it will show is simulated here, so that it shows what the tree says. It counts by
definition: instances of one definition share their counters (LibreOffice too), so no two lists share one here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.look.labels import clause_levels
from docgen.look.style import Layout, NumberingLevel
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import ClauseList, People
from docgen.writers.docx.xml import NAMESPACES, attribute, indent, twips

LEVELS = 9
"""How many levels a list of Word has."""


@dataclass(slots=True)
class OpenList:
    """A list: its number in Word, its look, the start of each level, and what Word has counted.

    `patterns` label its levels; those that nothing stands on yet may still change. `skipped` marks levels that were
    passed over on the way to a deeper one: what they show next is the program's guess.
    """

    number: int
    definition: str
    starts: tuple[int, ...]
    counted: list[int]
    skipped: list[bool]
    patterns: list[str]
    used: int = 0

    def fits(self, patterns: Sequence[str]) -> bool:
        """Tell whether a clause whose levels have these patterns can stand in the list."""
        fixed = min(self.used, len(patterns))
        return tuple(self.patterns[:fixed]) == tuple(patterns[:fixed])

    def goes_on(self, level: int, start: int) -> bool:
        """Tell whether the next clause of this level would show the number `start`."""
        count = self.counted[level - 1]
        return not self.skipped[level - 1] and (count + 1 if count else self.starts[level - 1]) == start


@dataclass(slots=True)
class Numbering:
    """The lists of one document, made as the body asks for them. `bullets_at` are the looks of the bulleted ones."""

    layout: Layout
    bullets_at: dict[str, NumberingLevel] = field(default_factory=dict)
    lists: list[OpenList] = field(default_factory=list)
    latest: OpenList | None = None

    def bullets(self, level: NumberingLevel) -> str:
        """Return the numbering properties of a bulleted paragraph that stands as `level` says."""
        definition = f"bullet {twips(level.label_cm)} {twips(level.text_cm)} {twips(level.left_cm)}"
        self.bullets_at.setdefault(definition, level)
        found = next((known for known in self.lists if known.definition == definition), None)
        return _properties((found or self._new(definition, (1,), [self.layout.bullet.label])).number, 0)

    def open(self, block: ClauseList | People, label: str, around: OpenList | None, in_cell: bool) -> OpenList:
        """Return the list of a run of clauses, the first so labelled: an open one if Word would count the same there.

        A run that goes on after other words is the list before it, so that a clause inserted in Word renumbers both.
        """
        scheme, level, start = block.scheme, block.level, block.start
        definition = f"{scheme} cell" if in_cell else scheme
        own = [one.label for one in self.layout.numbering[scheme]]
        patterns = list(block.patterns) or own[:level]
        shown = dict(_counters(patterns[-1], label))
        if around is not None and around.definition == definition:
            if around.goes_on(level, start) and around.fits(patterns):
                return _with_patterns(around, patterns)
            starts = [max(count, 1) for count in around.counted]
        else:
            latest = None if in_cell or around is not None else self.latest
            known = latest is not None and latest.definition == definition
            if latest is not None and known and any(latest.counted[max(level - 2, 0) : level]):
                parents = all(latest.counted[i - 1] == number for i, number in shown.items() if i < level)
                if parents and latest.goes_on(level, start) and latest.fits(patterns):
                    return _with_patterns(latest, patterns)
            starts = [shown.get(i, 1) for i in range(1, LEVELS + 1)]
        starts[level - 1 :] = [start] + [1] * (LEVELS - level)
        made = self._new(definition, tuple(starts), patterns + own[len(patterns) :])
        if around is None and not in_cell:
            self.latest = made
        return made

    def level(self, opened: OpenList, level: int) -> NumberingLevel:
        """Return where the clauses of a level of a list stand."""
        return self._levels(opened)[level - 1]

    def _new(self, definition: str, starts: tuple[int, ...], patterns: list[str]) -> OpenList:
        made = OpenList(len(self.lists) + 1, definition, starts, [0] * LEVELS, [False] * LEVELS, patterns)
        self.lists.append(made)
        return made

    def _levels(self, known: OpenList) -> Sequence[NumberingLevel]:
        if known.definition in self.bullets_at:
            return [self.bullets_at[known.definition]]
        scheme, _, in_cell = known.definition.partition(" ")
        if in_cell:
            width = self.layout.cell_label_cm
            return [NumberingLevel("", i * width, (i + 1) * width, (i + 1) * width) for i in range(len(known.patterns))]
        return clause_levels(self.layout, scheme, known.patterns)

    def item(self, opened: OpenList, level: int) -> str:
        """Count one clause and return its numbering properties."""
        index = level - 1
        opened.used = max(opened.used, level)
        opened.counted[index] = (opened.counted[index] or opened.starts[index] - 1) + 1
        opened.counted[index + 1 :] = [0] * (LEVELS - level)
        opened.skipped[index + 1 :] = [False] * (LEVELS - level)
        for outer in range(index):
            opened.skipped[outer] |= not opened.counted[outer]
        return _properties(opened.number, index)

    def xml(self) -> str:
        """Return the numbering part. Definitions come before instances, as ECMA-376 part 1, 17.9.17 asks for."""
        made = [f"<w:numbering {NAMESPACES}>"]
        for known in self.lists:
            levels = list(zip(known.patterns, self._levels(known), strict=True))
            kind = "multilevel" if len(levels) > 1 else "singleLevel"
            # Word takes definitions of one nsid for one list: each has its own, the same in every run.
            made.append(
                f'<w:abstractNum w:abstractNumId="{known.number}"><w:nsid w:val="{known.number:08X}"/>'
                f'<w:multiLevelType w:val="{kind}"/>'
            )
            made += [_level(i, *level, known.starts[i]) for i, level in enumerate(levels)]
            made.append("</w:abstractNum>")
        for known in self.lists:
            made.append(f'<w:num w:numId="{known.number}"><w:abstractNumId w:val="{known.number}"/></w:num>')
        return "".join(made) + "</w:numbering>"


def _with_patterns(known: OpenList, patterns: Sequence[str]) -> OpenList:
    known.patterns[known.used : len(patterns)] = patterns[known.used :]
    return known


def _counters(pattern: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield the levels that a label shows in digits, with their numbers: ๒.๑ of {1}.{2} gives (1, 2) and (2, 1)."""
    levels = [int(found[0]) for found in re.findall(r"\{([1-9])(:ก)?\}", pattern) if not found[1]]
    numbers = [int(found) for found in re.findall(r"[0-9]+", to_arabic_digits(label))]
    if len(levels) == len(numbers):
        yield from zip(levels, numbers, strict=True)


def _properties(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(index: int, pattern: str, level: NumberingLevel, start: int) -> str:
    """Return the definition of a level; a pattern without a counter is a bullet."""
    counters = re.findall(r"\{([1-9])(:ก)?\}", pattern)
    own = next((letters for number, letters in counters if int(number) == index + 1), None)
    form = "bullet" if not counters else "thaiLetters" if own else "thaiNumbers"
    words = re.sub(r"\{([1-9])(?::ก)?\}", r"%\1", pattern)
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val={attribute(words)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{twips(level.text_cm)}"/></w:tabs>'
        f"{indent(level.left_cm, level.label_cm - level.left_cm)}</w:pPr></w:lvl>"
    )

"""Real Word lists: a definition and an instance for each run of numbers, made from the scheme's levels.

Word counts by itself; what it will show is simulated here, so that it shows what the tree says. It counts by
definition: instances of one definition share their counters (LibreOffice too), so no two lists share one here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.look.style import Layout, NumberingLevel
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import ClauseList
from docgen.writers.docx.xml import NAMESPACES, attribute, indent, twips

LEVELS = 3


@dataclass(slots=True)
class OpenList:
    """A list: its number in Word, its look, the start of each level, and what Word has counted.

    `skipped` marks levels that were passed over on the way to a deeper one: what they show next is the program's guess.
    """

    number: int
    definition: str
    starts: tuple[int, ...]
    counted: list[int]
    skipped: list[bool]

    def goes_on(self, level: int, start: int) -> bool:
        """Tell whether the next clause of this level would show the number `start`."""
        count = self.counted[level - 1]
        return not self.skipped[level - 1] and (count + 1 if count else self.starts[level - 1]) == start


@dataclass(slots=True)
class Numbering:
    """The lists of one document. `definitions` come from the layout, lists are made as the body asks for them."""

    layout: Layout
    definitions: dict[str, tuple[tuple[str, NumberingLevel], ...]] = field(default_factory=dict)
    lists: list[OpenList] = field(default_factory=list)
    latest: OpenList | None = None

    def __post_init__(self) -> None:
        for scheme, levels in self.layout.numbering.items():
            self.definitions[scheme] = tuple((level.label, level) for level in levels)
            width = self.layout.cell_label_cm
            self.definitions[f"{scheme} cell"] = tuple(
                (level.label, NumberingLevel("", i * width, (i + 1) * width, (i + 1) * width))
                for i, level in enumerate(levels)
            )

    def bullets(self, level: NumberingLevel) -> str:
        """Return the numbering properties of a bulleted paragraph that stands as `level` says."""
        definition = f"bullet {twips(level.label_cm)} {twips(level.text_cm)} {twips(level.left_cm)}"
        if definition not in self.definitions:
            self.definitions[definition] = ((self.layout.bullet.label, level),)
        found = next((known for known in self.lists if known.definition == definition), None)
        return _properties((found or self._new(definition, (1,))).number, 0)

    def open(self, block: ClauseList, around: OpenList | None, in_cell: bool) -> OpenList:
        """Return the list that a run of clauses belongs to: an open one if Word would count the same there.

        A run that goes on after other words is the list before it, so that a clause inserted in Word renumbers both.
        """
        scheme, level, start = block.scheme, block.level, block.start
        definition = f"{scheme} cell" if in_cell else scheme
        shown = dict(_counters(self.layout.numbering[scheme][level - 1].label, block.items[0].label))
        if around is not None and around.definition == definition:
            if around.goes_on(level, start):
                return around
            starts = [max(count, 1) for count in around.counted]
        else:
            latest = None if in_cell or around is not None else self.latest
            if latest is not None and latest.definition == definition and latest.counted[level - 1]:
                parents = all(latest.counted[i - 1] == number for i, number in shown.items() if i < level)
                if parents and latest.goes_on(level, start):
                    return latest
            starts = [shown.get(i, 1) for i in range(1, LEVELS + 1)]
        starts[level - 1 :] = [start] + [1] * (LEVELS - level)
        made = self._new(definition, tuple(starts))
        if around is None and not in_cell:
            self.latest = made
        return made

    def _new(self, definition: str, starts: tuple[int, ...]) -> OpenList:
        made = OpenList(len(self.lists) + 1, definition, starts, [0] * LEVELS, [False] * LEVELS)
        self.lists.append(made)
        return made

    def item(self, opened: OpenList, level: int) -> str:
        """Count one clause and return its numbering properties."""
        index = level - 1
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
            levels = self.definitions[known.definition]
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

"""Real Word lists: one definition for each numbering scheme, one list instance for each run of numbers.

Word counts by itself; what it will show is simulated here, so that it shows what the tree says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.style import Layout, NumberingLevel
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import ClauseList
from docgen.writers.docx.xml import NAMESPACES, attribute, indent, twips

LEVELS = 3


@dataclass(slots=True)
class OpenList:
    """A list instance: its number in Word, its definition, the start of each level, and what Word has counted."""

    number: int
    definition: str
    starts: tuple[int, ...]
    counted: list[int]


@dataclass(slots=True)
class Numbering:
    """The lists of one document. `definitions` are made once from the layout, instances as the body asks for them."""

    layout: Layout
    definitions: dict[str, list[str]] = field(default_factory=dict)
    lists: list[OpenList] = field(default_factory=list)

    def __post_init__(self) -> None:
        for scheme, levels in self.layout.numbering.items():
            self.definitions[scheme] = [_level(i, level.label, level) for i, level in enumerate(levels)]
            width = self.layout.cell_label_cm
            self.definitions[f"{scheme} cell"] = [
                _level(i, level.label, NumberingLevel("", i * width, (i + 1) * width, (i + 1) * width))
                for i, level in enumerate(levels)
            ]

    def bullets(self, level: NumberingLevel) -> str:
        """Return the numbering properties of a bulleted paragraph that stands as `level` says."""
        definition = f"bullet {twips(level.label_cm)} {twips(level.text_cm)} {twips(level.left_cm)}"
        if definition not in self.definitions:
            self.definitions[definition] = [_level(0, self.layout.bullet.label, level)]
        found = next((known for known in self.lists if known.definition == definition), None)
        return _properties((found or self._new(definition, ())).number, 0)

    def open(self, block: ClauseList, around: OpenList | None, in_cell: bool) -> OpenList:
        """Return the list that a run of clauses belongs to: the one around it if Word would count the same there."""
        scheme, level, start = block.scheme, block.level, block.start
        definition = f"{scheme} cell" if in_cell else scheme
        if around is not None and around.definition == definition:
            counted = around.counted
            if counted[level - 1] + 1 == start:
                return around
            starts = [max(count, 1) for count in counted]
        else:
            starts = [1] * LEVELS
            pattern = self.layout.numbering[scheme][level - 1].label
            for parent, number in _counters(pattern, block.items[0].label):
                starts[parent - 1] = number
        starts[level - 1 :] = [start] + [1] * (LEVELS - level)
        return self._new(definition, tuple(starts))

    def _new(self, definition: str, starts: tuple[int, ...]) -> OpenList:
        made = OpenList(len(self.lists) + 1, definition, starts, [0] * LEVELS)
        self.lists.append(made)
        return made

    def item(self, opened: OpenList, level: int) -> str:
        """Count one clause and return its numbering properties."""
        index = level - 1
        opened.counted[index] = (opened.counted[index] or opened.starts[index] - 1) + 1
        opened.counted[index + 1 :] = [0] * (LEVELS - level)
        return _properties(opened.number, index)

    def xml(self) -> str:
        """Return the numbering part. Definitions come before instances, as ECMA-376 part 1, 17.9.17 asks for."""
        ids = {name: number for number, name in enumerate(self.definitions)}
        made = [f"<w:numbering {NAMESPACES}>"]
        for name, levels in self.definitions.items():
            made.append(f'<w:abstractNum w:abstractNumId="{ids[name]}"><w:multiLevelType w:val="multilevel"/>')
            made += [*levels, "</w:abstractNum>"]
        for known in self.lists:
            overrides = "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level, start in enumerate(known.starts)
            )
            made.append(
                f'<w:num w:numId="{known.number}"><w:abstractNumId w:val="{ids[known.definition]}"/>{overrides}</w:num>'
            )
        return "".join(made) + "</w:numbering>"


def _counters(pattern: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield the levels that a label shows in digits, with their numbers: ๒.๑ of {1}.{2} gives (1, 2) and (2, 1)."""
    levels = [int(found[0]) for found in re.findall(r"\{([1-9])(:ก)?\}", pattern) if not found[1]]
    numbers = [int(found) for found in re.findall(r"[0-9]+", to_arabic_digits(label))]
    if len(levels) == len(numbers):
        yield from zip(levels, numbers, strict=True)


def _properties(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(index: int, pattern: str, level: NumberingLevel) -> str:
    """Return the definition of a level; a pattern without a counter is a bullet."""
    counters = re.findall(r"\{([1-9])(:ก)?\}", pattern)
    own = next((letters for number, letters in counters if int(number) == index + 1), None)
    form = "bullet" if not counters else "thaiLetters" if own else "thaiNumbers"
    words = re.sub(r"\{([1-9])(?::ก)?\}", r"%\1", pattern)
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val={attribute(words)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{twips(level.text_cm)}"/></w:tabs>'
        f"{indent(level.left_cm, level.label_cm - level.left_cm)}</w:pPr></w:lvl>"
    )

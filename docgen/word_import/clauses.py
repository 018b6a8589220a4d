"""Where clauses stand: by Word's lists and positions in files that docgen made, by typed numbers in all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docgen.thai.numbering import TypedMarker, read_marker
from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.records import WordBlock, WordParagraph

INDENT = "   "
_NEAR_CM = 0.06
_BULLET = re.compile(r"[-•–▪●○](?:[ \t\xa0]+|(?=[ก-๛]))")
_IN_BRACKETS = re.compile(r"\((?P<number>[0-9๐-๙]{1,2})\)[ \t\xa0]*")
_UNBLANKED = re.compile(r"(?P<label>(?:ข้อ\s*)?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?)(?=[ก-๎])")


def scheme_of(blocks: Iterable[WordBlock]) -> str:
    """Return the numbering scheme that the outermost labels of a document are written in."""
    for block in blocks:
        if not isinstance(block, WordParagraph):
            continue
        label = block.item.label if block.item else block.text.strip()
        if re.match(r"ข้อ\s*[0-9๐-๙]", label):
            return "sections"
        if re.match(r"[ก-ฮ]\.(?:\s|$)", label):
            return "letters"
        if re.match(r"[0-9๐-๙]{1,2}\.", label):
            return "decimal"
    return "decimal"


@dataclass(slots=True)
class Found:
    """A clause or bullet: how deep it stands, its label for Markdown, and how many letters of the text that was."""

    depth: int
    label: str
    cut: int = 0


@dataclass(slots=True)
class Outline:
    """The clauses that are open while a document is read from top to bottom.

    `texts_cm` and `levels` are those of Word's lists: where their words begin, their levels (0 for a bullet); `base`
    says how deep the outermost of them stands. `typed_levels` are those of typed numbers.
    """

    patterns: Sequence[str]
    texts_cm: list[float] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    typed_levels: list[int] = field(default_factory=list)
    base: int = 0
    shapes: dict[str, int] = field(default_factory=dict)

    def close(self) -> None:
        """End all lists: words follow that belong to none."""
        self.texts_cm.clear()
        self.levels.clear()
        self.typed_levels.clear()
        self.base = 0

    def listed(self, paragraph: WordParagraph) -> Found | None:
        """Return where a paragraph of a Word list stands, by its position; None for one that is in no list."""
        item = paragraph.item
        if item is None:
            return None
        while self.texts_cm and self.texts_cm[-1] > item.label_cm + _NEAR_CM:
            self.texts_cm.pop()
            self.levels.pop()
        if not self.texts_cm and re.search(r"(?<![0-9])1\D*$|^-$", to_arabic_digits(item.label)):
            # A list of Word that begins under a clause with a typed number belongs to that clause.
            self.base = len(self.typed_levels)
        depth = self.base + len(self.texts_cm)
        level = 0 if item.label == "-" else item.level
        parent = next((open_level for open_level in reversed(self.levels) if open_level), 0)
        self.texts_cm.append(item.text_cm)
        self.levels.append(level)
        if not level:
            return Found(depth, "-")
        number = re.findall(r"[0-9]+", to_arabic_digits(item.label))
        if level == parent + 1 and number:
            return Found(depth, f"{number[-1]}.")
        return Found(depth, item.label)

    def depth_of_rest(self, paragraph: WordParagraph) -> int:
        """Return how many list items a paragraph goes on with, by where its words begin."""
        while self.texts_cm and abs(self.texts_cm[-1] - paragraph.rest_cm) > _NEAR_CM:
            self.texts_cm.pop()
            self.levels.pop()
        return len(self.texts_cm)

    def typed(self, text: str) -> Found | None:
        """Return the clause that a typed number begins, None for words without one."""
        self.texts_cm.clear()
        self.levels.clear()
        bullet = _BULLET.match(text)
        if bullet:
            return Found(min(len(self.typed_levels), 2), "-", bullet.end())
        marker = read_marker(text, self.patterns)
        if marker is None and (near := _UNBLANKED.match(text)):
            # "๑.กำหนด": the blank is easily forgotten, and a label without it is none to the content's reader.
            marker = read_marker(f"{near['label']} ", self.patterns)
            if marker is not None:
                return self._typed(marker, near.end())
        if marker is not None:
            return self._typed(marker, marker.rest_start)
        if brackets := _IN_BRACKETS.match(text):
            level = self._level("(N)", None)
            self._open(level)
            label = "({})" if any("({2})" in pattern for pattern in self.patterns) else "{})"
            return Found(level - 1, label.format(brackets["number"]), brackets.end())
        return None

    def _typed(self, marker: TypedMarker, cut: int) -> Found | None:
        if len(marker.numbers) > 3:
            return None
        level = self._level(marker.shape, marker.level)
        self._open(level)
        return Found(level - 1, marker.label, cut)

    def _level(self, shape: str, own: int | None) -> int:
        """Return the level of a shape: that of the scheme, or one below the clause in which it first occurs."""
        if own is None:
            own = self.shapes.get(shape) or min((self.typed_levels[-1] if self.typed_levels else 0) + 1, 3)
        return self.shapes.setdefault(shape, own)

    def _open(self, level: int) -> None:
        while self.typed_levels and self.typed_levels[-1] >= level:
            self.typed_levels.pop()
        self.typed_levels.append(level)

"""Where clauses stand: by Word's lists and positions in files that docgen made, by typed numbers in all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docgen.thai.labels import read_label
from docgen.thai.numbering import LIST_LETTERS, TypedMarker, format_label, read_marker
from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.records import WordBlock, WordParagraph

INDENT = "   "
_NEAR_CM = 0.06
_BULLET = re.compile(r"[-•–▪●○](?:[ \t\xa0]+|(?=[ก-๛]))")
_IN_BRACKETS = re.compile(r"\((?P<number>[0-9๐-๙]{1,2})\)[ \t\xa0]*")
# Enumerators that the scheme has no level for: they stay words, and stand within the clause that is open.
_OTHER_LABEL = re.compile(r"\((?:[0-9๐-๙]{1,2}|[ก-ฮ])\)|[ก-ฮ][.)](?=[ \t\xa0])")
_TAB_CM, _BLANK_CM, _DEEPER_CM = 1.27, 0.15, 0.3
LOOK_AHEAD = 30
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
class FoundClause:
    """A clause or bullet: how deep it stands, its label for Markdown, and how many letters of the text that was."""

    depth: int
    label: str
    cut: int = 0


@dataclass(slots=True)
class Outline:
    """The clauses that are open while a document is read from top to bottom.

    `texts_cm` and `levels` are those of Word's lists: where their words begin, their levels (0 for a bullet), whether
    the scheme labels them (`in_scheme`); `base` says how deep the outermost of them stands. `typed_levels`,
    `typed_numbers` and `typed_indents` (cm) are those of typed numbers; `body_indents` where paragraphs outside of
    clauses began.
    """

    patterns: Sequence[str]
    texts_cm: list[float] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    in_scheme: list[bool] = field(default_factory=list)
    typed_levels: list[int] = field(default_factory=list)
    typed_numbers: list[int] = field(default_factory=list)
    typed_indents: list[float] = field(default_factory=list)
    body_indents: list[float] = field(default_factory=list)
    base: int = 0
    shapes: dict[str, int] = field(default_factory=dict)

    def close(self) -> None:
        """End all lists: words follow that belong to none."""
        self._clear()
        self._open(0)
        self.base = 0

    def listed(self, paragraph: WordParagraph) -> FoundClause | None:
        """Return where a paragraph of a Word list stands, by its position; None for one that is in no list."""
        item = paragraph.item
        if item is None:
            return None
        while self.texts_cm and self.texts_cm[-1] > item.label_cm + _NEAR_CM:
            self._pop()
        if not self.texts_cm and re.search(r"(?<![0-9])1\D*$|^-$", to_arabic_digits(item.label)):
            # A list of Word that begins under a clause with a typed number belongs to that clause.
            self.base = len(self.typed_levels)
        depth = self.base + len(self.texts_cm)
        level = 0 if item.label == "-" else item.level
        parent = next((open_level for open_level in reversed(self.levels) if open_level), 0)
        self.texts_cm.append(item.text_cm)
        self.levels.append(level)
        if not level:
            self.in_scheme.append(True)
            return FoundClause(depth, "-")
        number = re.findall(r"[0-9]+|[ก-ฮ]", to_arabic_digits(item.label))
        in_scheme = all(self.in_scheme) and level == parent + 1 and self._is_of_scheme(item.label, level)
        self.in_scheme.append(in_scheme)
        # Beside a ๑.๑ a Latin 1. is meant as it stands: an outermost ข้อ or ก. is written out.
        is_plain = in_scheme and (level > 1 or self.patterns[0] == "{1}.")
        if number and (is_plain or read_label(f"{item.label} ก") is None):
            counted = number[-1] if number[-1].isdecimal() else str(LIST_LETTERS.index(number[-1]) + 1)
            return FoundClause(depth, f"{counted}.")
        return FoundClause(depth, item.label)

    def _is_of_scheme(self, label: str, level: int) -> bool:
        """Tell whether a label is written as the scheme writes those of its level, which it then does by itself."""
        found = read_label(f"{label} ก")
        own = (
            read_label(format_label(self.patterns[level - 1], [1] * 9) + " ก") if level <= len(self.patterns) else None
        )
        return found is not None and own is not None and found.form == own.form

    def depth_of_rest(self, paragraph: WordParagraph) -> int:
        """Return how many list items a paragraph goes on with, by where its words begin."""
        while self.texts_cm and abs(self.texts_cm[-1] - paragraph.rest_cm) > _NEAR_CM:
            self._pop()
        return len(self.texts_cm)

    def _clear(self) -> None:
        for stack in (self.texts_cm, self.levels, self.in_scheme):
            stack.clear()

    def _pop(self) -> None:
        for stack in (self.texts_cm, self.levels, self.in_scheme):
            stack.pop()

    def typed(self, text: str, indent_cm: float = 0.0) -> FoundClause | None:
        """Return the clause that a typed number begins, None for words without one; `indent_cm` is where it stands."""
        bullet = _BULLET.match(text)
        marker, cut = self._marker(text)
        if bullet or marker is not None:
            self._clear()
        if bullet:
            return FoundClause(min(len(self.typed_levels), 2), "-", bullet.end())
        if marker is None or len(marker.numbers) > 3:
            return None
        level = self._level(marker.shape, marker.level)
        self._open(level)
        self.typed_levels.append(level)
        self.typed_numbers.append(marker.numbers[-1])
        self.typed_indents.append(indent_cm)
        return FoundClause(level - 1, marker.label, cut)

    def _marker(self, text: str) -> tuple[TypedMarker | None, int]:
        """Return the number typed at the start of a text, and how many letters it takes."""
        marker = read_marker(text, self.patterns)
        if marker is None and (near := _UNBLANKED.match(text)):
            # "๑.กำหนด": the blank is easily forgotten, and a label without it is none to the content's reader.
            marker = read_marker(f"{near['label']} ", self.patterns)
            return marker, near.end()
        if marker is None and (brackets := _IN_BRACKETS.match(text)):
            marker = read_marker(f"({brackets['number']}) ", self.patterns)
            return marker, brackets.end()
        return marker, marker.rest_start if marker is not None else 0

    def depth_of_typed_rest(self, block: WordParagraph, following: Sequence[WordBlock]) -> int:
        """Return how many typed clauses a paragraph without a number goes on with, 0 if it stands outside of them.

        It goes on with a clause where it stands further in, has an enumerator that is no level of the scheme, or where
        the clause numbers that follow would otherwise lose the clauses that they count from.
        """
        indent = typed_indent(block)
        if not self.typed_levels:
            self.body_indents.append(indent)
            return 0
        if block.align != "left":
            return 0
        deepest = len(self.typed_levels)
        if _OTHER_LABEL.match(block.text.lstrip()):
            return deepest
        inside = [depth for depth, own in enumerate(self.typed_indents, start=1) if own + _DEEPER_CM < indent]
        needed = self._needed_by(following)
        is_like_body = any(abs(indent - own) < _DEEPER_CM for own in self.body_indents)
        if needed > 1 or (needed and inside and not is_like_body):
            return max([needed, *inside])
        return max(inside, default=0) if not is_like_body and not needed else 0

    def _needed_by(self, following: Sequence[WordBlock]) -> int:
        """Return how many open clauses the next typed number counts from: 2 for a ๑.๒ after ๑.๑, 0 for a new start."""
        for block in following[:LOOK_AHEAD]:
            if not isinstance(block, WordParagraph) or block.item or block.role.startswith("heading"):
                return 0
            marker, _ = self._marker(block.text.lstrip())
            if marker is None or len(marker.numbers) > 3:
                continue
            level = marker.level or self.shapes.get(marker.shape) or len(self.typed_levels) + 1
            for depth, (open_level, number) in enumerate(zip(self.typed_levels, self.typed_numbers, strict=True), 1):
                if open_level == level:
                    return depth if marker.numbers[-1] == number + 1 else 0
            return len(self.typed_levels) if level > self.typed_levels[-1] and marker.numbers[-1] == 1 else 0
        return 0

    def _level(self, shape: str, own: int | None) -> int:
        """Return the level of a shape: that of the scheme, or one below the clause in which it first occurs."""
        if own is None:
            own = self.shapes.get(shape) or min((self.typed_levels[-1] if self.typed_levels else 0) + 1, 3)
        return self.shapes.setdefault(shape, own)

    def _open(self, level: int) -> None:
        """Close the typed clauses of a level and of all below it; 0 closes all."""
        while self.typed_levels and self.typed_levels[-1] >= level:
            self.typed_levels.pop()
            self.typed_numbers.pop()
            self.typed_indents.pop()


def typed_indent(paragraph: WordParagraph) -> float:
    """Return where the words of a paragraph begin, in cm from the margin: its indent, and tabs and blanks typed."""
    lead = paragraph.text[: len(paragraph.text) - len(paragraph.text.lstrip())]
    return paragraph.indent_cm + lead.count("\t") * _TAB_CM + (len(lead) - lead.count("\t")) * _BLANK_CM

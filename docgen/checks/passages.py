"""The texts of a content file as rules see them, each with the places where the clerk typed it.

A text of front matter is the one that a build reads: over several lines where YAML joins them, without quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docgen.content.bounds import MAX_TYPED_LINES
from docgen.content.silence import without_silence
from docgen.errors import Place
from docgen.folder.located import Mapping, Node, Scalar
from docgen.thai.characters import normalize

_KEY = re.compile(r"[ ]*(?:- )?(?P<key>[a-z_]+):(?:[ ]+|$)")
_REMARK = re.compile(r"(?<!\s)\s+#.*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a body, a text of front matter or a cell, without what only marks it up, and where it begins.

    `key` is the entry of a YAML mapping that it belongs to ("" in a body or a table). `further` has the lines that a
    text goes on with: the offset at which each begins, its number, its column; one blank stands for the line's end.
    """

    text: str
    path: str
    line: int
    column: int
    key: str = ""
    further: tuple[tuple[int, int, int], ...] = ()

    def place(self, offset: int) -> Place:
        """Return the place of a character. The column of a table's cell is the number of the cell."""
        if self.path.endswith((".csv", ".xlsx")):
            return Place(self.path, self.line, self.column)
        at = self._lines_before(offset)
        start, line, column = self.further[at - 1] if at else (0, self.line, self.column)
        return Place(self.path, line, column + offset - start)

    def on_its_line(self, first: int, last: int) -> int:
        """Return how many letters of a stretch stand on the line that it begins on."""
        at = self._lines_before(first)
        end = self.further[at][0] - 1 if at < len(self.further) else len(self.text)
        return max(min(last, end) - first, 0)

    def _lines_before(self, offset: int) -> int:
        return bisect_right(self.further, offset, key=lambda one: one[0])


@dataclass(frozen=True, slots=True)
class _Typed:
    """A stretch of a line as it was typed: the line's number, the column that it begins at, its letters."""

    line: int
    column: int
    text: str


def of_fields(node: Node | None, lines: Sequence[str], path: str) -> Iterator[Passage]:
    """Yield the texts that a YAML file, or front matter, has; `lines` are those of the whole file."""
    for key, scalar in _scalars(node):
        typed = _typed(scalar, lines)
        stretches = _joined(scalar, typed) or [[one] for one in typed]
        yield from _passages(_with_dash(stretches, lines), path, key)


def of_lines(lines: Sequence[str], first: int, path: str) -> Iterator[Passage]:
    """Yield lines as they stand, from the index `first` of a file on: those of a body."""
    for number, line in enumerate(lines, start=first + 1):
        start = len(line) - len(line.lstrip())
        yield from _passages([[_Typed(number, start + 1, line[start:])]], path, "")


def of_broken(lines: Sequence[str], first: int, path: str) -> Iterator[Passage]:
    """Yield the lines of a mapping that nobody can read, from the index `first` of a file on: a guess at their keys.

    What is wrong with it the build tells; what else is to be said of its words need not wait for that.
    """
    key = ""
    for number, line in enumerate(lines, start=first + 1):
        if line.lstrip().startswith("#") or line.rstrip() == "---":
            continue
        entry = _KEY.match(line)
        start = entry.end() if entry else len(line) - len(line.lstrip())
        key = entry["key"] if entry else key
        line = _REMARK.sub("", line) if entry else line
        yield from _passages([[_Typed(number, start + 1, line[start:])]], path, key)


def count(node: Node | None) -> int:
    """Return how many texts a YAML file has, as far as a file may have lines."""
    return sum(1 for _, _ in zip(range(MAX_TYPED_LINES + 1), _scalars(node), strict=False))


def _scalars(node: Node | None, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield the texts in their order, each with the entry that it belongs to."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Mapping):
        for name, value in node.entries.items():
            yield from _scalars(value, name)
    elif node is not None:
        for item in node.items:
            yield from _scalars(item, key)


def _typed(scalar: Scalar, lines: Sequence[str]) -> list[_Typed]:
    """Return what was typed of a text, line by line, without its quotation marks and the blanks at both ends."""
    if scalar.end is None or not scalar.text:
        return []
    first, start = scalar.place.line - 1 + scalar.literal, 0 if scalar.literal else scalar.place.column - 1
    last, stop = min(scalar.end.line, len(lines)) - 1, scalar.end.column - 1
    typed = []
    for index in range(first, last + 1):
        begin, end = start if index == first else 0, stop if index == last else len(lines[index])
        begin += scalar.quoted and index == first
        end -= scalar.quoted and index == last
        words = lines[index][begin:end]
        at = begin + len(words) - len(words.lstrip())
        if words.strip():
            typed.append(_Typed(index + 1, at + 1, lines[index][at:end].rstrip()))
    return typed


def _joined(scalar: Scalar, typed: Sequence[_Typed]) -> list[list[_Typed]]:
    """Return for each line that YAML makes of a text the stretches that it was typed in; none if they don't tell.

    Where YAML reads other letters than were typed (\\ in quotation marks), the lines stand by themselves.
    """
    lengths = [len(_letters(one.text)) for one in typed]
    made: list[list[_Typed]] = []
    at = 0
    for line in scalar.text.split("\n"):
        wanted, before = len(_letters(line)), at
        while at < len(typed) and wanted > 0:
            wanted -= lengths[at]
            at += 1
        if at > before:
            made.append(list(typed[before:at]))
    return made if _letters(scalar.text) == "".join(_letters(one.text) for one in typed) and at == len(typed) else []


def _with_dash(stretches: list[list[_Typed]], lines: Sequence[str]) -> list[list[_Typed]]:
    """Return the stretches of a text with the dash of a list's item before its words, as a body has it."""
    if stretches:
        begun = stretches[0][0]
        line = lines[begun.line - 1]
        if line[: begun.column - 1].strip() == "-":
            dash = line.index("-")
            begun = _Typed(begun.line, dash + 1, line[dash : begun.column - 1] + begun.text)
            return [[begun, *stretches[0][1:]], *stretches[1:]]
    return stretches


def _letters(text: str) -> str:
    return "".join(normalize(text).split())


def _passages(stretches: Iterable[Sequence[_Typed]], path: str, key: str) -> Iterator[Passage]:
    """Yield a passage for each text that holds anything besides silencing comments."""
    for taken in stretches:
        text, further = "", []
        kept = [(one, words) for one in taken if (words := without_silence(one.text).rstrip())]
        for one, words in kept:
            if text:
                text += " "
                further.append((len(text), one.line, one.column))
            text += words
        if text:
            yield Passage(text, path, kept[0][0].line, kept[0][0].column, key, tuple(further))

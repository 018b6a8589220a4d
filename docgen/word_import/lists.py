"""What Word's own numbering shows: it stores no numbers, so they are counted as it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from docgen.thai.numbering import LIST_LETTERS
from docgen.thai.numerals import thai_number
from docgen.word_import.names import qn
from docgen.word_import.records import ListPlace

_TWIPS_PER_CM = 1440 / 2.54
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Lists:
    """The numbering of one file, and what was counted so far, by definition and level."""

    levels: dict[tuple[str, int], Any] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def place(self, number: str, level: int) -> ListPlace | None:
        """Count a paragraph of the list `number` at `level` (from 0); None if there is no such list."""
        definition = self.definitions.get(number, "")
        found = self.levels.get((definition, level))
        if found is None:
            return None
        counters = self.counted.setdefault(definition, {})
        if number not in self.begun:
            # An instance with a start of its own counts anew from its first paragraph on.
            self.begun.add(number)
            for (instance, at), _ in self.starts.items():
                if instance == number:
                    counters.pop(at, None)
        counters[level] = counters[level] + 1 if level in counters else self._start(definition, number, level)
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        shown = {at: counters.get(at, self._start(definition, number, at)) for at in range(level + 1)}
        left, hanging, first = (_measure(found, name) for name in ("left", "hanging", "firstLine"))
        tab = found.find(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
        text_cm = left if tab is None else _number(tab.get(qn("w:pos")), 0) / _TWIPS_PER_CM
        return ListPlace(self._label(definition, level, shown), level + 1, left - hanging + first, max(text_cm, left))

    def _start(self, definition: str, number: str, level: int) -> int:
        own = self.starts.get((number, level))
        return own if own is not None else _value(self.levels.get((definition, level)), "w:start", 1)

    def _label(self, definition: str, level: int, shown: dict[int, int]) -> str:
        found = self.levels[definition, level]
        if value_of(found, "w:numFmt") == "bullet":
            return "-"

        def counter(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = value_of(self.levels.get((definition, at)), "w:numFmt")
            return _written(shown.get(at, 1), form)

        return re.sub(r"%([1-9])", counter, value_of(found, "w:lvlText"))


def read_lists(document: DocxDocument) -> Lists:
    """Return the lists that a file defines."""
    part = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING), None
    )
    lists = Lists()
    if part is None:
        return lists
    root = part.element
    for abstract in root.findall(qn("w:abstractNum")):
        for level in abstract.findall(qn("w:lvl")):
            lists.levels[abstract.get(qn("w:abstractNumId")), _number(level.get(qn("w:ilvl")), 0)] = level
    for instance in root.findall(qn("w:num")):
        number = instance.get(qn("w:numId"))
        lists.definitions[number] = value_of(instance, "w:abstractNumId")
        for override in instance.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            if start is not None:
                lists.starts[number, _number(override.get(qn("w:ilvl")), 0)] = _number(start.get(qn("w:val")), 1)
    return lists


def value_of(element: Any, name: str) -> str:
    """Return the w:val of a child element such as "w:jc", "" if there is none."""
    found = element.find(qn(name)) if element is not None else None
    return str(found.get(qn("w:val")) or "") if found is not None else ""


def _value(element: Any, name: str, default: int) -> int:
    return _number(value_of(element, name), default)


def _number(word: str | None, default: int) -> int:
    """Return a number of the file; other programs write blanks and fractions where a whole number belongs."""
    return int(word) if word is not None and re.fullmatch(r"-?[0-9]{1,9}", word) else default


def _measure(level: Any, name: str) -> float:
    found = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    return _number(found.get(qn(f"w:{name}")) if found is not None else None, 0) / _TWIPS_PER_CM


def _written(number: int, form: str) -> str:
    """Return a number in one of Word's forms; those that Thai offices do not use come as digits."""
    if form in ("thaiLetters",) and 1 <= number <= len(LIST_LETTERS):
        return LIST_LETTERS[number - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= number <= 39:
        made = ""
        for value, letters in _ROMAN:
            made += letters * (number // value)
            number %= value
        return made if form == "lowerRoman" else made.upper()
    return thai_number(max(number, 0))

"""Papers numbered at random: one to five levels, each form over each other one, indented or not, with words between."""

from __future__ import annotations

import random

from docgen.thai.numbering import LIST_LETTERS
from docgen.thai.numerals import to_thai_digits

_DOTTED = "N.N"
_FORMS = ("ข้อ N", "N.", "N)", "(N)", "(ก)", "ก.", "ก)")


def paper(seed: int) -> tuple[str, list[str]]:
    """Return the text of a paper and its labels as they are to be printed, without blanks."""
    rng = random.Random(seed)
    forms = _forms(rng)
    made = _Paper(forms, rng.choice([True, False]), rng.choice([0, 0, 3, 4]), rng.random() < 0.7, rng.random() < 0.3)
    made.level(rng, 0, [])
    return "\n".join(made.lines), made.labels


def _forms(rng: random.Random) -> list[str]:
    made: list[str] = []
    for depth in range(rng.randint(1, 5)):
        if depth and made[-1] in ("ข้อ N", "N.", _DOTTED) and rng.random() < 0.4:
            made.append(_DOTTED)
            continue
        left = [form for form in _FORMS if form not in made and not (depth and form == "ข้อ N")]
        made.append(rng.choice(left))
    return made


class _Paper:
    def __init__(self, forms: list[str], is_spaced: bool, indent: int, is_thai: bool, has_words: bool) -> None:
        self.forms, self.is_spaced, self.indent, self.is_thai, self.has_words = (
            *(forms, is_spaced, indent),
            *(is_thai, has_words),
        )
        self.lines: list[str] = []
        self.labels: list[str] = []

    def level(self, rng: random.Random, depth: int, above: list[int]) -> None:
        for number in range(1, 1 + (rng.randint(1, 3) if depth else rng.randint(2, 4))):
            label = self._label(depth, [*above, number])
            self.lines.append(" " * (self.indent * depth) + label + " คำของข้อนี้ซึ่งสั้น")
            self.labels.append("".join(to_thai_digits(label).split()))
            if self.has_words and rng.random() < 0.4:
                self.lines += ["", "ย่อหน้าที่คั่นอยู่", ""]
            elif self.is_spaced:
                self.lines.append("")
            if depth + 1 < len(self.forms) and rng.random() < 0.7:
                self.level(rng, depth + 1, [*above, number])

    def _label(self, depth: int, numbers: list[int]) -> str:
        form = self.forms[depth]
        if form == _DOTTED:
            first = depth
            while self.forms[first] == _DOTTED:
                first -= 1
            return self._digits(".".join(map(str, numbers[first:])))
        return self._digits(form.replace("N", str(numbers[-1])).replace("ก", LIST_LETTERS[numbers[-1] - 1]))

    def _digits(self, text: str) -> str:
        return to_thai_digits(text) if self.is_thai else text

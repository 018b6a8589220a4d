"""Make lines ready before Markdown reads them: what is said of tables is taken down, amounts are put in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.content.amounts import with_amount_words
from docgen.content.notes import take_notes
from docgen.content.table_directives import TableDirective, read_directives, without_directives
from docgen.errors import Finding, Place


@dataclass(frozen=True, slots=True)
class PreparedLines:
    """The lines, of the same number as those typed, what stood in them for tables, what is wrong, the footnotes."""

    lines: list[str]
    directives: tuple[TableDirective, ...]
    problems: tuple[Finding, ...]
    notes: dict[str, tuple[int, str]]


def prepared(lines: Sequence[str], place: Callable[[int, int], Place]) -> PreparedLines:
    """Return the lines as Markdown is to read them; `place` tells where a line (from 0) and column (from 1) stand."""
    problems: list[Finding] = []

    def report(line: int, code: str, message: str, hint: str) -> None:
        problems.append(Finding(code, place(line, 1), message, hint))

    directives = tuple(read_directives(lines, report))
    lines, notes = take_notes(without_directives(lines), report)
    made: list[str] = []
    for index, (line, faults) in enumerate(map(with_amount_words, lines)):
        made.append(line)
        problems += (
            Finding("wrong-amount", place(index, column + 1), message, hint) for column, message, hint in faults
        )
    return PreparedLines(made, directives, tuple(problems), notes)

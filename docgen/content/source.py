"""Where the text of a body stands in its file: whatever is said of a line of it names the line that was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import Place
from docgen.folder.files import Files


@dataclass(frozen=True, slots=True)
class Source:
    """Where a body stands: project files, its file and first line; in a table its row and `cell`, the column from 1."""

    files: Files
    path: Path
    first_line: int = 1
    role: str = "body"
    cell: int = 0
    typed: tuple[int, ...] = ()
    """For each line of the body the line that it was typed on, counted from 0, where these are not the same."""

    def place(self, line: int, column: int = 0) -> Place:
        """Return the place of a line of the body, counted from 0. A cell is one place, whatever lines it has."""
        line = self.typed[min(line, len(self.typed) - 1)] if self.typed else line
        if self.cell:
            return Place(self.files.shown(self.path), self.first_line, self.cell)
        return Place(self.files.shown(self.path), self.first_line + line, column)


def lines_apart(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text with an empty line between any two, and for each of its lines the one that it was typed on."""
    stripped = text.strip()
    at = text[: text.find(stripped)].count("\n")
    made, typed = [], []
    for part in re.split(r"(\n+)", stripped):
        is_end = part.startswith("\n")
        made.append("" if is_end else part)
        typed.append(at)
        at += len(part) if is_end else 0
    return "\n".join(made), tuple(typed)

"""Where a body stands: its file, its line, or its cell in a table."""

from __future__ import annotations

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

    def place(self, line: int, column: int = 0) -> Place:
        """Return the place of a line of the body, counted from 0. A cell is one place, whatever lines it has."""
        if self.cell:
            return Place(self.files.shown(self.path), self.first_line, self.cell)
        return Place(self.files.shown(self.path), self.first_line + line, column)

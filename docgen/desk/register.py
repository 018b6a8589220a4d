"""`docgen register`: whether register, journal and content files tell the same."""

from __future__ import annotations

from pathlib import Path

from docgen.desk.done import Done
from docgen.document.issued_files import register_findings


def register(root: Path) -> Done[bool]:
    """Return whether register, journal and the files that they name agree, and what does not. Nothing is written."""
    found = tuple(register_findings(root))
    return Done(not found, found)

"""Read a project, and refuse an office whose place can't be: every document would bear it."""

from __future__ import annotations

from pathlib import Path

from docgen.checks.agency import refuse_wrong_agency
from docgen.document.project import Project, read_project
from docgen.folder.folder import Folder


def checked_project(given: Path | Folder) -> Project:
    """Return the project as read. Raises DocgenError that lists what is wrong in agency, its place, and layout."""
    project = read_project(given)
    refuse_wrong_agency(project.folder, project.agency)
    return project

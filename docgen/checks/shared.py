"""What all documents of a project share, for who asks at each key: read anew only where one of its files changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.checks.project import checked_project
from docgen.document.project import Project
from docgen.document.template import TEMPLATES
from docgen.folder.folder import Disk, Folder, Overlay
from docgen.folder.there import state_of
from docgen.registry.journal import JOURNAL_FILE
from docgen.registry.register import REGISTER_FILE

_State = tuple[tuple[str, int, int], ...]
_kept: dict[Path, tuple[_State, Project]] = {}
"""The project that was read last in this process, with the state of the files that it was read from."""


def shared_project(folder: Folder) -> Project:
    """Return the project as `checked_project` does, from memory where none of its files was written since.

    Files are told apart by when they were written last and by their size. Where one of them is unsaved, all are read.
    Raises DocgenError as `checked_project` does.
    """
    if not isinstance(folder, Overlay) or not isinstance(folder.folder, Disk):
        return checked_project(folder)
    found = _kept.get(folder.root)
    if found is not None:
        names = {name for name, _, _ in found[0]}
        if not _has_any(folder, names) and found[0] == _state(folder.root, names):
            return replace(found[1], folder=folder)
    project = checked_project(folder)
    names = {*project.hashes, REGISTER_FILE, JOURNAL_FILE, "content", TEMPLATES}
    _kept.clear()
    if not _has_any(folder, names):
        _kept[folder.root] = _state(folder.root, names), replace(project, folder=folder.folder)
    return project


def _has_any(folder: Overlay, names: set[str]) -> bool:
    """Tell whether an unsaved text is one of the files that all documents share."""
    return any(name in names or name.startswith(f"{TEMPLATES}/") for name in folder.texts)


def _state(root: Path, names: set[str]) -> _State:
    """Return when files were written last (ns), and their sizes; of folders, when a name came or went."""
    return tuple((name, *state_of(root / name)) for name in sorted(names))

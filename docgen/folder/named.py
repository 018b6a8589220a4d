"""Find a file by a name that looks the same: macOS takes letters apart in file names, Word and keyboards put ํ and า."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from docgen.thai.characters import comparable


def same_named(folder: Path, name: str) -> Path:
    """Return the path of `name` (with slashes) from a folder: as it is where that exists, else the one that looks so.

    A part of the path that no file bears stands for the only file whose name is the same to the eye (`comparable`);
    where none is, or several are, the path is returned as it was named, which then is told as missing.
    """
    exact = folder / name
    try:
        if exact.exists():
            return exact
        found = folder
        for part in PurePosixPath(name).parts:
            found = found / part if part in ("..", "/") else _in(found, part)
    except (OSError, ValueError):
        return exact
    return found if found.exists() else exact


def _in(folder: Path, name: str) -> Path:
    if (folder / name).exists():
        return folder / name
    wanted = comparable(name)
    alike = [path for path in folder.iterdir() if comparable(path.name) == wanted]
    return alike[0] if len(alike) == 1 else folder / name

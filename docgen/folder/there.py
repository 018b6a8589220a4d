"""What is there, by path: for files that were named on the command line, signed files, bags. Asks, and opens nothing.

What belongs to a project is asked of its `Folder`.
"""

from __future__ import annotations

import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether a path leads to something."""
    return path.exists()


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder."""
    return path.is_dir()


def is_own_folder(path: Path) -> bool:
    """Tell whether a path is a folder by itself, not a link to one."""
    return path.is_dir() and not path.is_symlink()


def is_file(path: Path) -> bool:
    """Tell whether a path leads to a regular file."""
    return path.is_file()


def is_own_file(path: Path) -> bool:
    """Tell whether a path is a regular file by itself, not a link to one."""
    return path.is_file() and not path.is_symlink()


def size_of(path: Path) -> int:
    """Return how many bytes a file has. Raises OSError."""
    return path.stat().st_size


def files_of(folder: Path, pattern: str = "**/*") -> list[Path]:
    """Return the files of a folder by a pattern (** for any depth), sorted; links to files among them.

    A folder that is not there has none.
    """
    return [path for path in sorted(folder.glob(pattern)) if path.is_file()]


def listed(folder: Path) -> list[Path]:
    """Return all that is in a folder, sorted. Raises OSError."""
    return sorted(folder.iterdir())


def state_of(path: Path) -> tuple[int, int]:
    """Return when a file was written last (ns), and its size; of a folder, when a name came or went; zeros if none."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def states_of(folder: Path, pattern: str) -> dict[Path, tuple[int, int]]:
    """Return when each file of a folder was written last (ns), and its size: other numbers, other content."""
    found: dict[Path, tuple[int, int]] = {}
    for path in folder.glob(pattern):
        try:
            told = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(told.st_mode):
            found[path] = told.st_mtime_ns, told.st_size
    return found

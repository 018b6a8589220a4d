"""The program's own files, wherever it stands: its code, its catalogues, the packages beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from docgen import PACKAGE


def program_files(pattern: str = "*") -> Iterator[Path]:
    """Yield the files of the program below its package by a pattern, sorted, without what Python keeps of them."""
    found: list[Path] = []
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name not in ("__pycache__", "node_modules")]
        found += (Path(folder, name) for name in names if fnmatchcase(name, pattern))
    yield from (path for path in sorted(found) if os.path.isfile(path))


def program_file(name: str) -> bytes:
    """Return the bytes of one of the program's files, by its path in the package. Raises OSError."""
    return (PACKAGE / name).read_bytes()


def files_beside(folder: str) -> dict[str, Path]:
    """Return the files of a folder that came with the program, beside its package, by their path in that folder.

    There are none where the package alone was installed.
    """
    top = PACKAGE.parent / folder
    found = (Path(place, name) for place, _, names in os.walk(top) for name in names)
    return {path.relative_to(top).as_posix(): path for path in sorted(found)}


def installed_packages() -> Iterator[str]:
    """Yield, for each place on Python's path, the names and versions of the packages that are installed there."""
    # importlib.metadata tells the same in 25 ms.
    # setuptools adds a folder of its own to the path once something of it is imported.
    for place in (place for place in sys.path if os.path.isdir(place) and not place.endswith("_vendor")):
        yield "\n".join(sorted(name for name in os.listdir(place) if name.endswith(".dist-info")))

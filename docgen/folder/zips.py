"""Zip archives on the disk: opened to be read, and written so that their bytes depend on what is in them alone."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.folder.there import files_of

_PIECE = 1 << 20


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Yield an archive to be read. Raises what the library raises of one that is none, OSError."""
    with zipfile.ZipFile(path) as archive:
        yield archive


def write_zip(folder: Path, target: Path) -> None:
    """Write a folder as a zip whose bytes depend on the folder alone: stored, undated, in one order. Raises OSError."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in files_of(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.create_system = 3
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as written:
                shutil.copyfileobj(source, written, _PIECE)

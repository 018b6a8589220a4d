"""Write files whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from docgen.leftovers import temporary


def write_files(contents: dict[Path, bytes]) -> None:
    """Write files by temporary files beside them and renames; on failure none of them has changed."""
    temporaries: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporaries[path] = temporary(path)
            temporaries[path].write_bytes(content)
        for path, made in temporaries.items():
            made.replace(path)
    finally:
        for made in temporaries.values():
            made.unlink(missing_ok=True)


def write_new_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError if it is there, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = temporary(path)
    try:
        made.write_bytes(content)
        try:
            os.link(made, path)  # unlike a rename it never takes the place of another file
        except FileExistsError:
            raise
        except OSError:
            # A disk without links (FAT, some network drives): between these two lines another could write the file.
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            made.rename(path)
    finally:
        made.unlink(missing_ok=True)

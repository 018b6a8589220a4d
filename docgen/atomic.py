"""Write files whole or not at all; a file that is there already keeps its mode and, where allowed, its owner."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def write_files(contents: dict[Path, bytes]) -> None:
    """Write files by temporary files beside them and renames; on failure none of them has changed.

    A file that only its owner may read (mode 0600) is never readable by others in between. Raises OSError.
    """
    temporaries: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            temporaries[path] = temporary
            before = _state(path)
            if before is not None:
                temporary.unlink(missing_ok=True)
                temporary.touch(mode=0o600)
            temporary.write_bytes(content)
            if before is not None:
                _take_over(temporary, before)
        for path, temporary in temporaries.items():
            temporary.replace(path)
    finally:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)


def _state(path: Path) -> os.stat_result | None:
    """Return what is known of a file, None if there is none."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_over(file: Path, before: os.stat_result) -> None:
    """Give a file the mode of the one that it will replace, and its owner and group if this user may."""
    if hasattr(os, "chown"):  # not on Windows
        with contextlib.suppress(PermissionError):
            os.chown(file, before.st_uid, before.st_gid)
    with contextlib.suppress(PermissionError):  # a file system without modes
        file.chmod(stat.S_IMODE(before.st_mode))

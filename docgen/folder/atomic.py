"""Write files whole or not at all; a file that is there already keeps its mode and, where allowed, its owner."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from docgen.folder.leftovers import temporary


def write_files(contents: dict[Path, bytes], *, lasting: bool = False) -> None:
    """Write files by temporary files beside them and renames; on failure none of them has changed.

    A file that only its owner may read (mode 0600) is never readable by others in between. `lasting`: when it returns,
    they outlive a power cut too (it waits for the disk: for what can't be made again). Raises OSError.
    """
    temporaries: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = temporaries[path] = temporary(path)
            before = _state(path)
            if before is not None and stat.S_ISDIR(before.st_mode):  # found out while nothing has its new name yet
                raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
            if before is not None:
                made.unlink(missing_ok=True)
                made.touch(mode=0o600)
            made.write_bytes(content)
            if before is not None:
                _take_over(made, before)
            if lasting:
                _to_disk(made)
        for path, made in temporaries.items():
            made.replace(path)
        for folder in {path.parent for path in contents} if lasting else ():
            with contextlib.suppress(OSError):  # the new names; not every system lets a folder be opened
                _to_disk(folder)
    finally:
        for made in temporaries.values():
            made.unlink(missing_ok=True)


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


def _to_disk(path: Path) -> None:
    """Wait until what was written of a file or a folder is on the disk. Raises OSError."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def write_new_file(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError if it is there, OSError.

    `lasting` as for `write_files`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    made = temporary(path)
    try:
        made.write_bytes(content)
        if lasting:
            _to_disk(made)
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


def rename_file(old: Path, new: Path) -> None:
    """Give a file another name that no file has yet. Raises FileExistsError if one has it, OSError."""
    try:
        os.link(old, new)  # unlike a rename it never takes the place of another file
    except FileExistsError:
        raise
    except OSError:
        # A disk without links (FAT, some network drives): between these two lines another could write the file.
        if os.path.lexists(new):
            raise FileExistsError(new) from None
        old.rename(new)
    else:
        old.unlink()


def remove(path: Path) -> None:
    """Take a file away, of which there is a copy elsewhere. Raises OSError."""
    path.unlink(missing_ok=True)


def is_read_only(path: Path) -> bool:
    """Tell whether somebody made a file read-only, whoever asks: an administrator may write it all the same."""
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)

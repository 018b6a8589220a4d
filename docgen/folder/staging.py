"""Make folders and files where nobody looks yet, copy into them, and give what is whole its place by one rename."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.folder.leftovers import temporary

_PIECE = 1 << 20


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder of the system's for what passes; it is gone afterwards. Raises OSError."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield a folder within another to write in, under a temporary name; it is gone afterwards. Raises OSError."""
    made = temporary(folder / "staging")
    discard(made)  # of a process before that had our number
    made.mkdir()
    try:
        yield made
    finally:
        discard(made)


@contextmanager
def exchanged(target: Path) -> Iterator[Path]:
    """Yield the name of a folder to be made, which takes the place of another once it is whole.

    What a killed run left half exchanged is put right first; on failure the earlier folder stays. Raises OSError.
    """
    made, earlier = temporary(target), temporary(target, "old")
    # Of a process before that had our number:
    if earlier.exists() and not target.exists():
        earlier.rename(target)
    for left in (made, earlier):
        discard(left)
    try:
        yield made
        if target.exists():
            target.rename(earlier)
        made.rename(target)
    finally:
        if not target.exists() and earlier.exists():
            earlier.rename(target)
        for left in (made, earlier):
            discard(left)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, unless it is there. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True)


def discard(folder: Path) -> None:
    """Take away a folder with all that is in it, as far as may be."""
    shutil.rmtree(folder, ignore_errors=True)


def put_in_place(source: Path, target: Path) -> None:
    """Give a file or a folder its place by one rename. Raises OSError."""
    source.rename(target)


def settle(path: Path) -> None:
    """Have a file on the disk before its name. Raises OSError."""
    with path.open("rb") as file, contextlib.suppress(OSError) if os.name == "nt" else contextlib.nullcontext():
        os.fsync(file.fileno())  # Windows settles only what it may write


def write_pieces(target: Path, pieces: Iterable[bytes]) -> str:
    """Write a file of pieces, with the folders above it, and return its SHA-256 in hexadecimal.

    Raises OSError, and whatever the pieces raise.
    """
    make_folder(target.parent)
    made = hashlib.sha256()
    with target.open("wb") as written:
        for piece in pieces:
            made.update(piece)
            written.write(piece)
    return made.hexdigest()


def copy_file(source: Path, target: Path) -> str:
    """Copy a file piece by piece, with the folders above it, and return the SHA-256 of what was copied.

    Raises OSError; FileNotFoundError where the source is gone.
    """
    with source.open("rb") as read:
        return write_pieces(target, iter(lambda: read.read(_PIECE), b""))


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder with all that is in it; what is there already is written over. Raises OSError."""
    shutil.copytree(source, target, dirs_exist_ok=True)


def room_of(folder: Path) -> int:
    """Return how many bytes are free where a folder stands. Raises OSError."""
    return shutil.disk_usage(folder).free


def entries_below(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield path, mode and size of all that is in a folder; links are not followed. Raises OSError."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for entry in sorted(found, key=lambda one: one.name):
                told = entry.stat(follow_symlinks=False)
                yield Path(entry.path).relative_to(folder).as_posix(), told.st_mode, told.st_size
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))

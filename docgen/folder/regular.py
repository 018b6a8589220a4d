"""The one opener of files that come from outside: regular files alone, never more than a limit, never waiting.

A pipe or a socket in place of a file would be waited for, a device such as /dev/zero never ends: neither is read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from docgen.errors import DocgenError, Place, error
from docgen.folder.system import flags
from docgen.reasons import reason

MAX_PDF_BYTES = 200_000_000
MAX_MANIFEST_BYTES = 50_000_000
"""Of register, journal and list of scans: decades of an office."""

_PIECE = 1 << 20


class NotRegularError(OSError):
    """What stands in place of a file is a folder, a pipe, a socket or a device."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(errno.ENXIO, "not a regular file", os.fspath(path))


class TooLargeError(OSError):
    """A file has more bytes than are read of it; `size` is what it says of itself."""

    def __init__(self, path: str | os.PathLike[str], size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, "too large", os.fspath(path))
        self.size, self.limit = size, limit


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file.

    Raises NotRegularError, TooLargeError for more than `limit` bytes (counted while reading: a file may grow), OSError.
    """
    made = bytearray()
    for piece in regular_pieces(path):
        made += piece
        if len(made) > limit:
            raise TooLargeError(path, max(len(made), path.stat().st_size), limit)
    return bytes(made)


def regular_digest(path: Path) -> str:
    """Return the SHA-256 of a regular file in hexadecimal, read piece by piece. Raises NotRegularError, OSError."""
    made = hashlib.sha256()
    for piece in regular_pieces(path):
        made.update(piece)
    return made.hexdigest()


def read_file(path: Path, shown: str, limit: int) -> bytes:
    """Return the bytes of a regular file that messages call `shown`. Raises DocgenError for all that can go wrong."""
    try:
        return read_regular(path, limit)
    except OSError as problem:
        raise unreadable(problem, shown) from None


def unreadable(problem: OSError, shown: str) -> DocgenError:
    """Return the error that tells why a file can't be read."""
    place = Place(shown)
    if isinstance(problem, TooLargeError):
        return error(
            "file-too-large",
            place,
            f"ไฟล์ใหญ่เกินกำหนด ({problem.size / 1e6:.1f} ล้านไบต์ รับได้ไม่เกิน {problem.limit / 1e6:.1f})",
            "แบ่งเป็นหลายไฟล์ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่",
        )
    if isinstance(problem, NotRegularError):
        return error("file-unreadable", place, "นี่ไม่ใช่ไฟล์ธรรมดา จึงไม่เปิดอ่าน", "ลบออก แล้ววางไฟล์จริงไว้แทน")
    if problem.errno == errno.ENOENT:
        return error("file-missing", place, "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์")
    return error("file-unreadable", place, f"เปิดไฟล์ไม่ได้: {reason(problem)}", "ตรวจสิทธิ์และชื่อของไฟล์")


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a path below the project is a link, or stands behind one, that leads out of the project.

    A top folder may itself be a link, as where an office keeps its content on a server: what is in it is within.
    """
    parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
    within = [os.path.realpath(folder) for folder in (root, *(root / part for part in parts[:1]))]
    real = Path(os.path.realpath(path))
    return not any(real.is_relative_to(folder) for folder in within)


def regular_pieces(path: Path, size: int = _PIECE) -> Iterator[bytes]:
    """Yield a regular file in pieces of at most `size` bytes. Raises NotRegularError, OSError."""
    try:
        # Without O_NONBLOCK the opening of a pipe waits for somebody who writes into it.
        opened = os.open(path, flags("O_RDONLY", "O_NONBLOCK", "O_NOCTTY"))
    except ValueError:  # a name with U+0000, or one that the system's encoding can't write
        raise FileNotFoundError(errno.ENOENT, "no such name", os.fspath(path)) from None
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise NotRegularError(path)
        while piece := os.read(opened, size):
            yield piece
    finally:
        os.close(opened)

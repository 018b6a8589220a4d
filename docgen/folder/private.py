"""Files that only their owner may read: accounts and keys. So from their first byte, and refused where others may."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from docgen.errors import Place, error
from docgen.folder.leftovers import temporary
from docgen.folder.regular import read_file, unreadable
from docgen.folder.system import flags, user

_OTHERS = 0o077
_STRANGERS = 0o007


def private_folder(path: Path) -> None:
    """Make a folder that only its owner may open, and that git leaves out, unless it is there.

    Raises OSError, and DocgenError where an administrator would make what the project's own user could not read.
    """
    owner = path.parent.stat().st_uid
    if os.name == "posix" and user() == 0 and owner != 0:
        message = "โครงการนี้เป็นของผู้ใช้อื่นในเครื่อง ถ้าสั่งในชื่อ root โปรแกรมของสำนักงานจะอ่านไฟล์บัญชีไม่ได้"
        raise error("wrong-user", Place(path.name), message, f"สั่งในชื่อผู้ใช้นั้น เช่น sudo -u '#{owner}' …")
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True)
        write_private(path / ".gitignore", b"*\n")


def write_private(path: Path, content: bytes) -> None:
    """Write a file of mode 0600, on the disk before it has its name; whoever reads finds the old or the new one.

    Raises OSError; the earlier file is then as it was.
    """
    made = temporary(path)
    made.unlink(missing_ok=True)
    try:
        file = os.open(made, flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW"), 0o600)
        with os.fdopen(file, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def append_private(path: Path, line: bytes) -> None:
    """Add a line to a file of mode 0600, which is made where it is not there. Raises OSError."""
    file = os.open(path, flags("O_WRONLY", "O_APPEND", "O_CREAT", "O_NOFOLLOW", "O_NONBLOCK"), 0o600)
    with os.fdopen(file, "ab") as written:
        written.write(line)


def read_private(path: Path, shown: str, limit: int, *, is_shared_with_group: bool = False) -> bytes:
    """Return the bytes of a file that messages call `shown`, at most `limit`.

    Raises DocgenError where it is a link, belongs to somebody else, or others may read it (Unix), and whatever
    `read_file` raises. A key of the office may be one that a group reads (Debian: ssl-cert).
    """
    try:
        told = path.lstat()
    except OSError as problem:
        raise unreadable(problem, shown) from None
    others = _STRANGERS if is_shared_with_group else _OTHERS
    is_own = told.st_uid in (user(), 0) or is_shared_with_group
    if os.name == "posix" and (stat.S_ISREG(told.st_mode) and (told.st_mode & others or not is_own)):
        message = "คนอื่นในเครื่องนี้อ่านไฟล์นี้ได้ หรือไฟล์เป็นของผู้ใช้อื่น จึงไม่ใช้"
        raise error("file-exposed", Place(shown), message, f"ให้เจ้าของไฟล์สั่ง chmod 600 {shown}")
    if stat.S_ISLNK(told.st_mode) and not is_shared_with_group:
        raise error("file-exposed", Place(shown), "ไฟล์นี้เป็นลิงก์ จึงไม่ใช้", "วางไฟล์จริงไว้แทนลิงก์")
    return read_file(path, shown, limit)


def state_of(path: Path) -> tuple[int, int, int] | None:
    """Return numbers that change with a file (written when, ns; size; which file), None where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino

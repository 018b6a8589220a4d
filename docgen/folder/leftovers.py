"""What killed processes left lying about: files and folders under temporary names, cleared away by the next run.

The name says whose it is: `.NAME.HOST-PID.tmp`. On this computer it is left over as soon as no process has that number;
on a shared disk another computer's is, when it has lain untouched for a day.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_HOST = hashlib.sha256(socket.gethostname().encode("utf-8", "surrogateescape")).hexdigest()[:8]
_NAME = re.compile(r"\.(?P<of>.+)\.(?P<host>[0-9a-f]{8})-(?P<pid>[1-9][0-9]*)\.(?P<kind>tmp|old)")
# Earlier programs wrote .NAME.PID.tmp beside what they wrote, and .staging-PID; somebody's own hidden file is neither.
_WRITTEN = r".+\.(?:bmp|csv|docx|gif|jpe?g|jsonl?|md|pdf|png|tiff?|webp|xlsx|yaml)|2[4-7][0-9]{2}"
_EARLIER = re.compile(rf"\.(?P<of>{_WRITTEN})\.[1-9][0-9]*\.(?P<kind>tmp|old)|\.staging-[1-9][0-9]*")
_FOLDER = re.compile(rf"docgen-{_HOST}-(?P<pid>[1-9][0-9]*)-.+")
_A_DAY = 86_400
_FOLDERS = ("content", "output", "templates")
_MOST_ENTRIES = 200_000


def temporary(path: Path, kind: str = "tmp") -> Path:
    """Return the name beside a path under which this process writes what shall be there, or keeps what was (`old`)."""
    # A name may have 255 bytes; the whole of a long one would be too long with ours around it.
    name = path.name.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "ignore")
    return path.with_name(f".{name}.{_HOST}-{os.getpid()}.{kind}")


@contextlib.contextmanager
def own_temporary_folder() -> Iterator[None]:
    """Let all temporary files of what follows, and of the processes that it starts, lie in one folder of ours.

    WeasyPrint's copies of fonts are there, an archive that is built again, a page while it is read. At the end it is
    taken away, or by the next run where this one is killed.
    """
    before = tempfile.tempdir
    try:
        _clear_folders(Path(tempfile.gettempdir()))
        folder = tempfile.mkdtemp(prefix=f"docgen-{_HOST}-{os.getpid()}-")
    except OSError:  # who needs one tells
        yield
        return
    tempfile.tempdir = folder
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def temporary_folder() -> str:
    """Return the folder for this run's temporary files. Raises OSError."""
    return tempfile.gettempdir()


def share_temporary_folder(folder: str) -> None:
    """Let the temporary files of this process lie in the folder of the one that started it."""
    tempfile.tempdir = folder


def lasting_temporary_folder() -> Path:
    """Return the system's folder for temporary files, where what this run leaves stays. Raises OSError."""
    folder = Path(tempfile.gettempdir())
    return folder.parent if _FOLDER.fullmatch(folder.name) else folder


def _clear_folders(shared: Path) -> None:
    """Take away the temporary folders of this user's runs that were killed; nobody else's."""
    with os.scandir(shared) as entries:
        found = [(one, match) for one in entries if (match := _FOLDER.fullmatch(one.name))]
    for entry, match in found:
        with contextlib.suppress(OSError):
            is_left = entry.is_dir(follow_symlinks=False) and not _is_running(int(match["pid"]))
            if is_left and entry.stat(follow_symlinks=False).st_uid == os.getuid():
                shutil.rmtree(entry.path, ignore_errors=True)


def clear(root: Path) -> None:
    """Take away what killed processes left in a project, and put back a publication that was half exchanged.

    Never raises: what can't be cleared lies in nobody's way.
    """
    for path in _left(root):
        match = _NAME.fullmatch(path.name) or _EARLIER.fullmatch(path.name)
        with contextlib.suppress(OSError):
            if match and match["kind"] == "old" and not path.with_name(match["of"]).exists():
                path.rename(path.with_name(match["of"]))
            elif path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _left(root: Path) -> Iterator[Path]:
    """Yield what is left over, `old` before `tmp`; bags and publications themselves are not searched."""
    found: list[Path] = []
    count = 0
    for top in _FOLDERS:
        for folder, folders, files in os.walk(root / top):
            here = Path(folder)
            found += [here / name for name in (*folders, *files) if _is_left(here / name)]
            is_whole = here in (root / "content/archive", root / "output/publish")
            folders[:] = [] if is_whole else [name for name in folders if not name.startswith(".")]
            count += len(folders) + len(files)
            if count > _MOST_ENTRIES:
                break
    yield from sorted(found, key=lambda path: not path.name.endswith(".old"))


def _is_left(path: Path) -> bool:
    match = _NAME.fullmatch(path.name)
    if match and match["host"] == _HOST and not _is_running(int(match["pid"])):
        return True
    if not match and not _EARLIER.fullmatch(path.name):
        return False
    try:
        return time.time() - path.lstat().st_mtime > _A_DAY
    except OSError:
        return False


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        return True  # asking so would end the process there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

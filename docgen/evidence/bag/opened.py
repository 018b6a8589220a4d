"""Open a bag that may come from anyone: nothing outside it is read, and nothing strange within it is followed.

Refused are paths that lead out, links, names that differ only by case or Unicode form (one of them is lost on Windows
or macOS), fetch.txt, and archives that are far larger than they seem.
"""

from __future__ import annotations

import lzma
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from docgen.errors import DocgenError, Place, error
from docgen.folder.staging import entries_below, room_of, temporary_folder, write_pieces
from docgen.folder.there import is_own_file, is_own_folder
from docgen.folder.zips import opened_zip
from docgen.outside import harmless, quoted

MAX_FILES = 100_000
MAX_BYTES = 20_000_000_000
_PIECE = 1 << 20
# What the library raises for what it does not know, a password, an end that comes too early, sizes that can't be.
_ZIP_FAULTS = (
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
    struct.error,
)
_REMEDY = "ขอชุดหลักฐานใหม่จากหน่วยงาน อย่าแก้ชุดนี้"


@contextmanager
def opened_bag(path: Path) -> Iterator[Path]:
    """Yield the folder of a bag, unpacked if it is a zip. Raises DocgenError that says why one is refused."""
    if is_own_folder(path):
        _refuse_strange(entries_below(path), path.name)
        yield path
        return
    if not is_own_file(path):
        raise error("file-missing", Place(harmless(path.name)), "ไม่พบชุดหลักฐานนี้", "ตรวจชื่อโฟลเดอร์หรือไฟล์ .zip")
    with temporary_folder() as folder:
        try:
            with opened_zip(path) as archive:
                bag = _unpack(archive, folder, path.name)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, *_ZIP_FAULTS):
            raise _refused(path.name, "ไฟล์ .zip เสียหรือถูกแก้ หรือใช้วิธีบีบอัดที่โปรแกรมนี้ไม่รู้จัก") from None
        yield bag


def refuse_path(name: str, shown: str) -> None:
    """Raise DocgenError for a path that does not stay within its folder."""
    parts = name.split("/")
    if (
        not name
        or name.startswith(("/", "~"))
        or "\\" in name
        or "\0" in name
        or any(part in ("", ".", "..") for part in parts)
        or ":" in parts[0]
    ):
        raise _refused(shown, f"มีชื่อไฟล์ที่ชี้ออกนอกชุด: {quoted(name)}")


def refuse_twins(names: Iterable[str], shown: str) -> None:
    """Raise DocgenError for names that are one name where case and Unicode form make no difference."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
        other = seen.setdefault(key, name)
        if other != name:
            raise _refused(shown, f"มีสองชื่อที่ต่างกันเพียงตัวพิมพ์หรือรูปแบบยูนิโคด: {quoted(other)} กับ {quoted(name)}")


def _refuse_strange(entries: Iterable[tuple[str, int, int]], shown: str) -> None:
    names, size = [], 0
    for name, mode, length in entries:
        refuse_path(name, shown)
        if stat.S_ISLNK(mode):
            raise _refused(shown, f"มีลิงก์อยู่ในชุด: {quoted(name)}")
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise _refused(shown, f"มีสิ่งที่ไม่ใช่ไฟล์อยู่ในชุด: {quoted(name)}")
        names.append(name)
        size += length
        if len(names) > MAX_FILES or size > MAX_BYTES:
            raise _refused(shown, "ชุดใหญ่เกินกำหนด")
    refuse_twins(names, shown)


def _unpack(archive: zipfile.ZipFile, folder: Path, shown: str) -> Path:
    """Unpack an archive piece by piece and return the one folder in it."""
    listed = archive.infolist()
    entries = [(one.filename.rstrip("/"), _mode(one), one.file_size) for one in listed]
    if len({name for name, _, _ in entries}) != len(entries):
        raise _refused(shown, "มีไฟล์ชื่อเดียวกันสองไฟล์ใน .zip")
    _refuse_strange(entries, shown)
    tops = {PurePosixPath(name).parts[0] for name, _, _ in entries}
    if len(tops) != 1:
        raise _refused(shown, "ใน .zip ต้องมีโฟลเดอร์เดียว")
    if sum(size for _, _, size in entries) + _PIECE > room_of(folder):
        raise _refused(shown, "ที่ว่างในดิสก์ไม่พอสำหรับตรวจชุดนี้")
    for one in listed:
        if not one.filename.endswith("/"):
            write_pieces(folder / one.filename, _pieces(archive, one, shown))
    return folder / tops.pop()


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
    with archive.open(entry) as source:
        # The sizes in the directory may lie.
        left = entry.file_size
        while piece := source.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise _refused(shown, f"ไฟล์ใหญ่กว่าที่บอกไว้: {quoted(entry.filename)}")
            yield piece


def _mode(entry: zipfile.ZipInfo) -> int:
    mode = entry.external_attr >> 16
    kind = stat.S_IFMT(mode)
    return mode if kind else (stat.S_IFDIR if entry.filename.endswith("/") else stat.S_IFREG)


def _refused(shown: str, message: str) -> DocgenError:
    return error("hostile-bag", Place(harmless(shown)), message, _REMEDY)

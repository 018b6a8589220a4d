"""Who wrote in which content file, `.docgen/written.json`: who wrote a document does not give it its number."""

from __future__ import annotations

import json
from pathlib import Path

from docgen.accounts.account import FOLDER, same_person
from docgen.errors import Place, error
from docgen.folder.locks import locked
from docgen.folder.private import private_folder, read_private, write_private
from docgen.folder.there import is_there

WRITTEN_FILE = ".docgen/written.json"
_LOCK = ".docgen/.written.lock"
_MAX_BYTES = 20_000_000


def writers_of(root: Path, name: str) -> frozenset[str]:
    """Return who wrote in a content file, by its project path. Raises DocgenError for a list that is not whole."""
    return frozenset(_read(root).get(name, ()))


def note_written(root: Path, person: str, name: str) -> None:
    """Take down that a person wrote in a content file. Raises DocgenError, OSError."""
    own = same_person(person)
    if own in writers_of(root, name):
        return
    private_folder(root / FOLDER)
    with locked(root / _LOCK, wait_seconds=10):
        known = _read(root)
        _write(root, {**known, name: sorted({*known.get(name, ()), own})})


def note_other_name(root: Path, old: str, new: str) -> None:
    """Take down that a content file has another name: who wrote in it did so still. Raises DocgenError, OSError."""
    if not _read(root):
        return
    with locked(root / _LOCK, wait_seconds=10):
        known = _read(root)
        if old in known:
            _write(root, {**known, new: sorted({*known.get(new, ()), *known[old]})})


def _write(root: Path, known: dict[str, list[str]]) -> None:
    made = json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True)
    write_private(root / WRITTEN_FILE, made.encode() + b"\n")


def _read(root: Path) -> dict[str, list[str]]:
    path = root / WRITTEN_FILE
    if not is_there(path):
        return {}
    try:
        known = json.loads(read_private(path, WRITTEN_FILE, _MAX_BYTES))
        if not all(isinstance(one, str) for listed in known.values() for one in listed):
            raise ValueError
    except (ValueError, AttributeError, TypeError, RecursionError):
        message = "รายการผู้เขียนเอกสารถูกแก้ หรือไม่ครบ"
        hint = "คืนไฟล์จากสำเนา ถ้าไม่มี ให้ลบไฟล์นี้ แล้วให้ผู้ที่ไม่ได้เขียนเป็นผู้ออกเลข"
        raise error("broken-accounts", Place(WRITTEN_FILE), message, hint) from None
    return dict(known)

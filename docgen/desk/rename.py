"""Give a content file another name: the file and, where it is issued, what the register says of it."""

from __future__ import annotations

from pathlib import Path

from docgen.desk.done import Done
from docgen.desk.move import move
from docgen.desk.new import refuse_name
from docgen.desk.save import EDITING_LOCK
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.atomic import rename_file
from docgen.folder.files import MAX_TEXT_BYTES
from docgen.folder.locks import locked
from docgen.folder.regular import read_regular
from docgen.folder.there import files_of, is_own_file
from docgen.kinds.table import KINDS
from docgen.registry.register import read_register


def rename(root: Path, old: str, name: str) -> Done[str]:
    """Give a document's file another name within its folder, and return its project path; findings tell who names it.

    What is issued keeps its number: the register notes the name, as `docgen issue --moved` does. Raises DocgenError for
    a name that is taken or no file name, what is no document that is a file, and what was signed or scanned under its
    name; the file then has its old name.
    """
    kind = KINDS.of_path(old)
    if kind is None or kind.rounds is not None or kind.filled is not None or not is_own_file(root / old):
        raise error("not-content", Place(old), "เปลี่ยนชื่อไฟล์นี้ไม่ได้", "เปลี่ยนชื่อได้เฉพาะเอกสารที่เป็นไฟล์เดียว")
    stem = name.strip().removesuffix(".md")
    new = f"content/{kind.folder}/{stem}.md"
    if new == old:
        raise error("wrong-name", Place(old), "ชื่อใหม่เหมือนชื่อเดิม", "พิมพ์ชื่อใหม่")
    refuse_name(root / "content" / kind.folder, stem, kind.folder)
    with locked(root / EDITING_LOCK):
        _give(root, old, new)
        if read_register(root).latest(old) is not None:
            try:
                move(root, old, new)
            except (DocgenError, OSError):
                _give(root, new, old)
                raise
    return Done(new, tuple(_named_in(root, old, new)))


def _give(root: Path, old: str, new: str) -> None:
    try:
        rename_file(root / old, root / new)
    except FileExistsError:
        raise error("file-exists", Place(new), "มีไฟล์ชื่อนี้อยู่แล้ว", "ตั้งชื่ออื่น") from None


def _named_in(root: Path, old: str, new: str) -> list[Finding]:
    """Return where other files name the document by its old name: an annex of a report is found by it."""
    wanted, found = old.removeprefix("content/"), []
    for kind in KINDS.values():
        for path in files_of(root / "content", kind.pattern):
            shown = path.relative_to(root).as_posix()
            try:
                lines = read_regular(path, MAX_TEXT_BYTES).decode("utf-8", "replace").split("\n")
            except OSError:
                continue  # whoever builds it is told why
            for number, line in enumerate(lines, start=1):
                if wanted in line:
                    message = f"บรรทัดนี้ยังอ้างชื่อเดิม {wanted}"
                    hint = f"แก้เป็น {new.removeprefix('content/')}"
                    found.append(Finding("named-by-old", Place(shown, number), message, hint, Severity.WARNING))
    return found

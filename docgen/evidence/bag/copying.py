"""Copy the files of a bag or a publication so that what was copied is what was read: by digest, file by file.

Others may build, sign or type meanwhile; a copy that is half of before and half of after must not come to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.errors import DocgenError, Place, error
from docgen.folder.files import digest, file_digest
from docgen.folder.staging import copy_file, write_pieces

Payload = dict[str, Path | bytes]


class ChangedError(Exception):
    """A file was changed while it was copied, or is not the one that others were made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def told(self, root: Path, what: str) -> DocgenError:
        """Return what tells the clerk; `what` is what could not be made."""
        shown = self.path.relative_to(root).as_posix() if self.path.is_relative_to(root) else self.path.name
        message = f"ไฟล์นี้ถูกแก้หรือถูกสร้างใหม่ระหว่าง{what} จึงยังไม่{what}"
        return error("content-changes", Place(shown), message, "รอให้ผู้อื่นบันทึก สร้าง หรือลงนามให้เสร็จ แล้วสั่งใหม่")


def measured(files: Payload, wanted: Mapping[Path, str]) -> dict[str, str]:
    """Return the SHA-256 of each file of a payload, by its name.

    `wanted` are those that are known already: what was built, and what it was built from.
    Raises ChangedError for a file that is another by now or gone, OSError.
    """
    found: dict[str, str] = {}
    for name, source in files.items():
        if isinstance(source, bytes):
            found[name] = digest(source)
            continue
        try:
            found[name] = file_digest(source)
        except FileNotFoundError:
            raise ChangedError(source) from None
        if wanted.get(source, found[name]) != found[name]:
            raise ChangedError(source)
    return found


def copy_payload(folder: Path, files: Payload, digests: Mapping[str, str]) -> None:
    """Write files into a folder that is not there yet, by their paths below it.

    Raises ChangedError if what was copied has not the digest that is given for its name, OSError.
    """
    for name, source in sorted(files.items()):
        target = folder / name
        if isinstance(source, bytes):
            write_pieces(target, [source])
            continue
        try:
            copied = copy_file(source, target)
        except FileNotFoundError:
            raise ChangedError(source) from None
        if copied != digests[name]:
            raise ChangedError(source)

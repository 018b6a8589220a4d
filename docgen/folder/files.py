"""Read project files with care, and remember what was read. Nothing outside the project's folders is opened.

The hashes that it keeps tell the next build whether anything changed.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.encoding import decode_text
from docgen.folder.file_names import odd_name, shown_path
from docgen.folder.folder import Folder, as_folder, name_of
from docgen.folder.named import same_named
from docgen.folder.opened_picture import (
    MAX_PICTURE_PIXELS,
    MOST_TIMES_LONGER,
    is_too_many_dots,
    opened_picture,
    upright,
)
from docgen.folder.regular import regular_digest, unreadable
from docgen.outside import harmless
from docgen.thai.characters import forbidden_characters, in_thai, normalize

MAX_TEXT_BYTES = 1_500_000
MAX_PICTURE_BYTES = 40_000_000


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a regular file in hexadecimal, read piece by piece. Raises OSError."""
    return regular_digest(path)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one project as read for one document: hashes by path ("" for one that is not there), findings.

    The project may be given as the folder on the disk that it stands in.
    """

    given: Path | Folder
    hashes: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def folder(self) -> Folder:
        """What holds the files."""
        return as_folder(self.given)

    @property
    def root(self) -> Path:
        """The project's folder on the disk."""
        return self.given if isinstance(self.given, Path) else self.given.root

    def shown(self, path: Path) -> str:
        """Return the path as messages show it: relative to the project, with slashes."""
        return shown_path(path, self.root)

    def exists(self, path: Path) -> bool:
        """Tell whether something of that name is there, and remember if it is not."""
        if not self.folder.exists(name_of(path, self.root)):
            self.hashes[self.shown(path)] = ""
            return False
        return True

    def read(self, path: Path, limit: int = MAX_TEXT_BYTES) -> bytes:
        """Return a file's bytes. Raises DocgenError if it is missing, unreadable or larger than `limit` bytes.

        Also if it has a name that other systems can't hold, or is a link that leads out of the project: see `guard`.
        """
        shown = self.shown(path)
        self.guard(path)
        try:
            content = self.folder.read(name_of(path, self.root), limit)
        except OSError as problem:
            raise unreadable(problem, shown) from None
        self.hashes[shown] = digest(content)
        return content

    def guard(self, path: Path) -> None:
        """Raise DocgenError for a content file with an odd name, and for a link that leads out of the project.

        A top folder of the project may itself be a link, as where an office keeps its content on a server.
        """
        parts = path.relative_to(self.root).parts if path.is_relative_to(self.root) else ()
        for part in parts if parts[:1] == ("content",) else ():
            if why := odd_name(part):
                hint = "เปลี่ยนชื่อไฟล์หรือโฟลเดอร์ ใช้ตัวอักษร ตัวเลข ช่องว่าง และขีดกลาง"
                raise error("wrong-name", Place(self.shown(path)), f"ใช้ชื่อนี้ไม่ได้: {why}", hint)
        if parts and self.folder.leads_out(name_of(path, self.root)):
            message = "เป็นลิงก์ที่ชี้ออกนอกโครงการ จึงไม่เปิดอ่าน"
            raise error("link-outside", Place(self.shown(path)), message, "คัดลอกไฟล์จริงมาวางไว้แทนลิงก์")

    def text(self, path: Path) -> str:
        """Return a file's text: UTF-8 or Windows-874, marks in standard order, line ends as "\\n".

        Raises DocgenError for other encodings and for characters that no document may hold.
        """
        text = decode_text(self.read(path), self.shown(path))
        return self.clean(text.replace("\r\n", "\n").replace("\r", "\n"), Place(self.shown(path), 1, 1))

    def clean(self, text: str, place: Place) -> str:
        """Return text with marks in standard order. Raises DocgenError with the place of each forbidden character."""
        found = forbidden_characters(text)
        if not found:
            return normalize(text)
        raise DocgenError(
            Finding(
                "forbidden-character",
                _place_of(text, index, place),
                f"มีอักขระที่ใช้ในเอกสารไม่ได้ ({in_thai(name)})",
                "ลบอักขระนี้ออก แล้วพิมพ์คำนั้นใหม่ (มักติดมากับข้อความที่คัดลอกจากโปรแกรมอื่น)",
            )
            for index, name in found[:20]
        )

    def named(self, folder: Path, name: str) -> Path:
        """Return the path of `name` from a folder: as it is where that exists, else the one that looks so."""
        exact = Path(os.path.normpath(folder / name))
        if self.folder.is_file(name_of(exact, self.root)):
            return exact
        return Path(os.path.normpath(same_named(folder, name)))

    def picture(self, name: str, folder: Path, inside: Path, place: Place) -> str:
        """Return the path, relative to the project, of the picture `name` that stands in `folder`.

        Raises DocgenError if it is missing, no picture, too large, or not within the folder `inside`.
        """
        path = self.named(folder, name)
        if not path.is_relative_to(os.path.normpath(inside)):
            raise error(
                "picture-outside",
                place,
                f"รูป {harmless(name)} อยู่นอกโฟลเดอร์ {self.shown(inside)}/",
                f"คัดลอกรูปมาไว้ใน {self.shown(inside)}/ แล้วเขียนชื่อใหม่",
            )
        if "\0" in name or not (self.folder.is_file(name_of(path, self.root)) or path.exists()):
            self.hashes[self.shown(path)] = ""
            hint = f"วางไฟล์รูปไว้ใน {self.shown(folder)}/ หรือแก้ชื่อให้ตรง"
            raise error("picture-missing", place, f"ไม่พบรูป {harmless(name)}", hint)
        self._check_picture(path, harmless(name), place)
        return path.relative_to(self.root).as_posix()

    def _check_picture(self, path: Path, name: str, place: Place) -> None:
        content = self.read(path, MAX_PICTURE_BYTES)
        try:
            with opened_picture(content) as image:
                width, height = image.size
                if width * height > MAX_PICTURE_PIXELS:
                    message = f"รูป {name} ใหญ่เกินกำหนด ({width} x {height} จุด)"
                    raise error("picture-too-large", place, message, "ย่อรูปให้ด้านยาวไม่เกิน 6000 จุด")
                if max(width, height) > MOST_TIMES_LONGER * min(width, height):
                    message = f"รูป {name} ยาวเรียวเกินกำหนด ({width} x {height} จุด)"
                    hint = f"ตัดรูปให้ด้านยาวไม่เกิน {MOST_TIMES_LONGER} เท่าของด้านสั้น"
                    raise error("picture-too-thin", place, message, hint)
                upright(image)
        except DocgenError:
            raise
        except Exception as problem:  # readers of damaged pictures raise whatever they stumble over
            if is_too_many_dots(problem):
                hint = "ย่อรูปให้ด้านยาวไม่เกิน 6000 จุด"
                raise error("picture-too-large", place, f"รูป {name} ใหญ่เกินกำหนด", hint) from None
            raise error(
                "picture-broken", place, f"ไฟล์ {name} ไม่ใช่รูป หรือไฟล์เสีย", "ใช้ไฟล์ .jpg หรือ .png ที่เปิดดูได้"
            ) from None


def _place_of(text: str, index: int, start: Place) -> Place:
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return Place(start.path, start.line + line, column + 1 if line else column + max(start.column, 1))

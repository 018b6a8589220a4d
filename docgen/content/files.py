"""Read project files with care, and remember what was read. Nothing outside the project's folders is opened.

The hashes that it keeps tell the next build whether anything changed.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from docgen.content.encoding import decode_text
from docgen.content.named import same_named
from docgen.errors import DocgenError, Finding, Place, error
from docgen.thai.characters import forbidden_characters, in_thai, normalize

MAX_TEXT_BYTES = 1_500_000
MAX_PICTURE_BYTES = 40_000_000
MAX_PICTURE_PIXELS = 60_000_000
PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read piece by piece. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one project as read for one document: hashes by path ("" for one that is not there), findings."""

    root: Path
    hashes: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """Return the path as messages show it: relative to the project, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def exists(self, path: Path) -> bool:
        """Tell whether a file is there, and remember if it is not."""
        if not path.is_file():
            self.hashes[self.shown(path)] = ""
            return False
        return True

    def read(self, path: Path, limit: int = MAX_TEXT_BYTES) -> bytes:
        """Return a file's bytes. Raises DocgenError if it is missing, unreadable or larger than `limit` bytes."""
        shown = self.shown(path)
        try:
            size = path.stat().st_size
            if size > limit:
                raise error(
                    "file-too-large",
                    Place(shown),
                    f"ไฟล์ใหญ่เกินกำหนด ({size / 1e6:.1f} ล้านไบต์ รับได้ไม่เกิน {limit / 1e6:.1f})",
                    "แบ่งเป็นหลายไฟล์ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่",
                )
            content = path.read_bytes()
        except FileNotFoundError:
            raise error("file-missing", Place(shown), "ไม่พบไฟล์นี้", "ตรวจชื่อไฟล์และโฟลเดอร์") from None
        except OSError as problem:
            raise error("file-unreadable", Place(shown), f"เปิดไฟล์ไม่ได้: {problem.strerror}", "ตรวจสิทธิ์ของไฟล์") from None
        self.hashes[shown] = digest(content)
        return content

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

    def picture(self, name: str, folder: Path, inside: Path, place: Place) -> str:
        """Return the path, relative to the project, of the picture `name` that stands in `folder`.

        Raises DocgenError if it is missing, no picture, too large, or not within the folder `inside`.
        """
        path = same_named(folder, name).resolve()
        if not path.is_relative_to(inside.resolve()):
            raise error(
                "picture-outside",
                place,
                f"รูป {name} อยู่นอกโฟลเดอร์ {self.shown(inside)}/",
                f"คัดลอกรูปมาไว้ใน {self.shown(inside)}/ แล้วเขียนชื่อใหม่",
            )
        if not path.is_file():
            self.hashes[self.shown(path)] = ""
            raise error("picture-missing", place, f"ไม่พบรูป {name}", f"วางไฟล์รูปไว้ใน {self.shown(folder)}/ หรือแก้ชื่อให้ตรง")
        self._check_picture(path, name, place)
        return path.relative_to(self.root.resolve()).as_posix()

    def _check_picture(self, path: Path, name: str, place: Place) -> None:
        from PIL import Image  # 30 ms, and most documents have no picture

        self.read(path, MAX_PICTURE_BYTES)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(path, formats=PICTURE_FORMATS) as image:
                    if image.width * image.height > MAX_PICTURE_PIXELS:
                        raise error(
                            "picture-too-large",
                            place,
                            f"รูป {name} ใหญ่เกินกำหนด ({image.width} x {image.height} จุด)",
                            "ย่อรูปให้ด้านยาวไม่เกิน 6000 จุด",
                        )
                    image.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            raise error(
                "picture-broken", place, f"ไฟล์ {name} ไม่ใช่รูป หรือไฟล์เสีย", "ใช้ไฟล์ .jpg หรือ .png ที่เปิดดูได้"
            ) from None


def _place_of(text: str, index: int, start: Place) -> Place:
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return Place(start.path, start.line + line, column + 1 if line else column + max(start.column, 1))

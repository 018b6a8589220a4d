"""Open a workbook's package: its size is checked first, parts are found by their relationships, XML is streamed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

MAX_UNPACKED_BYTES = 30_000_000
MAX_PARTS = 2_000
# One element repeated packs 900:1; sheets pack 5:1 to 30:1.
MAX_RATIO = 100
# The largest log, 5,000 rows of 12 cells, has some 250,000: more takes seconds and says nothing that a log may hold.
MAX_ELEMENTS = 600_000
_FAMILIES = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")


class BrokenPackageError(Exception):
    """What is no workbook, or one that no spreadsheet program writes; `cause` says in Thai what, "" for any damage."""

    def __init__(self, cause: str = "") -> None:
        self.cause = cause
        super().__init__(cause)


class PackageTooLargeError(Exception):
    """A package beyond the limits; `cause` says in Thai which one, with the figure that is allowed."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Elements(Protocol):
    """What takes the elements of a part: names without their namespace, "?" for one that isn't of Office Open XML."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text between tags, in as many pieces as the parser likes."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of the relationship's type, and the name of the part ("" if outside)."""

    kind: str
    part: str


class Package:
    """An open package. Raises BrokenPackageError and PackageTooLargeError, and whatever zipfile and zlib raise."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        parts = self._archive.infolist()
        if len(parts) > MAX_PARTS:
            raise PackageTooLargeError(f"ไฟล์มีส่วนประกอบเกิน {MAX_PARTS:,} ส่วน")
        swollen = any(part.file_size > max(1_000_000, MAX_RATIO * part.compress_size) for part in parts)
        if swollen or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise PackageTooLargeError(f"คลายออกแล้วใหญ่เกิน {MAX_UNPACKED_BYTES // 1_000_000} ล้านไบต์ หรือซ้ำกันผิดปกติ")
        self._names = {part.filename.lower().lstrip("/"): part.filename for part in parts}
        if len(self._names) < len(parts):
            raise BrokenPackageError  # two parts of one name: each program takes another

    def read(self, part: str) -> bytes:
        """Return a part's bytes; names differ by more than their case (Part 2, 6.2.2)."""
        name = self._names.get(part.lower())
        if name is None:
            raise BrokenPackageError
        return self._archive.read(name)

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """Return the relationships of a part, or of the package, by their id; a part may have none."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found = _Relationships(folder)
        if listed.lower() in self._names:
            parse(self.read(listed), found)
        return found.by_id


class _Relationships:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.by_id: dict[str, Relationship] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        outside = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        self.by_id[attributes.get("Id", "")] = Relationship(kind, "" if outside else path)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def parse(content: bytes, elements: Elements) -> None:
    """Give the elements of an XML part to `elements`.

    Raises BrokenPackageError for XML that is not well formed or declares a document type, PackageTooLargeError
    for more than MAX_ELEMENTS elements.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS:
            raise PackageTooLargeError(f"แผ่นงานมีส่วนย่อยเกิน {MAX_ELEMENTS:,} ส่วน")
        elements.start(known(name), {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def known(name: str) -> str:
        if name not in names:
            family, _, local = name.rpartition(" ")
            names[name] = local if family.startswith(_FAMILIES) else "?"
        return names[name]

    def refuse(*_: object) -> None:
        raise BrokenPackageError  # no spreadsheet program writes a document type; it may define entities without end

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: elements.end(known(name))
    parser.CharacterDataHandler = elements.text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise BrokenPackageError from None

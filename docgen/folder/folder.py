"""A project's folder as everything above sees it: names with slashes, bytes, lists; on the disk, or with unsaved text.

`Overlay` stands in for the disk where a text is checked or previewed before anybody saves it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from docgen.folder.atomic import write_files
from docgen.folder.regular import TooLargeError, leads_out, read_regular, regular_digest


class Folder(Protocol):
    """What holds a project. Names are relative to `root`, with slashes; sizes are bytes."""

    @property
    def root(self) -> Path:
        """The project's folder on the disk: where fonts, pictures and the emblem stand."""

    def read(self, name: str, limit: int) -> bytes:
        """Return a file's bytes. Raises OSError: what is missing, no regular file, or larger than `limit`."""

    def exists(self, name: str) -> bool:
        """Tell whether something of that name is there, be it a link that leads nowhere."""

    def is_file(self, name: str) -> bool:
        """Tell whether a file of that name is there, or a link to one."""

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return what is there by a pattern such as content/*/report.yaml, sorted part by part."""

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a regular file in hexadecimal. Raises OSError."""

    def leads_out(self, name: str) -> bool:
        """Tell whether a name is a link, or stands behind one, that leads out of the project."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, all or none. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A project's folder as it is on the disk."""

    root: Path

    def read(self, name: str, limit: int) -> bytes:
        """Return a file's bytes. Raises NotRegularError, TooLargeError, OSError."""
        return read_regular(self.root / name, limit)

    def exists(self, name: str) -> bool:
        """Tell whether something of that name is there, be it a link that leads nowhere."""
        return os.path.lexists(self.root / name)

    def is_file(self, name: str) -> bool:
        """Tell whether a file of that name is there, or a link to one."""
        return (self.root / name).is_file()

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return what is there by a pattern, sorted part by part."""
        return _sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a regular file in hexadecimal. Raises NotRegularError, OSError."""
        return regular_digest(self.root / name)

    def leads_out(self, name: str) -> bool:
        """Tell whether a name is a link, or stands behind one, that leads out of the project."""
        return leads_out(self.root / name, self.root)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, all or none. Raises OSError."""
        write_files({self.root / name: content for name, content in files.items()})


@dataclass(frozen=True, slots=True)
class Overlay:
    """Unsaved texts over a folder, by name: they answer first, also where the folder has no such file. Never written.

    A text may be given as bytes, as where the file is a workbook.
    """

    folder: Folder
    texts: Mapping[str, str | bytes] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder below."""
        return self.folder.root

    def read(self, name: str, limit: int) -> bytes:
        """Return a file's bytes, the unsaved ones first. Raises TooLargeError, OSError."""
        content = self._content(name)
        if content is None:
            return self.folder.read(name, limit)
        if len(content) > limit:
            raise TooLargeError(name, len(content), limit)
        return content

    def exists(self, name: str) -> bool:
        """Tell whether something of that name is there, saved or not."""
        return name in self.texts or self.folder.exists(name)

    def is_file(self, name: str) -> bool:
        """Tell whether a file of that name is there, saved or not."""
        return name in self.texts or self.folder.is_file(name)

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return what is there by a pattern, saved or not, sorted part by part."""
        unsaved = (name for name in self.texts if _fits(name, pattern))
        return _sorted({*self.folder.names(pattern), *unsaved})

    def digest(self, name: str) -> str:
        """Return the SHA-256 in hexadecimal. Raises OSError."""
        content = self._content(name)
        return self.folder.digest(name) if content is None else hashlib.sha256(content).hexdigest()

    def leads_out(self, name: str) -> bool:
        """Tell whether a name leads out of the project; what is not saved stands in it."""
        return name not in self.texts and self.folder.leads_out(name)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Refuse: who looks at unsaved text saves nothing. Raises PermissionError."""
        raise PermissionError(f"unsaved text is looked at, nothing is written: {', '.join(files)}")

    def _content(self, name: str) -> bytes | None:
        text = self.texts.get(name)
        return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A folder that holds nothing: what a text by itself is read in."""

    root: Path = Path("nowhere")

    def read(self, name: str, limit: int) -> bytes:
        """Raises FileNotFoundError."""
        raise FileNotFoundError(name)

    def exists(self, name: str) -> bool:
        """Nothing is there."""
        return False

    def is_file(self, name: str) -> bool:
        """Nothing is there."""
        return False

    def names(self, pattern: str) -> tuple[str, ...]:
        """Return no name."""
        return ()

    def digest(self, name: str) -> str:
        """Raises FileNotFoundError."""
        raise FileNotFoundError(name)

    def leads_out(self, name: str) -> bool:
        """Nothing leads anywhere."""
        return False

    def write(self, files: Mapping[str, bytes]) -> None:
        """Raises PermissionError."""
        raise PermissionError(", ".join(files))


def as_folder(given: Path | Folder) -> Folder:
    """Return the folder at a path, or the one given."""
    return Disk(given) if isinstance(given, Path) else given


def name_of(path: Path, root: Path) -> str:
    """Return the name in a project of a path; one that stands outside is its own name."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: name.split("/")))


def _fits(name: str, pattern: str) -> bool:
    """Tell whether a name fits a pattern; * stands within one part, ** for any number of them."""
    return _parts_fit(name.split("/"), pattern.split("/"))


def _parts_fit(parts: list[str], patterns: list[str]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == "**":
        return any(_parts_fit(parts[start:], patterns[1:]) for start in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], patterns[0]) and _parts_fit(parts[1:], patterns[1:])

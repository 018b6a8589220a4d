"""The line of a content file that a message is about, as it stands in the folder or is not saved yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.errors import Finding, Place
from docgen.folder.folder import Folder, as_folder

_MOST_BYTES = 5_000_000  # more than any content file may have
_MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Excerpts:
    """Lines of a project's files; each file is read once, since thousands of findings may be about it."""

    given: Path | Folder
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def line(self, place: Place) -> str:
        """Return the beginning of the line at a place, "" if there is none or it is no text.

        What could steer a terminal is a dot in it.
        """
        if not place.line or not place.path.endswith((".md", ".yaml", ".csv")):
            return ""
        if place.path not in self._read:
            self._read[place.path] = self._lines(place.path)
        lines = self._read[place.path]
        return _harmless(lines[place.line - 1]) if place.line <= len(lines) else ""

    def _lines(self, name: str) -> tuple[str, ...]:
        try:
            text = as_folder(self.given).read(name, _MOST_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            return ()
        return tuple(line[:_MOST_LETTERS].rstrip("\r") for line in text.split("\n"))


def with_excerpts(findings: Iterable[Finding], given: Path | Folder) -> tuple[Finding, ...]:
    """Return findings with the lines that they are about, in the order of their places, each once."""
    lines = Excerpts(given)
    told = sorted(dict.fromkeys(findings), key=lambda finding: finding.place)
    return tuple(replace(one, excerpt=one.excerpt or lines.line(one.place)) for one in told)


def _harmless(line: str) -> str:
    shown = "".join(character if character.isprintable() else " " if character == "\t" else "·" for character in line)
    return "" if "\ufffd" in shown else shown

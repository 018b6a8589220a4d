"""Sheets of a design: an office's own HTML, filled for each row of a list, with every file that it may show.

All that setting them needs travels here by value, so that whoever sets them opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.errors import Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one row becomes: the file that is its own, its HTML, the row in the list."""

    output: str
    html: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a list, in its order, and one file with all of them (`output`).

    `files` are the contents of what the design may show, by project path, `page` the path of its own page; `pages` is
    how many pages each row fills.
    """

    output: str
    title: str
    author: str
    page: str
    pages: int
    files: Mapping[str, bytes]
    sheets: tuple[Sheet, ...]
    place: Place

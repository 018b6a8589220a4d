"""From words as printed back to the place where they were typed: digits, marks and blanks differ between the two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.errors import DocgenError, Place
from docgen.folder.encoding import decode_text
from docgen.folder.files import MAX_TEXT_BYTES
from docgen.folder.folder import Folder
from docgen.folder.typed_text import lines_joined
from docgen.thai.numerals import to_arabic_digits

_MOST_LETTERS = 25_000
_CHUNK = 6
"""So many letters alike are no accident; a word at the edge of a line has some more."""
_LOOKED_AT = 40
_KEY = re.compile(r"([ ]*(?:- +)*)[a-z_]+: *[\"'|>]?$")
"""What stands before the value of a named entry: its indentation, its name."""
_MARKUP = frozenset("*_`\\|\u200b")
Span = tuple[str, int, int, int, int]
"""Path, line and column (from 1) where words begin, line and column behind the last of them."""
NOWHERE: Span = ("", 0, 0, 0, 0)


@lru_cache(maxsize=10_000)
def squeezed(text: str) -> str:
    """Return text for comparing: without blanks and marks of markup, digits as one types them."""
    return to_arabic_digits("".join(one for one in text if not one.isspace() and one not in _MARKUP))


@lru_cache(maxsize=2000)
def _kept(line: str) -> tuple[str, list[int]]:
    """Return the letters of a typed line as they are compared, and the column (from 1) of each."""
    kept = [squeezed(one) for one in line]
    return "".join(kept), [column for column, one in enumerate(kept, start=1) if one]


@dataclass(slots=True)
class Typed:
    """What was typed from a place on, as one string for looking, and where each letter of it stands."""

    letters: str
    places: list[tuple[int, int]]
    at: int = 0

    def find(self, wanted: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return where words begin and end, looked for behind those that were found before."""
        size = min(_CHUNK, len(wanted))
        for skipped in range(min(_LOOKED_AT, len(wanted) - size + 1)) if size else ():
            first = self.letters.find(wanted[skipped : skipped + size], self.at)
            if first >= 0:
                break
        else:
            return None
        most = first + len(wanted) - skipped + 2 * _LOOKED_AT
        # The same letters may stand nearer to the beginning, too.
        ends = self.letters.find(wanted[-size:], max(first, most - 3 * _LOOKED_AT), most)
        last = ends + size - 1 if ends >= 0 else min(first + len(wanted) - skipped, len(self.places)) - 1
        self.at = last + 1
        return self.places[first], (self.places[last][0], self.places[last][1] + 1)


@dataclass(slots=True)
class Sources:
    """Looks for printed words in the texts of a folder, saved or not."""

    folder: Folder
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def spans(self, lines: Iterable[tuple[str, str]]) -> Iterator[Span]:
        """Yield the place of each set line, given by its words and its paragraph's place; nowhere for a page number."""
        of, typed = "", Typed("", [])
        for words, place in lines:
            where = Place.read(place)
            if not place or not where.line:
                yield NOWHERE
                continue
            if place != of:
                of, typed = place, self._typed(where)
            start = (where.line, max(where.column, 1))
            begins, ends = typed.find(squeezed(words)) or (start, start)
            yield (where.path, *begins, *ends)

    def _typed(self, where: Place) -> Typed:
        """Return what was typed from a place on, as far as a paragraph may go."""
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        column = max(where.column, 1)
        behind: re.Pattern[str] | None = None  # what no longer belongs to a named value
        for number, line in enumerate(self._of(where.path)[where.line - 1 :], start=where.line):
            if (not line.strip() and letters) or (behind is not None and behind.match(line)):
                break
            if number == where.line and (key := _KEY.match(line[: column - 1])):
                behind = re.compile(rf"---|(?! {{{len(key[1]) + 1}}})[ ]*(?:- +)*[a-z_]+:(?:\s|$)")
            kept, columns = _kept(line)
            first = bisect_left(columns, column)
            letters.append(kept[first:])
            places += [(number, one) for one in columns[first:]]
            column = 1
            if len(places) > _MOST_LETTERS:
                break
        return Typed("".join(letters), places)

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            try:
                text = lines_joined(decode_text(self.folder.read(path, MAX_TEXT_BYTES), path))
            except (OSError, DocgenError):
                text = ""
            self._lines[path] = text.split("\n")
        return self._lines[path]

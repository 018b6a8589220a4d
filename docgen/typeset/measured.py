"""A text measured, and the room that its lines have: what composing starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import Literal

Mode = Literal["justify", "ragged", "balanced"]


@dataclass(frozen=True, slots=True)
class Advances:
    """A text measured: widths in pt and clusters, each summed up from the start to every offset."""

    text: str
    widths: Sequence[float]
    clusters: Sequence[int]

    def printed_end(self, last: int) -> int:
        """Return the offset where the words before `last` end: blanks at the end of a line are not printed."""
        while last > 0 and self.text[last - 1] == " ":
            last -= 1
        return last


def summed(text: str, widths: Sequence[float], lengths: Sequence[int]) -> Advances:
    """Return a text measured by the widths of its clusters (pt) and the number of characters of each."""
    sums = list(accumulate(widths, initial=0.0))
    counts = [0, *chain.from_iterable(map(repeat, range(1, len(sums)), lengths))]
    return Advances(text, list(map(sums.__getitem__, counts)), counts)


@dataclass(frozen=True, slots=True)
class Room:
    """The space for a paragraph in pt: the measure, that of the first line, how far letters and blanks may give way.

    Letters and blanks close up together; blanks widen only where parting the letters does not fill the line. With the
    letters the glyphs themselves give way, by `glyph_scale` of their width at most (font expansion: Thành 2000).
    """

    measure_pt: float
    first_measure_pt: float
    letter_stretch_pt: float
    letter_shrink_pt: float
    blank_stretch_pt: float
    blank_shrink_pt: float
    glyph_scale: float = 0.0

    def shrink(self, advances: Advances, first: int, last: int) -> float:
        """Return how much narrower a line from one offset to another can be set, in pt."""
        gaps = max(advances.clusters[last] - advances.clusters[first] - 1, 0)
        width = advances.widths[last] - advances.widths[first]
        blanks = advances.text.count(" ", first, last)
        return blanks * self.blank_shrink_pt + gaps * self.letter_shrink_pt + width * self.glyph_scale

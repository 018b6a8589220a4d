"""Shape a stretch of one script with HarfBuzz: its glyphs, and the clusters that they make.

All of a document's text passes here, so that what can be done for a whole stretch at once is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import uharfbuzz

# Pango shapes stretches of one script; blanks, digits and signs belong to the script before them. The font's Thai
# marks are placed in Thai stretches alone.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e5b"
_ONE_SCRIPT = re.compile(rf"[\W\d_{_THAI}]*[{_THAI}][\W\d_{_THAI}]*|[^{_THAI}]+")
_HAS_THAI = re.compile(f"[{_THAI}]")

RawGlyph = tuple[int, tuple[int, int, int, int]]
"""A glyph as HarfBuzz gives it: id, offsets to the right and upwards, advances that way, in font units."""


def one_script(text: str) -> list[str]:
    """Return a text as stretches of one script."""
    return _ONE_SCRIPT.findall(text)


def shaped(font: uharfbuzz.Font, text: str) -> tuple[list[int], tuple[RawGlyph, ...]]:
    """Return the glyphs that draw a stretch, and for each the character that its cluster begins with."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "ltr"
    buffer.script = "Thai" if _HAS_THAI.search(text) else "Latn"
    buffer.language = "th"
    uharfbuzz.shape(font, buffer)
    infos = buffer.glyph_infos
    codes = [info.codepoint for info in infos]
    positions = [at.position for at in buffer.glyph_positions]
    return [info.cluster for info in infos], tuple(zip(codes, positions, strict=True))


def clusters_of(
    text: str, places: Sequence[int], glyphs: tuple[RawGlyph, ...]
) -> tuple[list[str], list[tuple[RawGlyph, ...]]]:
    """Return the characters of each cluster of a stretch, and its glyphs."""
    # Backwards, so that the first glyph of a cluster is the one that is kept.
    firsts = dict(zip(reversed(places), range(len(places) - 1, -1, -1), strict=True))
    at = text.find("ำ")
    while at >= 0:
        # The ring of ำ stands over the letter before it: the two never part.
        if firsts.get(at):
            del firsts[at]
        at = text.find("ำ", at + 1)
    offsets, starts = [len(text), *firsts], [len(glyphs), *firsts.values()]
    offsets.reverse()
    starts.reverse()
    texts = [text[first:last] for first, last in pairwise(offsets)]
    return texts, [glyphs[first:last] for first, last in pairwise(starts)]

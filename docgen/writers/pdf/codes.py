"""The codes that the glyphs of a face have on the pages: a face's own order, but letters and signs of Thai first.

A reader looks up anew, letter by letter, how large a glyph is whose code is above 255, as those of most Thai letters
are in the fonts' own order (pdfium). The order follows from the font file alone, so that the same page has the same
bytes; the program in the PDF keeps its own ids, and a table leads from the ones to the others (CIDToGIDMap).
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import uharfbuzz

from docgen.folder.regular import read_regular

_MOST_BYTES = 30_000_000
_FIRST = (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C), *range(0x20, 0x7F), *map(ord, "“”‘’–—…•"))


@lru_cache(maxsize=16)
def opened_face(path: str) -> uharfbuzz.Font:
    """Return a font file as HarfBuzz reads it."""
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(read_regular(Path(path), _MOST_BYTES))))


@lru_cache(maxsize=16)
def page_codes(path: str) -> Mapping[int, int]:
    """Return the code of each of a face's glyphs by its id; glyphs that are added to it have their id as code.

    Where the outlines are cubic a code is the id: such a program has no table (ISO 32000-2, 9.7.4.2).
    """
    font = opened_face(path)
    every = range(font.face.glyph_count)
    if "CFF " in font.face.table_tags:
        return dict(zip(every, every, strict=True))
    first = (font.get_nominal_glyph(character) or 0 for character in _FIRST)
    order = dict.fromkeys((0, *first, *every))
    return {glyph: code for code, glyph in enumerate(order)}


@lru_cache(maxsize=64)
def ids_by_code(path: str, count: int) -> bytes:
    """Return the table from the first `count` codes to glyph ids, two bytes each, empty where they are the same."""
    codes = page_codes(path)
    order = sorted(codes, key=codes.__getitem__)
    order += range(len(order), count)
    if order == list(range(len(order))):
        return b""
    table = array("H", order[:count])
    if sys.byteorder == "little":
        table.byteswap()
    return table.tobytes()

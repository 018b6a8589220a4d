"""Draw words as outlines of their glyphs, so that no reader finds them in the text of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from docgen.folder.font_stream import font_stream


def draw(path: Path, words: str, pen_at: Callable[[Any, float, float], Any]) -> tuple[float, Any]:
    """Shape words with a font file and draw each glyph with the pen of its place (font units).

    Returns the width of the words in font units and the font, closed, for its measures.
    """
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font_stream(path).getvalue())))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    with TTFont(font_stream(path)) as font:
        glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
        along = 0.0
        for found, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs[order[found.codepoint]].draw(pen_at(glyphs, along + place.x_offset, place.y_offset))
            along += place.x_advance
        return along, {"OS/2": font["OS/2"], "head": font["head"]}


def svg_outline(path: Path, words: str) -> tuple[str, float, float, float]:
    """Return words as the path of an SVG in thousandths of an em, y upwards, with width, lowest and highest point."""
    paths: list[str] = []
    pens: list[Any] = []
    with TTFont(font_stream(path), lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm

    def pen_at(glyphs: Any, left: float, up: float) -> Any:
        pens.append(SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"))
        return TransformPen(pens[-1], (scale, 0, 0, scale, left * scale, up * scale))

    width, tables = draw(path, words, pen_at)
    paths = [pen.getCommands() for pen in pens]
    windows = tables["OS/2"]
    return " ".join(paths), width * scale, -windows.usWinDescent * scale, windows.usWinAscent * scale

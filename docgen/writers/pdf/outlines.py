"""Draw words as outlines of their glyphs, so that no reader finds them in the text of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.pens.basePen import BasePen
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


class OperatorPen(BasePen):  # type: ignore[misc]  # fontTools gives no types
    """Writes a glyph's outline as operators of a PDF page."""

    def __init__(self, glyphs: Any, left: float, up: float, operators: list[str]) -> None:
        super().__init__(glyphs)
        self.left, self.up, self.operators = left, up, operators

    def _point(self, point: tuple[float, float]) -> str:
        return f"{point[0] + self.left:.0f} {point[1] + self.up:.0f}"

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # named by fontTools
        self.operators.append(f"{self._point(point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # named by fontTools
        self.operators.append(f"{self._point(point)} l")

    def _curveToOne(self, one: Any, two: Any, three: Any) -> None:  # noqa: N802  # named by fontTools
        self.operators.append(f"{self._point(one)} {self._point(two)} {self._point(three)} c")

    def _closePath(self) -> None:  # noqa: N802  # named by fontTools
        self.operators.append("h")


def operator_outline(path: Path, words: str) -> tuple[str, float, Any]:
    """Return words as the operators of their outline in font units, with their width and the font, as `draw`."""
    operators: list[str] = []
    along, tables = draw(path, words, lambda glyphs, left, up: OperatorPen(glyphs, left, up, operators))
    return " ".join(operators), along, tables

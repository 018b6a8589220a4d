"""Draw ร่าง across the pages of a draft: as outlines below the words, so that no reader finds it in the text."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydyf
from fontTools.pens.basePen import BasePen

from docgen.look.style import PT_PER_CM, Font
from docgen.writers.pdf.faces import pages, referred
from docgen.writers.pdf.outlines import draw

WORD = "ร่าง"
# Wide enough that no printed copy hides it, light enough that the words over it stay black on white: 1.2 to 1.
_WIDTH_CM = 14.0
_GREY = 0.87


class _OutlinePen(BasePen):  # type: ignore[misc]  # fontTools gives no types
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


def mark_as_draft(pdf: pydyf.PDF, folder: Path, font: Font) -> None:
    """Put ร่าง below the content of every page as an artifact (ISO 14289-1, 7.1). Fonts are read from `folder`."""
    path = folder / font.file(bold=True, italic=False)
    for page in pages(pdf):
        _, _, right, top = (float(edge) for edge in page["MediaBox"])
        # WeasyPrint turns the page upside down as its first step: this comes before.
        referred(pdf, page["Contents"]).stream.insert(0, draft_mark(path, right, top))


def draft_mark(path: Path, width_pt: float, height_pt: float) -> str:
    """Return ร่าง across a page as operators, an artifact (ISO 14289-1, 7.1), drawn with a font file."""
    outline, width, height = _outline(path)
    scale = _WIDTH_CM * PT_PER_CM / width
    angle = math.atan2(height_pt, width_pt)
    cosine, sine = math.cos(angle) * scale, math.sin(angle) * scale
    # Its middle comes to the middle of the page.
    left = width_pt / 2 - (cosine * width - sine * height) / 2
    up = height_pt / 2 - (sine * width + cosine * height) / 2
    placed = f"{cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {left:.2f} {up:.2f} cm"
    return f"/Artifact <</Type /Background>> BDC q {_GREY} g {placed} {outline} f Q EMC"


@lru_cache(maxsize=8)
def _outline(path: Path) -> tuple[str, float, float]:
    """Return the word as PDF operators in font units, with its width and the height of its letters."""
    operators: list[str] = []
    along, tables = draw(path, WORD, lambda glyphs, left, up: _OutlinePen(glyphs, left, up, operators))
    height = float(tables["OS/2"].sxHeight or tables["head"].unitsPerEm * 0.4)
    return " ".join(operators), along, height

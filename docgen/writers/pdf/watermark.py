"""Draw ร่าง across the pages of a draft: as outlines below the words, so that no reader finds it in the text."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from docgen.look.style import PT_PER_CM
from docgen.writers.pdf.outlines import operator_outline

WORD = "ร่าง"
# Wide enough that no printed copy hides it, light enough that the words over it stay black on white: 1.2 to 1.
_WIDTH_CM = 14.0
_GREY = 0.87


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
    operators, along, tables = operator_outline(path, WORD)
    return operators, along, float(tables["OS/2"].sxHeight or tables["head"].unitsPerEm * 0.4)

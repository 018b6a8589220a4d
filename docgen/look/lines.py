"""How lines of parts look: where each part begins, where its words begin behind their label, dots to the edge."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from docgen.folder.regular import read_regular
from docgen.tree import LinePart

PartAlign = Literal["left", "center", "right"]
CLEAR_CM = 0.3
"""What stays free between the words of a part and the next part, in cm."""
_MOST_BYTES = 30_000_000
_PT_PER_CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The look of one kind of line; `name` is what Word shows.

    `styles` are the paragraph styles of the parts' words, `at_cm` where each part stands from the left margin, by its
    left edge, its middle or its right edge as `aligns` says. Labels wear `label_style`; words begin `gap_cm` behind
    them, or `text_cm` from where the part begins, if that is not 0. `leader`: dots up to the next part or the margin.
    """

    name: str
    styles: tuple[str, ...]
    at_cm: tuple[float, ...]
    aligns: tuple[PartAlign, ...]
    label_style: str
    gap_cm: float
    text_cm: float
    leader: bool

    def words_cm(self, number: int, label_cm: float) -> float:
        """Return where the words of a part begin, in cm from the left margin; its label is `label_cm` wide."""
        start = self.at_cm[number]
        return start + (max(self.text_cm, label_cm + CLEAR_CM / 2) if self.text_cm else label_cm + self.gap_cm)


def label_of(part: LinePart) -> str:
    """Return the label that the words of a part stand behind: its own, or the one above that they stand under."""
    return part.label or part.under


def width_cm(words: str, face: Path, size_pt: float) -> float:
    """Return the width of words in a face of the project's fonts, in cm: both formats put what follows there."""
    per_em, widths = _widths(face)
    units = sum(widths.get(ord(one), 0) for one in words if unicodedata.category(one) != "Mn")
    return units / per_em * size_pt / _PT_PER_CM


@lru_cache(maxsize=8)
def _widths(face: Path) -> tuple[int, dict[int, int]]:
    """Return the units of an em, and the advance of the glyph of each character."""
    from fontTools.ttLib import TTFont  # 15 ms, for letters and memoranda alone

    font = TTFont(io.BytesIO(read_regular(face, _MOST_BYTES)), lazy=True)
    advances = font["hmtx"]
    return font["head"].unitsPerEm, {code: advances[name][0] for code, name in font.getBestCmap().items()}

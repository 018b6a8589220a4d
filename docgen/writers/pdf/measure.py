"""Measure text with HarfBuzz and the document's own font files, as Pango will set it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import uharfbuzz

from docgen.errors import Place, error
from docgen.style import Font
from docgen.tree import Run
from docgen.writers.pdf.compose import Advances


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font files of a document, ready to measure."""

    folder: Path
    font: Font

    def advances(self, runs: Sequence[Run], size_pt: float, bold: bool, place: str) -> Advances:
        """Return the summed widths of the runs' words at a size in pt; `bold` if the paragraph is bold itself.

        Raises DocgenError with the place if the font has no glyph for a character (another font would be drawn
        instead, on each machine another one), and for a mark without a letter under it, which HarfBuzz would set on
        a dotted circle.
        """
        if runs and unicodedata.category(runs[0].text[:1] or " ") == "Mn":
            raise error(
                "floating-mark",
                Place(*_split(place)),
                f"ข้อความขึ้นต้นด้วยสระหรือวรรณยุกต์ที่ไม่มีพยัญชนะ: {runs[0].text[:20]}",
                "พิมพ์คำแรกของข้อความนี้ใหม่",
            )
        widths, clusters = [0.0], [0]
        for (is_bold, is_italic), group in groupby(runs, key=lambda run: (run.bold or bold, run.italic)):
            text = "".join(run.text for run in group)
            face = _font(str(self.folder / self.font.file(is_bold, is_italic)))
            _add(face, text, size_pt, widths, clusters, place)
        return Advances("".join(run.text for run in runs), widths, clusters)


@cache
def _font(path: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


def _add(font: uharfbuzz.Font, text: str, size_pt: float, widths: list[float], clusters: list[int], place: str) -> None:
    if not text:
        return
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    scale = size_pt / font.face.upem
    advance = [0.0] * len(text)
    starts = [0] * len(text)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            character = text[info.cluster]
            raise error(
                "missing-glyph",
                Place(*_split(place)),
                f"แบบอักษรไม่มีอักขระ {character} (U+{ord(character):04X})",
                "ลบหรือใช้อักขระอื่นแทน",
            )
        advance[info.cluster] += position.x_advance * scale
        starts[info.cluster] = 1
    for width, start in zip(advance, starts, strict=True):
        widths.append(widths[-1] + width)
        clusters.append(clusters[-1] + start)


def _split(place: str) -> tuple[str, int]:
    path, _, line = place.partition(":")
    number = line.partition(":")[0]
    return path, int(number) if number.isdigit() else 0

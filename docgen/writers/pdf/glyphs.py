"""Show the glyphs of a piece exactly where the composer wants them: the rest of a line is shared over its clusters.

Marks stand exactly on their letters, and the order of the glyphs is that of the characters. (Where they drift, Poppler,
which sorts what overlaps by position, reads tone before vowel.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.typeset.lines import Piece, SetLine


def advances(piece: Piece, line: SetLine) -> list[float]:
    """Return the advance of each cluster with the space after it, in 1/1000 em.

    After a cluster with marks the letters never close up: the next one would stand under the marks, and Poppler would
    read it before them. The next cluster without marks closes up for both.
    """
    if piece.room is not None:
        return [cluster.advance for cluster in piece.clusters]
    spacing, word_spacing = line.spacing, line.word_spacing
    if not spacing and not word_spacing:
        return [cluster.advance for cluster in piece.clusters]
    if spacing >= 0 and spacing + word_spacing >= 0:
        wide = spacing + word_spacing
        return [cluster.advance + (wide if cluster.is_blank else spacing) for cluster in piece.clusters]
    return list(_closed_up(piece, spacing, word_spacing))


def _closed_up(piece: Piece, spacing: float, word_spacing: float) -> Iterator[float]:
    owed = 0.0
    for cluster in piece.clusters:
        wanted = owed + spacing + (word_spacing if cluster.is_blank else 0.0)
        space = wanted if wanted >= 0 or len(cluster.glyphs) == 1 else 0.0
        owed = wanted - space
        yield cluster.advance + space


def width_of(piece: Piece, line: SetLine, spaced: list[float]) -> float:
    """Return how much of the line a piece takes, in 1/1000 em; `spaced` are its advances."""
    return piece.room if piece.room is not None else line.scale * sum(spaced)


class _Codes(dict[int, str]):
    """Glyph ids as four hexadecimal digits, each written once."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = f"{code:04x}"
        return shown


class _Gaps(dict[int, str]):
    """Gaps of so many 1/100,000 em as they stand in an array between two codes, each written once."""

    def __missing__(self, hundredths: int) -> str:
        if len(self) > _MOST_GAPS:
            self.clear()
        self[hundredths] = shown = f">{-hundredths / 100:.2f}<"
        return shown


_MOST_GAPS = 20_000
_codes, _gaps = _Codes(), _Gaps()


def arrays(piece: Piece, spaced: list[float], widths: Mapping[int, float], size_pt: float) -> list[str]:
    """Return the operators that show a piece's glyphs at their places: an array for each stretch of one height.

    `widths` are those of the glyphs in the font program (1/1000 em), by glyph id.
    """
    made: list[str] = []
    parts: list[str] = []
    height = start = pen = 0.0
    for cluster, advance in zip(piece.clusters, spaced, strict=True):
        for code, x, y, _ in cluster.glyphs:
            if y != height:
                _show(made, parts, height, size_pt)
                parts, height = [], y
            gap = round(100 * (start + x - pen))
            if gap:
                parts.append(_gaps[gap])
                pen += gap / 100
            parts.append(_codes[code])
            pen += widths[code]
        start += advance
    _show(made, parts, height, size_pt)
    return made


def _show(made: list[str], parts: list[str], height: float, size_pt: float) -> None:
    if parts:
        array = f"[<{''.join(parts)}>] TJ".replace("<>", "")
        made.append(f"{height * size_pt / 1000:.4f} Ts\n{array}\n0 Ts" if height else array)

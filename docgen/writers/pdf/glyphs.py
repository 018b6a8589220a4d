"""Show the glyphs of a piece exactly where the composer wants them: the rest of a line is shared over its clusters.

Marks stand exactly on their letters, and the order of the glyphs is that of the characters. (Where they drift, Poppler,
which sorts what overlaps by position, reads tone before vowel.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.typeset.lines import Piece, SetLine
from docgen.typeset.shape import Cluster

_MARK, _BLANK = "|", "_"
"""What stands before a mark, and after a blank, in the codes of a cluster: there the spacing of letters is made up."""
_PER_UNIT = 10_000  # gaps are written to so many parts of 1/1000 em
_SAME = 0.002  # 1/1000 em: widths in the PDF are rounded to 0.001
_MOST_KEPT = 5_000


class _Gaps(dict[int, str]):
    """Gaps of so many 1/10,000 of 1/1000 em as they stand in an array between two codes, each written once."""

    def __missing__(self, gap: int) -> str:
        if len(self) > _MOST_GAPS:
            self.clear()
        self[gap] = shown = f">{-gap / _PER_UNIT:.4f}".rstrip("0").rstrip(".") + "<" if gap else ""
        return shown


_MOST_GAPS = 20_000
_gaps = _Gaps()


class Shown(NamedTuple):
    """A piece as operators, and what they want added after each glyph (1/1000 em)."""

    operators: list[str]
    spacing: float


@dataclass(slots=True)
class FaceCodes:
    """The codes of a face's clusters as they stand in an array, by identity; "" for one that needs the long way.

    `codes` are those of its glyphs by id, `widths` what the PDF says of them (1/1000 em).
    """

    codes: Mapping[int, int]
    widths: Mapping[int, float]
    _known: dict[int, str] = field(default_factory=dict)
    _kept: list[Cluster] = field(default_factory=list)

    def of(self, clusters: Sequence[Cluster]) -> list[str]:
        """Return the codes of some clusters."""
        try:
            return list(map(self._known.__getitem__, map(id, clusters)))
        except KeyError:
            known = self._known
            return [known[id(one)] if id(one) in known else self._new(one) for one in clusters]

    def _new(self, cluster: Cluster) -> str:
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
            self._known.clear()
        self._kept.append(cluster)  # as long as it is here no other has its identity
        self._known[id(cluster)] = made = self._codes(cluster)
        return made

    def _codes(self, cluster: Cluster) -> str:
        pen = 0.0
        for code, x, y, _ in cluster.glyphs:
            if y or abs(x - pen) > _SAME:
                return ""
            pen += self.widths[code]
        if not cluster.glyphs:
            return ""
        kern = cluster.advance - pen
        closer = _gaps[round(_PER_UNIT * kern)] if abs(kern) > _SAME else ""
        return _MARK.join(self.hexadecimal(glyph.code) for glyph in cluster.glyphs) + closer + _BLANK * cluster.is_blank

    def hexadecimal(self, glyph: int) -> str:
        """Return a glyph's code as four digits."""
        return f"{self.codes.get(glyph, glyph):04x}"


def shown(piece: Piece, line: SetLine, face: FaceCodes, size_pt: float) -> Shown:
    """Return the operators that show a piece's glyphs at their places.

    Letters that part are parted by the character spacing of the text, which marks and blanks make up for; where they
    close up each gap is written.
    """
    codes = face.of(piece.clusters)
    spacing, word_spacing = _spacing(piece, line)
    if not all(codes):
        return Shown(_at_their_places(piece, _spaces(piece, spacing, word_spacing), face, size_pt), 0.0)
    if _closes_up(spacing, word_spacing):
        gaps = [_gaps[round(_PER_UNIT * space)] for space in _spaces(piece, spacing, word_spacing)]
        parts = [part for pair in zip(codes, gaps, strict=True) for part in pair][:-1]
        words = "".join(parts).replace(_MARK, "").replace(_BLANK, "")
        return Shown(_arrays(words), 0.0)
    back, on = _gaps[-round(_PER_UNIT * spacing)], _gaps[round(_PER_UNIT * word_spacing)]
    words = "".join(codes).removesuffix(_BLANK).replace(_MARK, back).replace(_BLANK, on)
    return Shown(_arrays(words), round(_PER_UNIT * spacing) / _PER_UNIT)


def width_of(piece: Piece, line: SetLine) -> float:
    """Return how much of its line a piece takes, in 1/1000 em."""
    if piece.room is not None:
        return piece.room
    spaces = _spaces(piece, *_spacing(piece, line))
    return line.scale * (sum([cluster.advance for cluster in piece.clusters]) + sum(spaces))


def _spacing(piece: Piece, line: SetLine) -> tuple[float, float]:
    """Return what is added after each cluster of a piece, and beyond that after each blank: nothing in a label."""
    return (line.spacing, line.word_spacing) if piece.room is None else (0.0, 0.0)


def _closes_up(spacing: float, word_spacing: float) -> bool:
    return spacing < 0 or spacing + word_spacing < 0


def _arrays(words: str) -> list[str]:
    """Return the operator that shows codes with gaps between them; two gaps side by side are two numbers."""
    return [f"[<{words}>] TJ".replace("<>", " ")] if words else []


def _spaces(piece: Piece, spacing: float, word_spacing: float) -> list[float]:
    """Return the space after each cluster, in 1/1000 em.

    After a cluster with marks the letters never close up: the next one would stand under the marks, and Poppler would
    read it before them. The next cluster without marks closes up for both.
    """
    closes_up = _closes_up(spacing, word_spacing)
    owed = 0.0
    spaces = []
    for cluster in piece.clusters:
        wanted = owed + spacing + (word_spacing if cluster.is_blank else 0.0)
        if closes_up and wanted < 0 and len(cluster.glyphs) != 1:
            spaces.append(0.0)
            owed = wanted
        else:
            spaces.append(wanted)
            owed = 0.0
    return spaces


def _at_their_places(piece: Piece, spaces: Sequence[float], face: FaceCodes, size_pt: float) -> list[str]:
    """Return the operators for glyphs that don't all stand side by side: an array for each stretch of one height."""
    made: list[str] = []
    parts: list[str] = []
    height = start = pen = 0.0
    for cluster, space in zip(piece.clusters, spaces, strict=True):
        for code, x, y, _ in cluster.glyphs:
            if y != height:
                _show(made, parts, height, size_pt)
                parts, height = [], y
            gap = round(_PER_UNIT * (start + x - pen))
            if gap:
                parts.append(_gaps[gap])
                pen += gap / _PER_UNIT
            parts.append(face.hexadecimal(code))
            pen += face.widths[code]
        start += cluster.advance + space
    _show(made, parts, height, size_pt)
    return made


def _show(made: list[str], parts: list[str], height: float, size_pt: float) -> None:
    for array in _arrays("".join(parts)):
        made.append(f"{height * size_pt / 1000:.4f} Ts\n{array}\n0 Ts" if height else array)

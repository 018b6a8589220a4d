"""Put every glyph of the composed lines where the composer wants it. Called as WeasyPrint's finisher.

WeasyPrint lays out the lines with their natural widths. Here each text object that draws a composed line is written
anew: the rest of the line is shared over its clusters, marks stand exactly on their letters, and the order of the
glyphs is that of the characters. (WeasyPrint 70 cuts kerning to 1/1000 em and writes offsets in 1/1024 em: marks
drift, and Poppler, which sorts what overlaps by position, then reads tone before vowel.)
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

from docgen.typeset.lines import Piece, SetLine
from docgen.typeset.shape import Fonts, private_forms
from docgen.writers.pdf.faces import PT_PER_PX, EmbeddedFace, embedded_faces, pages, referred

_CODES = re.compile(rb"<([0-9a-f]*)>")
_FONT = re.compile(rb"/(\S+) ([0-9.]+) Tf")
_MATRIX = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")


class _Wanted(NamedTuple):
    """A piece of a line that is to be drawn: its line, and its number there."""

    line: SetLine
    number: int


_Key = tuple[str, float, str]
"""What tells a text object from others: font file, size in pt (to 1/100), the glyphs that it draws, a letter each."""


class _TextObject(NamedTuple):
    """A text object of a page: its font, size and start, in the units of the page; the glyph ids that it draws."""

    font: bytes
    size: float
    x: float
    y: bytes
    codes: bytes


class MovedLink(NamedTuple):
    """Words that are a link: their baseline from the page's top, where they were and where they are now (CSS px)."""

    y: float
    old_start: float
    old_end: float
    start: float
    end: float


@dataclass(slots=True)
class Placer:
    """Places the lines of one document, which were set in this order in faces of this family."""

    lines: Sequence[SetLine]
    fonts: Fonts
    missed: list[SetLine] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)
    languages: list[tuple[int, int, str]] = field(default_factory=list)
    begins: dict[int, SetLine] = field(default_factory=dict)
    _links: list[MovedLink] = field(default_factory=list)
    _line: SetLine | None = None
    _start: float = 0.0

    def place(self, pdf: pydyf.PDF) -> None:
        """Rewrite the text of the pages.

        Afterwards `missed` has the lines that were not found there, `labels` the page (from 0) and the marked content
        id of each clause's label, `languages` the same of words that are not Thai, with their language, and `begins`
        the line that each page begins with.

        Lines of the same letters are taken in their order. The last of them is taken again where they are drawn once
        more: the head of a table on its next page. What is no line (a page number) is left as it is.
        """
        faces = embedded_faces(pdf, self.fonts.font)
        queues: dict[_Key, deque[_Wanted]] = {}
        for line in self.lines:
            for index, piece in enumerate(line.pieces):
                if not all(cluster.is_blank for cluster in piece.clusters):  # WeasyPrint draws no blanks by themselves
                    codes = "".join([cluster.codes for cluster in piece.clusters])
                    key = (piece.file, round(line.size_pt, 2), codes)
                    queues.setdefault(key, deque()).append(_Wanted(line, index))
        drawn: set[_Key] = set()
        for number, page in enumerate(pages(pdf)):
            content = referred(pdf, page["Contents"])
            content.stream[:] = self._rewritten(content.stream, number, faces, queues, drawn)
            if self._links:
                _move_links(pdf, page, self._links)
                self._links = []
        self.missed = [queue[0].line for key, queue in queues.items() if key not in drawn or len(queue) > 1]

    def _rewritten(
        self,
        stream: Iterable[Any],
        page: int,
        faces: Mapping[bytes, EmbeddedFace],
        queues: Mapping[_Key, deque[_Wanted]],
        drawn: set[_Key],
    ) -> list[Any]:
        made: list[Any] = []
        start = mark = 0
        for operation in stream:
            if operation == b"BT":
                start = len(made)
            elif isinstance(operation, pydyf.Dictionary):
                mark = operation.get("MCID", mark)
            made.append(operation)
            if operation != b"ET":
                continue
            found = _text_object(made[start:])
            face = faces.get(found.font) if found else None
            if found is None or face is None:
                continue
            key = (face.file, round(found.size * PT_PER_PX, 2), self._known_by(found.codes, face.file))
            queue = queues.get(key)
            if queue:
                wanted = queue.popleft() if len(queue) > 1 else queue[0]
                drawn.add(key)
                self.begins.setdefault(page, wanted.line)
                piece = wanted.line.pieces[wanted.number]
                if piece.room is not None:
                    self.labels.append((page, mark))
                if piece.lang != "th":
                    self.languages.append((page, mark, piece.lang))
                made[start + 1 : -1] = self._placed(wanted, found, face)
        return made

    def _known_by(self, codes: bytes, file: str) -> str:
        letters = private_forms(self.fonts.folder / file)
        return bytes.fromhex(codes.decode()).decode("utf-16-be", "surrogatepass").translate(letters)

    def _placed(self, wanted: _Wanted, drawn: _TextObject, face: EmbeddedFace) -> Iterator[bytes]:
        line, number = wanted
        piece, before = line.pieces[number], line.pieces[:number]
        em = drawn.size / 1000
        if line is not self._line:
            self._line, self._start = line, drawn.x - em * sum(map(_natural_width, before))
        start = self._start + em * sum(_width(earlier, line) for earlier in before)
        if piece.is_link:
            old_end, end = drawn.x + em * _natural_width(piece), start + em * _width(piece, line)
            self._links.append(MovedLink(float(drawn.y), drawn.x, old_end, start, end))
        yield b"1 0 0 -1 %.6f %s Tm" % (start, drawn.y)
        yield b"/%s %.6f Tf" % (drawn.font, drawn.size)
        is_scaled = line.scale != 1 and piece.room is None
        if is_scaled:
            yield b"%.4f Tz" % (100 * line.scale)
        yield from _arrays(piece, line, face.widths, drawn.size)
        if is_scaled:
            yield b"100 Tz"


def _text_object(operations: Sequence[Any]) -> _TextObject | None:
    """Return what a text object draws; None for one that is not as WeasyPrint writes text in one font."""
    codes: list[bytes] = []
    font = matrix = None
    for operation in operations:
        if operation.endswith(b" TJ"):
            codes += _CODES.findall(operation)
        elif operation.endswith(b" Tf"):
            if font is not None:
                return None
            font = _FONT.fullmatch(operation)
        elif operation.endswith(b" Tm"):
            matrix = _MATRIX.fullmatch(operation)
    if font is None or matrix is None:
        return None
    return _TextObject(font[1], float(font[2]), float(matrix[1]), matrix[2], b"".join(codes))


def _advances(piece: Piece, line: SetLine) -> Iterator[float]:
    """Yield the advance of each cluster with the space after it, in 1/1000 em.

    After a cluster with marks the letters never close up: the next one would stand under the marks, and Poppler would
    read it before them. The next cluster without marks closes up for both.
    """
    if piece.room is not None:
        yield from (cluster.advance for cluster in piece.clusters)
        return
    owed = 0.0
    for cluster in piece.clusters:
        wanted = owed + line.spacing + (line.word_spacing if cluster.is_blank else 0.0)
        space = wanted if wanted >= 0 or len(cluster.glyphs) == 1 else 0.0
        owed = wanted - space
        yield cluster.advance + space


def _width(piece: Piece, line: SetLine) -> float:
    """Return how much of the line a piece takes, in 1/1000 em."""
    return piece.room if piece.room is not None else line.scale * sum(_advances(piece, line))


def _natural_width(piece: Piece) -> float:
    return sum(cluster.advance for cluster in piece.clusters)


def _arrays(piece: Piece, line: SetLine, widths: Mapping[int, float], size: float) -> Iterator[bytes]:
    """Yield the operations that show a piece's glyphs at their places: an array for each stretch of one height."""
    parts: list[str] = []
    height = start = pen = 0.0
    for cluster, advance in zip(piece.clusters, _advances(piece, line), strict=True):
        for code, x, y, _ in cluster.glyphs:
            if y != height:
                yield from _array(parts, height, size)
                parts, height = [], y
            gap = round(start + x - pen, 2)
            if gap:
                parts.append(f">{-gap:.2f}<")
            parts.append(f"{code:04x}")
            pen += gap + widths[code]
        start += advance
    yield from _array(parts, height, size)


def _array(parts: Sequence[str], height: float, size: float) -> Iterator[bytes]:
    if parts:
        array = f"[<{''.join(parts)}>] TJ".replace("<>", "").encode()
        yield b"%.4f Ts\n%s\n0 Ts" % (height * size / 1000, array) if height else array


def _move_links(pdf: pydyf.PDF, page: pydyf.Dictionary, links: Sequence[MovedLink]) -> None:
    """Stretch the areas of a page's links over the words where they are now."""
    height = float(page["MediaBox"][3])
    for annotation in (referred(pdf, reference) for reference in page.get("Annots", ())):
        box = annotation.get("Rect")
        for link in links:
            y = height - link.y * PT_PER_PX
            if (
                annotation.get("Subtype") == "/Link"
                and abs(box[0] - link.old_start * PT_PER_PX) < 1
                and box[1] < y < box[3]
            ):
                box[0] += (link.start - link.old_start) * PT_PER_PX
                box[2] += (link.end - link.old_end) * PT_PER_PX
                break

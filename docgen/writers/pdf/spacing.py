"""Set letter-spaced clusters exactly: marks stay on their letters, and readers keep the order of the characters.

WeasyPrint 70 writes the halves of Pango's letter-spacing around every glyph, marks included, cut to 1/1000 em and the
offsets in 1/1024 em. Marks so drift by up to 0.02 pt, and Poppler, which sorts what overlaps by position, then reads
tone before vowel, or a mark after the next letter. Called as WeasyPrint's finisher, before the file is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

_TOKEN = re.compile(rb"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
_FONT = re.compile(rb"/(\S+) [0-9.]+ Tf")
_UNITS_1024 = 1000 / 1024


@dataclass(slots=True)
class _Glyph:
    """A glyph of a text array: its id as written, the offset before it and the kerning after it, in 1/1000 em."""

    code: bytes
    offset: float
    kerning: float = 0.0


def space_exactly(document: object, pdf: pydyf.PDF) -> None:
    """Rewrite every letter-spaced text array of a PDF. `document` is WeasyPrint's and not needed."""
    widths = _widths(pdf)
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and not thing.extra.get("Type"):
            _rewrite(thing.stream, widths)


def _widths(pdf: pydyf.PDF) -> dict[bytes, dict[int, float]]:
    """Return the widths of each font's glyphs in 1/1000 em, by the font's resource name."""
    named: dict[bytes, dict[int, float]] = {}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and "W" in thing and "CIDToGIDMap" in thing:
            name = bytes(thing["BaseFont"]).lstrip(b"/").partition(b"+")[0]
            named[name] = dict(_listed_widths(thing["W"]))
    return named


def _listed_widths(listed: list[Any]) -> Iterator[tuple[int, float]]:
    for first, run in zip(listed[::2], listed[1::2], strict=True):
        yield from enumerate(run, start=first)


def _rewrite(stream: list[Any], widths: Mapping[bytes, Mapping[int, float]]) -> None:
    font: Mapping[int, float] | None = None
    for index, operation in enumerate(stream):
        if not isinstance(operation, bytes):
            continue
        if found := _FONT.fullmatch(operation):
            font = widths.get(found[1])
        elif font is not None and operation.endswith(b"] TJ") and b"." in operation:
            stream[index] = b"[" + b"".join(_spaced(list(_glyphs(operation)), font)) + b"] TJ"


def _glyphs(operation: bytes) -> Iterator[_Glyph]:
    """Yield the glyphs of a text array. WeasyPrint writes offsets with a point and kerning without."""
    offset = 0.0
    last: _Glyph | None = None
    for codes, number in _TOKEN.findall(operation):
        if not number:
            for start in range(0, len(codes), 4):
                if last is not None:
                    yield last
                last, offset = _Glyph(codes[start : start + 4], offset), 0.0
        elif b"." in number:
            offset = -float(number) * _UNITS_1024
        elif last is not None:
            last.kerning -= float(number)
    if last is not None:
        yield last


def _spaced(glyphs: list[_Glyph], widths: Mapping[int, float]) -> Iterator[bytes]:
    """Yield the array anew: each cluster whole, and between clusters the spacing that Pango asked for."""
    waiting = owed = 0.0
    for cluster, wanted in _clusters(glyphs, widths):
        # Closing up after a mark would leave it over the start of the next letter, and Poppler would read it after
        # that letter: the next cluster without a mark closes up for both.
        gap = owed + wanted if owed + wanted >= 0 or len(cluster) == 1 else 0.0
        owed += wanted - gap
        for number, glyph in enumerate(cluster):
            own = glyph.offset + wanted / 2
            place = own if number and abs(own) > 1 else 0.0
            if abs(waiting + place) > 0.0005:
                yield b"%.3f" % -(waiting + place)
            yield b"<" + glyph.code + b">"
            waiting = -place
        waiting += gap


def _clusters(glyphs: list[_Glyph], widths: Mapping[int, float]) -> Iterator[tuple[list[_Glyph], float]]:
    """Yield each base glyph with its marks (glyphs without width), and the space after it in 1/1000 em.

    The offset is half of the spacing. All of it goes after the cluster: half of a closed-up blank before the blank
    would put the blank under the marks of the letter before it. Pango leaves the offset of the first glyph out.
    """
    starts = [i for i, glyph in enumerate(glyphs) if i == 0 or widths.get(int(glyph.code, 16), 1.0)]
    first_offset = min((glyphs[i].offset for i in starts[1:]), key=abs, default=0.0)
    for first, after in zip(starts, [*starts[1:], len(glyphs)], strict=True):
        yield glyphs[first:after], 2 * (glyphs[first].offset if first else first_offset)

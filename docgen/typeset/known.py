"""Paragraphs that were set before: a document that is set again after one word changed sets that paragraph alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from docgen.look.style import Composition, Font, ParagraphStyle
from docgen.thai.lexicon import Lexicon
from docgen.tree import Inline
from docgen.typeset.lines import Piece, SetLine, SetParagraph, Typesetter

_MOST_LINES = 2_000
"""The most lines that are remembered: some 60 pages, 2 MB."""


class _Key(NamedTuple):
    """All that the lines of a paragraph follow from, but the place where it was written."""

    folder: Path
    font: Font
    lexicon: Lexicon
    limits: Composition
    inlines: tuple[Inline, ...]
    style: ParagraphStyle
    measure_cm: float
    first_cm: float
    label: Piece | None


class _Known:
    """Set paragraphs, the oldest first, with the number of their lines."""

    def __init__(self) -> None:
        self.made: dict[_Key, SetParagraph] = {}
        self.lines = 0

    def keep(self, key: _Key, made: SetParagraph) -> None:
        self.made[key] = made
        self.lines += len(made.lines) + 1
        while self.lines > _MOST_LINES and self.made:
            oldest = next(iter(self.made), None)
            gone = self.made.pop(oldest, None) if oldest is not None else None
            self.lines -= len(gone.lines) + 1 if gone else 0


_KNOWN = _Known()


def set_paragraph(
    typesetter: Typesetter,
    inlines: Sequence[Inline],
    style: ParagraphStyle,
    measure_cm: float,
    first_cm: float,
    place: str,
    label: Piece | None = None,
) -> SetParagraph:
    """Return a paragraph as `Typesetter.paragraph` sets it, from memory if it was set before. Raises DocgenError.

    What a document's own extra glyphs draw, or what lacks a glyph, is set anew each time: it is noted in its `Fonts`.
    """
    fonts = typesetter.fonts
    key = _Key(
        fonts.folder,
        fonts.font,
        typesetter.lexicon,
        typesetter.limits,
        tuple(inlines),
        style,
        measure_cm,
        first_cm,
        label,
    )
    known = _KNOWN.made.get(key)
    if known is None:
        before = fonts.noted, len(fonts.missing)
        known = typesetter.paragraph(inlines, style, measure_cm, first_cm, place, label)
        if before == (fonts.noted, len(fonts.missing)):
            _KNOWN.keep(key, known)
        return known
    if all(line.place == place for line in known.lines):
        return known
    return replace(known, lines=_at(known.lines, place), uneven=_at(known.uneven, place))


def _at(lines: tuple[SetLine, ...], place: str) -> tuple[SetLine, ...]:
    return tuple(replace(line, place=place) for line in lines)

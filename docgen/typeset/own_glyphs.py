"""Clusters that a face does not draw by itself: superscripts, made of its own glyphs, and check boxes and ticks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.look.pictograms import ADVANCE, PICTOGRAMS
from docgen.typeset.spelling import RAISED, Speller

if TYPE_CHECKING:
    from docgen.typeset.shape import Cluster

_PICTOGRAM = re.compile(f"([{''.join(PICTOGRAMS)}])")


def apart(text: str) -> list[str]:
    """Return a text with each pictogram by itself, as one of several pieces."""
    return [piece for piece in _PICTOGRAM.split(text) if piece] if _PICTOGRAM.search(text) else [text]


def raised(clusters: Iterable[Cluster], speller: Speller) -> list[Cluster]:
    """Return clusters as they stand in a superscript."""
    return [
        replace(one, glyphs=tuple(speller.raised(glyph) for glyph in one.glyphs), advance=one.advance * RAISED)
        for one in clusters
    ]


def pictogram(character: str, speller: Speller, like: type[Cluster]) -> Cluster:
    """Return the cluster that draws one of the `PICTOGRAMS`."""
    return like(character, (speller.pictogram(character),), float(ADVANCE), False)

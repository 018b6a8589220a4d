"""The faces that text is shaped with: font files as HarfBuzz reads them, with the clusters shaped by each so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz

from docgen.folder.regular import read_regular
from docgen.typeset.stretches import RawGlyph

if TYPE_CHECKING:
    from docgen.typeset.shape import Cluster

_MOST_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class Face:
    """A font file as HarfBuzz reads it, with the clusters that were shaped by it so far.

    `extents` are how far it reaches above and below the baseline, in em. `plain` holds by text and glyphs the clusters
    that need no speller, None for those that do.
    """

    path: Path
    font: uharfbuzz.Font
    extents: tuple[float, float]
    plain: dict[tuple[str, tuple[RawGlyph, ...]], Cluster | None] = field(default_factory=dict)


@cache
def face_in(folder: Path, file: str) -> Face:
    """Return a face by its folder and name: asked for each paragraph, and a path takes longer to put together."""
    return face(str(folder / file))


@cache
def face(path: str) -> Face:
    """Return a face by its path. Raises OSError, as reading the file."""
    # Not by its path: HarfBuzz would map the file, and a crash follows where that is cut while it is read.
    content = read_regular(Path(path), _MOST_BYTES)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(content)))
    found = font.get_font_extents("ltr")
    return Face(Path(path), font, (found.ascender / font.face.upem, found.descender / font.face.upem))

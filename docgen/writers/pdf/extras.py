"""Add to a face the glyphs that `spelling.py` makes of its own: so fonts that take letters apart are read right."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from docgen.folder.font_stream import font_stream
from docgen.typeset.spelling import Extra

# What a font program in a PDF needs (ISO 32000-2, 9.9), and fontTools' own entry.
_TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}


def with_extras(path: Path, used: Iterable[int], extras: Mapping[int, Extra]) -> tuple[bytes, dict[int, float]]:
    """Return a face with its used glyphs and the extra ones under their ids, and their advances in 1/1000 em."""
    from fontTools import subset
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    wanted = sorted(used)
    face = TTFont(font_stream(path), recalcTimestamp=False)
    order = list(face.getGlyphOrder())
    shapes = face.getGlyphSet()
    scale = face["head"].unitsPerEm / 1000
    for code, extra in sorted(extras.items()):
        pen = TTGlyphPen(None)
        for part in extra.parts:
            recorded = DecomposingRecordingPen(shapes)
            shapes[order[part.code]].draw(recorded)
            recorded.replay(TransformPen(pen, (1, 0, 0, 1, part.x * scale, part.y * scale)))
        assert code == len(order)
        name = f"docgen.{code}"
        order.append(name)
        face.setGlyphOrder(order)
        glyph = pen.glyph()
        glyph.recalcBounds(face["glyf"])
        face["glyf"][name] = glyph
        # Renderers move an outline until its left edge is where the metrics say.
        face["hmtx"][name] = (face["hmtx"][order[extra.parts[-1].code]][0], getattr(glyph, "xMin", 0))
    advances = {code: round(face["hmtx"][order[code]][0] / scale, 3) for code in wanted}
    for tag in set(face.keys()) - _TABLES:
        del face[tag]
    options = subset.Options(retain_gids=True, notdef_outline=True, glyph_names=False, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=wanted)
    subsetter.subset(face)
    made = io.BytesIO()
    face.save(made)
    return made.getvalue(), advances

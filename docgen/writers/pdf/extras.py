"""Add to a face the glyphs that `spelling.py` makes of its own: so fonts that take letters apart are read right."""

from __future__ import annotations

import io
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from docgen.folder.font_stream import font_stream
from docgen.look.pictograms import ADVANCE, PICTOGRAMS
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
    scale = face["head"].unitsPerEm / 1000
    if "glyf" not in face:
        parts = (part.code for extra in extras.values() for part in extra.parts)
        _to_quadratic(face, {order[code] for code in (*wanted, *parts) if code < len(order)}, scale)
    shapes = face.getGlyphSet()
    for code, extra in sorted(extras.items()):
        pen = TTGlyphPen(None)
        size, up = extra.scale, extra.rise * scale
        for part in extra.parts:
            recorded = DecomposingRecordingPen(shapes)
            shapes[order[part.code]].draw(recorded)
            recorded.replay(TransformPen(pen, (size, 0, 0, size, part.x * scale * size, part.y * scale * size + up)))
        for contour in () if extra.parts else PICTOGRAMS[extra.text]:
            points = [(round(x * scale * size), round(y * scale * size + up)) for x, y in contour]
            pen.moveTo(points[0])
            for point in points[1:]:
                pen.lineTo(point)
            pen.closePath()
        assert code == len(order)
        name = f"docgen.{code}"
        order.append(name)
        face.setGlyphOrder(order)
        glyph = pen.glyph()
        glyph.recalcBounds(face["glyf"])
        face["glyf"][name] = glyph
        # Renderers move an outline until its left edge is where the metrics say.
        advance = face["hmtx"][order[extra.parts[-1].code]][0] if extra.parts else ADVANCE * scale
        face["hmtx"][name] = (round(advance * size), getattr(glyph, "xMin", 0))
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


def _to_quadratic(face: Any, names: Container[str], scale: float) -> None:
    """Give a face of cubic outlines (CFF) quadratic ones, those named: extra glyphs are made of such.

    They are within 1/1000 em of what they were (Cu2Qu).
    """
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, shapes = face.getGlyphOrder(), face.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        if name in names:
            shapes[name].draw(Cu2QuPen(pen, scale, reverse_direction=True))
        glyphs[name] = glyph = pen.glyph()
        if name in names and glyph.numberOfContours:
            glyph.recalcBounds(None)
            face["hmtx"][name] = (face["hmtx"][name][0], glyph.xMin)
    outlines = face["glyf"] = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    face["loca"] = newTable("loca")
    del face["CFF "]
    limits = face["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{name}", 0)
    limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    face["post"].formatType = 3.0
    face.sfntVersion = "\x00\x01\x00\x00"

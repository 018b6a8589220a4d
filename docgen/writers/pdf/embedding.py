"""Embed in the finished PDF what a document's fonts need beyond their own glyphs, and say what each glyph means.

Only for fonts that take letters apart (`spelling.py`): WeasyPrint takes the meaning of a glyph from the first cluster
in which it occurs, and so gives า the meaning of ำ. TH SarabunPSK needs it for ฤๅ alone, whose one glyph the font has
for ฤา as well.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pydyf

from docgen.folder.font_stream import font_stream
from docgen.typeset.lines import SetLine
from docgen.typeset.shape import Fonts
from docgen.typeset.spelling import Extra, known_texts
from docgen.writers.pdf.faces import EmbeddedFace, embedded_faces, referred

# What a font program in a PDF needs (ISO 32000-2, 9.9), and fontTools' own entry.
_TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
_BATCH = 100  # the most entries of one bfchar section (Adobe Technical Note 5014)


def embed(pdf: pydyf.PDF, fonts: Fonts, lines: Iterable[SetLine]) -> None:
    """Bring the faces of a PDF up to what its lines draw, glyphs and meanings."""
    drawn: dict[str, dict[int, str]] = {}
    for piece in (piece for line in lines for piece in line.pieces):
        glyphs = drawn.setdefault(piece.file, {})
        glyphs.update((glyph.code, glyph.text) for cluster in piece.clusters for glyph in cluster.glyphs)
    for face in embedded_faces(pdf, fonts.font).values():
        path = fonts.folder / face.file
        speller = fonts.spellers.get(face.file)
        means = drawn.get(face.file, {})
        missing = set(means) - set(face.widths)
        if missing:
            extras = speller.extras if speller else {}
            _replace_program(pdf, face, path, missing, extras)
        if speller:
            means = {code: text for code, text in known_texts(path).items() if code in face.widths} | means
        if speller or missing:
            _tell(referred(pdf, face.composite["ToUnicode"]), means)


def _replace_program(
    pdf: pydyf.PDF, face: EmbeddedFace, path: Path, missing: set[int], extras: Mapping[int, Extra]
) -> None:
    """Embed the face anew, with the glyphs that WeasyPrint did not draw and those that the face itself lacks."""
    program = referred(pdf, referred(pdf, face.descendant["FontDescriptor"])["FontFile2"])
    content, advances = _with_extras(path, set(face.widths) | missing, extras)
    program.stream[:] = [content]
    program.extra["Length1"] = len(content)
    for code in sorted(missing):
        face.descendant["W"] += [code, pydyf.Array([advances[code]])]


def _with_extras(path: Path, used: set[int], extras: Mapping[int, Extra]) -> tuple[bytes, dict[int, float]]:
    """Return a face with its used glyphs and the extra ones under their ids, and their advances in 1/1000 em."""
    from fontTools import subset
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

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
    advances = {code: round(face["hmtx"][order[code]][0] / scale, 3) for code in used}
    for tag in set(face.keys()) - _TABLES:
        del face[tag]
    options = subset.Options(retain_gids=True, notdef_outline=True, glyph_names=False, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=sorted(used))
    subsetter.subset(face)
    made = io.BytesIO()
    face.save(made)
    return made.getvalue(), advances


def _tell(stream: Any, means: Mapping[int, str]) -> None:
    """Write the map from glyphs to characters anew (ISO 32000-2, 9.10.3)."""
    head = [line for line in stream.stream[: _index(stream.stream, b"endcodespacerange") + 1]]
    tail = stream.stream[_index(stream.stream, b"endcmap") :]
    entries = [
        b"<%04x> <%s>" % (code, text.encode("utf-16-be").hex().encode()) for code, text in sorted(means.items()) if text
    ]
    body: list[bytes] = []
    for first in range(0, len(entries), _BATCH):
        batch = entries[first : first + _BATCH]
        body += [b"%d beginbfchar" % len(batch), *batch, b"endbfchar"]
    stream.stream[:] = [*head, *body, *tail]


def _index(lines: list[bytes], wanted: bytes) -> int:
    return next(number for number, line in enumerate(lines) if line == wanted)

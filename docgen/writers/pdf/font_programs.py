"""The faces that a PDF draws with: their used glyphs embedded, how wide each is, what it means.

Glyphs keep the ids that they were shaped with, so that the pages can be drawn before the faces are cut down.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import md5
from itertools import groupby
from pathlib import Path

import pydyf
import uharfbuzz

from docgen.look.pictograms import ADVANCE
from docgen.typeset.shape import Cluster, Fonts
from docgen.typeset.spelling import Extra
from docgen.writers.pdf.codes import ids_by_code, opened_face, page_codes
from docgen.writers.pdf.extras import with_extras
from docgen.writers.pdf.glyphs import FaceCodes
from docgen.writers.pdf.objects import Packed, Raw, number, packed

_BATCH = 100  # the most entries of one bfchar section (Adobe Technical Note 5014)
# What a page needs nothing of: how letters are chosen and placed, what devices of old asked for.
_DROPPED = (
    "BASE",
    "DSIG",
    "EBDT",
    "EBLC",
    "EBSC",
    "GDEF",
    "GPOS",
    "GSUB",
    "JSTF",
    "LTSH",
    "PCLT",
    "SVG ",
    "hdmx",
    "VDMX",
)
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
_MAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(slots=True)
class UsedFace:
    """A face as a document draws with it: its name on the pages, its glyphs' codes and widths there.

    `drawn` are the clusters that were drawn, by their identity: most letters stand in many places, and are one object.
    """

    name: str
    path: Path
    extras: Mapping[int, Extra]
    written: FaceCodes
    drawn: dict[int, Cluster] = field(default_factory=dict)


class _Widths(dict[int, float]):
    """Advances of a face's glyphs by id, in 1/1000 em, each asked for once."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.font = opened_face(path)
        self.scale = 1000 / self.font.face.upem

    def __missing__(self, code: int) -> float:
        self[code] = width = float(round(self.font.get_glyph_h_advance(code) * self.scale, 3))
        return width


@dataclass(slots=True)
class FontPrograms:
    """The faces of one document, in the order in which they are drawn with first."""

    fonts: Fonts
    faces: dict[str, UsedFace] = field(default_factory=dict)

    def face(self, file: str) -> UsedFace:
        """Return a face by its file's name."""
        found = self.faces.get(file)
        if found is None:
            path = self.fonts.folder / file
            speller = self.fonts.spellers.get(file)
            extras = speller.extras if speller else {}
            written = _written(str(path))
            if extras:
                written = FaceCodes(written.codes, _WithExtras(written.widths, extras))
            found = self.faces[file] = UsedFace(f"F{len(self.faces) + 1}", path, extras, written)
        return found

    def embed(self, pdf: pydyf.PDF) -> str:
        """Put the faces into the file; return the font resources of its pages."""
        return "".join(f"/{face.name} {_embed(pdf, face).decode()} " for face in self.faces.values())


class _WithExtras(dict[int, float]):
    """Advances of glyphs, extra ones among them: such a one is as wide as the last of its parts, or as a pictogram."""

    def __init__(self, widths: Mapping[int, float], extras: Mapping[int, Extra]) -> None:
        super().__init__()
        self.own, self.extras = widths, extras

    def __missing__(self, code: int) -> float:
        extra = self.extras.get(code)
        if extra is None:
            width = self.own[code]
        else:
            width = (self[extra.parts[-1].code] if extra.parts else ADVANCE) * extra.scale
        self[code] = width
        return width


@dataclass(frozen=True, slots=True)
class _Program:
    """A face cut down to some of its glyphs: the compressed file, its length before that, its tag, what it says."""

    content: pydyf.Stream
    tag: str
    name: str
    is_cff: bool
    ascent: int
    descent: int
    italic_angle: float


def _embed(pdf: pydyf.PDF, face: UsedFace) -> bytes:
    told = {glyph.code: glyph.text for cluster in face.drawn.values() for glyph in cluster.glyphs}
    glyphs = tuple(sorted(told))
    extras = tuple((code, extra) for code, extra in sorted(face.extras.items()))
    program = _program(str(face.path), glyphs, extras)
    content = Packed(program.content.stream, program.content.extra)
    codes = face.written.codes
    glyph_of = {codes.get(glyph, glyph): glyph for glyph in glyphs}
    means = packed(_map({code: told[glyph] for code, glyph in glyph_of.items()}))
    for made in (content, means):
        pdf.add_object(made)
    widths = {code: face.written.widths[glyph] for code, glyph in sorted(glyph_of.items())}
    name = f"/{program.tag}+{program.name}"
    widest = max(widths.values(), default=0)
    flags = 4 + (64 if program.italic_angle else 0)
    file = "FontFile3" if program.is_cff else "FontFile2"
    kind = "/CIDFontType0" if program.is_cff else f"/CIDFontType2 /CIDToGIDMap {_table(pdf, face, widths)}"
    descriptor = Raw(
        f"<</Type /FontDescriptor /FontName {name} /Flags {flags} /FontBBox [0 {program.descent} {number(widest)}"
        f" {program.ascent}] /ItalicAngle {number(program.italic_angle)} /Ascent {program.ascent}"
        f" /Descent {program.descent} /CapHeight {program.ascent} /StemV 80"
        f" /{file} {content.reference.decode()}>>".encode()
    )
    pdf.add_object(descriptor)
    descendant = Raw(
        f"<</Type /Font /Subtype {kind} /BaseFont {name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)"
        f" /Supplement 0>> /FontDescriptor {descriptor.reference.decode()}"
        f" /W [{_listed(widths)}]>>".encode()
    )
    pdf.add_object(descendant)
    font = Raw(
        f"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H /DescendantFonts"
        f" [{descendant.reference.decode()}] /ToUnicode {means.reference.decode()}>>".encode()
    )
    pdf.add_object(font)
    return bytes(font.reference)


def _table(pdf: pydyf.PDF, face: UsedFace, codes: Iterable[int]) -> str:
    """Put the table from a face's codes to its glyphs into the file, up to the last that is drawn; return its name."""
    table = ids_by_code(str(face.path), max(codes, default=0) + 1)
    if not table:
        return "/Identity"
    made = packed(table)
    pdf.add_object(made)
    return str(made.reference.decode())


def _listed(widths: Mapping[int, float]) -> str:
    """Return widths by code, in order, as a W array: the first code of each row of neighbours, then their widths."""
    rows = (list(row) for _, row in groupby(enumerate(widths), key=lambda pair: pair[1] - pair[0]))
    return " ".join(f"{row[0][1]} [{' '.join(number(widths[code]) for _, code in row)}]" for row in rows)


def _map(means: Mapping[int, str]) -> bytes:
    """Return the map from glyphs to characters (ISO 32000-2, 9.10.3)."""
    entries = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(means.items()) if text]
    batches = (entries[first : first + _BATCH] for first in range(0, len(entries), _BATCH))
    body = "\n".join(f"{len(batch)} beginbfchar\n" + "\n".join(batch) + "\nendbfchar" for batch in batches)
    return f"{_MAP_HEAD}\n{body}\n{_MAP_FOOT}".encode()


@lru_cache(maxsize=16)
def _written(path: str) -> FaceCodes:
    return FaceCodes(page_codes(path), _Widths(path))


@lru_cache(maxsize=64)
def _program(path: str, codes: tuple[int, ...], extras: tuple[tuple[int, Extra], ...]) -> _Program:
    font = opened_face(path)
    if extras:
        content, _ = with_extras(Path(path), codes, dict(extras))
    else:
        content = _subset(font.face, codes)
    is_cff = content[:4] == b"OTTO"
    extents = font.get_font_extents("ltr")
    scale = 1000 / font.face.upem
    post = bytes(font.face.reference_table("post").data)
    (angle,) = struct.unpack_from(">i", post, 4)
    return _Program(
        packed(content, {"Subtype": "/OpenType"} if is_cff else {"Length1": len(content)}),
        "".join(chr(65 + byte % 26) for byte in md5(content, usedforsecurity=False).digest()[:6]),
        "".join(_named(font.face)) or "Font",
        is_cff,
        round(extents.ascender * scale),
        round(extents.descender * scale),
        angle / 65536,
    )


def _named(face: uharfbuzz.Face) -> Iterator[str]:
    """Yield the characters of a face's PostScript name that a PDF takes as they are."""
    name = face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME, "en") or ""
    yield from (sign for sign in name if sign.isascii() and (sign.isalnum() or sign in "-_."))


def _subset(face: uharfbuzz.Face, codes: tuple[int, ...]) -> bytes:
    """Return a face's file with these glyphs alone, each under its own id."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(codes)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.DESUBROUTINIZE
    return bytes(uharfbuzz.subset(face, wanted).blob.data)

"""Tell which characters the glyphs of a cluster mean, for fonts whose tables take letters apart or join them.

HarfBuzz takes ำ apart into a ring over the letter before and า, and moves the ring before a tone mark; fonts have
narrow and low forms, and joined ones. A reader must still find น, ้ and ำ, in this order. What the font can't draw so
by its own glyphs is drawn by extra ones, made of its own: the ring and า as one, or a form under another meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.folder.font_stream import font_stream

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_RING, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"
# Windows' private characters for Thai letters without their foot and for marks set left or low, which HarfBuzz takes
# from a font that has no Thai tables of its own (hb-ot-shaper-thai.cc), by the letter that they stand for.
PRIVATE_FORMS = {
    "ญ": "\uf70f", "ฐ": "\uf700", "ั": "\uf710", "ิ": "\uf701", "ี": "\uf702", "ึ": "\uf703", "ื": "\uf704",
    "็": "\uf712", "ํ": "\uf711", "ุ": "\uf718", "ู": "\uf719", "ฺ": "\uf71a", "่": "\uf70a\uf705\uf713",
    "้": "\uf70b\uf706\uf714", "๊": "\uf70c\uf707\uf715", "๋": "\uf70d\uf708\uf716", "์": "\uf70e\uf709\uf717",
}  # fmt: skip
RAISED, RISE = 0.62, 260.0
"""How large a superscript is beside the words that it stands with, and how much higher (1/1000 em)."""
_MOST_GLYPHS = 6  # of a cluster: a letter has three marks at most, and ำ counts for two


class Drawn(NamedTuple):
    """A glyph and where it stands from the start of its cluster, in 1/1000 em, upwards.

    `pen` is where it would stand if the font did not move it.
    """

    code: int
    x: float
    y: float
    pen: float = 0.0


class Glyph(NamedTuple):
    """A glyph to be drawn: as `Drawn`, and the characters that it means."""

    code: int
    x: float
    y: float
    text: str


class Extra(NamedTuple):
    """A glyph made of a face's own ones: the parts with their places from its origin (1/1000 em), what it means.

    All of it is `scale` as large, and `rise` higher. One of the `PICTOGRAMS` has no parts: it is drawn by its outline.
    """

    parts: tuple[Drawn, ...]
    text: str
    scale: float = 1.0
    rise: float = 0.0


@dataclass(slots=True)
class Speller:
    """What one face needs in one document: extra glyphs by their code, which follows the face's own codes."""

    path: Path
    extras: dict[int, Extra] = field(default_factory=dict)

    def spell(self, text: str, drawn: Sequence[Drawn]) -> tuple[Glyph, ...]:
        """Return the glyphs in the order of the text, each with its characters.

        Where they can't be told apart they stand as drawn, each with what it means by itself: the PDF's reader tells.
        """
        means = known_texts(self.path)
        if len(drawn) == 1:  # a joined letter, which may stand for several spellings: ฤๅ
            return (self._glyph(*self._in_place(drawn[0], text), means),)
        shown = [(glyph, means.get(glyph.code, "")) for glyph in drawn]
        unknown = [index for index, (_, meant) in enumerate(shown) if not meant]
        if len(unknown) == 1:
            index = unknown[0]
            shown[index] = (shown[index][0], _rest(text.replace(_AM, _RING + _AA), (meant for _, meant in shown)))
        if _AM in text:
            shown = self._with_am(shown)
        for order in permutations(shown) if len(shown) <= _MOST_GLYPHS else ():
            if all(meant for _, meant in order) and "".join(meant for _, meant in order) == text:
                return tuple(self._glyph(*self._in_place(glyph, meant), means) for glyph, meant in order)
        return tuple(Glyph(glyph.code, glyph.x, glyph.y, means.get(glyph.code, "")) for glyph in drawn)

    def raised(self, glyph: Glyph) -> Glyph:
        """Return a glyph as it stands in a superscript: smaller, and higher."""
        extra = self.extras.get(glyph.code)
        parts = extra.parts if extra else (Drawn(glyph.code, 0.0, 0.0),)
        made = Extra(parts, glyph.text, RAISED, RISE)
        return Glyph(self._extra(made), glyph.x * RAISED, glyph.y * RAISED, glyph.text)

    def pictogram(self, character: str) -> Glyph:
        """Return the glyph that draws one of the `PICTOGRAMS`."""
        return Glyph(self._extra(Extra((), character)), 0.0, 0.0, character)

    def _in_place(self, glyph: Drawn, meant: str) -> tuple[Drawn, str]:
        """Return a glyph that stands where the pen is, on the baseline.

        Poppler sorts what overlaps by where it starts, and takes letters for words of their own that begin a little
        after a mark. A glyph that the font moves is drawn by an extra one that has the distance in it.
        """
        if is_in_place(glyph):
            return glyph, meant
        extra = self.extras.get(glyph.code)
        parts = extra.parts if extra else (Drawn(glyph.code, 0.0, 0.0),)
        right = glyph.x - glyph.pen
        moved = tuple(Drawn(part.code, part.x + right, part.y + glyph.y) for part in parts)
        return Drawn(self._extra(Extra(moved, meant)), glyph.pen, 0.0, glyph.pen), meant

    def _with_am(self, shown: list[tuple[Drawn, str]]) -> list[tuple[Drawn, str]]:
        """Return the glyphs with the ring and า read as ำ; a ring by itself is drawn with า, as one glyph."""
        ring = next((pair for pair in shown if _RING in pair[1]), None)
        aa = next((pair for pair in shown if pair[1] == _AA), None)
        if ring is None or aa is None:
            return shown
        rest = [pair for pair in shown if pair not in (ring, aa)]
        if ring[1] != _RING:  # joined with a tone mark
            return [*rest, (ring[0], ring[1].replace(_RING, "")), (aa[0], _AM)]
        origin = aa[0]
        parts = tuple(Drawn(glyph.code, glyph.x - origin.x, glyph.y - origin.y) for glyph in (ring[0], origin))
        return [*rest, (Drawn(self._extra(Extra(parts, _AM)), origin.x, origin.y, origin.pen), _AM)]

    def _glyph(self, glyph: Drawn, meant: str, means: dict[int, str]) -> Glyph:
        if glyph.code in self.extras or means.get(glyph.code) == meant:
            return Glyph(glyph.code, glyph.x, glyph.y, meant)
        return Glyph(self._extra(Extra((Drawn(glyph.code, 0.0, 0.0),), meant)), glyph.x, glyph.y, meant)

    def _extra(self, wanted: Extra) -> int:
        for code, extra in self.extras.items():
            if extra == wanted:
                return code
        code = glyph_count(self.path) + len(self.extras)
        self.extras[code] = wanted
        return code


def is_in_place(glyph: Drawn) -> bool:
    """Tell whether a glyph stands where the pen is, on the baseline."""
    return not glyph.y and abs(glyph.x - glyph.pen) < 0.01


def _rest(text: str, known: Iterable[str]) -> str:
    """Return the characters of a text that are left when the known ones are taken out."""
    left = list(text)
    for character in "".join(known):
        if character in left:
            left.remove(character)
    return "".join(left)


@cache
def _face(path: Path) -> TTFont:
    from fontTools.ttLib import TTFont  # 40 ms, and the document font of the sample needs none of it

    return TTFont(font_stream(path), lazy=True)


@cache
def glyph_count(path: Path) -> int:
    """Return the number of a face's own glyphs."""
    return int(_face(path)["maxp"].numGlyphs)


@cache
def known_texts(path: Path) -> dict[int, str]:
    """Return what each glyph of a face means: its character, then what its tables make of glyphs already known."""
    face = _face(path)
    means: dict[int, str] = {}
    private = {ord(form): letter for letter, forms in PRIVATE_FORMS.items() for form in forms}
    for character, name in sorted(face.getBestCmap().items()):
        if character in private or not 0xE000 <= character <= 0xF8FF:
            means.setdefault(face.getGlyphID(name), private.get(character, chr(character)))
    rules = [rule for lookup in _lookups(face) for rule in _rules(lookup, face)]
    changed = True
    while changed:
        changed = False
        for parts, made in rules:
            if made not in means and all(part in means for part in parts):
                means[made] = "".join(means[part] for part in parts)
                changed = True
    return means


def _lookups(face: TTFont) -> list[Any]:
    table = face["GSUB"].table if "GSUB" in face else None
    return list(table.LookupList.Lookup) if table is not None and table.LookupList else []


def _rules(lookup: Any, face: TTFont) -> Iterable[tuple[list[int], int]]:
    """Yield the single substitutions and ligatures of a lookup: the glyphs that go in, the glyph that comes out."""
    for subtable in lookup.SubTable:
        table = getattr(subtable, "ExtSubTable", subtable)
        if table.LookupType == 1:
            for name, made in table.mapping.items():
                yield [face.getGlyphID(name)], face.getGlyphID(made)
        elif table.LookupType == 4:
            for name, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    parts = [face.getGlyphID(part) for part in (name, *ligature.Component)]
                    yield parts, face.getGlyphID(ligature.LigGlyph)

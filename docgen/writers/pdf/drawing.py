"""Draw a page: each of its things as operators, within the marked content of what it belongs to.

Each thing of an element stands in a marked content of it, all others in artifacts (ISO 14289-1, 7.1): page numbers,
continuation words and a table's repeated head as pagination, rules and dots that lead the eye as layout.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from docgen.typeset.placed import PlacedCode, PlacedField, PlacedLine, PlacedPicture, PlacedRule, SetPage
from docgen.writers.pdf.font_programs import FontPrograms
from docgen.writers.pdf.glyphs import Shown, shown, width_of
from docgen.writers.pdf.objects import number
from docgen.writers.pdf.structure import TagTree

_DOT_PITCH_PT = 3.2
_UNDERLINE, _UNDERLINE_WIDTH = -0.12, 0.045  # where the line under words stands, and its width, in em
_NONE, _PAGINATION, _LAYOUT = -3, -1, -2
_ARTIFACTS = {_PAGINATION: "Pagination", _LAYOUT: "Layout"}


@dataclass(frozen=True, slots=True)
class LinkArea:
    """What of a page leads somewhere: the Link's index, the area in pt from the page's foot, the words there."""

    owner: int
    left: float
    bottom: float
    right: float
    top: float
    words: str


@dataclass(slots=True)
class PageDrawing:
    """The operators of one page; `links` and `fields` are what lies over it, in reading order.

    `picture` returns the name of a picture in the page's resources.
    """

    page: SetPage
    index: int
    reference: bytes
    structure: TagTree
    faces: FontPrograms
    picture: Callable[[PlacedPicture], str]
    operators: list[str] = field(default_factory=list)
    overlays: list[LinkArea | PlacedField] = field(default_factory=list)
    _owner: int = _NONE
    _is_text: bool = False
    _font: tuple[str, float] = ("", 0.0)
    _scale: float = 1.0
    _spacing_pt: float = 0.0
    _is_red: bool = False
    _stroke: float = 1.0

    def draw(self) -> bytes:
        """Return the page's content."""
        for thing in self.page.things:
            match thing:
                case PlacedLine():
                    self._line(thing)
                case PlacedPicture():
                    self._picture(thing)
                case PlacedCode():
                    self._code(thing)
                case PlacedRule():
                    self._rule(thing)
                case PlacedField():
                    self.overlays.append(thing)
        self._mark(_NONE)
        return "\n".join(self.operators).encode()

    def _mark(self, owner: int) -> None:
        """Go on within the marked content of an element, or of an artifact."""
        if owner == self._owner:
            return
        self._end_text()
        if self._owner != _NONE:
            self.operators.append("EMC")
        if owner >= 0:
            mark = self.structure.mark(owner, self.index, self.reference)
            self.operators.append(f"/{self.structure.elements[owner].tag} <</MCID {mark}>> BDC")
        elif owner != _NONE:
            self.operators.append(f"/Artifact <</Type /{_ARTIFACTS[owner]}>> BDC")
        self._owner = owner

    def _end_text(self) -> None:
        if self._is_text:
            self.operators.append("ET")
            self._is_text = False

    def _line(self, placed: PlacedLine) -> None:
        line = placed.line
        em = line.size_pt / 1000
        x = placed.x_pt
        areas: list[LinkArea] = []
        under: list[tuple[float, float]] = []
        bottom = self.page.height_pt - placed.top_pt - placed.height_pt
        furniture = _PAGINATION
        if -1 in placed.owners:
            self._mark(_NONE)  # each piece of furniture is an artifact of its own
            furniture = _PAGINATION if any(map(str.isalnum, line.text)) else _LAYOUT
        for piece, owner in zip(line.pieces, placed.owners, strict=True):
            face = self.faces.face(piece.file)
            face.drawn.update(zip(map(id, piece.clusters), piece.clusters, strict=True))
            made = shown(piece, line, face.written, line.size_pt)
            if made.operators:
                self._mark(owner if owner >= 0 else furniture)
                if self._is_red != line.is_red:
                    self._is_red = line.is_red
                    self.operators.append("1 0 0 rg" if line.is_red else "0 g")
                scale = 1.0 if piece.room is not None else line.scale
                self._show(made, face.name, line.size_pt, scale, x, self.page.height_pt - placed.baseline_pt)
            link = self.structure.link(owner)
            width = em * width_of(piece, line) if link >= 0 or piece.underline or len(line.pieces) > 1 else 0.0
            if piece.underline:
                under.append((x, x + width))
            if link >= 0:
                words = "".join(glyph.text for cluster in piece.clusters for glyph in cluster.glyphs)
                areas.append(LinkArea(link, x, bottom, x + width, bottom + placed.height_pt, words))
            x += width
        self._cover(areas)
        for left, right in under:
            y = placed.baseline_pt - line.size_pt * _UNDERLINE
            self._rule(PlacedRule(left, y, right, y, line.size_pt * _UNDERLINE_WIDTH))

    def _cover(self, areas: list[LinkArea]) -> None:
        """Take down what leads somewhere; neighbours of one link on one line are one area, dots between them or not."""
        for area in areas:
            known = self.overlays[-1] if self.overlays else None
            if isinstance(known, LinkArea) and (known.owner, known.bottom) == (area.owner, area.bottom):
                self.overlays[-1] = replace(known, right=max(known.right, area.right), words=known.words + area.words)
            else:
                self.overlays.append(area)

    def _show(self, made: Shown, face: str, size_pt: float, scale: float, x: float, y: float) -> None:
        if not self._is_text:
            self.operators.append("BT")
            self._is_text = True
        if self._font != (face, size_pt):
            self._font = (face, size_pt)
            self.operators.append(f"/{face} {number(size_pt)} Tf")
        if self._scale != scale:
            self._scale = scale
            self.operators.append(f"{100 * scale:.4f} Tz" if scale != 1 else "100 Tz")
        spacing_pt = made.spacing * size_pt / 1000
        if self._spacing_pt != spacing_pt:
            self._spacing_pt = spacing_pt
            self.operators.append(f"{spacing_pt:.7f} Tc" if spacing_pt else "0 Tc")
        self.operators.append(f"1 0 0 1 {number(x)} {number(y)} Tm")
        self.operators += made.operators

    def _picture(self, placed: PlacedPicture) -> None:
        self._mark(placed.owner if placed.owner >= 0 else _LAYOUT)
        self._end_text()
        width, height = placed.width_pt, placed.height_pt
        left, bottom = placed.x_pt, self.page.height_pt - placed.y_pt - height
        matrix = f"{number(width)} 0 0 {number(height)} {number(left)} {number(bottom)} cm"
        self.operators.append(f"q {matrix} /{self.picture(placed)} Do Q")
        self.structure.cover(placed.owner, left, bottom, left + width, bottom + height)

    def _code(self, placed: PlacedCode) -> None:
        """Fill the black modules of a code, neighbours of a row as one."""
        self._mark(placed.owner if placed.owner >= 0 else _LAYOUT)
        self._end_text()
        module = placed.side_pt / len(placed.modules)
        left, top = placed.x_pt, self.page.height_pt - placed.y_pt
        made: list[str] = []
        for row, modules in enumerate(placed.modules, start=1):
            at = 0
            for is_black, group in groupby(modules):
                count = len(list(group))
                if is_black:
                    x, y = left + at * module, top - row * module
                    made.append(f"{number(x)} {number(y)} {number(count * module)} {number(module)} re")
                at += count
        self.operators.append(f"q {' '.join(made)} f Q")
        self.structure.cover(placed.owner, left, top - placed.side_pt, left + placed.side_pt, top)

    def _rule(self, placed: PlacedRule) -> None:
        self._mark(_LAYOUT)
        self._end_text()
        height = self.page.height_pt
        start = f"{number(placed.x0_pt)} {number(height - placed.y0_pt)} m"
        end = f"{number(placed.x1_pt)} {number(height - placed.y1_pt)} l"
        if placed.is_dotted:
            # Round caps of dashes without length are dots; no reader takes them for text.
            dots = f"[0 {number(_DOT_PITCH_PT)}] 0 d"
            self.operators.append(f"q 1 J {dots} {number(placed.width_pt)} w {start} {end} S Q")
            return
        if self._stroke != placed.width_pt:
            self._stroke = placed.width_pt
            self.operators.append(f"{number(placed.width_pt)} w")
        self.operators.append(f"{start} {end} S")

"""What stands where on the pages of a document: what setting (`typeset/`) hands over to drawing (`writers/pdf/`).

Lengths are in pt; `x` runs from the page's left edge, `y` downwards from its top. The things of a page stand in the
order in which they are read. Each belongs to an element of the structure tree, or is an artifact (page numbers, rules,
continuation words: ISO 14289-1, 7.1). An element whose things stand on several pages is still one element.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.typeset.lines import SetLine

Tag = str
"""A standard structure type (ISO 32000-1, 14.8.4): Document, Sect, H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD, …"""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree; `parent` is its index in `SetPages.elements`, -1 for the root.

    Elements stand in reading order. `alt` is for figures, `lang` for what is not Thai, `actual` for ActualText.
    `attributes` are of the standard owners, such as ("Table", "Scope", "Column"), ("List", "ListNumbering", "Decimal"),
    ("Table", "ColSpan", 2). `href` is for Link, `destination` for a Link within the document (a `Destination.name`),
    `identity` for a Note (ISO 14289-1, 7.9).
    """

    tag: Tag
    parent: int
    lang: str = ""
    alt: str = ""
    actual: str = ""
    attributes: tuple[tuple[str, str, str | int], ...] = ()
    href: str = ""
    destination: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A set line: where its first piece starts and its baseline. `owners` has an element for each piece, -1: artifact.

    A piece whose owner is a Link gives that link an area as wide as the piece and as high as the line (`height_pt`,
    whose upper edge is `top_pt`).
    """

    line: SetLine
    x_pt: float
    baseline_pt: float
    top_pt: float
    height_pt: float
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture: its name below the project, the box that it fills, the most that it is printed as (cm; 0: as is)."""

    path: str
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    owner: int
    within_cm: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A code (QR): its modules by rows, True for black, and the square that they fill."""

    modules: tuple[tuple[bool, ...], ...]
    x_pt: float
    y_pt: float
    side_pt: float
    owner: int

    @property
    def height_pt(self) -> float:
        """The height of the square."""
        return self.side_pt


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A straight black line of a table's grid, from one point to another: an artifact. `is_dotted` leads the eye."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float
    width_pt: float
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class PlacedField:
    """Room for an electronic signature of whoever is named; `owner` is an element Form."""

    name: str
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    owner: int


Placed = PlacedLine | PlacedPicture | PlacedCode | PlacedRule | PlacedField


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page: its size and what stands on it, in reading order."""

    width_pt: float
    height_pt: float
    things: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that links and the outline lead to: page from 0, height on it, and `element` that it belongs to."""

    name: str
    page: int
    y_pt: float
    element: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline (bookmarks): its level from 1, its words, where it leads."""

    level: int
    title: str
    destination: Destination


@dataclass(frozen=True, slots=True)
class SetPages:
    """A document as it will be drawn. `foot` has the continuation words of pages that have one, by page from 0.

    `notes` has the words of footnotes by page.
    """

    pages: tuple[SetPage, ...]
    elements: tuple[Element, ...]
    destinations: tuple[Destination, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    foot: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

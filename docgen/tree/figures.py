"""Pictures of a document: one by itself, or several side by side; the emblem and codes (QR) among them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.tree.inlines import Inline


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: `path` relative to the project, alternative text, caption (may be empty).

    `emblem` marks the Garuda, whose two heights are fixed by ข้อ ๗๑ of the Regulation on Correspondence; `is_small`
    the one of memoranda, which stands on the left beside what comes next. With an `address` it is the code (QR) of it,
    and has no path.
    """

    path: str
    alt: str
    caption: tuple[Inline, ...]
    place: str
    emblem: bool = False
    is_small: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Pictures side by side; two such rows of two stand on a page."""

    figures: tuple[Figure, ...]
    place: str

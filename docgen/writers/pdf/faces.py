"""What WeasyPrint's finisher finds in the PDF: its pages, and the faces of the document's font that it embeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf

from docgen.look.style import Font

PT_PER_PX = 0.75  # WeasyPrint draws in CSS pixels


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A face in the PDF: its file name, its two dictionaries, the widths of its glyphs in 1/1000 em."""

    file: str
    composite: pydyf.Dictionary
    descendant: pydyf.Dictionary
    widths: dict[int, float]


def embedded_faces(pdf: pydyf.PDF, font: Font) -> dict[bytes, EmbeddedFace]:
    """Return the faces by the name that the pages draw with: the tag before their PostScript name."""
    found: dict[bytes, EmbeddedFace] = {}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("Subtype") == "/Type0":
            descendant = referred(pdf, thing["DescendantFonts"][0])
            tag, _, name = bytes(thing["BaseFont"]).lstrip(b"/").partition(b"+")
            # WeasyPrint names a face by its family and style.
            style = name.decode().removeprefix(font.family.replace(" ", "-"))
            file = font.file("Bold" in style, "Italic" in style or "Oblique" in style)
            found[tag] = EmbeddedFace(file, thing, descendant, dict(_listed_widths(descendant["W"])))
    return found


def _listed_widths(listed: list[Any]) -> Iterator[tuple[int, float]]:
    for first, run in zip(listed[::2], listed[1::2], strict=True):
        yield from enumerate(run, start=first)


def pages(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    """Return the pages in order."""
    return [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/Page"]


def referred(pdf: pydyf.PDF, reference: bytes) -> Any:
    """Return the object that a reference such as b"12 0 R" names."""
    return pdf.objects[int(reference.split()[0])]

"""Where a PDF leads: destinations, the outline, links (ISO 32000-1, 12.3 and 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pydyf

from docgen.typeset.placed import Destination, Element, OutlineEntry, SetPages
from docgen.writers.pdf.objects import Raw, box, number, string

_KEPT_IN_ADDRESS = "%/:=&?~#+!$,;'@()*[]"  # what RFC 3986 reserves, and what is written as %XX already


def name_destinations(pdf: pydyf.PDF, pages: SetPages, references: Sequence[bytes]) -> None:
    """Name the places that links lead to; `references` are the pages."""
    if not pages.destinations:
        return
    named = sorted((string(place.name), _place(place, pages, references)) for place in pages.destinations)
    names = Raw(b"<</Names [%s]>>" % b" ".join(b"%s %s" % pair for pair in named))
    pdf.add_object(names)
    pdf.catalog["Names"] = b"<</Dests %s>>" % names.reference


def _place(place: Destination, pages: SetPages, references: Sequence[bytes]) -> bytes:
    height = pages.pages[place.page].height_pt
    return b"[%s /XYZ null %s null]" % (references[place.page], number(height - place.y_pt).encode())


def add_outline(pdf: pydyf.PDF, pages: SetPages, references: Sequence[bytes]) -> None:
    """Write the outline, all of it open. An entry stands below the nearest one before it of a lower level."""
    if not pages.outline:
        return
    root = Raw()
    pdf.add_object(root)
    made = [Raw() for _ in pages.outline]
    for one in made:
        pdf.add_object(one)
    above = _above(pages.outline)
    kids: dict[int, list[int]] = {}
    for index, parent in enumerate(above):
        kids.setdefault(parent, []).append(index)
    counts = [0] * len(made)
    for index in range(len(made) - 1, -1, -1):
        counts[index] = sum(1 + counts[kid] for kid in kids.get(index, ()))
    for index, entry in enumerate(pages.outline):
        beside = kids[above[index]]
        at = beside.index(index)
        parts = [
            b"/Title %s" % string(entry.title),
            b"/Parent %s" % (made[above[index]] if above[index] >= 0 else root).reference,
            b"/Dest %s" % _place(entry.destination, pages, references),
        ]
        if at:
            parts.append(b"/Prev %s" % made[beside[at - 1]].reference)
        if at + 1 < len(beside):
            parts.append(b"/Next %s" % made[beside[at + 1]].reference)
        if below := kids.get(index):
            parts.append(b"/First %s /Last %s" % (made[below[0]].reference, made[below[-1]].reference))
            parts.append(b"/Count %d" % counts[index])
        made[index].content = b"<<%s>>" % b" ".join(parts)
    top = kids[-1]
    ends = (made[top[0]].reference, made[top[-1]].reference, len(made))
    root.content = b"<</Type /Outlines /First %s /Last %s /Count %d>>" % ends
    pdf.catalog["Outlines"] = root.reference


def _above(outline: Sequence[OutlineEntry]) -> list[int]:
    """Return the index of the entry that each entry stands below, -1 for none."""
    above: list[int] = []
    for index, entry in enumerate(outline):
        parent = index - 1
        while parent >= 0 and outline[parent].level >= entry.level:
            parent = above[parent]
        above.append(parent)
    return above


def link(element: Element, area: tuple[float, float, float, float], words: str, key: int) -> bytes:
    """Return the annotation of a link: its area in pt from the page's foot, where it leads in words, its StructParent.

    ISO 14289-1, 7.18.5, asks for the words.
    """
    if element.destination:
        lead, told = b"/Dest %s" % string(element.destination), words
    else:
        address = quote(element.href, safe=_KEPT_IN_ADDRESS)
        lead, told = b"/A <</Type /Action /S /URI /URI %s>>" % string(address), element.href
    return b"<</Type /Annot /Subtype /Link /Rect %s /Border [0 0 0] /F 4 /Contents %s /StructParent %d %s>>" % (
        box(*area).encode(),
        string(told),
        key,
        lead,
    )

"""Mend in a design's finished PDF what WeasyPrint 70 leaves out of its tags, and check where its letters come from.

Only PDF/A-3a is claimed: how a design's headings and reading order stand is its author's, so PDF/UA-1 is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

_PT_PER_PX = 0.75  # WeasyPrint draws in CSS pixels


def conform(pdf: pydyf.PDF) -> None:
    """Mend pictures, figures' boxes, scopes of head cells; make artifacts of what hangs on no tree (margin boxes)."""
    linked: set[bytes] = set()
    for element in _elements(pdf):
        linked.add(element.reference)
        if element["S"] == "/TH":
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column"
        elif element["S"] == "/Figure" and "BBox" in element.get("A", {}):
            _mend_box(pdf, element)
    for thing in pdf.objects:
        if "Interpolate" in getattr(thing, "extra", {}):
            thing.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1; WeasyPrint asks for it in each picture
    marked = _marked(pdf)
    for number, page in enumerate(_pages(pdf)):
        if number in marked:
            _mark_furniture(_referred(pdf, page["Contents"]).stream, marked[number], linked)


def foreign_fonts(fonts: Mapping[Any, Any], given: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the families that a document was set in though no file of the project has them.

    The machine's own fonts stand in for what a design lacks: another machine would set another page.
    """
    from weasyprint.text.fonts import get_hb_object_data

    known = [content for path, content in given.items() if path.lower().endswith((".ttf", ".otf"))]
    packed = any(path.lower().endswith((".woff", ".woff2")) for path in given)  # unpacked into other bytes
    # `file_content` is only what is embedded by now; the face itself still has its whole file.
    found = (font.family for font in fonts.values() if not packed and get_hb_object_data(font.hb_face) not in known)
    return tuple(dict.fromkeys(found))


def _elements(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    waiting = list(_referred(pdf, pdf.catalog["StructTreeRoot"])["K"])
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes):
            element = _referred(pdf, kid)
            if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
                yield element
                waiting += element["K"]


def _marked(pdf: pydyf.PDF) -> dict[int, list[Any]]:
    """Return what each marked content belongs to, page by page; annotations have a reference in place of a list."""
    root = _referred(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _referred(pdf, root["ParentTree"])["Nums"]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return {page: kids for page, kids in pairs if isinstance(kids, list)}


def _mend_box(pdf: pydyf.PDF, figure: pydyf.Dictionary) -> None:
    """Give a figure's box in points from the foot of the page (ISO 32000-1, 14.8.5.4.3); WeasyPrint's is in pixels."""
    height = float(_referred(pdf, figure["Pg"])["MediaBox"][3])
    left, top, right, bottom = (edge * _PT_PER_PX for edge in figure["A"]["BBox"])
    figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _mark_furniture(stream: list[Any], marked: list[Any], linked: set[bytes]) -> None:
    for index, operation in enumerate(stream):
        if isinstance(operation, pydyf.Dictionary) and "MCID" in operation:
            mark = operation["MCID"]
            if marked[mark] not in linked:
                stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
                marked[mark] = "null"


def _pages(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/Page"]


def _referred(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]

"""Put an empty signature field over the room of each signatory, so that whoever signs moves nothing.

Acrobat, Foxit and the signing tools of the authorities fill such a field (ISO 32000-1, 12.7.4.5).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

import pydyf

from docgen.tree import Document
from docgen.writers.pdf.faces import pages, referred

# The address of the links that become signature fields; the signatory's name follows.
_SIGNING = "docgen-sign:"


def is_for_signing(document: Document) -> bool:
    """Tell whether a document is signed as it is: no draft, and no packet, whose parts are signed one by one."""
    return not document.draft and not any(section.role == "contents" for section in document.sections)


def signing_room(name: str) -> str:
    """Return the HTML of the room above a signatory's name, without a field where no name is given."""
    address = f' href="{_SIGNING}{quote(name.strip("()"))}"' if name else ""
    return f'<a class="signing"{address}></a>'


def add_signature_fields(pdf: pydyf.PDF) -> None:
    """Make a signature field of each link that stands in room to sign.

    For PDF/A-3 each has an appearance (ISO 19005-3, 6.3.3), for PDF/UA-1 a name in words and a Form element in the
    structure tree (ISO 14289-1, 7.18.1 and 7.18.4).
    """
    fields: list[bytes] = []
    for page in pages(pdf):
        for reference in page.get("Annots", ()):
            annotation = referred(pdf, reference)
            address = _address(annotation)
            if address.startswith(_SIGNING):
                _make_field(pdf, annotation, len(fields) + 1, unquote(address.removeprefix(_SIGNING)))
                fields.append(reference)
    if not fields:
        return
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("S") == "/Link" and _holds(pdf, element, fields):
            # The reference by itself, not in an array: there validators look for a field that signing will change.
            element["S"], element["K"] = "/Form", element["K"][0]
    form = pydyf.Dictionary({"Fields": pydyf.Array(fields), "SigFlags": 1})
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference


def _address(annotation: Any) -> str:
    action = annotation.get("A")
    address = action.get("URI") if isinstance(action, dict) else None
    return str(address.string) if isinstance(address, pydyf.String) else ""


def _make_field(pdf: pydyf.PDF, annotation: pydyf.Dictionary, number: int, name: str) -> None:
    left, one, right, other = (float(edge) for edge in annotation["Rect"])
    low, high = sorted((one, other))
    box = pydyf.Array((0, 0, round(right - left, 2), round(high - low, 2)))
    empty = pydyf.Stream(["q Q"], extra={"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    pdf.add_object(empty)
    for key in ("A", "Contents", "BS"):
        annotation.pop(key, None)
    annotation.update(
        {
            "Subtype": "/Widget",
            "Rect": pydyf.Array((left, low, right, high)),
            "FT": "/Sig",
            "T": pydyf.String(f"Signature{number}"),
            "TU": pydyf.String(f"ลายมือชื่อ {name}"),
            "F": 132,  # printed, and locked where it stands (ISO 32000-1, 12.5.3)
            "AP": pydyf.Dictionary({"N": empty.reference}),
        }
    )


def _holds(pdf: pydyf.PDF, element: pydyf.Dictionary, fields: list[bytes]) -> bool:
    kids = element.get("K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        found = referred(pdf, kid) if isinstance(kid, bytes) else kid
        if isinstance(found, dict) and found.get("Obj") in fields:
            return True
    return False

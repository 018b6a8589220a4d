"""Signature fields: empty ones over the room of each signatory, so that whoever signs moves nothing.

Acrobat, Foxit and the signing tools of the authorities fill such a field (ISO 32000-1, 12.7.4.5).
"""

from __future__ import annotations

import pydyf

from docgen.typeset.placed import PlacedField
from docgen.writers.pdf.objects import Raw, box, number, string


def signature_field(pdf: pydyf.PDF, room: PlacedField, page_height_pt: float, count: int) -> Raw:
    """Return a new signature field, the `count`th, without its last entry: `close_field` adds it.

    For PDF/A-3 it has an appearance (ISO 19005-3, 6.3.3), for PDF/UA-1 a name in words (ISO 14289-1, 7.18.1).
    """
    empty = pydyf.Stream([b"q Q"], {"Type": "/XObject", "Subtype": "/Form"})
    empty.extra["BBox"] = f"[0 0 {number(round(room.width_pt, 2))} {number(round(room.height_pt, 2))}]"
    field = Raw()
    for made in (empty, field):
        pdf.add_object(made)
    top = page_height_pt - room.y_pt
    edges = box(room.x_pt, top - room.height_pt, room.x_pt + room.width_pt, top)
    # F: printed, and locked where it stands (ISO 32000-1, 12.5.3).
    field.content = (
        b"<</Type /Annot /Subtype /Widget /Rect %s /FT /Sig /T (Signature%d) /TU %s /F 132 /AP <</N %s>>"
        % (
            edges.encode(),
            count,
            string(f"ลายมือชื่อ {room.name.strip('()')}"),
            empty.reference,
        )
    )
    return field


def close_field(field: Raw, key: int) -> None:
    """Say where in the structure tree a field stands (StructParent)."""
    field.content += b" /StructParent %d>>" % key


def add_form(pdf: pydyf.PDF, fields: list[bytes]) -> None:
    """Tell readers of the fields."""
    if fields:
        form = Raw(b"<</Fields [%s] /SigFlags 1>>" % b" ".join(fields))
        pdf.add_object(form)
        pdf.catalog["AcroForm"] = form.reference

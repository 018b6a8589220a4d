"""Mend in the finished PDF what its conformance asks for and WeasyPrint leaves out."""

from __future__ import annotations

import pydyf


def conform(pdf: pydyf.PDF) -> None:
    """Say of every head cell that it stands over its column (WeasyPrint #2508).

    PDF/UA-1 (ISO 14289-1, 7.5) asks for the scope where a table's heads are not named by its cells. Heads stand in
    head rows alone here.
    """
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("S") == "/TH":
            attributes = thing.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            attributes["Scope"] = "/Column"

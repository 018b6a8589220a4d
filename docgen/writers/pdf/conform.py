"""Mend in the finished PDF what PDF/A-3a and PDF/UA-1 ask for and WeasyPrint 70 leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pydyf

from docgen.writers.pdf.faces import PT_PER_PX, pages, referred

# PDF/UA-1 is not among the schemas that PDF/A knows: it must be described where it is used (ISO 19005-3, 6.6.2.3).
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def conform(
    pdf: pydyf.PDF,
    labels: Iterable[tuple[int, int]],
    languages: Iterable[tuple[int, int, str]],
    names: Mapping[str, str],
) -> None:
    """Bring a PDF up to both standards.

    `labels` are the page (from 0) and marked content id of each label of a list item, `languages` the same of words
    that are not Thai, with their language (BCP 47), `names` the words of each link target inside the document.
    """
    _name_conformance(pdf)
    tree = _Tree(pdf)
    for page, mark in labels:
        tree.label(page, mark)
    for page, mark, language in languages:
        referred(pdf, tree.marked[page][mark])["Lang"] = pydyf.String(language)  # ISO 14289-1, 7.2
    for element in tree.elements:
        if element["S"] == "/TH":
            # 7.5 of ISO 14289-1 asks for the scope; heads stand in head rows alone here (WeasyPrint #2508).
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column"
        elif element["S"] == "/Figure":
            _mend_box(pdf, element)
        elif element["S"] == "/L":
            tree.number(element)
    for page, content in enumerate(pages(pdf)):
        _mark_furniture(referred(pdf, content["Contents"]).stream, tree.marked[page], tree.linked)
        for annotation in (referred(pdf, reference) for reference in content.get("Annots", ())):
            _describe_link(annotation, names)


def _name_conformance(pdf: pydyf.PDF) -> None:
    """Say in the metadata that the file is PDF/UA-1 as well (ISO 14289-1, 5)."""
    stream = referred(pdf, pdf.catalog["Metadata"]).stream
    stream[:] = [part.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>") for part in stream]


class _Tree:
    """The structure tree: its elements in reading order, and what each marked content belongs to, page by page."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        root = referred(pdf, pdf.catalog["StructTreeRoot"])
        numbers = referred(pdf, root["ParentTree"])["Nums"]
        self.marked: dict[int, list[Any]] = {
            page: kids
            for page, kids in zip(numbers[::2], numbers[1::2], strict=True)
            if isinstance(kids, list)  # annotations have a reference
        }
        self.elements: list[pydyf.Dictionary] = []
        self._walk(root["K"])
        self.linked = {element.reference for element in self.elements}

    def _walk(self, kids: Iterable[Any]) -> None:
        for kid in kids:
            if isinstance(kid, bytes):
                element = referred(self.pdf, kid)
                if element.get("Type") == "/StructElem":
                    self.elements.append(element)
                    self._walk(element["K"])

    def label(self, page: int, mark: int) -> None:
        """Take a label out of its paragraph: LI holds Lbl and LBody (ISO 32000-1, 14.8.4.3.3)."""
        span = referred(self.pdf, referred(self.pdf, self.marked[page][mark])["P"])
        paragraph = referred(self.pdf, span["P"])
        body = referred(self.pdf, paragraph["P"])
        item = referred(self.pdf, body["P"])
        assert (span["S"], body["S"], item["S"]) == ("/Span", "/LBody", "/LI")
        paragraph["K"].remove(span.reference)
        item["K"].insert(item["K"].index(body.reference), span.reference)
        span["S"], span["P"] = "/Lbl", item.reference

    def number(self, items: pydyf.Dictionary) -> None:
        """Say how the items of a list are labelled (ISO 14289-1, 7.6)."""
        kinds = [referred(self.pdf, kid)["S"] for item in items["K"] for kid in referred(self.pdf, item)["K"]]
        numbering = "/Decimal" if "/Lbl" in kinds else "/None"
        items["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _mend_box(pdf: pydyf.PDF, figure: pydyf.Dictionary) -> None:
    """Give a figure's box in points from the foot of the page (ISO 32000-1, 14.8.5.4.3); WeasyPrint's is in pixels."""
    height = float(referred(pdf, figure["Pg"])["MediaBox"][3])
    left, top, right, bottom = (edge * PT_PER_PX for edge in figure["A"]["BBox"])
    figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _mark_furniture(stream: list[Any], marked: list[Any], linked: set[bytes]) -> None:
    """Make an artifact of what is marked but hangs on no tree: page numbers (ISO 14289-1, 7.8)."""
    for index, operation in enumerate(stream):
        if isinstance(operation, pydyf.Dictionary) and "MCID" in operation:
            mark = operation["MCID"]
            if marked[mark] not in linked:
                stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
                marked[mark] = "null"


def _describe_link(annotation: pydyf.Dictionary, names: Mapping[str, str]) -> None:
    """Say in words where a link inside the document leads (ISO 14289-1, 7.18.5); WeasyPrint gives its own name."""
    if "Dest" in annotation:
        target = annotation["Dest"].string
        annotation["Contents"] = pydyf.String(names.get(target, target))

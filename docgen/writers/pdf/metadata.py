"""What a PDF says of itself: information dictionary and XMP, its conformance to PDF/A-3a and PDF/UA-1 among it."""

from __future__ import annotations

from html import escape

import pydyf

import docgen
from docgen.tree import Document
from docgen.writers.pdf.colours import NAME, srgb_profile
from docgen.writers.pdf.objects import Raw, packed

PRODUCER = f"docgen {docgen.__version__}"
# PDF/UA-1 is not among the schemas that PDF/A knows: it must be described where it is used (ISO 19005-3, 6.6.2.3).
_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
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
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
# Each description names its own schema: Preflight's reader knows none that is named above it.
_ABOUT = '<rdf:Description rdf:about="" xmlns:{}="{}"'
_PDFA = _ABOUT.format("pdfaid", "http://www.aiim.org/pdfa/ns/id/")
_PDF = _ABOUT.format("pdf", "http://ns.adobe.com/pdf/1.3/")
_DC = _ABOUT.format("dc", "http://purl.org/dc/elements/1.1/")


def describe(pdf: pydyf.PDF, document: Document) -> None:
    """Put in what the file says of itself: title, language, standards, colours. No date: same input, same bytes."""
    known = (("Title", document.title), ("Author", document.author), ("Subject", document.subject))
    said = (*known, ("Keywords", ", ".join(document.keywords)), ("Producer", PRODUCER))
    pdf.info.update({key: pydyf.String(words) for key, words in said if words})
    # Not packed, so that whoever collects metadata finds it without reading PDF (ISO 32000-1, 14.3.2).
    metadata = pydyf.Stream([_packet(document).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    profile = packed(srgb_profile(), {"N": 3})
    for made in (metadata, profile):
        pdf.add_object(made)
    name = pydyf.String(NAME).data
    intent = Raw(
        b"<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier %s /Info %s"
        b" /RegistryName (http://www.color.org) /DestOutputProfile %s>>" % (name, name, profile.reference)
    )
    pdf.catalog.update(
        {
            "Metadata": metadata.reference,
            "OutputIntents": pydyf.Array([intent.data]),
            "Lang": pydyf.String("th-TH"),
            "MarkInfo": b"<</Marked true>>",
            "ViewerPreferences": b"<</DisplayDocTitle true>>",
        }
    )


def _packet(document: Document) -> str:
    """Return the XMP of a document (ISO 16684-1): the same as its information dictionary says."""
    parts = [
        f'{_PDFA} pdfaid:part="3" pdfaid:conformance="A"/>',
        f"{_PDF}><pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description>",
    ]
    keywords = ", ".join(document.keywords)
    for schema, words, before, after in (
        (_DC, document.title, '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">', "</rdf:li></rdf:Alt></dc:title>"),
        (_DC, document.author, "<dc:creator><rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq></dc:creator>"),
        (
            _DC,
            document.subject,
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">',
            "</rdf:li></rdf:Alt></dc:description>",
        ),
        (_PDF, keywords, "<pdf:Keywords>", "</pdf:Keywords>"),
    ):
        if words:
            parts.append(f"{schema}>{before}{escape(words, quote=False)}{after}</rdf:Description>")
    lines = "\n".join([*parts, _UA])
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{lines}\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )

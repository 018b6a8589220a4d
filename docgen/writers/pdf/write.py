"""Write a document as PDF: compose its lines, set the pages with WeasyPrint, read the result back."""

from __future__ import annotations

from pathlib import Path

from docgen.style import Layout
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Document
from docgen.writers.pdf.engine import render_pdf
from docgen.writers.pdf.html import write_html
from docgen.writers.pdf.lines import Typesetter
from docgen.writers.pdf.measure import Fonts
from docgen.writers.pdf.readback import read_back


def write_pdf(document: Document, layout: Layout, root: Path) -> bytes:
    """Return the PDF of a document; pictures and fonts are read under `root`.

    Raises DocgenError for a character that the font lacks, for whatever WeasyPrint can't set, and where the finished
    file does not read as the document does.
    """
    return set_pages(compose_pdf(document, layout, root), document, layout, root)


def compose_pdf(document: Document, layout: Layout, root: Path) -> str:
    """Return the HTML of a document with its lines composed, ready for WeasyPrint. Errors as `write_pdf`."""
    typesetter = Typesetter(Fonts(root / "fonts", layout.font), make_lexicon(document.names), layout.composition)
    return write_html(document, layout, typesetter)


def set_pages(html: str, document: Document, layout: Layout, root: Path) -> bytes:
    """Return the PDF of a composed document, read back and compared with it. Errors as `write_pdf`."""
    pdf = render_pdf(html, root, document.title)
    read_back(pdf, document, layout)
    return pdf

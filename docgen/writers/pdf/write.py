"""Write a document as PDF: compose its lines, set the pages with WeasyPrint, read the result back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.errors import Place
from docgen.folder.bounded import bounded, resting_collector
from docgen.look.style import Font, Layout
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Document
from docgen.typeset.lines import Typesetter, uneven_line
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.conform import conform
from docgen.writers.pdf.continuation import continuation_css, continuation_words
from docgen.writers.pdf.embedding import embed
from docgen.writers.pdf.engine import render_pdf
from docgen.writers.pdf.html import write_html
from docgen.writers.pdf.placing import Placer
from docgen.writers.pdf.readback import read_back
from docgen.writers.pdf.setting import link_targets
from docgen.writers.pdf.sheet import Composed
from docgen.writers.pdf.signing import add_signature_fields
from docgen.writers.pdf.watermark import mark_as_draft
from docgen.writers.written import Written


def write_pdf(document: Document, layout: Layout, root: Path) -> Written:
    """Return the PDF of a document; pictures and fonts are read under `root`.

    Raises DocgenError for characters that the font lacks, all of them together, for more lines, time or memory than may
    be, for whatever WeasyPrint can't set, and where the finished file does not read as the document does. Warnings tell
    of lines that could not be set within the limits.
    """
    return set_pages(compose_pdf(document, layout, root), document, layout, root)


def compose_pdf(document: Document, layout: Layout, root: Path) -> Composed:
    """Return a document with its lines composed, ready for WeasyPrint. Errors as `write_pdf`."""
    fonts = Fonts(root / "fonts", layout.font)
    typesetter = Typesetter(fonts, make_lexicon(document.names), layout.composition)
    with bounded(_place(document)), resting_collector():
        composed = write_html(document, layout, typesetter)
    fonts.refuse_missing()
    return composed


def set_pages(composed: Composed, document: Document, layout: Layout, root: Path) -> Written:
    """Return the PDF of a composed document, read back and compared with it. Errors as `write_pdf`."""
    with bounded(_place(document)), resting_collector():
        return _set_pages(composed, document, layout, root)


def _place(document: Document) -> Place:
    return Place(document.origin.content if document.origin else document.title)


def _set_pages(composed: Composed, document: Document, layout: Layout, root: Path) -> Written:
    pdf, placer = _render(composed, composed.css, document, layout.font, root)
    words: dict[int, str] = {}
    if any(layout.sections[section.role].continuation_word for section in document.sections):
        starts = [composed.lines[index] if index < len(composed.lines) else None for index in composed.section_starts]
        words = continuation_words(document, layout, starts, placer.begins)
        css = composed.css + continuation_css(words, layout)
        pdf, placer = _render(composed, css, document, layout.font, root)
    read_back(pdf, document, layout, words)
    missed = (uneven_line(line) for line in placer.missed if line.spacing or line.scale != 1)
    return Written(pdf, tuple(dict.fromkeys((*composed.findings, *missed))))


def _render(composed: Composed, css: str, document: Document, font: Font, root: Path) -> tuple[bytes, Placer]:
    placer = Placer(composed.lines, composed.fonts)

    def finish(made: Any) -> None:
        embed(made, composed.fonts, composed.lines)
        placer.place(made)
        conform(made, placer.labels, placer.languages, link_targets(document))
        add_signature_fields(made)
        if document.draft:
            mark_as_draft(made, root / "fonts", font)

    return render_pdf(composed.html, css, root, finish), placer

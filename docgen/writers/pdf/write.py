"""Write a document as PDF: set its pages, draw them, read the result back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.errors import Finding, Place
from docgen.folder.bounded import bounded, resting_collector
from docgen.look.style import Layout
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Document
from docgen.typeset.lines import SetLine, Typesetter
from docgen.typeset.placed import PlacedLine, SetPages
from docgen.typeset.setter import set_pages
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.file import write_file
from docgen.writers.pdf.readback import read_back
from docgen.writers.written import Written


@dataclass(frozen=True, slots=True)
class Composed:
    """A document whose pages are set, the fonts that they are drawn with, warnings of lines that are not even."""

    pages: SetPages
    fonts: Fonts
    findings: tuple[Finding, ...]

    @property
    def lines(self) -> tuple[SetLine, ...]:
        """The lines of the document's own words, in reading order."""
        things = (thing for page in self.pages.pages for thing in page.things)
        return tuple(
            thing.line for thing in things if isinstance(thing, PlacedLine) and max(thing.owners, default=-1) >= 0
        )


def write_pdf(document: Document, layout: Layout, root: Path) -> Written:
    """Return the PDF of a document; pictures and fonts are read under `root`.

    Raises DocgenError for characters that the font lacks, all of them together, for more lines, time or memory than may
    be, for what no page can hold, and where the finished file does not read as the document does. Warnings tell of
    lines that could not be set within the limits.
    """
    with resting_collector():  # between the two as well: the pages are let go by then
        return draw_pages(compose_pdf(document, layout, root), document, layout, root)


def compose_pdf(document: Document, layout: Layout, root: Path) -> Composed:
    """Return a document with its pages set, ready to be drawn. Errors as `write_pdf`."""
    fonts = Fonts(root / "fonts", layout.font)
    typesetter = Typesetter(fonts, make_lexicon(document.names), layout.composition)
    with bounded(_place(document)), resting_collector():
        pages, findings = set_pages(document, layout, typesetter)
    fonts.refuse_missing()
    return Composed(pages, fonts, findings)


def draw_pages(composed: Composed, document: Document, layout: Layout, root: Path) -> Written:
    """Return the PDF of a document whose pages are set, read back and compared with it. Errors as `write_pdf`."""
    with bounded(_place(document)), resting_collector():
        pdf = write_file(composed.pages, document, composed.fonts, root)
        read_back(pdf, document, layout, composed.pages.foot, composed.pages.notes)
    return Written(pdf, composed.findings)


def _place(document: Document) -> Place:
    return Place(document.origin.content if document.origin else document.title)

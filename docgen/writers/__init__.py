"""From the tree to files: one folder for each format, and the table of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.look.style import Layout
from docgen.tree import Document
from docgen.writers.written import Written

if TYPE_CHECKING:
    from docgen.typeset.widths import PrintedWidths
    from docgen.writers.docx.table import ColumnWidths, WordsWidth


def _write_pdf(document: Document, layout: Layout, root: Path) -> Written:
    from docgen.writers.pdf.write import write_pdf  # HarfBuzz and pdfium take 0.1 s to load

    return write_pdf(document, layout, root)


def _write_docx(document: Document, layout: Layout, root: Path) -> Written:
    from docgen.writers.docx.write import write_docx

    return Written(write_docx(document, layout, root, *_printed_widths(document, layout, root)))


def _printed_widths(document: Document, layout: Layout, root: Path) -> tuple[ColumnWidths, WordsWidth]:
    """Return what tells the widths of columns, and of words in a cell, as the pages have them.

    Asked for the first table, it loads HarfBuzz.
    """

    @cache
    def printed() -> PrintedWidths:
        from docgen.thai.lexicon import make_lexicon
        from docgen.typeset.lines import Typesetter
        from docgen.typeset.shape import Fonts
        from docgen.typeset.widths import PrintedWidths

        fonts = Fonts(root / "fonts", layout.font)
        return PrintedWidths(layout, Typesetter(fonts, make_lexicon(document.names), layout.composition))

    return lambda table, measure_cm: printed()(table, measure_cm), lambda words: printed().words_cm(words)


WRITERS: dict[str, Callable[[Document, Layout, Path], Written]] = {".pdf": _write_pdf, ".docx": _write_docx}

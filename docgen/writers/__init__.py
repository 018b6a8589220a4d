"""From the tree to files: one folder for each format, and the table of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docgen.look.style import Layout
from docgen.tree import Document
from docgen.writers.written import Written


def _write_pdf(document: Document, layout: Layout, root: Path) -> Written:
    from docgen.writers.pdf.write import write_pdf  # HarfBuzz and pdfium take 0.1 s to load

    return write_pdf(document, layout, root)


def _write_docx(document: Document, layout: Layout, root: Path) -> Written:
    from docgen.writers.docx.write import write_docx

    return Written(write_docx(document, layout, root))


WRITERS: dict[str, Callable[[Document, Layout, Path], Written]] = {".pdf": _write_pdf, ".docx": _write_docx}

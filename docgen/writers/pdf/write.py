"""Write a document as PDF with WeasyPrint. Files come from the project only; WeasyPrint's warnings are errors."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docgen.errors import Place, error
from docgen.style import Layout
from docgen.thai.words import make_lexicon
from docgen.tree import Document
from docgen.writers.pdf.html import write_html
from docgen.writers.pdf.lines import Typesetter
from docgen.writers.pdf.measure import Fonts


def write_pdf(document: Document, layout: Layout, root: Path) -> bytes:
    """Return the PDF of a document; pictures and fonts are read under `root`.

    Raises DocgenError if WeasyPrint can't set something: it only logs a missing font or picture.
    """
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]
        """Open docgen:PATH below the project; refuse every other address."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith("docgen:"):
                raise ValueError(f"not a project file: {url}")
            path = (root / unquote(url.removeprefix("docgen:"))).resolve()
            if not path.is_relative_to(root.resolve()):
                raise ValueError(f"outside the project: {url}")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    typesetter = Typesetter(Fonts(root / "fonts", layout.font), make_lexicon(document.names), layout.composition)
    html = write_html(document, layout, typesetter)
    with _warnings_are_errors(document.title):
        made = weasyprint.HTML(string=html, base_url="docgen:", url_fetcher=ProjectFetcher())
        return bytes(made.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True))


@contextmanager
def _warnings_are_errors(title: str) -> Iterator[None]:
    """Collect what WeasyPrint logs (#1084: a missing font or picture is only logged) and raise it."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    listener = Listener(level=logging.WARNING)
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
    if heard:
        raise error("pdf-warning", Place(title), "จัดหน้า PDF ไม่สำเร็จ: " + "; ".join(heard[:5]), "แจ้งผู้ดูแลโปรแกรม")

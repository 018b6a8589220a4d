"""Load WeasyPrint, run it on our HTML with files of the project only, and turn its warnings into errors."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docgen.errors import Place, error
from docgen.pictures import printed_picture
from docgen.style import Figures


def load_weasyprint() -> Any:
    """Import WeasyPrint and return it.

    With nothing on PATH: it asks for its libraries under names that Linux does not have, and for each of them
    ctypes would start gcc and ld before WeasyPrint tries the right name (WeasyPrint 70; 0.2 s of 0.8).
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = ""
    try:
        import weasyprint
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path
    return weasyprint


def render_pdf(html: str, root: Path, title: str, finish: Callable[[Any], None]) -> bytes:
    """Return the PDF of an HTML page whose files are named docgen:PATH and stand below `root`.

    `finish` mends the PDF (a pydyf.PDF) before it is written.

    Raises DocgenError if WeasyPrint warns: it only logs a missing font or picture (#1084).
    """
    weasyprint = load_weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]
        """Open docgen:PATH below the project; refuse every other address."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith("docgen:"):
                raise ValueError(f"not a project file: {url}")
            name, _, within = url.removeprefix("docgen:").partition("?within=")
            path = (root / unquote(name)).resolve()
            if not path.is_relative_to(root.resolve()):
                raise ValueError(f"outside the project: {url}")
            if within:
                picture = printed_picture(path, Figures(*map(float, within.split("x"))))
                return URLFetcherResponse(url, picture.content, {"Content-Type": _kind(picture.ending)})
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _kind(path.name)})

    with _warnings_are_errors(title):
        made = weasyprint.HTML(string=html, base_url="docgen:", url_fetcher=ProjectFetcher())
        return bytes(made.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True, finisher=lambda _, pdf: finish(pdf)))


def _kind(name: str) -> str:
    return mimetypes.guess_type(f"x{name}")[0] or "application/octet-stream"


@contextmanager
def _warnings_are_errors(title: str) -> Iterator[None]:
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

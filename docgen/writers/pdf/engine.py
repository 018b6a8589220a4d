"""Load WeasyPrint, run it on our HTML with files of the project only, and turn its warnings into errors."""

from __future__ import annotations

import gc
import logging
import mimetypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docgen.folder.leftovers import temporary_folder
from docgen.folder.regular import leads_out, read_regular
from docgen.look.pictures import printed_picture
from docgen.look.style import Figures
from docgen.writers.pdf.placeholders import Placeholders

_MOST_SHEETS = 8
_MOST_BYTES = 40_000_000


def load_weasyprint() -> Any:
    """Import WeasyPrint and return it.

    With nothing on PATH: it asks for its libraries under names that Linux does not have, and for each of them
    ctypes would start gcc and ld before WeasyPrint tries the right name (WeasyPrint 70; 0.2 s of 0.8).
    Raises ImportError also for a library of the system that is missing.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = ""
    try:
        import weasyprint
    except OSError as problem:
        raise ImportError(str(problem), name="weasyprint") from problem
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path
    return weasyprint


def render_pdf(html: str, css: str, root: Path, finish: Callable[[Any], None]) -> bytes:
    """Return the PDF of an HTML page whose files are named docgen:PATH and stand below `root`.

    `finish` mends the PDF (a pydyf.PDF) before it is written.

    Raises RuntimeError if WeasyPrint warns: it only logs a missing font or picture (#1084). What a user can cause was
    found before: it is a fault of ours.
    """
    weasyprint = load_weasyprint()
    pictures = Placeholders()

    def finisher(_: object, pdf: Any) -> None:
        pictures.fill(pdf)
        finish(pdf)

    with _warnings_are_errors():
        sheet, fonts = _sheet(css, root)
        made = weasyprint.HTML(string=html, base_url="docgen:", url_fetcher=_fetcher(root, pictures))
        variant = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}
        return bytes(made.write_pdf(stylesheets=[sheet], font_config=fonts, finisher=finisher, **variant))


# By look, project and the folder where the copies of fonts are: with that folder the copies go, too.
_sheets: dict[tuple[str, Path, str], tuple[Any, Any]] = {}


def _sheet(css: str, root: Path) -> tuple[Any, Any]:
    """Return a style sheet of the project's ready for WeasyPrint, and the fonts that it names.

    Documents of one look share it: reading it takes a tenth of the whole.
    """
    key = css, root, temporary_folder()
    if key not in _sheets:
        if not _sheets:
            # The fonts are copied to a temporary folder, which a process of a build would leave behind at its end.
            Finalize(None, _close_sheets, exitpriority=0)
        if len(_sheets) == _MOST_SHEETS:
            _sheets.pop(next(iter(_sheets)))
        weasyprint = load_weasyprint()
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, base_url="docgen:", url_fetcher=_fetcher(root), font_config=fonts)
        _sheets[key] = sheet, fonts
    return _sheets[key]


def _close_sheets() -> None:
    _sheets.clear()
    gc.collect()


def _fetcher(root: Path, pictures: Placeholders | None = None) -> Any:
    """Return what opens docgen:PATH below the project and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ProjectFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith("docgen:"):
                raise ValueError(f"not a project file: {url}")
            name, _, within = url.removeprefix("docgen:").partition("?within=")
            path = Path(os.path.normpath(root / unquote(name)))
            if not path.is_relative_to(root) or leads_out(path, root):
                raise ValueError(f"outside the project: {url}")
            content, kind = read_regular(path, _MOST_BYTES), _kind(path.name)
            if within:
                picture = printed_picture(path, Figures(*map(float, within.split("x"))))
                content, kind = picture.content, _kind(picture.ending)
            if kind == "image/png" and pictures is not None:
                content = pictures.stand_in(content)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return ProjectFetcher()


def _kind(name: str) -> str:
    return mimetypes.guess_type(f"x{name}")[0] or "application/octet-stream"


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
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
        raise RuntimeError("WeasyPrint warns: " + "; ".join(heard[:5]))

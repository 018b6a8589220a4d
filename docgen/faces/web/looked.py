"""Pages as they would be built from unsaved text, as pictures and lines with their places. Runs in a worker.

Where a line stands is told by the set pages that the PDF is drawn from; pdfium draws the pictures.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from docgen.errors import DocgenError, Finding
from docgen.faces.web.sources import Sources
from docgen.folder.files import file_digest
from docgen.folder.folder import Disk, Overlay
from docgen.folder.opened_picture import opened_picture
from docgen.kinds.table import KINDS
from docgen.typeset.lines import SetLine
from docgen.typeset.placed import PlacedLine, PlacedPicture, SetPages

_POINTS_PER_INCH, _PIXELS_PER_INCH = 72, 96
MOST_PAGES = 60
"""The most pages that are drawn at once: whoever wants more builds the document."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page: number from 1, size in pt, digest of its picture; the picture as PNG unless the asker has it."""

    number: int
    width: float
    height: float
    digest: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A set line: its page, where it stands (pt from the page's top left), its words, where they were typed."""

    page: int
    x: float
    y: float
    width: float
    height: float
    text: str
    path: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of an unsaved text: findings, pages and lines; no pages where it can't be built."""

    findings: tuple[Finding, ...]
    output: str = ""
    outputs: tuple[str, ...] = ()
    pages: tuple[ShownPage, ...] = ()
    boxes: tuple[ShownLine, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether there are pages."""
        return bool(self.pages)


def warm() -> None:
    """Load what sets pages, before anybody waits for it."""
    from docgen.build.job import load_pdf_writer

    load_pdf_writer()


def look(
    root: Path, name: str, texts: Mapping[str, str], ratio: float, known: frozenset[str], output: str = ""
) -> Look:
    """Return the pages of a content file with unsaved texts; `ratio` is that of the screen, `known` are page digests.

    Whatever is wrong with the content is among the findings. `output` chooses among those of a report.
    """
    from docgen.desk.preview import check_and_preview

    folder = Overlay(Disk(root), dict(texts))
    if not KINDS.of_path(name):  # the agency, a log: checked with what they belong to, no pages of their own
        return Look(check(root, name, texts)[1])
    try:
        shown = check_and_preview(folder, name)
    except DocgenError as problem:
        return Look(problem.findings)
    if not shown.value:
        return Look(shown.findings)
    outputs = tuple(shown.value)
    chosen = output if output in shown.value else outputs[0]
    made = shown.value[chosen]
    document = pypdfium2.PdfDocument(made.pages)
    try:
        pages = tuple(_pages(document, made.set_pages, root, ratio, known))
        boxes = tuple(_lines(made.set_pages, Sources(folder)))
    finally:
        document.close()
    return Look(shown.findings, chosen, outputs, pages, boxes)


def check(root: Path, name: str, texts: Mapping[str, str]) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether an unsaved text can be built, and all that is found in it."""
    from docgen.desk.preview import check_text

    done = check_text(Overlay(Disk(root), dict(texts)), name)
    return done.value, done.findings


def _pages(document: Any, pages: SetPages, root: Path, ratio: float, known: frozenset[str]) -> Iterator[ShownPage]:
    scale = ratio * _PIXELS_PER_INCH / _POINTS_PER_INCH
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        bitmap = page.render(scale=scale, grayscale=not _has_colour(pages, number, root), rev_byteorder=True)
        picture = bitmap.to_pil()
        told = f"{picture.size} {picture.mode} ".encode() + picture.tobytes()
        digest = hashlib.sha256(told).hexdigest()[:32]
        yield ShownPage(number + 1, width, height, digest, None if digest in known else _png(picture))
        bitmap.close()
        page.close()


def _png(picture: Any) -> bytes:
    """Return a picture as PNG, packed fast: it is shown once, on this machine or in this office."""
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=1)
    return made.getvalue()


def _has_colour(pages: SetPages, number: int, root: Path) -> bool:
    """Tell whether a page may be other than black on white: words and rules are black, so its pictures tell."""
    things = pages.pages[number].things if number < len(pages.pages) else ()
    return any(_is_coloured(root, thing.path) for thing in things if isinstance(thing, PlacedPicture))


def _is_coloured(root: Path, name: str) -> bool:
    try:
        return _is_coloured_as(str(root / name), file_digest(root / name))
    except (OSError, DocgenError):
        return True


@lru_cache(maxsize=256)
def _is_coloured_as(path: str, _digest: str) -> bool:
    """Tell whether a picture has a pixel that is no grey; remembered for a file's content."""
    try:
        with opened_picture(Path(path)) as picture:
            return not _is_grey(picture)
    except (OSError, ValueError, DocgenError):
        return True


def _is_grey(picture: Image.Image) -> bool:
    if picture.mode in ("1", "L", "LA"):
        return True
    red, green, blue = picture.convert("RGB").split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _lines(pages: SetPages, sources: Sources) -> Iterator[ShownLine]:
    """Yield the set lines of each page, in reading order, each with the place in the text that it was typed at."""
    placed = [
        (number, thing)
        for number, page in enumerate(pages.pages[:MOST_PAGES], start=1)
        for thing in page.things
        if isinstance(thing, PlacedLine)
    ]
    spans = sources.spans((_words(one.line), one.line.place) for _, one in placed)
    for (number, one), span in zip(placed, spans, strict=True):
        text = one.line.text
        if text.strip():
            yield ShownLine(number, one.x_pt, one.top_pt, _width_pt(one.line), one.height_pt, text, *span)


def _words(line: SetLine) -> str:
    """Return the words of a set line without the label of a clause, which nobody need have typed."""
    pieces = (piece for piece in line.pieces if piece.room is None)
    return "".join(glyph.text for piece in pieces for cluster in piece.clusters for glyph in cluster.glyphs)


def _width_pt(line: SetLine) -> float:
    """Return the width of a line as it stands, with what is added to its letters and blanks."""
    clusters = [one for piece in line.pieces if piece.room is None for one in piece.clusters]
    added = line.spacing * len(clusters) + line.word_spacing * sum(one.is_blank for one in clusters)
    return (line.natural_pt + added * line.size_pt / 1000) * line.scale

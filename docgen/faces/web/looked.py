"""Pages as they would be built from unsaved text, as pictures and lines with their places. Runs in a worker.

The one place that knows how pages become boxes: today from the PDF's text, by pdfium.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from docgen.errors import Finding
from docgen.faces.web.sources import Sources
from docgen.folder.folder import Disk, Overlay

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
    from docgen.desk.preview import check_text, preview
    from docgen.errors import DocgenError

    folder = Overlay(Disk(root), dict(texts))
    findings: tuple[Finding, ...] = ()
    try:
        findings = check_text(folder, name).findings
        shown = preview(folder, name)
    except DocgenError as problem:
        return Look(tuple(dict.fromkeys((*findings, *problem.findings))))
    outputs = tuple(shown.value)
    chosen = output if output in shown.value else outputs[0]
    made = shown.value[chosen]
    document = pypdfium2.PdfDocument(made.pages)
    try:
        pages = tuple(_pages(document, ratio, known))
        boxes = tuple(_boxes(document, made.lines, Sources(folder)))
    finally:
        document.close()
    return Look(tuple(dict.fromkeys((*findings, *shown.findings))), chosen, outputs, pages, boxes)


def check(root: Path, name: str, texts: Mapping[str, str]) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether an unsaved text can be built, and all that is found in it."""
    from docgen.desk.preview import check_text

    done = check_text(Overlay(Disk(root), dict(texts)), name)
    return done.value, done.findings


def _pages(document: Any, ratio: float, known: frozenset[str]) -> Iterator[ShownPage]:
    scale = ratio * _PIXELS_PER_INCH / _POINTS_PER_INCH
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        bitmap = page.render(scale=scale)
        picture = bitmap.to_pil()
        told = f"{picture.size} {picture.mode} ".encode() + picture.tobytes()
        digest = hashlib.sha256(told).hexdigest()[:32]
        yield ShownPage(number + 1, width, height, digest, None if digest in known else _png(picture))
        bitmap.close()
        page.close()


def _png(picture: Any) -> bytes:
    """Return a picture as PNG, in shades of grey where it has no colour: a third of the bytes."""
    grey = picture.convert("L")
    is_grey = grey.convert(picture.mode).tobytes() == picture.tobytes()
    made = io.BytesIO()
    (grey if is_grey else picture).save(made, "PNG", compress_level=1)
    return made.getvalue()


def _boxes(document: Any, lines: Sequence[Any], sources: Sources) -> Iterator[ShownLine]:
    """Yield the lines of a PDF as a reader finds them, each with the place in the text that it was typed at."""
    spans = sources.spans((line.text, _words(line), line.place) for line in lines)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        height = page.get_size()[1]
        words = page.get_textpage()
        for left, low, right, high, text in _rows(words):
            yield ShownLine(number + 1, left, height - high, right - left, high - low, text, *spans.next(text))
        words.close()
        page.close()


def _words(line: Any) -> str:
    """Return the words of a set line without the label of a clause, which nobody need have typed."""
    pieces = (piece for piece in line.pieces if piece.room is None)
    return "".join(glyph.text for piece in pieces for cluster in piece.clusters for glyph in cluster.glyphs)


def _rows(words: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield left, bottom, right, top (pt) and words of what stands on one line: pdfium tells each run of one face."""
    row: tuple[float, float, float, float, str] | None = None
    for number in range(words.count_rects()):
        left, low, right, high = words.get_rect(number)
        text = words.get_text_bounded(left, low, right, high).strip("\r\n")
        if not text.strip():
            continue
        if row is not None and _beside(row, (left, low, right, high)):
            row = (row[0], min(row[1], low), max(row[2], right), max(row[3], high), row[4] + text)
            continue
        if row is not None:
            yield row
        row = (left, low, right, high, text)
    if row is not None:
        yield row


def _beside(row: tuple[float, float, float, float, str], other: tuple[float, float, float, float]) -> bool:
    """Tell whether a piece goes on where a row ended: on its height, and not far."""
    common = min(row[3], other[3]) - max(row[1], other[1])
    return common > 0.5 * min(row[3] - row[1], other[3] - other[1]) and 0 <= other[0] - row[2] + 1 < 30

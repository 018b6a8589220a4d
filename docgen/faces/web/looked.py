"""Pages as they would be built from unsaved text, as pictures and lines with their places. Runs in a worker.

Where a line stands is told by the set pages that are drawn. Pages come first; what the rules find is asked for when
the keys rest (`check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, Finding
from docgen.faces.web.bands import MOST_PAGES, Pictures, ShownPage
from docgen.faces.web.sources import Sources
from docgen.folder.folder import Disk, Overlay
from docgen.kinds.table import KINDS
from docgen.typeset.lines import SetLine
from docgen.typeset.placed import PlacedLine, SetPages

_PICTURES = Pictures()


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

    What keeps the pages from being set is among the findings. `output` chooses among those of a report.
    """
    from docgen.desk.preview import set_text

    folder = Overlay(Disk(root), dict(texts))
    if not KINDS.of_path(name):  # the agency, a log: checked with what they belong to, no pages of their own
        return Look(check(root, name, texts)[1])
    try:
        shown = set_text(folder, name, output)
    except DocgenError as problem:
        return Look(problem.findings)
    made = shown.value
    if made is None:
        return Look(shown.findings)
    pages = _PICTURES.shown(made, root, ratio, known)
    boxes = tuple(_lines(made.pages, Sources(folder)))
    return Look(shown.findings, made.output, made.outputs, pages, boxes)


def check(root: Path, name: str, texts: Mapping[str, str]) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether an unsaved text can be built, and all that is found in it."""
    from docgen.desk.preview import check_text

    done = check_text(Overlay(Disk(root), dict(texts)), name)
    return done.value, done.findings


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

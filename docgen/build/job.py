"""One output to be made: all that it needs, in one value that can travel, and what comes of it.

A job can be made in a thread, in a process, on another machine that has the same project folder; and twice: the same
bytes come of it. It writes no file, but for the details of a bug of ours, which go to the project's log.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.build.attempt import Task, attempt
from docgen.errors import Finding, Place
from docgen.folder.bounded import bounded

if TYPE_CHECKING:
    from docgen.look.style import Layout
    from docgen.tree import Document
    from docgen.writers.pdf.write import Composed
    from docgen.writers.written import Written

# pdfium and the limits of a process are no thread's own: threads make one PDF after another.
_ONE_PDF = threading.RLock()


@dataclass(frozen=True, slots=True)
class Job:
    """An output by its name below the project's root, the content file that it comes from, its tree, the layout.

    Fonts and pictures are read below `root`. `composed` are the pages of a PDF that are set already, if they are.
    """

    output: str
    place: Place
    document: Document
    layout: Layout
    root: Path
    composed: Composed | None = None

    @property
    def is_pdf(self) -> bool:
        """Tell whether pages are to be set, which takes most of a build's time."""
        return self.output.endswith(".pdf")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: the bytes of the output, None where it failed, and all that is to be told of it.

    `beside` are outputs that come with it, such as the sheets of each row of a list.
    """

    content: bytes | None
    findings: tuple[Finding, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


def make(job: Job) -> Made:
    """Make an output. Raises nothing: a fault of content, or of ours, is told at the job's place."""
    outcome = attempt(Task(job.place, job.root, _written, (job,)))
    return (
        Made(None, outcome.findings) if outcome.value is None else Made(outcome.value.content, outcome.value.findings)
    )


def compose_lines(job: Job) -> Job | Made:
    """Return the job of a PDF with its pages set, or what is told where that fails."""
    from docgen.writers.pdf.write import compose_pdf

    with _ONE_PDF:
        outcome = attempt(Task(job.place, job.root, compose_pdf, (job.document, job.layout, job.root)))
    return Made(None, outcome.findings) if outcome.value is None else replace(job, composed=outcome.value)


def load_pdf_writer() -> None:
    """Load the writer of PDF into this process."""
    import docgen.writers.pdf.write  # noqa: F401


def write_output(output: str, document: Document, layout: Layout, root: Path) -> Written:
    """Return one output, written by the writer for its ending, within the bounds of time and memory.

    Raises DocgenError, as the writer.
    """
    from docgen.writers import WRITERS

    write = WRITERS[Path(output).suffix]
    if output.endswith(".pdf"):  # its two parts, which two processes may do, have bounds of their own
        return write(document, layout, root)
    with bounded(Place(document.origin.content if document.origin else output)):
        return write(document, layout, root)


def _written(job: Job) -> Written:
    if not job.is_pdf:
        return write_output(job.output, job.document, job.layout, job.root)
    with _ONE_PDF:
        if job.composed is None:
            return write_output(job.output, job.document, job.layout, job.root)
        from docgen.writers.pdf.write import draw_pages

        return draw_pages(job.composed, job.document, job.layout, job.root)

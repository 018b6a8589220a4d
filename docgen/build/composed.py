"""What a build would tell of a document before its pages are set, so that a check tells every error of it."""

from __future__ import annotations

from docgen.build.attempt import Task, attempt
from docgen.build.job import Job, make
from docgen.document.project import Project
from docgen.document.targets import Target
from docgen.document.trees import Trees
from docgen.errors import DocgenError, Finding, Place
from docgen.folder.file_names import shown_path


def composed_findings(target: Target, made: Trees, project: Project) -> tuple[Finding, ...]:
    """Return what keeps the lines of a target from being composed (a character without a glyph). Nothing is written.

    Of a report the packet is composed, which holds all that the report has.
    """
    from docgen.writers.pdf.write import compose_pdf

    place = Place(shown_path(target.path, project.root))
    if made.sheets is not None:
        return ()  # a design's pages are set by a build alone: that takes Pango
    last = [tree for output, tree in made.documents.items() if output.endswith(".pdf")][-1]
    return attempt(Task(place, project.root, compose_pdf, (last, project.layout, project.root))).findings


def refuse_unmakeable(target: Target, made: Trees, project: Project) -> None:
    """Make a target's outputs in memory, by the writers of a build, and write nothing.

    Raises DocgenError that tells whatever would keep a build from making one of them.
    """
    place = Place(shown_path(target.path, project.root))
    outcomes = [make(Job(output, place, tree, project.layout, project.root)) for output, tree in made.documents.items()]
    if any(outcome.content is None for outcome in outcomes):
        told = (finding for outcome in outcomes if outcome.content is None for finding in outcome.findings)
        raise DocgenError(dict.fromkeys(told))

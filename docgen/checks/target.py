"""What rules are given to look at: a document's own files, and the office with all that they are compared with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.checks.pages import Office, Page, read_pages
from docgen.content.items import item_lists, read_item_list
from docgen.content.listed import EvidenceList
from docgen.document.project import Project
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.thai.lexicon import make_lexicon


def office_of(project: Project, pages: tuple[Page, ...], lists: tuple[EvidenceList, ...] = ()) -> Office:
    """Return what rules know of the office, of these pages and of the lists of evidence items."""
    return Office(project.agency, pages, make_lexicon(project.names), lists)


def whole_office(project: Project, documents: Iterable[Path]) -> Office:
    """Return what rules know where a document is compared with all others, and with the lists of evidence items."""
    return office_of(project, tuple(read_pages(project.folder, documents)), tuple(_lists(project)))


def _lists(project: Project) -> Iterator[EvidenceList]:
    """Yield the lists of evidence items that can be read; what is wrong with another is told where it is checked."""
    for path in item_lists(project.folder):
        with contextlib.suppress(DocgenError):
            yield read_item_list(path, Files(project.folder))

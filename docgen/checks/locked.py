"""Findings of files that nobody may mend as they are: issued ones, and those that somebody made read-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docgen.checks.certainty import ISSUED, READ_ONLY
from docgen.checks.run import Found
from docgen.document.project import Project
from docgen.folder.atomic import is_read_only
from docgen.folder.there import is_file


def without_locked_repairs(found: Iterable[Found], project: Project) -> tuple[Found, ...]:
    """Return what rules found, without repairs for documents that are as they were issued, and for read-only files.

    A mend would break the lock of the one; whoever made the other read-only had a reason.
    """
    found = tuple(found)
    issued = {entry.sha256 for entry in project.register.entries}
    why: dict[str, str] = {}
    for path in {one.hit.passage.path for one in found if one.hit.replacement is not None}:
        if project.folder.digest(path) in issued:
            why[path] = ISSUED
        elif is_file(project.root / path) and is_read_only(project.root / path):
            why[path] = READ_ONLY
    return tuple(
        replace(one, hit=replace(one.hit, replacement=None, hint=why[one.hit.passage.path]))
        if one.hit.passage.path in why
        else one
        for one in found
    )

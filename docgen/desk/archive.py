"""`docgen archive`: keep the evidence of a fiscal year as a bag that never changes; a correction adds a version."""

from __future__ import annotations

from pathlib import Path

from docgen.build.run import Progress, Silent
from docgen.desk.done import Done
from docgen.evidence.bag.versions import Archived
from docgen.evidence.bag.versions import archive as keep
from docgen.evidence.years import newest_year


def archive(
    root: Path,
    fiscal_year: int | None = None,
    months: int | None = None,
    reason: str = "",
    *,
    progress: Progress | None = None,
) -> Done[Archived]:
    """Keep a year's documents (Buddhist fiscal year; None: the newest) as a new version of its bag, if anything is new.

    `months` is the round, None for both; `reason` is why an earlier version is not the last word. Raises DocgenError
    as `docgen.evidence.bag.versions.archive` says; nothing is written then.
    """
    made = keep(root, fiscal_year or newest_year(root), months, reason, progress or Silent())
    return Done(made, made.findings)

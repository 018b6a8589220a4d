"""Bring outputs up to date: of all content, of named files, of a year's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.desk.done import Done

if TYPE_CHECKING:
    from docgen.build.run import Progress, Result


def build(root: Path, files: Sequence[str] = (), only: str = "", *, progress: Progress | None = None) -> Done[Result]:
    """Bring the outputs of a project up to date: of the named content files, or of all (announcements, reports).

    Raises DocgenError if a named file is no content, or there is no content at all.
    """
    from docgen.build.run import Silent, build_targets
    from docgen.checks.numbers import repeated_numbers
    from docgen.document.issued_files import concerning, register_findings
    from docgen.document.targets import chosen_targets, find_targets
    from docgen.errors import Place, error
    from docgen.folder.there import is_folder

    if not is_folder(root / "content"):
        hint = "สั่งในโฟลเดอร์ของโครงการ หรือคืนโฟลเดอร์ content/ จากสำเนาล่าสุด"
        raise error("no-content", Place("content"), "ไม่พบโฟลเดอร์ content/", hint)
    targets = find_targets(root, only)
    chosen = chosen_targets(root, files, targets) if files else targets
    built = build_targets(root, chosen, progress or Silent())
    told = register_findings(root)
    if files or only:
        told = concerning(told, [target.path.relative_to(root).as_posix() for target in chosen])
    built = built.with_findings([*told, *repeated_numbers(root, chosen, targets)])
    return Done(built, built.findings)


def report(
    root: Path, fiscal_year: int, months: int | None = None, *, progress: Progress | None = None
) -> Done[Result]:
    """Bring the report and packet of a fiscal year (Buddhist) up to date, for one round (6 or 12) or both.

    Raises DocgenError if there is no report for the year.
    """
    from docgen.build.run import Silent, build_targets
    from docgen.document.issued_files import concerning, register_findings
    from docgen.document.targets import find_targets
    from docgen.errors import Place, error

    found = [target for target in find_targets(root) if target.kind.rounds and target.fiscal_year == fiscal_year]
    if not found:
        raise error(
            "no-report",
            Place(f"content/reports/{fiscal_year}/report.yaml"),
            f"ไม่พบรายงานของปีงบประมาณ {fiscal_year}",
            "ตรวจปี (พ.ศ. สี่หลัก) หรือสร้าง report.yaml ในโฟลเดอร์ของปีนั้น",
        )
    built = build_targets(root, [target for target in found if months in (None, target.months)], progress or Silent())
    built = built.with_findings(concerning(register_findings(root), []))
    return Done(built, built.findings)

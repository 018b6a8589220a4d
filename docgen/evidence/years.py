"""Which fiscal years a project has evidence of."""

from __future__ import annotations

from pathlib import Path

from docgen.document.targets import find_targets
from docgen.errors import Place, error


def newest_year(root: Path) -> int:
    """Return the newest fiscal year (Buddhist) that the project has a report of. Raises DocgenError if it has none."""
    years = [target.fiscal_year for target in find_targets(root) if target.fiscal_year]
    if not years:
        raise error("no-report", Place("content/reports"), "ไม่พบรายงาน จึงไม่รู้ว่าเป็นปีใด", "ระบุปี เช่น --year 2566")
    return max(years)

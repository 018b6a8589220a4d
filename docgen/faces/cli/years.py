"""What is asked of the desk about a fiscal year's list of items, and what it tells."""

from __future__ import annotations

import argparse
from pathlib import Path

from docgen.faces.cli.shown import show_findings


def confirm_item(given: argparse.Namespace, root: Path) -> int:
    """Say that a person compared items with the year's form."""
    from docgen.desk.confirm_item import confirm_item as confirm

    done = confirm(root, given.fiscal_year, given.codes, given.by)
    show_findings(done.findings, root)
    print(f"ยืนยันแล้ว {len(done.value)} ข้อ {' '.join(done.value)}".rstrip())
    return 0

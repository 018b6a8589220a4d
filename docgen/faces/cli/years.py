"""What is asked of the desk about a fiscal year's list of items, and what it tells."""

from __future__ import annotations

import argparse
from pathlib import Path

from docgen.faces.cli.shown import show_findings
from docgen.thai.numerals import to_arabic_digits


def confirm_item(given: argparse.Namespace, root: Path) -> int:
    """Say that a person compared items with the year's form."""
    from docgen.desk.confirm_item import confirm_item as confirm

    done = confirm(root, given.fiscal_year, given.codes, given.by)
    show_findings(done.findings, root)
    print(f"ยืนยันแล้ว {len(done.value)} ข้อ {' '.join(done.value)}".rstrip())
    return 0


def new_year(given: argparse.Namespace, root: Path) -> int:
    """Begin a fiscal year."""
    from docgen.desk.new_year import new_year as begin

    done = begin(root, given.year or year_typed(given.name))
    show_findings(done.findings, root)
    print(f"รายการข้อของปี {done.value} เทียบกับแบบของปี แก้ข้อที่ต่างไป แล้วยืนยันด้วย docgen confirm-item")
    return 0


def year_typed(text: str) -> int:
    """Return a Buddhist year of four digits, 0 for what is none."""
    digits = to_arabic_digits(text)
    return int(digits) if digits.isascii() and digits.isdecimal() and 2400 <= int(digits[:5]) <= 2742 else 0

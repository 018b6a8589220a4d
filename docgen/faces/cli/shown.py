"""What a clerk sees in the terminal: findings with place and remedy, and how far a build is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docgen.errors import SEVERITY_WORDS, Finding
from docgen.folder.excerpts import Excerpts
from docgen.outside import harmless
from docgen.thai.characters import columns

_LONGEST = 10_000
_REMEDY = {"th": "แก้ไข", "en": "remedy"}


def shown_finding(finding: Finding, root: Path | Excerpts | None = None, language: str = "th") -> str:
    """Return a finding as text: place, severity, what is wrong, the line underlined, the remedy, the code."""
    # Whatever part of it came from outside: a finding takes the lines that it has here, and no other.
    place, message, hint = (harmless(part, _LONGEST) for part in (str(finding.place), finding.message, finding.hint))
    lines = [f"{place}: {SEVERITY_WORDS[language][finding.severity]}: {message} [{finding.code}]"]
    within = Excerpts(root) if isinstance(root, Path) else root
    excerpt = harmless(finding.excerpt, _LONGEST) or (within.line(finding.place) if within else "")
    if excerpt.strip():
        shown, shift = _window(excerpt.rstrip("\n"), finding.place.column)
        lines.append("    " + shown)
        # In a spreadsheet the column counts cells, not letters.
        if finding.place.column and not finding.place.path.endswith(".csv"):
            start = finding.place.column - 1 - shift
            under = columns(shown[start : start + finding.span])
            lines.append("    " + " " * columns(shown[:start]) + "^" + "~" * (under - 1))
    if hint:
        lines.append(f"  {_REMEDY[language]}: {hint}")
    return "\n".join(lines)


def _window(line: str, column: int) -> tuple[str, int]:
    """Return at most 100 characters of a line around a column, and how many were left off before."""
    if len(line) <= 100:
        return line, 0
    start = max(0, min(column - 40, len(line) - 100))
    return line[start : start + 100], start


def show_findings(findings: Iterable[Finding], root: Path, language: str = "th") -> None:
    """Print findings to standard error, in the order of their places."""
    lines = Excerpts(root)
    for finding in sorted(findings, key=lambda finding: finding.place):
        print(shown_finding(finding, lines, language), file=sys.stderr)


class LineProgress:
    """One plain line for each output, where the output is no terminal."""

    def start(self, count: int) -> None:
        """Say nothing: the lines come by themselves."""

    def done(self, outputs: Sequence[str]) -> None:
        """Print the files that were written."""
        for output in outputs:
            print(f"สร้างแล้ว {output}", flush=True)

    def close(self) -> None:
        """Nothing to end."""


class BarProgress:
    """A bar that fills, on a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._written: list[str] = []

    def start(self, count: int) -> None:
        """Show an empty bar."""
        from tqdm import tqdm

        self._bar = tqdm(total=count, desc="กำลังสร้างเอกสาร", unit="ฉบับ", leave=False, file=sys.stderr)

    def done(self, outputs: Sequence[str]) -> None:
        """Fill it by one document."""
        self._written += outputs
        self._bar.update(1)

    def close(self) -> None:
        """Take the bar away and print the files that were written, the first twenty by name."""
        self._bar.close()
        for output in self._written[:20]:
            print(f"สร้างแล้ว {output}")
        if len(self._written) > 20:
            print(f"และอีก {len(self._written) - 20} ไฟล์ใน output/")


def progress_for(stream: Any) -> LineProgress | BarProgress:
    """Return the bar on a terminal, plain lines elsewhere."""
    return BarProgress() if stream.isatty() else LineProgress()

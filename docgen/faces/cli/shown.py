"""What a clerk sees in the terminal: findings with place and remedy, and how far a build is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.errors import SEVERITY_WORDS, Finding
from docgen.folder.regular import read_regular
from docgen.thai.characters import columns

_MOST_BYTES = 5_000_000  # more than any content file may have
_REMEDY = {"th": "แก้ไข", "en": "remedy"}


def shown_finding(finding: Finding, root: Path | None = None, language: str = "th") -> str:
    """Return a finding as text: place, severity, what is wrong, the line underlined, the remedy, the code."""
    lines = [f"{finding.place}: {SEVERITY_WORDS[language][finding.severity]}: {finding.message} [{finding.code}]"]
    excerpt = finding.excerpt or _line_of(finding, root)
    if excerpt.strip():
        shown, shift = _window(excerpt.rstrip("\n"), finding.place.column)
        lines.append("    " + shown)
        # In a spreadsheet the column counts cells, not letters.
        if finding.place.column and not finding.place.path.endswith(".csv"):
            start = finding.place.column - 1 - shift
            under = columns(shown[start : start + finding.span])
            lines.append("    " + " " * columns(shown[:start]) + "^" + "~" * (under - 1))
    if finding.hint:
        lines.append(f"  {_REMEDY[language]}: {finding.hint}")
    return "\n".join(lines)


def _line_of(finding: Finding, root: Path | None) -> str:
    if root is None or not finding.place.line or not finding.place.path.endswith((".md", ".yaml", ".csv")):
        return ""
    path = root / finding.place.path
    try:
        lines = _lines_of(path, path.stat().st_mtime_ns)
    except OSError:
        return ""
    return _harmless(lines[finding.place.line - 1]) if finding.place.line <= len(lines) else ""


@lru_cache(maxsize=2)
def _lines_of(path: Path, _: int) -> tuple[str, ...]:
    """Return the beginnings of a file's lines as it was at a time: thousands of findings may be about one file."""
    text = read_regular(path, _MOST_BYTES).decode("utf-8-sig", "replace")
    return tuple(line[:2000].rstrip("\r") for line in text.split("\n"))


def _harmless(line: str) -> str:
    """Return a line for the terminal: what could steer it becomes a dot, a line that is no text is left out."""
    shown = "".join(character if character.isprintable() else " " if character == "\t" else "·" for character in line)
    return "" if "\ufffd" in shown else shown


def _window(line: str, column: int) -> tuple[str, int]:
    """Return at most 100 characters of a line around a column, and how many were left off before."""
    if len(line) <= 100:
        return line, 0
    start = max(0, min(column - 40, len(line) - 100))
    return line[start : start + 100], start


def show_findings(findings: Iterable[Finding], root: Path, language: str = "th") -> None:
    """Print findings to standard error, in the order of their places."""
    for finding in sorted(findings, key=lambda finding: finding.place):
        print(shown_finding(finding, root, language), file=sys.stderr)


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

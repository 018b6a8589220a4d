"""Case tables of the tests: Markdown tables under `cases/`, one case a row."""

import re
from pathlib import Path

import pytest

_CASES = Path(__file__).with_name("cases")


def read_cases(name: str) -> list[object]:
    """Return the rows of every table in `cases/<name>.md`, each with its line as id.

    A cell in backticks keeps the blanks inside; \\uXXXX stands for that character, \\p for a vertical bar.
    """
    lines = (_CASES / f"{name}.md").read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(*map(_cell, line.strip().strip("|").split("|")), id=f"{name}.md:{number}")
        for number, line in enumerate(lines, start=1)
        if line.startswith("|") and not _is_head(lines, number)
    ]


def _is_head(lines: list[str], number: int) -> bool:
    """Tell whether the line (from 1) is the head of a table or the rule under it."""
    return any(re.fullmatch(r"[|\s:-]+", line) for line in lines[number - 1 : number + 1])


def _cell(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] == "`":
        text = text[1:-1]
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text).replace(r"\p", "|")

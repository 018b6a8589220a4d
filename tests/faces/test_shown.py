"""How the terminal shows a finding: line, caret, and nothing that steers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import GOOD, Told

Run = Callable[..., Told]


def _write(root: Path, text: str, name: str = "a.md") -> Path:
    path = root / "content/announcements" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_message_shows_the_line_with_a_caret_under_the_fault(office: Path, docgen: Run) -> None:
    """The line is shown as it stands in the file, with a caret under the fault."""
    _write(office, GOOD.replace("subject:", "subjct:"))
    assert "    subjct: ทดสอบข้อความผิดพลาด\n    ^\n" in docgen(office, "build").err


def test_what_could_steer_a_terminal_is_shown_as_a_dot(office: Path, docgen: Run) -> None:
    """An escape sequence in content does not reach the terminal."""
    _write(office, GOOD + "ก\x1b[2Jข\n")
    told = docgen(office, "build")
    assert "\x1b" not in told.err
    assert "ก·[2Jข" in told.err


def test_a_caret_counts_thai_marks_as_no_column(office: Path, docgen: Run) -> None:
    """Vowels above and tone marks take no column: the caret stands under the right letter."""
    _write(office, GOOD + "นี่\x07\n")
    assert docgen(office, "build").err.splitlines()[2] == "     ^"

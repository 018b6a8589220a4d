"""`docgen check --fix`: write the safe repairs, until none is left, and check what there is then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.checks.repair import repair
from docgen.desk.check import check
from docgen.desk.done import Done

_MOST_REPAIRS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was repaired: a unified diff of each round that changed anything."""

    diffs: tuple[str, ...]


def fix(
    root: Path, files: Sequence[str] = (), language: str = "th", *, told: Callable[[str], None] | None = None
) -> Done[Fixed]:
    """Repair a project's content, or the named files, and return the diffs with what a check finds afterwards.

    `told` hears each diff as soon as it is written: whoever is stopped half way knows what changed. Raises DocgenError
    as a check does, and if a file can't be written.
    """
    diffs: list[str] = []
    checked = check(root, files, language)
    # A repair can bring to light what stood in its way: two blanks in a row, a word beside a misspelt one.
    for _ in range(_MOST_REPAIRS):
        diff = repair(root, checked.value.found)
        if not diff:
            break
        diffs.append(diff)
        if told is not None:
            told(diff)
        checked = check(root, files, language)
    return Done(Fixed(tuple(diffs)), checked.findings)

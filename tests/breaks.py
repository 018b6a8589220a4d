"""Find line ends inside what must hold, by the list of `held_units.txt`: compounds, names, citations, dates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def held_units() -> tuple[str, ...]:
    """Return the units that must not be split, as they are written."""
    text = (Path(__file__).parent / "held_units.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def bad_breaks(lines: Iterable[str], text: str) -> list[str]:
    """Return the units of the text that a line end splits, each as "before|after".

    มาตรการ|ตรวจสอบ does not split การตรวจสอบ: a unit that begins inside a longer one ending there is none.
    """
    ends, position = set(), 0
    for line in lines:
        position = text.index(line, position) + len(line)
        ends.add(position)
    found = []
    for unit in held_units():
        start = text.find(unit)
        while start >= 0:
            split = [end for end in ends if start < end < start + len(unit)]
            split = [
                end for end in split if not any(text.endswith(u, 0, end) and len(u) > end - start for u in held_units())
            ]
            found += [f"{text[start:end]}|{text[end : start + len(unit)]}" for end in split]
            start = text.find(unit, start + 1)
    return found

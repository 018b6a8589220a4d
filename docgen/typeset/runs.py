"""Which runs, and which parts of them, stand between asked-for line ends and on each composed line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.tree import Inline, LineBreak, Run
from docgen.typeset.compose import Line


def stretches(inlines: Iterable[Inline]) -> list[list[Run]]:
    """Return the runs between the line ends that the author asked for; neighbours of one look are one run."""
    made: list[list[Run]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            made.append([])
        elif made[-1] and replace(made[-1][-1], text=inline.text) == inline:
            made[-1][-1] = replace(inline, text=made[-1][-1].text + inline.text)
        elif inline.text:
            made[-1].append(inline)
    return made


def parts_on(runs: Sequence[Run], line: Line) -> Iterator[tuple[int, Run, int, int, int]]:
    """Yield the runs that stand on a line by their numbers, where each begins, and where its part begins and ends."""
    start = 0
    for number, run in enumerate(runs):
        first, last = max(line.first, start), min(line.last, start + len(run.text))
        if first < last:
            yield number, run, start, first, last
        start += len(run.text)

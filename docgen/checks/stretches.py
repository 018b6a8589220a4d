"""Stretches of a text, kept in order without overlaps, so that to ask for one takes no longer for many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Stretches:
    """Stretches, each from its first character to before its last; those that overlap or meet are one."""

    def __init__(self, found: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._stops: list[int] = []
        for start, stop in sorted(found):
            if self._stops and start <= self._stops[-1]:
                self._stops[-1] = max(self._stops[-1], stop)
            elif stop > start:
                self._starts.append(start)
                self._stops.append(stop)

    def touch(self, first: int, last: int) -> bool:
        """Tell whether a stretch reaches into one of them."""
        before = bisect_left(self._starts, last)  # only the last that begins before its end can
        return before > 0 and first < self._stops[before - 1]

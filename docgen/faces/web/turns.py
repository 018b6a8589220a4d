"""Whose turn it is where pages are set: one warm process for one clerk, one more for each core when several type.

Pages come before findings, and whoever waits longer before who came later; findings that waited some seconds are as
urgent. Who had a turn in a process gets that one again if it is free: it has composed most of the text already.
"""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from docgen.faces.web.workers import Processes

_MOST_LANES = 4
_PATIENCE = 3.0
"""Seconds after which findings are as urgent as pages."""
_MOST_REMEMBERED = 500
Who = tuple[str, str]
"""A session and the document that it shows."""


@dataclass(slots=True, eq=False)
class _Waiter:
    who: Who
    is_urgent: bool
    since: float
    lane: asyncio.Future[int]


class Turns:
    """The processes that set pages, each for one at a time; others are started when several clerks wait."""

    def __init__(self, first: Processes, most: int = 0) -> None:
        self._lanes = [first]
        self._most = most or min(os.cpu_count() or 1, _MOST_LANES)
        self._busy: dict[int, Who] = {}
        self._waiting: list[_Waiter] = []
        self._last: OrderedDict[Who, int] = OrderedDict()
        self._opening: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, who: Who, *, is_urgent: bool = True) -> AsyncIterator[Processes]:
        """Wait for a turn, and give the process that it is in."""
        lane = await self._take(who, is_urgent)
        try:
            yield self._lanes[lane]
        finally:
            del self._busy[lane]
            self._hand_out()

    async def _take(self, who: Who, is_urgent: bool) -> int:
        loop = asyncio.get_running_loop()
        waiter = _Waiter(who, is_urgent, loop.time(), loop.create_future())
        self._waiting.append(waiter)
        self._hand_out()
        self._open_if_crowded()
        try:
            return await waiter.lane
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            elif waiter.lane.done() and not waiter.lane.cancelled():
                del self._busy[waiter.lane.result()]
                self._hand_out()
            raise

    def _hand_out(self) -> None:
        """Give what is free to those who wait."""
        now = asyncio.get_running_loop().time()
        while self._waiting and (free := [one for one in range(len(self._lanes)) if one not in self._busy]):
            urgent = (one for one in self._waiting if one.is_urgent or now - one.since > _PATIENCE)
            chosen = next(urgent, self._waiting[0])
            self._waiting.remove(chosen)
            if chosen.lane.cancelled():
                continue
            last = self._last.get(chosen.who, free[0])
            lane = last if last in free else free[0]
            self._busy[lane] = chosen.who
            self._last[chosen.who] = lane
            self._last.move_to_end(chosen.who)
            while len(self._last) > _MOST_REMEMBERED:
                self._last.popitem(last=False)
            chosen.lane.set_result(lane)

    def _open_if_crowded(self) -> None:
        """Start one more process where another clerk waits; it takes its turns once it is warm."""
        others = {one.who for one in self._waiting} - set(self._busy.values())
        if others and len(self._lanes) < self._most and self._opening is None:
            self._opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        made = self._lanes[0].another()
        made.start()
        try:
            with suppress(Exception):  # one that can't start is none: the others go on
                await made.preview("", int)
                self._lanes.append(made)
                self._hand_out()
                return
            made.close()
        except asyncio.CancelledError:
            made.close()
            raise
        finally:
            self._opening = None

    async def close(self) -> None:
        """End the processes that were started here; the first is its owner's."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        for one in self._lanes[1:]:
            one.close()
        del self._lanes[1:]

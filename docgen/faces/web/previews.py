"""The newest text wins: of what one tab asks while the pages are being set, only the last is set."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.faces.web.looked import Look, look
from docgen.faces.web.workers import Processes

_MOST_TABS = 500


@dataclass(slots=True)
class Previews:
    """What is shown of unsaved texts: the newest request of each tab."""

    workers: Processes
    _newest: OrderedDict[tuple[str, str], int] = field(default_factory=OrderedDict)
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(
        self,
        tab: tuple[str, str],
        seq: int,
        name: str,
        texts: Mapping[str, str],
        ratio: float,
        known: frozenset[str],
        output: str,
    ) -> Look | None:
        """Return what is shown of a text, None if the tab asked for a newer one meanwhile. Raises DocgenError."""
        if seq < self._newest.get(tab, -1):
            return None
        self._newest[tab] = seq
        self._newest.move_to_end(tab)
        while len(self._newest) > _MOST_TABS:
            self._newest.popitem(last=False)
        async with self._alone:
            if self._newest.get(tab) != seq:
                return None
            made = await self.workers.preview(name, look, self.workers.root, name, dict(texts), ratio, known, output)
        return made if self._newest.get(tab) == seq else None

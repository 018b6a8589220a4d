"""The newest text wins: of what one tab asks while the pages are being set, only the last is set."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.errors import Finding
from docgen.faces.web.looked import Look, check, look
from docgen.faces.web.turns import Turns

_MOST_TABS = 500


@dataclass(slots=True)
class Previews:
    """What is shown of unsaved texts: the newest request of each tab."""

    turns: Turns
    _newest: OrderedDict[tuple[str, str], int] = field(default_factory=OrderedDict)

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
        async with self.turns.turn((tab[0], name)) as workers:
            if self._newest.get(tab) != seq:
                return None
            made = await workers.preview(name, look, workers.root, name, dict(texts), ratio, known, output)
        return made if self._newest.get(tab) == seq else None

    async def check(self, secret: str, name: str, texts: Mapping[str, str]) -> tuple[bool, tuple[Finding, ...]]:
        """Return whether an unsaved text can be built, and what is found in it: pages go before. Raises DocgenError."""
        async with self.turns.turn((secret, name), is_urgent=False) as workers:
            return await workers.preview(name, check, workers.root, name, dict(texts))

"""Delays that grow with every failure, by account and by address; in memory, never more than so many."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

_FORGET_SECONDS = 3600.0
_MOST_KEYS = 10_000


@dataclass(slots=True)
class Delays:
    """Counts tries by a key: after `free` of them each next one waits twice as long, `longest` seconds at most."""

    free: int
    longest: float
    clock: Callable[[], float] = time.monotonic
    most: int = _MOST_KEYS
    _tries: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)

    def wait(self, key: str) -> float:
        """Return how many seconds the next try under a key has to wait, 0 where it may be made now."""
        count, last = self._tries.get(key, (0, 0.0))
        if count < self.free:
            return 0.0
        pause = min(self.longest, 2.0 ** min(count - self.free, 30))
        return max(0.0, last + pause - self.clock())

    def tried(self, key: str) -> None:
        """Count a try. It counts as a failure before its answer is known: many at once are as many failures."""
        now = self.clock()
        count, last = self._tries.pop(key, (0, 0.0))
        self._tries[key] = (1 if now - last > _FORGET_SECONDS else count + 1, now)
        while len(self._tries) > self.most:
            self._tries.popitem(last=False)

    def forgive(self, key: str) -> None:
        """Take back one try: it was none."""
        count, last = self._tries.get(key, (0, 0.0))
        if count > 1:
            self._tries[key] = (count - 1, last)
        else:
            self._tries.pop(key, None)

    def forget(self, key: str) -> None:
        """Forget all tries under a key: somebody came in."""
        self._tries.pop(key, None)

    def __len__(self) -> int:
        """Return of how many keys tries are known."""
        return len(self._tries)


def origin_of(address: str) -> str:
    """Return by what an address is counted: of IPv6 the network (/64), of which one machine has all addresses."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "?"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)

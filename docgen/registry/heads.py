"""What the evidence bags of a project know of its journal: each names the entry that was the last when it was made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from docgen.folder.folder import Disk

ARCHIVE = "content/archive"
_MAX_INFORMATION = 1_000_000


def bag_heads(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the evidence bags, newest name first, each with the SHA-256 of the last entry that it knew."""
    folder = Disk(root)
    for name in reversed(folder.names(f"{ARCHIVE}/*/bag-info.txt")):
        try:
            text = folder.read(name, _MAX_INFORMATION)
        except OSError:
            continue
        if told := re.search(rb"^Journal-Head: ([0-9a-f]{64})\r?$", text, re.MULTILINE):
            yield (root / name).parent, told[1].decode()


def bag_that_knows_more(root: Path, digests: Collection[str]) -> Path | None:
    """Return a bag that knew an entry which is not among those with the digests, None if there is none."""
    return next((bag for bag, head in bag_heads(root) if head not in digests), None)

"""Read the objects of a PDF that pyHanko opened. It follows a reference in [], and not in get()."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_DEEPEST = 50


def at(node: Any, key: str) -> Any:
    """Return an entry of a dictionary, None if there is none."""
    return node[key] if isinstance(node, dict) and key in node else None


def items(listed: Any) -> Iterator[Any]:
    """Yield the entries of an array, nothing for None."""
    for number in range(len(listed or ())):
        yield listed[number]


def pages(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the pages below a node of the page tree. Raises ValueError for a tree that has no end."""
    if depth > _DEEPEST:
        raise ValueError("page tree too deep")
    if "/Kids" not in node:
        yield node
    for kid in items(at(node, "/Kids")):
        yield from pages(kid, depth + 1)

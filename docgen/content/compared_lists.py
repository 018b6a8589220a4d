"""Two years' lists of items held against each other: what stayed, moved, merged, parted, is new, is gone.

Where an item says what it goes on with (`before`), that counts. Elsewhere titles tell: the same one, one that holds
another whole, the most similar one.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from docgen.content.listed import EvidenceList, ListedItem

_ALIKE = 0.72
# A title of few letters (Q&A) stands within too many others.
_LEAST_WITHIN = 6


@dataclass(frozen=True, slots=True)
class ListChange:
    """What became of items from a year to the next: codes of both years, and the title.

    `kind` is moved, retitled, merged, parted (one became several), new or gone.
    """

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    title: str


def sources(earlier: EvidenceList, later: EvidenceList) -> dict[str, tuple[str, ...]]:
    """Return the codes of the earlier list that each item of the later one goes on with; () for a new one."""
    known = {item.code for item in earlier.items}
    told = {
        item.code: tuple(one for one in item.before if one in known) for item in later.items if item.before is not None
    }
    taken = {code for codes in told.values() for code in codes}
    left = [item for item in earlier.items if item.code not in taken]
    return told | _by_titles(left, [item for item in later.items if item.code not in told])


def list_changes(earlier: EvidenceList, later: EvidenceList) -> tuple[ListChange, ...]:
    """Return what changed from a year's list to the next one's, in the later one's order, what is gone last."""
    found = sources(earlier, later)
    titles = {item.code: item.title for item in earlier.items}
    parts = {code: tuple(one for one, codes in found.items() if code in codes) for code in titles}
    changes = []
    for item in later.items:
        codes = found[item.code]
        if not codes:
            changes.append(ListChange("new", (), (item.code,), item.title))
        elif len(codes) > 1:
            changes.append(ListChange("merged", codes, (item.code,), item.title))
        elif len(parts[codes[0]]) > 1:
            continue  # told once, below
        elif codes[0] != item.code:
            changes.append(ListChange("moved", codes, (item.code,), item.title))
        elif _bare(titles[codes[0]]) != _bare(item.title):
            changes.append(ListChange("retitled", codes, (item.code,), item.title))
    changes += [ListChange("parted", (code,), after, titles[code]) for code, after in parts.items() if len(after) > 1]
    changes += [ListChange("gone", (code,), (), titles[code]) for code, after in parts.items() if not after]
    return tuple(changes)


def _by_titles(earlier: list[ListedItem], later: list[ListedItem]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {item.code: [] for item in later}
    left = {item.code: _bare(item.title) for item in earlier}
    for item in later:  # the same title
        same = next((code for code, title in left.items() if title == _bare(item.title)), None)
        if same is not None:
            found[item.code].append(same)
            del left[same]
    for item in later:  # a title that holds others whole: two that were merged
        within = [code for code, title in left.items() if len(title) >= _LEAST_WITHIN and title in _bare(item.title)]
        found[item.code] += within
        for code in within:
            del left[code]
    open_items = {item.code: _bare(item.title) for item in later if not found[item.code]}
    for code, other in _most_alike(left, open_items):
        found[other].append(code)
    order = {item.code: number for number, item in enumerate(earlier)}
    return {code: tuple(sorted(codes, key=lambda one: order[one])) for code, codes in found.items()}


def _most_alike(earlier: Mapping[str, str], later: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of codes with similar titles, each code once, the most similar first."""
    pairs = [
        (difflib.SequenceMatcher(None, title, other, autojunk=False).ratio(), code, other_code)
        for code, title in earlier.items()
        for other_code, other in later.items()
    ]
    chosen: list[tuple[str, str]] = []
    for alike, code, other in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= _ALIKE and not any(code == one or other == two for one, two in chosen):
            chosen.append((code, other))
    return chosen


def _bare(title: str) -> str:
    return "".join(title.split()).casefold()

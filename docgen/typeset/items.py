"""What pages are filled with: a flat list of items, each of a height, with the space before it and what stands in it.

Whether a page may begin with an item is one flag: paragraphs of which two lines stay together, headings that stay with
what follows, the lines before a signature are nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from docgen.typeset.placed import Placed, PlacedCode, PlacedLine, PlacedPicture, PlacedRule


@dataclass(frozen=True, slots=True)
class Again:
    """What stands once more above an item that begins a page: the head of its table."""

    height: float
    things: tuple[Placed, ...] = ()


class Rows(Protocol):
    """Rows of a table that may be cut where they are taller than a page."""

    def split(self, room: float, whole: float) -> tuple[Item, Item | None] | None:
        """Return what fits in `room` pt and the rest, if there is one, None if nothing fits.

        `whole` is the room of an empty page.
        """


@dataclass(slots=True)
class Item:
    """A line of a paragraph, a row of a table, a picture, a block of signatures. Lengths in pt.

    `before` is the space above it, which no item has that begins a page; `begins` tells whether one may begin with it.
    `things` stand on the page with y from the item's upper edge. `foot` is what must fit below it: a table's last rule.
    `text_lines` is how many lines of text it counts as, `targets` are the numbers of what leads to it, `notes` the
    lines of footnotes that stand at the foot of its page. `rows` can be cut where the item is taller than a page. An
    item that `starts` begins a page in any case.
    """

    height: float
    before: float = 0.0
    begins: bool = True
    things: tuple[Placed, ...] = ()
    again: Again | None = None
    foot: float = 0.0
    rows: Rows | None = None
    text_lines: int = 1
    targets: tuple[int, ...] = ()
    place: str = ""
    starts: bool = False
    notes: tuple[Item, ...] = ()


@dataclass(slots=True)
class Column:
    """Items one below the other; the space between two blocks is the larger of what each of them asks for.

    `keeps_first` tells whether the first block keeps the space before it. `reached` is the space asked for so far.
    `breaks` tells that the author wants the next block on a new page.
    """

    keeps_first: bool = True
    items: list[Item] = field(default_factory=list)
    reached: float = 0.0
    extra: float = 0.0
    keep: bool = False
    targets: tuple[int, ...] = ()
    breaks: bool = False

    def add(
        self, items: Sequence[Item], before: float, after: float, keep: bool = False, keeps_space: bool = False
    ) -> None:
        """Add a block's items; `keep` if what follows must stay with it, `keeps_space` if it never loses `before`."""
        if not self.items and not (self.keeps_first or keeps_space):
            before = 0.0
        if not items:
            self.reached = max(self.reached, before, after)
            return
        first = items[0]
        first.before = self.extra + max(self.reached, before)
        first.starts, self.breaks = self.breaks, False
        first.begins = first.starts or (first.begins and not self.keep)
        first.targets, self.targets = first.targets + self.targets, ()
        self.items += items
        self.reached, self.extra, self.keep = after, 0.0, keep

    @property
    def height(self) -> float:
        """The height of all items with the spaces between, before and after them."""
        return sum(item.before + item.height for item in self.items) + self.reached + self.extra

    def things(self, down: float = 0.0) -> tuple[Placed, ...]:
        """Return what stands in the items, `down` pt lower than the column begins."""
        made: list[Placed] = []
        for item in self.items:
            down += item.before
            made += moved(item.things, down)
            down += item.height
        return tuple(made)


def moved(things: Iterable[Placed], down: float) -> list[Placed]:
    """Return things `down` pt lower."""
    return [_moved(thing, down) for thing in things]


def _moved(thing: Placed, down: float) -> Placed:
    match thing:
        case PlacedLine(line, x, baseline, top, height, owners):
            return PlacedLine(line, x, baseline + down, top + down, height, owners)
        case PlacedRule(x0, y0, x1, y1, width, is_dotted):
            return PlacedRule(x0, y0 + down, x1, y1 + down, width, is_dotted)
        case _:
            return replace(thing, y_pt=thing.y_pt + down)


def above(items: Sequence[Item], room: float) -> list[Item]:
    """Return lines as one item that stands beside what comes before, whose height is `room` pt.

    The item has the height that they need beyond that.
    """
    height = sum(item.height for item in items)
    things: list[Placed] = []
    down = -min(height, room)
    for item in items:
        things += moved(item.things, down)
        down += item.height
    beyond = max(height - room, 0.0)
    return [Item(beyond, things=tuple(things), place=items[0].place, text_lines=0)] if items else []


def as_artifacts(things: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return things that belong to no element: those that stand there once more."""
    made: list[Placed] = []
    for thing in things:
        if isinstance(thing, PlacedLine):
            made.append(replace(thing, owners=(-1,) * len(thing.owners)))
        elif isinstance(thing, PlacedPicture | PlacedCode):
            made.append(replace(thing, owner=-1))
        else:
            made.append(thing)
    return tuple(made)

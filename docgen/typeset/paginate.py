"""Fill pages with items: as much on each as fits, and every page begins where one may begin.

Pure: heights and flags in, pages out. Each item stands once, in order; a page never begins with an item that must stay
with the one before it unless no other place is left on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.typeset.items import Again, Item
from docgen.typeset.notes import notes_height

_ROUNDING = 0.01  # pt: sums of lengths that are equal differ by far less


@dataclass(slots=True)
class Filled:
    """A page: its items with the height of each one's upper edge, the head that stands again above them; all in pt."""

    items: list[tuple[Item, float]] = field(default_factory=list)
    again: Again | None = None

    @property
    def notes(self) -> tuple[Item, ...]:
        """The lines of the footnotes that its items refer to."""
        return tuple(note for item, _ in self.items for note in item.notes)


class TooTallError(Exception):
    """An item that can't be cut is taller than a page; `item` is the one."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item


def paginate(items: Sequence[Item], first_room: float, room: float) -> list[Filled]:
    """Return the pages of a section, at least one; `first_room` is the height of the first, `room` that of the others.

    Raises TooTallError.
    """
    pages: list[Filled] = []
    left = list(reversed(items))
    while left or not pages:
        height = room if pages else first_room
        page, count, rest = _page(left, height, room, not pages)
        if not page.items and left:
            if not pages and first_room < room:
                pages.append(Filled())  # the first page is the lower one: the next has room
                continue
            raise TooTallError(left[-1])
        del left[len(left) - count :]
        if rest is not None:
            left.append(rest)
        pages.append(page)
    return pages


def _page(left: Sequence[Item], height: float, whole: float, is_first: bool) -> tuple[Filled, int, Item | None]:
    """Fill a page from the end of `left`. Returns it, how many items it took, and the rest of one that was cut."""
    page, y, last = Filled(), 0.0, 0
    has_notes = False
    for number in range(len(left)):
        item = left[-1 - number]
        if number == 0:
            y = item.before if is_first else 0.0
            if not is_first and item.again is not None:
                page.again, y = item.again, item.again.height
        elif item.starts:
            return page, number, None
        else:
            y += item.before
            last = number if item.begins else last
        noted = notes_height((*page.notes, *item.notes)) if item.notes or has_notes else 0.0
        has_notes = bool(noted)
        if y + item.height + item.foot + noted <= height + _ROUNDING:
            page.items.append((item, y))
            y += item.height
            continue
        again = item.again.height if item.again else 0.0
        if item.rows is not None and item.height + item.foot + again + noted > whole + _ROUNDING:
            parts = item.rows.split(height - y - item.foot - noted, whole - again - item.foot - noted)
            if parts is not None:
                page.items.append((parts[0], y))
                return page, number + 1, parts[1]
        # Where nothing but what must stay together stands on the page, it is parted before what does not fit.
        count = last or number
        del page.items[count:]
        return page, count, None
    return page, len(left), None

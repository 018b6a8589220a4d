"""Find text that does not fit: off its page, out of a box of a given size, or cut away by one that hides the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_SLACK = 1.0
"""CSS pixels (0.26 mm) that a line may reach beyond its box: advances are rounded by Pango to 1/1024 of one."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What text must stay within, CSS pixels from the page's corner."""

    left: float
    top: float
    right: float
    bottom: float


def misfits(page: Any) -> Iterator[str]:
    """Yield the text of each line of a page (a weasyprint Page) that reaches beyond its page or its box."""
    root = page._page_box
    room = _Room(0.0, 0.0, page.width, page.height)
    for child in root.children:
        yield from _of_box(child, room, room)


def _of_box(given: Any, room: _Room, page: _Room) -> Iterator[str]:
    box = getattr(given, "_box", given)  # an absolute box stands in its place's stead
    if box.style["transform"]:
        room = page = _Room(-math.inf, -math.inf, math.inf, math.inf)  # turned: its places are not those of the page
    elif box.style["position"] in ("absolute", "fixed"):
        room = page
    kind = type(box).__name__
    if kind == "LineBox":
        words = "".join(_texts(box))
        if words.strip() and _is_beyond(box, room):
            yield words
        # What stands in the line by itself (an inline block, a float) is looked at for itself.
        for child in box.children:
            yield from _of_box(child, room, page)
        return
    if kind == "TextBox":
        return
    inner = _narrowed(box, room)
    for child in getattr(box, "children", ()):
        yield from _of_box(child, inner, page)


def _is_beyond(line: Any, room: _Room) -> bool:
    if line.position_y + line.height > room.bottom + _SLACK or line.position_y < room.top - _SLACK:
        return True
    return any(
        text.position_x < room.left - _SLACK or text.position_x + text.width > room.right + _SLACK
        for text in _text_boxes(line)
        if text.text.strip()
    )


def _narrowed(box: Any, room: _Room) -> _Room:
    """Return the room within a box: a height or width that the design gives is meant, and what is hidden is lost."""
    style = box.style
    if not hasattr(box, "content_box_x") or isinstance(box.width, str) or isinstance(box.height, str):
        return room
    if type(box).__name__ not in ("BlockBox", "InlineBlockBox", "FlexBox", "BlockReplacedBox", "TableCellBox"):
        return room
    hides = style["overflow"] != "visible"
    left, top = box.content_box_x(), box.content_box_y()
    if hides or style["width"] != "auto":
        room = replace(
            room,
            left=max(room.left, left - box.padding_left),
            right=min(room.right, left + box.width + box.padding_right),
        )
    if hides or style["height"] != "auto" or _is_set(style["max_height"]):
        bottom = top + box.height + box.padding_bottom
        room = replace(room, top=max(room.top, top - box.padding_top), bottom=min(room.bottom, bottom))
    return room


def _is_set(size: Any) -> bool:
    return size not in ("auto", "none") and getattr(size, "value", math.inf) != math.inf


def _text_boxes(box: Any) -> Iterator[Any]:
    for given in getattr(box, "children", ()):
        child = getattr(given, "_box", given)
        if type(child).__name__ == "TextBox":
            yield child
        elif type(child).__name__ == "InlineBox":
            yield from _text_boxes(child)


def _texts(box: Any) -> Iterator[str]:
    for text in _text_boxes(box):
        yield text.text

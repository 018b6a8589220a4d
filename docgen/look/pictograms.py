"""Check boxes and ticks, which the office's font lacks: drawn as outlines of our own, and still characters to a reader.

Lengths are in 1/1000 em; a contour runs clockwise where it is filled, the other way round where it is a hole.
"""

from __future__ import annotations

Contour = tuple[tuple[int, int], ...]

ADVANCE = 560
"""How wide each of them is."""
SYMBOL_FONT = "Segoe UI Symbol"
"""The font that has them in Word on Windows; other programs take one that has."""
_OUTER: Contour = ((50, -40), (50, 420), (510, 420), (510, -40))
_INNER: Contour = ((85, -5), (475, -5), (475, 385), (85, 385))
_TICK: Contour = ((120, 190), (165, 225), (240, 120), (415, 385), (460, 355), (245, 25))
_HEAVY: Contour = ((90, 180), (165, 245), (240, 140), (415, 405), (490, 355), (245, -10))
_CROSS: Contour = (
    (130, 75), (245, 190), (130, 305), (165, 340), (280, 225), (395, 340),
    (430, 305), (315, 190), (430, 75), (395, 40), (280, 155), (165, 40),
)  # fmt: skip
_BOX = (_OUTER, _INNER)
PICTOGRAMS: dict[str, tuple[Contour, ...]] = {
    "☐": _BOX,
    "□": _BOX,
    "☑": (*_BOX, _TICK),
    "☒": (*_BOX, _CROSS),
    "✓": (_TICK,),
    "✔": (_HEAVY,),
    "✗": (_CROSS,),
    "■": (_OUTER,),
}
"""Outlines by character."""

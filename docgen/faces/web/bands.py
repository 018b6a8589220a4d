"""Pages as pictures, cut into bands across the page: only bands that changed are drawn, and only those are sent.

Runs in a worker, which keeps the last pictures of what it showed. What did not change is known by the set pages, not
by their pixels: a page that says the same in the same places is not drawn again, and of another only the lines that
differ are. pdfium draws them from a file that holds the changed pages alone.
"""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2

from docgen.faces.web.colours import has_colour
from docgen.folder.bounded import resting_collector
from docgen.folder.there import state_of
from docgen.typeset.placed import Placed, PlacedLine, PlacedRule, SetPage, SetPages
from docgen.writers.pdf.file import write_file

if TYPE_CHECKING:
    from docgen.desk.preview import TextPages

_POINTS_PER_INCH, _PIXELS_PER_INCH = 72, 96
_BANDS = 8
"""Bands a page: a word that changes one paragraph changes two or three of them."""
_BESIDE_CUT = 8
"""Rows of pixels drawn beyond a band and let go."""
_MOST_BYTES = 48_000_000
MOST_PAGES = 60
"""The most pages that are drawn at once: whoever wants more builds the document."""


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page's picture, as wide as the page: height in pixels, digest; the PNG unless the asker has it."""

    height: int
    digest: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page: number from 1, size in pt, digest and size in pixels of its picture, and its bands from the top."""

    number: int
    width: float
    height: float
    digest: str
    pixels: tuple[int, int]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page that was drawn: what stands on it, what else its look hangs on, its picture in bands."""

    page: SetPage
    seal: tuple[Any, ...]
    shown: ShownPage

    @property
    def size(self) -> int:
        """How many bytes its pictures take."""
        return sum(len(band.picture or b"") for band in self.shown.bands)


@dataclass(slots=True)
class Pictures:
    """The last pictures of what was shown, by what was shown and at which ratio; the oldest are let go."""

    _kept: OrderedDict[tuple[str, str, float], tuple[_Drawn, ...]] = field(default_factory=OrderedDict)
    _size: int = 0

    def shown(self, made: TextPages, root: Path, ratio: float, known: frozenset[str]) -> tuple[ShownPage, ...]:
        """Return the pages of a text, without the bands that the asker has: `known` are digests of pages.

        `ratio` is that of the screen: dots to a pixel of 1/96 inch.
        """
        key = (str(root), made.output, ratio)
        before = self._kept.pop(key, ())
        self._size -= sum(one.size for one in before)
        now = _drawn(made, root, ratio, before)
        self._kept[key] = now
        self._size += sum(one.size for one in now)
        while self._size > _MOST_BYTES and len(self._kept) > 1:
            self._size -= sum(one.size for one in self._kept.popitem(last=False)[1])
        there = {band.digest for one in before if one.shown.digest in known for band in one.shown.bands}
        return tuple(_without(one.shown, there) for one in now)


def _without(page: ShownPage, there: set[str]) -> ShownPage:
    bands = (Band(one.height, one.digest, None) if one.digest in there else one for one in page.bands)
    return ShownPage(page.number, page.width, page.height, page.digest, page.pixels, tuple(bands))


def _drawn(made: TextPages, root: Path, ratio: float, before: Sequence[_Drawn]) -> tuple[_Drawn, ...]:
    """Return all pages drawn, those that did not change as they were."""
    pages = made.pages.pages[:MOST_PAGES]
    seals = [_seal(made, page, root) for page in pages]
    # Where a document has letters of its own, equal lines of two texts need not be drawn alike.
    old: list[_Drawn | None] = [None if made.composed.fonts.noted else one for one in before[: len(pages)]]
    old += [None] * (len(pages) - len(old))
    same = [bool(one and one.seal == seal) for one, seal in zip(old, seals, strict=True)]
    kept = [one if is_same else None for one, is_same in zip(old, same, strict=True)]
    done: list[_Drawn | None] = [
        one if one and one.page == page else None for one, page in zip(kept, pages, strict=True)
    ]
    wanted = [number for number, one in enumerate(done) if one is None]
    for number, picture in zip(wanted, _pictures(made, root, ratio, wanted, kept), strict=True):
        done[number] = _Drawn(pages[number], seals[number], _shown(number, pages[number], picture, kept[number]))
    return tuple(one for one in done if one is not None)


@dataclass(frozen=True, slots=True)
class _Picture:
    """Some bands of a page as drawn: from which row of pixels on, and the size of the whole page in pixels."""

    pixels: tuple[int, int]
    top: int
    image: Any


def _pictures(
    made: TextPages, root: Path, ratio: float, wanted: Sequence[int], kept: Sequence[_Drawn | None]
) -> Iterator[_Picture]:
    """Yield the pictures of the wanted pages, of each no more than what changed."""
    if not wanted:
        return
    scale = ratio * _PIXELS_PER_INCH / _POINTS_PER_INCH
    pages = tuple(made.pages.pages[number] for number in wanted)
    with resting_collector():
        pdf = write_file(SetPages(pages, made.pages.elements), made.tree, made.composed.fonts, root)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index, number in enumerate(wanted):
            yield _picture(document[index], pages[index], kept[number], scale, has_colour(pages[index], root))
    finally:
        document.close()


def _picture(drawn: Any, page: SetPage, old: _Drawn | None, scale: float, is_coloured: bool) -> _Picture:
    # As pdfium rounds: a page of 793.7 pixels has 794.
    width, height = (-int(-one * scale // 1) for one in drawn.get_size())
    edges = _edges(height)
    first, last = 0, height
    if old is not None:
        highest, lowest = _touched(old.page, page)
        first = max((edge for edge in edges[:-1] if edge <= highest * scale), default=0)
        last = min((edge for edge in edges[1:] if edge >= lowest * scale and edge > first), default=height)
    # A letter that is cut through has other dots along the cut: some rows more are drawn than are taken.
    top, bottom = max(first - _BESIDE_CUT, 0), min(last + _BESIDE_CUT, height)
    # Half a pixel less: pdfium cuts off whole pixels, rounding up.
    cut = (0, max(height - bottom - 0.5, 0) / scale, 0, max(top - 0.5, 0) / scale)
    bitmap = drawn.render(scale=scale, crop=cut, grayscale=not is_coloured, rev_byteorder=True)
    image = bitmap.to_pil().crop((0, first - top, width, last - top))
    bitmap.close()
    drawn.close()
    return _Picture((width, height), first, image)


def _shown(number: int, page: SetPage, picture: _Picture, old: _Drawn | None) -> ShownPage:
    """Return a page in bands: those of its new picture, and for what lies above and below it the old ones."""
    edges = _edges(picture.pixels[1])
    bands = []
    for index, (top, bottom) in enumerate(pairwise(edges)):
        before = old.shown.bands[index] if old is not None else None
        first, last = top - picture.top, bottom - picture.top
        if before is not None and (first < 0 or last > picture.image.height):
            bands.append(before)
            continue
        part = picture.image.crop((0, first, picture.image.width, last))
        told = hashlib.sha256(f"{part.size} {part.mode} ".encode() + part.tobytes()).hexdigest()[:32]
        is_same = before is not None and before.digest == told
        bands.append(before if before is not None and is_same else Band(bottom - top, told, _png(part)))
    whole = hashlib.sha256("".join(one.digest for one in bands).encode()).hexdigest()[:32]
    return ShownPage(number + 1, page.width_pt, page.height_pt, whole, picture.pixels, tuple(bands))


def _edges(height: int) -> list[int]:
    return [round(number * height / _BANDS) for number in range(_BANDS + 1)]


def _touched(old: SetPage, new: SetPage) -> tuple[float, float]:
    """Return from where to where (pt from the top) two pages differ, by what stands on the one and not on the other."""
    before, after = old.things, new.things
    most = min(len(before), len(after))
    first = next((at for at in range(most) if before[at] != after[at]), most)
    last = next((at for at in range(most - first) if before[-1 - at] != after[-1 - at]), most - first)
    changed = chain(before[first : len(before) - last], after[first : len(after) - last])
    reach = [_reach(one) for one in changed]
    return min((top for top, _ in reach), default=0), max((bottom for _, bottom in reach), default=0)


def _reach(thing: Placed) -> tuple[float, float]:
    """Return how far something reaches up and down; marks may stand above and below their line."""
    if isinstance(thing, PlacedLine):
        return thing.top_pt - thing.height_pt, thing.top_pt + 2 * thing.height_pt
    if isinstance(thing, PlacedRule):
        return min(thing.y0_pt, thing.y1_pt) - thing.width_pt, max(thing.y0_pt, thing.y1_pt) + thing.width_pt
    return thing.y_pt - 1, thing.y_pt + thing.height_pt + 1


def _seal(made: TextPages, page: SetPage, root: Path) -> tuple[Any, ...]:
    """Return what the look of a page hangs on besides what stands on it: size, watermark, font and picture files."""
    fonts = made.composed.fonts
    files = {fonts.font.file(bold, italic) for bold in (False, True) for italic in (False, True)}
    faces = tuple((name, state_of(fonts.folder / name)) for name in sorted(files))
    names = sorted(
        {
            thing.path
            for thing in page.things
            if not isinstance(thing, PlacedLine | PlacedRule) and hasattr(thing, "path")
        }
    )
    pictures = tuple((name, state_of(root / name)) for name in names)
    return page.width_pt, page.height_pt, made.tree.draft, faces, pictures


def _png(picture: Any) -> bytes:
    """Return a picture as PNG, packed fast: it is shown once, on this machine or in this office."""
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=1)
    return made.getvalue()

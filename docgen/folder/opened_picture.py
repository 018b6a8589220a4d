"""Open pictures that may come from anyone: by the formats that documents may have, whole, upright."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MAX_PICTURE_PIXELS = 60_000_000
MOST_TIMES_LONGER = 100
"""How many times longer than wide a picture may be: a thinner one has no breadth left when it fits a page."""

PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")
"""Pillow opens no others: some would start programs of the machine."""


@contextmanager
def opened_picture(picture: Path | bytes) -> Iterator[Image.Image]:
    """Open a picture, by its path or its bytes, in the formats that documents may have.

    Raises whatever Pillow raises of a damaged one.
    """
    from PIL import Image, ImageFile  # 30 ms, and most documents have no picture but the emblem

    given = io.BytesIO(picture) if isinstance(picture, bytes) else picture
    # WeasyPrint has Pillow take pictures that end too early, for the whole process.
    takes_cut, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of notes that are damaged and left out anyway
            with Image.open(given, formats=PICTURE_FORMATS) as opened:
                yield opened
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = takes_cut


def is_too_many_dots(problem: Exception) -> bool:
    """Tell whether Pillow refused a picture for its size alone, before a dot of it was read: it is whole, but huge."""
    from PIL import Image

    return isinstance(problem, Image.DecompressionBombError)


def upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its camera noted, read to its end."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image)
    turned.load()
    return turned

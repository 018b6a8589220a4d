"""Bring a picture to the size that it is printed at: at most 300 dpi, upright, without what a camera noted in it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.style import CM_PER_INCH, Figures

if TYPE_CHECKING:
    from PIL import Image

PRINT_DPI = 300
MAX_PICTURE_PIXELS = 60_000_000
MOST_TIMES_LONGER = 100
"""How many times longer than wide a picture may be: a thinner one has no breadth left when it fits a page."""

PICTURE_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")
"""Pillow opens no others: some would start programs of the machine."""


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture ready to embed: its file's bytes and ending, and the size that it is printed at, in cm."""

    content: bytes
    ending: str
    width_cm: float
    height_cm: float


@contextmanager
def opened_picture(path: Path) -> Iterator[Image.Image]:
    """Open a picture by the formats that documents may have. Raises whatever Pillow raises of a damaged one."""
    from PIL import Image, ImageFile  # 30 ms, and most documents have no picture but the emblem

    # WeasyPrint has Pillow take pictures that end too early, for the whole process.
    takes_cut, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of notes that are damaged and left out anyway
            with Image.open(path, formats=PICTURE_FORMATS) as opened:
                yield opened
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = takes_cut


def upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its camera noted, read to its end."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image)
    turned.load()
    return turned


def printed_picture(path: Path, limits: Figures) -> PrintedPicture:
    """Return a picture within the limits, its proportions kept. Place data and other EXIF are left out."""
    from PIL import Image

    with opened_picture(path) as opened:
        image = upright(opened)
        is_photo = opened.format in ("JPEG", "WEBP", "TIFF")
        width_cm, height_cm = printed_size_cm(path, limits)
        pixels = tuple(max(1, round(size / CM_PER_INCH * PRINT_DPI)) for size in (width_cm, height_cm))
        see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        image = image.convert("RGBA" if see_through else "RGB")
        if image.width > pixels[0]:
            image = image.resize((pixels[0], pixels[1]), Image.Resampling.LANCZOS)
        if see_through:
            # PDF/A-3 allows transparency, some printers' drivers do not: paper is white.
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        image.info.clear()  # Pillow would write a JPEG's comment back
        made = io.BytesIO()
        if is_photo:
            image.save(made, "JPEG", quality=88)
        else:
            image.save(made, "PNG")
        return PrintedPicture(made.getvalue(), ".jpg" if is_photo else ".png", width_cm, height_cm)


def printed_size_cm(path: Path, limits: Figures) -> tuple[float, float]:
    """Return the width and height at which a picture is printed, in cm: as large as the limits allow."""
    with opened_picture(path) as opened:
        width, height = upright(opened).size
    scale = min(limits.max_width_cm / width, limits.max_height_cm / height)
    return width * scale, height * scale


def pixel_size(path: Path) -> tuple[int, int]:
    """Return width and height of a picture file in pixels."""
    with opened_picture(path) as image:
        return image.size

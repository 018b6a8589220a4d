"""Bring a picture to the size that it is printed at: at most 300 dpi, upright, without what a camera noted in it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.folder.opened_picture import opened_picture, upright
from docgen.look.style import CM_PER_INCH, Figures

if TYPE_CHECKING:
    pass

PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture ready to embed: its file's bytes and ending, and the size that it is printed at, in cm."""

    content: bytes
    ending: str
    width_cm: float
    height_cm: float


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


def pixel_size(picture: Path | bytes) -> tuple[int, int]:
    """Return width and height of a picture file in pixels."""
    with opened_picture(picture) as image:
        return image.size

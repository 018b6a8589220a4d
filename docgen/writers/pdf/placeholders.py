"""Hand WeasyPrint a stand-in for each PNG and put the picture itself into the finished PDF.

WeasyPrint 70 reads and compresses every PNG anew, 30 ms for the emblem; a PNG's own data is what a PDF wants (Predictor
15, ISO 32000-1, 7.4.4.4). Sizes come from the style sheet, so that the stand-in may have any.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import Any

import pydyf

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}


@dataclass(slots=True)
class Placeholders:
    """The pictures of one document, each known by the width of its stand-in in pixels."""

    pictures: list[bytes] = field(default_factory=list)

    def stand_in(self, png: bytes) -> bytes:
        """Take a PNG and return a small one in its place."""
        from PIL import Image

        self.pictures.append(png)
        made = io.BytesIO()
        Image.new("L", (len(self.pictures), 1)).save(made, "PNG")
        return made.getvalue()

    def fill(self, pdf: pydyf.PDF) -> None:
        """Put the pictures in place of their stand-ins."""
        for thing in pdf.objects:
            if (
                isinstance(thing, pydyf.Stream)
                and thing.extra.get("Subtype") == "/Image"
                and thing.extra["Height"] == 1
            ):
                _fill(thing, self.pictures[thing.extra["Width"] - 1])


def _fill(image: Any, png: bytes) -> None:
    width, height, colours, data = _contents(png)
    space, components = _COLOURS[colours]
    image.stream[:] = [data]
    image.extra["Width"], image.extra["Height"] = width, height
    image.extra["ColorSpace"] = space
    image.extra["DecodeParms"] = pydyf.Dictionary({"Predictor": 15, "Columns": width, "Colors": components})


def _contents(png: bytes) -> tuple[int, int, int, bytes]:
    """Return width, height, colour type and compressed data of a PNG, converted if a PDF can't take its pixels."""
    width, height, depth, colours, _, _, interlaced = struct.unpack("!IIBBBBB", png[16:29])
    if depth != 8 or colours not in _COLOURS or interlaced:
        from PIL import Image

        with Image.open(io.BytesIO(png)) as image:
            made = io.BytesIO()
            image.convert("L" if image.mode in ("1", "L", "LA", "I", "I;16") else "RGB").save(made, "PNG")
        return _contents(made.getvalue())
    data, position = [], len(_SIGNATURE)
    while position < len(png):
        (length,) = struct.unpack("!I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            data.append(png[position + 8 : position + 8 + length])
        position += length + 12
    return width, height, colours, b"".join(data)

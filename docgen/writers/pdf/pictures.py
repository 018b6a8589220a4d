"""Put pictures into a PDF: the data of a PNG or a JPEG as they are wherever a PDF can take them.

A PNG's own data is what a PDF wants (Predictor 15, ISO 32000-1, 7.4.4.4): reading and compressing it anew would take
30 ms for the emblem.
"""

from __future__ import annotations

import io
import os
import struct
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import pydyf

from docgen.folder.opened_picture import opened_picture
from docgen.folder.regular import leads_out, read_regular
from docgen.look.pictures import printed_picture
from docgen.look.style import Figures
from docgen.writers.pdf.objects import Packed

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}
_MOST_BYTES = 40_000_000
_MOST_KEPT = 16_000_000  # bytes of pictures that the next document may show again

_Picture = tuple[bytes, dict[str, Any]]
_kept: OrderedDict[tuple[bytes, tuple[float, float]], _Picture] = OrderedDict()
_lock = Lock()


def picture_object(name: str, within_cm: tuple[float, float], root: Path) -> pydyf.Stream:
    """Return a picture of the project by its name below `root`, at most as large as it is printed (0: as it is).

    Raises ValueError for one outside the project, OSError for one that can't be read.
    """
    path = Path(os.path.normpath(root / name))
    if not path.is_relative_to(root) or leads_out(path, root):
        raise ValueError(f"outside the project: {name}")
    content = read_regular(path, _MOST_BYTES)
    key = (sha256(content).digest(), within_cm)
    with _lock:
        made = _kept.get(key)
        if made is not None:
            _kept.move_to_end(key)
    if made is None:
        if all(within_cm):
            content = printed_picture(path, Figures(*within_cm)).content
        made = picture_data(content)
        _keep(key, made)
    return Packed([made[0]], {"Type": "/XObject", "Subtype": "/Image", **made[1]})


def _keep(key: tuple[bytes, tuple[float, float]], made: _Picture) -> None:
    with _lock:
        _kept[key] = made
        while len(_kept) > 1 and sum(len(data) for data, _ in _kept.values()) > _MOST_KEPT:
            _kept.popitem(last=False)


def picture_data(content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the data of a picture file as a PDF has them, and what it says of them. Raises what Pillow raises."""
    if content.startswith(_SIGNATURE):
        found = _png(content)
        if found is not None:
            return found
    elif content.startswith(b"\xff\xd8"):
        found = _jpeg(content)
        if found is not None:
            return found
    converted = _png(_as_png(content))
    assert converted is not None  # made by us as one that a PDF takes
    return converted


def _entries(width: int, height: int, space: str, packing: str) -> dict[str, Any]:
    return {"Width": width, "Height": height, "BitsPerComponent": 8, "ColorSpace": space, "Filter": packing}


def _png(content: bytes) -> _Picture | None:
    """Return a PNG's own data; None if a PDF can't take its pixels."""
    width, height, depth, colours, _, _, interlaced = struct.unpack("!IIBBBBB", content[16:29])
    chunks = list(_chunks(content))
    if depth != 8 or colours not in _COLOURS or interlaced or any(kind == b"tRNS" for kind, _ in chunks):
        return None
    space, components = _COLOURS[colours]
    entries = _entries(width, height, space, "/FlateDecode")
    entries["DecodeParms"] = f"<</Predictor 15 /Columns {width} /Colors {components}>>"
    return b"".join(data for kind, data in chunks if kind == b"IDAT"), entries


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and data of each chunk of a PNG (ISO 15948, 5.3)."""
    position = len(_SIGNATURE)
    while position + 8 <= len(png):
        (length,) = struct.unpack("!I", png[position : position + 4])
        yield png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        position += length + 12


def _jpeg(content: bytes) -> _Picture | None:
    """Return a JPEG's own data; None if its colours are none of the screen (CMYK)."""
    with opened_picture(content) as image:
        space = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}.get(image.mode)
        return (content, _entries(*image.size, space, "/DCTDecode")) if space else None


def _as_png(content: bytes) -> bytes:
    """Return a picture as a PNG of 8 bits, grey or in colours, on white paper where one sees through it."""
    from PIL import Image

    with opened_picture(content) as opened:
        image: Image.Image = opened
        if image.mode.startswith("I"):  # 16 bits, which Pillow would cut off instead of scaling
            image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        image = image.convert("L" if image.mode in ("1", "L") else "RGB")
        image.info.clear()
        made = io.BytesIO()
        image.save(made, "PNG")
        return made.getvalue()

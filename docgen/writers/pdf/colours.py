"""The colour profile that a PDF/A names for its colours: sRGB, made here from what the standard publishes.

IEC 61966-2-1 gives primaries and curve; the primaries stand adapted to D50 by Bradford's matrix, as a profile wants
them (ICC.1:2001-04, 6.3). The curve has a point for each of the 256 values of a picture, and is exact there.
"""

from __future__ import annotations

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_NAME = b"sRGB IEC61966-2.1"
NAME = _NAME.decode()


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile of version 2 for sRGB."""
    curve = b"curv" + bytes(4) + struct.pack(">I256H", 256, *map(_linear, range(256)))
    tags = [
        (b"desc", _description(_NAME)),
        (b"cprt", b"text" + bytes(4) + b"Made by docgen. In the public domain (CC0 1.0).\x00"),
        (b"wtpt", _xyz(_D50)),
        *((tag, _xyz(place)) for tag, place in _PRIMARIES.items()),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    position = 128 + 4 + 12 * len(tags)
    table, body, known = struct.pack(">I", len(tags)), b"", {}
    for tag, content in tags:
        if content not in known:
            known[content] = position + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, known[content], len(content))
    size = position + len(body)
    # The day is that of the standard: a profile must have one, and the same input gives the same bytes.
    head = struct.pack(
        ">I4sI4s4s4s6H4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", 1999, 10, 18, 0, 0, 0, b"acsp"
    )
    head += bytes(28) + struct.pack(">3i", *map(_fixed, _D50))
    return head + bytes(128 - len(head)) + table + body


def _linear(value: int) -> int:
    share = value / 255
    return round(65535 * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4))


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, place))


def _description(words: bytes) -> bytes:
    """Return a textDescriptionType: the words in ASCII, no others in Unicode and for a Macintosh."""
    return b"desc" + bytes(4) + struct.pack(">I", len(words) + 1) + words + bytes(1 + 4 + 4 + 2 + 1 + 67)

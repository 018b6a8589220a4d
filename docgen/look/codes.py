"""Codes (QR, ISO/IEC 18004) of an address: the same modules for the same address, whatever the machine."""

from __future__ import annotations

import functools
import io

SIDE_CM = 2.8
"""How wide a code is printed, its quiet zone counted: modules of 0.6 mm at the usual lengths."""
QUIET = 4
"""How many modules stay white around it (ISO/IEC 18004, 5.3.8)."""


@functools.lru_cache(maxsize=64)
def code_modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a code's modules, True for black, without the quiet zone. A fifteenth of it may be lost."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return tuple(tuple(bool(module & 1) for module in row) for row in made.matrix)


def code_picture(address: str) -> bytes:
    """Return a code as PNG, its quiet zone counted, for programs that draw no outlines."""
    import segno

    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=10, border=QUIET)
    return made.getvalue()

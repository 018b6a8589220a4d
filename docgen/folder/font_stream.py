"""A font file as a stream in memory, for readers of fonts that would open a path by themselves."""

from __future__ import annotations

import io
from pathlib import Path

from docgen.folder.regular import read_regular

MAX_FONT_BYTES = 30_000_000


def font_stream(path: Path) -> io.BytesIO:
    """Return a font file to be read from its start. Raises OSError."""
    return io.BytesIO(read_regular(path, MAX_FONT_BYTES))

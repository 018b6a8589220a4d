"""The few forms of PDF objects that the writer makes: bytes as they stand, packed streams, strings, numbers."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pydyf

# Pages of Thai text are 2 % smaller at level 9, and take four times as long; at level 6 half as long again for 1 %.
_LEVEL = 5


class Raw(pydyf.Object):  # type: ignore[misc]  # pydyf gives no types
    """An object whose bytes may be given after its number: what refers to it comes before it is known whole."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.content = content

    @property
    def data(self) -> bytes:
        """The bytes of the object."""
        return self.content


class Packed(pydyf.Stream):  # type: ignore[misc]  # pydyf gives no types
    """A stream that is not changed any more, put together once: pydyf asks for it again for the file's identifier."""

    @cached_property
    def data(self) -> bytes:
        """The bytes of the object."""
        return bytes(super().data)


def packed(content: bytes, extra: Mapping[str, Any] | None = None) -> pydyf.Stream:
    """Return a compressed stream. It is compressed here, once: pydyf would do it again for the file's identifier."""
    return Packed([zlib.compress(content, _LEVEL)], {**(extra or {}), "Filter": "/FlateDecode"})


class PackedPDF(pydyf.PDF):  # type: ignore[misc]  # pydyf gives no types
    """A PDF whose own streams, of objects and of references, are compressed as all others are, once."""

    def add_object(self, object_: pydyf.Object) -> None:
        """Add an object to the file."""
        super().add_object(object_)
        if isinstance(object_, pydyf.Stream) and object_.compress:
            content = b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in object_.stream)
            kept = packed(content, object_.extra)
            object_.stream, object_.extra, object_.compress = kept.stream, kept.extra, False


def string(words: str) -> bytes:
    """Return words as a PDF string.

    >>> string("a(b)")
    b'(a\\\\(b\\\\))'
    """
    return bytes(pydyf.String(words).data)


def number(value: float) -> str:
    """Return a length in pt, to 1/10,000.

    >>> number(12.5), number(-0.00001)
    ('12.5', '0')
    """
    shown = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def box(*edges: float) -> str:
    """Return edges as a PDF rectangle.

    >>> box(0, 0, 12.5, 3)
    '[0 0 12.5 3]'
    """
    return f"[{' '.join(map(number, edges))}]"

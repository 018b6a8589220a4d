"""Tell whether a font file is whole, before an engine reads it: engines crash over damaged ones, or draw other letters.

A font of the TrueType family says of each of its tables where it stands and what its words add up to (OpenType
specification, "Organization of an OpenType Font").
"""

from __future__ import annotations

import struct

_KINDS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_NEEDED = (b"head", b"hhea", b"maxp", b"cmap", b"hmtx", b"name", b"OS/2", b"post")
_MOST_TABLES = 64


def font_fault(content: bytes) -> str:
    """Return in Thai what is wrong with a font file, "" if it is whole.

    >>> font_fault(b"")
    'ไม่ใช่แบบอักษร .ttf หรือ .otf'
    """
    if len(content) < 12 or content[:4] not in _KINDS:
        return "ไม่ใช่แบบอักษร .ttf หรือ .otf"
    (count,) = struct.unpack_from(">H", content, 4)
    if count > _MOST_TABLES or len(content) < 12 + 16 * count:
        return "ไฟล์แบบอักษรไม่ครบ"
    found = set()
    for index in range(count):
        tag, wanted, start, length = struct.unpack_from(">4sLLL", content, 12 + 16 * index)
        if start + length > len(content):
            return "ไฟล์แบบอักษรไม่ครบ"
        table = content[start : start + length]
        if tag == b"head":
            if length < 54:
                return "ไฟล์แบบอักษรเสีย"
            # The sum of the whole file stands here, and counts as nothing in the sum of the table.
            table = table[:8] + bytes(4) + table[12:]
        if _sum(table) != wanted:
            return "ไฟล์แบบอักษรเสีย"
        found.add(tag)
    if not found.issuperset(_NEEDED) or not found & {b"glyf", b"CFF ", b"CFF2"}:
        return "ไฟล์แบบอักษรขาดส่วนสำคัญ"
    return ""


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF

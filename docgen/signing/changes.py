"""What came into a file after a signature, besides other signatures: pages, annotations, another content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.signing.objects import at, items, pages
from docgen.thai.numerals import thai_number


def changes_since(reader: Any, signature: Any) -> tuple[str, ...]:
    """Return in Thai what differs between the file as it was signed and as it is: pages, notes, contents."""
    then = list(pages(reader.get_historical_root(signature.signed_revision)["/Pages"]))
    now = list(pages(reader.root["/Pages"]))
    return tuple(_differences(then, now))


def _differences(then: list[Any], now: list[Any]) -> Iterator[str]:
    if len(now) > len(then):
        yield f"เพิ่ม {thai_number(len(now) - len(then))} หน้า"
    if len(now) < len(then):
        yield f"ตัดออก {thai_number(len(then) - len(now))} หน้า"
    for number, (before, after) in enumerate(zip(then, now, strict=False), start=1):
        shown = thai_number(number)
        more = _annotations(after) - _annotations(before)
        if more > 0:
            yield f"เพิ่มหมายเหตุหรือรูป {thai_number(more)} รายการบนหน้า {shown}"
        if more < 0:
            yield f"ลบหมายเหตุหรือลิงก์ {thai_number(-more)} รายการจากหน้า {shown}"
        if _content(before) != _content(after):
            yield f"แก้เนื้อหาของหน้า {shown}"


def _annotations(page: Any) -> int:
    """Count what stands on a page but for signature fields, which come with signatures."""
    return sum(at(one, "/FT") != "/Sig" for one in items(at(page, "/Annots")))


def _content(page: Any) -> bytes:
    streams = at(page, "/Contents")
    return bytes(streams.data) if hasattr(streams, "data") else b"\n".join(one.data for one in items(streams))

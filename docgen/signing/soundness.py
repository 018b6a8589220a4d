"""Whether a signed PDF is what was signed and nothing more: its bytes, its objects, and what a reader sees.

Against what researchers call USF, ISA, SWA, shadow and certification attacks (pdf-insecurity.org): each makes a file
that keeps its signature and shows something else. The three questions are asked apart, so that one that is fooled is
not all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docgen.signing.additions import Box, is_idle, later_boxes, strange_additions
from docgen.signing.sections import UnsoundError, refuse_stray_references, sections_after
from docgen.signing.seen import shown_differences

_CONTENTS = re.compile(rb"<[0-9A-Fa-f]+>")
_END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?\Z")


def unsound(
    content: bytes, reader: Any, signatures: Sequence[Any], base: int = 0
) -> tuple[tuple[str, ...], tuple[Box, ...]]:
    """Return in Thai what makes a file another than the one that its first signature was put on, nothing if none.

    Or than its first `base` bytes, where these are a whole file: what was there before anybody signed.

    Returned as well is where the signatures that came later show. `signatures` are all that pyHanko's `reader` knows,
    with time stamps, in the order of signing.
    """
    if not signatures:
        return (), ()
    try:
        ends = [_end(content, one) for one in signatures]
        start = base or ends[0]
        sections = sections_after(content, start)
        refuse_stray_references(sections, reader.xrefs)
        _refuse_loose(ends, {start, *(section.end for section in sections)})
        _refuse_idle(reader, [section.end in ends for section in sections])
    except UnsoundError as problem:
        return (str(problem),), ()
    if not sections:
        return (), ()
    then = reader.get_historical_resolver(reader.xrefs.total_revisions - len(sections) - 1)
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    strange = strange_additions(then, now)
    boxes = tuple(later_boxes(then, now))
    return tuple(strange or shown_differences(content[:start], content, boxes)), boxes


def _end(content: bytes, signature: Any) -> int:
    """Return where a signature's revision ends: it covers all before, but for its own value and nothing else."""
    told = [int(number) for number in signature.sig_object["/ByteRange"]]
    if len(told) != 4 or told[0] != 0 or any(number <= 0 for number in told[1:]):
        raise UnsoundError("ขอบเขตของลายมือชื่อ (ByteRange) ไม่ถูกต้อง")
    _, first, second, length = told
    gap = content[first:second]
    if second + length > len(content) or not _CONTENTS.fullmatch(gap):
        raise UnsoundError("ขอบเขตของลายมือชื่อ (ByteRange) เว้นส่วนอื่นของไฟล์ไว้ด้วย")
    if bytes.fromhex(gap[1:-1].decode("ascii") if len(gap) % 2 == 0 else "") != signature.pkcs7_content:
        raise UnsoundError("ขอบเขตของลายมือชื่อ (ByteRange) ไม่ได้เว้นค่าของลายมือชื่อนี้")
    end = second + length
    if not _END.search(content, max(0, end - 16), end):
        raise UnsoundError("ลายมือชื่อไม่ครอบคลุมถึงท้ายไฟล์ตอนลงนาม")
    return end


def _refuse_loose(ends: list[int], sound: set[int]) -> None:
    """Raise UnsoundError for a signature that ends within a section, or two that end at one place."""
    if len(set(ends)) != len(ends) or not set(ends) <= sound or ends != sorted(ends):
        raise UnsoundError("ลายมือชื่อหลายรายการไม่ได้ลงต่อกันตามลำดับ")


def _refuse_idle(reader: Any, signs: list[bool]) -> None:
    """Raise UnsoundError for an update that neither signs nor brings what proves a signature."""
    first = reader.xrefs.total_revisions - len(signs)
    for revision, is_signature in enumerate(signs, start=first):
        before, after = (reader.get_historical_resolver(number) for number in (revision - 1, revision))
        if not is_signature and is_idle(before, after):
            raise UnsoundError("มีส่วนที่ต่อท้ายซึ่งไม่ได้ลงนามหรือประทับเวลา")

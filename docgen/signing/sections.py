"""The bytes of a PDF after its first signature: sound incremental updates (ISO 32000-1, 7.5.6) and nothing else.

Readers mend what is broken, each in its own way: what one skips, another shows. So every byte after the first signed
revision belongs to an object that its cross-reference section lists where it stands, to that section, or to the blanks
between them; each section continues the one before, and nothing follows the last %%EOF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BLANKS = re.compile(rb"[\r\n\t ]{0,64}")
_HEADER = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_TAIL = re.compile(rb"startxref[\r\n]{1,2}(\d{1,15})[\r\n]{1,2}%%EOF(?:\r\n|\n|\r|\Z)")
_LAST = re.compile(rb"startxref\s+(\d{1,15})\s+%%EOF(?:\r\n|\n|\r)?\Z")
_TABLE = re.compile(
    rb"xref ?[\r\n]{1,2}(?:\d{1,10} \d{1,10} ?[\r\n]{1,2}(?:\d{10} \d{5} [nf][ \r\n]{2})+)+\s{0,4}trailer\b"
)
# One token, or a run of what means nothing here; a comment would hide things from those who cut lines otherwise.
_TOKEN = re.compile(
    rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*|\(|<<|>>|<[0-9A-Fa-f\s]*>|%|endobj\b|stream(?:\r\n|\n)"
    rb"|[A-Za-df-rt-z0-9+.\s\[\]\x27\x22*_-]+|[es]"
)
_ENDS = {b"endobj": "endobj", b"stream\n": "stream", b"stream\r\n": "stream"}
_IN_STRING = re.compile(rb"[^()\\]*(?:\\.[^()\\]*)*", re.DOTALL)
_AFTER_STREAM = re.compile(rb"[\r\n]{0,2}endstream\s{1,4}endobj\b")
_PREVIOUS = re.compile(rb"/Prev\s+(\d{1,15})(?!\s+\d+\s+R)")
_LENGTH = re.compile(rb"/Length\s+(\d{1,12})(?:\s+(\d{1,5})\s+(R))?")


class UnsoundError(ValueError):
    """Bytes that no sound update has; the message says in Thai what they are."""


@dataclass(frozen=True, slots=True)
class Update:
    """One incremental update: where it ends, where its cross-reference section stands, its objects by place."""

    end: int
    xref: int
    previous: int
    objects: dict[int, tuple[int, int]]


def sections_after(content: bytes, start: int) -> list[Update]:
    """Return the incremental updates from `start` (the end of the first signed revision) to the end of the file.

    Raises UnsoundError for anything that is no such update.
    """
    last = _LAST.search(content, max(0, start - 64), start)
    if last is None:
        raise UnsoundError("ลายมือชื่อแรกไม่ครอบคลุมถึงท้ายไฟล์ตอนลงนาม")
    previous = int(last[1])
    found: list[Update] = []
    at = start
    while at < len(content):
        section = _section(content, at)
        if section.previous != previous:
            raise UnsoundError("ตารางอ้างอิง (xref) ของส่วนที่ต่อท้ายไม่ต่อจากฉบับที่ลงนาม")
        found.append(section)
        previous, at = section.xref, section.end
    return found


def refuse_stray_references(found: list[Update], xrefs: Any) -> None:
    """Raise UnsoundError unless the cross references (pyHanko's) of each update are exactly its own objects."""
    first = xrefs.total_revisions - len(found)
    if first < 1:
        raise UnsoundError("ตารางอ้างอิง (xref) ไม่ตรงกับส่วนที่ต่อท้าย")
    for revision, section in enumerate(found, start=first):
        told = xrefs.get_xref_container_info(revision)
        if told.start_location != section.xref or told.declared_startxref != section.xref:
            raise UnsoundError("ตารางอ้างอิง (xref) ไม่ตรงกับส่วนที่ต่อท้าย")
        if xrefs.refs_freed_in_revision(revision):
            raise UnsoundError("ส่วนที่ต่อท้ายลบส่วนของฉบับที่ลงนาม")
        data = xrefs.get_xref_data(revision)
        listed = {(number, generation, place) for number, (generation, place) in data.standard_xrefs.items()}
        standing = {(number, generation, place) for place, (number, generation) in section.objects.items()}
        holders = {one.obj_stream_id for one in data.xrefs_in_objstm.values()}
        if data.hybrid is not None or holders - {number for number, _, _ in standing}:
            raise UnsoundError("ตารางอ้างอิง (xref) ของส่วนที่ต่อท้ายชี้ไปนอกส่วนนั้น")
        # A cross-reference stream need not list itself.
        if listed - standing or any(place != section.xref for _, _, place in standing - listed):
            raise UnsoundError("ตารางอ้างอิง (xref) ของส่วนที่ต่อท้ายไม่ตรงกับที่อยู่จริง")


def _section(content: bytes, at: int) -> Update:
    objects: dict[int, tuple[int, int]] = {}
    spans: dict[int, tuple[int, int]] = {}
    lengths = _Lengths(content)
    while True:
        at = _blanks(content, at)
        header = _HEADER.match(content, at)
        if header is None:
            break
        objects[at] = (int(header[1]), int(header[2]))
        end = _object_end(content, header.end(), lengths)
        spans[at] = (header.end(), end)
        at = end
    if len(set(objects.values())) != len(objects):
        raise UnsoundError("ส่วนที่ต่อท้ายมีสิ่งเดียวกันสองชุด")
    table = _TABLE.match(content, at)
    tail_at = at
    if table is not None:
        tail_at = _blanks(content, _dictionary_end(content, _blanks(content, table.end())))
        spans[at] = (table.end(), tail_at)
    tail = _TAIL.match(content, tail_at)
    if tail is None:
        what = "มีข้อมูลต่อท้ายที่ไม่ใช่การลงนาม" if not objects else "ส่วนที่ต่อท้ายไม่จบอย่างถูกต้อง"
        raise UnsoundError(what)
    xref = int(tail[1])
    if xref not in spans or (table is not None and xref != at):
        raise UnsoundError("ที่อยู่ของตารางอ้างอิง (startxref) ท้ายไฟล์ไม่ถูกต้อง")
    trailer = content[slice(*spans[xref])]
    previous = _PREVIOUS.findall(trailer)
    if len(previous) != 1 or b"/XRefStm" in trailer:
        raise UnsoundError("ตารางอ้างอิง (xref) ของส่วนที่ต่อท้ายไม่ต่อจากฉบับที่ลงนาม")
    return Update(tail.end(), xref, int(previous[0]), objects)


def _blanks(content: bytes, at: int) -> int:
    blank = _BLANKS.match(content, at)
    return blank.end() if blank else at


@dataclass(slots=True)
class _Lengths:
    """Find the length of a stream, also where it stands in an object of its own."""

    content: bytes

    def of(self, dictionary: bytes) -> int:
        found = list(_LENGTH.finditer(dictionary))
        if not found:
            raise UnsoundError("ส่วนที่ต่อท้ายมีข้อมูลที่ไม่บอกความยาว")
        if found[0][3] is None:
            return int(found[0][1])
        number, generation = int(found[0][1]), int(found[0][2])
        told = re.findall(rb"(?<!\d)%d %d obj\s+(\d{1,12})\s+endobj" % (number, generation), self.content)
        if len(told) != 1:
            raise UnsoundError("ส่วนที่ต่อท้ายมีข้อมูลที่ไม่บอกความยาว")
        return int(told[0])


def _object_end(content: bytes, at: int, lengths: _Lengths) -> int:
    """Return where an object ends, after its `endobj`."""
    for kind, after in _ends(content, at):
        if kind == "endobj":
            return after
        if kind == "stream":
            end = after + lengths.of(content[at:after])
            closed = _AFTER_STREAM.match(content, end)
            if closed is None:
                raise UnsoundError("ส่วนที่ต่อท้ายมีข้อมูลที่ยาวไม่ตรงกับที่บอก")
            return closed.end()
    raise UnsoundError("ส่วนที่ต่อท้ายไม่จบอย่างถูกต้อง")


def _dictionary_end(content: bytes, at: int) -> int:
    depth = 0
    for kind, after in _ends(content, at):
        depth += {"<<": 1, ">>": -1}.get(kind, 0)
        if depth == 0 and kind == ">>":
            return after
    raise UnsoundError("ส่วนที่ต่อท้ายไม่จบอย่างถูกต้อง")


def _ends(content: bytes, at: int) -> Iterator[tuple[str, int]]:
    """Yield the tokens that open or close something, each with the place after it. Strings and names are skipped."""
    while (token := _TOKEN.match(content, at)) is not None:
        word, at = token[0], token.end()
        if word == b"%":
            raise UnsoundError("ส่วนที่ต่อท้ายมีหมายเหตุแฝง (%)")
        if word == b"(":
            at = _string_end(content, at)
        elif word in _ENDS:
            yield _ENDS[word], at
        elif word in (b"<<", b">>"):
            yield word.decode(), at
    raise UnsoundError("ส่วนที่ต่อท้ายไม่จบอย่างถูกต้อง")


def _string_end(content: bytes, at: int) -> int:
    depth = 1
    while depth:
        skipped = _IN_STRING.match(content, at)
        at = skipped.end() if skipped else at
        if at >= len(content):
            raise UnsoundError("ส่วนที่ต่อท้ายไม่จบอย่างถูกต้อง")
        depth += 1 if content[at : at + 1] == b"(" else -1
        at += 1
    return at

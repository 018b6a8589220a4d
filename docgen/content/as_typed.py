"""Tell where a document is printed otherwise than it was typed: lines joined, tabs lost.

Nothing of it stops a build: the words are all there. A silencing comment with its reason silences each kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from docgen.content.clauses import SHORT_LINE, Clauses
from docgen.content.silence import silences_in
from docgen.errors import Finding, Place, Severity
from docgen.thai.numbering import read_marker

_ENUMERATOR = re.compile(
    r"\s*(?:ข้อ(?:ที่)?\s*[0-9๐-๙]{1,3}(?:/[0-9๐-๙]{1,2})?\s|\((?:[0-9๐-๙]{1,2}|[ก-ฮ])\)|[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])|[ก-ฮ]\.\s)\s*\S"
)
_LOST_BLANKS = re.compile(r"(?<=\S)(?:[ \u00a0]*\t\s*|[ \u00a0]{5,})(?=\S)")
_BULLET = re.compile(r"\s*[-*+•–▪●]?\s*")


def printed_otherwise(
    lines: Sequence[str],
    tokens: Sequence[Token],
    clauses: Clauses,
    patterns: Sequence[str],
    place: Callable[[int, int], Place],
) -> Iterator[Finding]:
    """Yield what is printed otherwise than in `lines` as typed; `tokens` are Markdown's of them."""
    in_table = {line for token in tokens if token.type == "table_open" and token.map for line in range(*token.map)}
    for token in tokens:
        if token.type != "inline" or not token.map:
            continue
        first, end = token.map[0], min(token.map[1], len(lines))
        if first not in in_table and not token.meta.get("own"):
            yield from _joined(lines, first, end, clauses, place)
            yield from _lost_blanks(lines, range(first, end), clauses, patterns, place)


def unsilenced(findings: Sequence[Finding], lines: Sequence[str], place: Callable[[int], Place]) -> list[Finding]:
    """Return the findings that no comment with a reason silences; `place` tells where a line stands, from 0."""
    silenced = {
        (silence.code, silence.line)
        for number, line in enumerate(lines)
        for silence in silences_in(line, place(number).line)
        if silence.reason
    }
    return [one for one in findings if not {(one.code, one.place.line), (one.code, 0)} & silenced]


def _joined(
    lines: Sequence[str], first: int, end: int, clauses: Clauses, place: Callable[[int, int], Place]
) -> Iterator[Finding]:
    """Yield the first line of a paragraph that was typed by itself and is printed behind the one before."""
    for index in range(first + 1, end):
        before = lines[index - 1].rstrip()
        is_told = before.endswith("\\") or index in clauses.in_text  # as what they are
        if is_told or lines[index].lstrip().startswith("!["):  # pictures stand side by side
            continue
        are_items = _ENUMERATOR.match(lines[index]) and _ENUMERATOR.match(before)
        if are_items or len(before.strip()) < SHORT_LINE:
            message = "บรรทัดนี้พิมพ์ต่อท้ายบรรทัดก่อนหน้าเป็นย่อหน้าเดียวกัน"
            hint = "ถ้าต้องการขึ้นย่อหน้าหรือข้อใหม่ ให้เว้นหนึ่งบรรทัดข้างหน้า ถ้าเป็นย่อหน้าเดียวกัน ให้พิมพ์ในบรรทัดเดียว"
            yield _warning(
                "lines-joined", place(index, len(lines[index]) - len(lines[index].lstrip()) + 1), message, hint
            )
            return


def _lost_blanks(
    lines: Sequence[str], indexes: range, clauses: Clauses, patterns: Sequence[str], place: Callable[[int, int], Place]
) -> Iterator[Finding]:
    """Yield the first tab or wide blank of each line by which words were to stand in columns."""
    for index in indexes:
        marker = read_marker(lines[index], patterns) if index in clauses.typed else None
        start = marker.rest_start if marker else _BULLET.match(lines[index]).end()  # type: ignore[union-attr]
        if found := _LOST_BLANKS.search(lines[index], start):
            message = "แท็บหรือช่องว่างยาวตรงนี้พิมพ์เป็นช่องว่างเดียว ข้อความจึงไม่เรียงเป็นคอลัมน์"
            hint = "ถ้าเป็นคอลัมน์ ให้ทำเป็นตาราง (| หัว | หัว |) ถ้าไม่ใช่ ให้เหลือช่องว่างเดียว"
            yield _warning("blanks-collapsed", place(index, found.start() + 1), message, hint)


def _warning(code: str, place: Place, message: str, hint: str) -> Finding:
    return Finding(code, place, message, hint, Severity.WARNING)

"""Find what looks like an instruction and means nothing here: HTML, stray asterisks, pictures and links half written.

None of it is printed as if it were words of the document: each is an error with its place. What is meant to be printed
is typed with a backslash before it, or as code; a silencing comment with its reason lets it be printed as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from markdown_it.token import Token

from docgen.content.markdown_parser import stray_asterisks
from docgen.errors import Finding, Place
from docgen.outside import harmless

CODE = "not-understood"
_PRINT_IT = "ถ้าต้องการพิมพ์เครื่องหมายนี้จริง ใส่ \\ ไว้ข้างหน้า"
_TAG = re.compile(
    r"(?<!\\)</?(?:b|i|u|s|p|em|strong|strike|del|ins|mark|small|big|code|pre|sup|sub|div|span|table|thead|tbody|tr|td|th"
    r"|ul|ol|li|h[1-6]|font|center|hr|br|img|a|style|script|blockquote|details|summary|iframe|input|label)(?:\s+[A-Za-z][^<>]{0,200}|\s*/?)>",
    re.IGNORECASE,
)
# Each with what it was meant for, as the remedy says it.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"(?<![\\*0-9๐-๙])\*(?=[^\s*])[^*]{1,300}(?<=[^\s*\\])\*(?!\*)"),
        "ตัวเอนเขียน *ข้อความ* ดอกจันติดตัวอักษรทั้งสองข้าง",
    ),
    (
        re.compile(r"^\[\s*เอกสาร\s*แนบท้าย[^\]\n]{0,80}\](?=\s*$)"),
        "เขียน [เอกสารแนบท้าย] หรือ [เอกสารแนบท้าย แนวนอน]",
    ),
    (re.compile(r"(?<!\\)\[\^[^\]\s]{1,30}\]"), "เชิงอรรถต้องมีบรรทัด [^1]: ข้อความของเชิงอรรถ"),
    (re.compile(r"(?<!\\)<!--|(?<!\\)-->"), "ลบหมายเหตุนี้ออกจากเนื้อความ"),
    (_TAG, "ลบคำสั่ง HTML; ที่ใช้ได้คือ <br> และ <b> <i> <u> <sup> ที่ปิดครบคู่ ตัวหนาเขียน **ข้อความ**"),
    (re.compile(r"(?<!\\)!\[[^\]\n]{0,300}\]\([^\n]{0,300}"), "เขียน ![คำบรรยาย](ชื่อไฟล์) ในบรรทัดของตัวเอง"),
    (
        re.compile(r"(?<!\\)\[[^\]\n]{0,300}\]\([^()\n]{0,300}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)"),
        "ลิงก์เขียน [ข้อความ](https://…) ที่อยู่ต้องไม่มีช่องว่าง",
    ),
)


def not_understood(
    lines: Sequence[str], tokens: Sequence[Token], noted: dict[str, Any], place: Callable[[int, int], Place]
) -> Iterator[Finding]:
    """Yield the marks in `lines` as typed that would be printed as they are; tokens and notes are the parser's."""
    for token in tokens:
        if token.type != "inline" or not token.map:
            continue
        printed = "\n".join(child.content for child in token.children or () if child.type == "text")
        for index in range(token.map[0], min(token.map[1], len(lines))):
            for pattern, remedy in _MARKS:
                yield from _of(pattern, remedy, lines[index], printed, partial(place, index))
        for line, column in stray_asterisks(token, lines, noted):
            message = "ดอกจัน ** ตรงนี้ไม่มีคู่ จึงไม่เป็นตัวหนา"
            hint = f"ตัวหนาเขียน **ข้อความ** ดอกจันติดตัวอักษรทั้งสองข้าง {_PRINT_IT}"
            yield Finding(CODE, place(line, column + 1), message, hint)


def marks_in_field(text: str, place: Place) -> Iterator[Finding]:
    """Yield the marks in a text without any, such as a title: whatever they mean in a body, they would be printed."""
    for pattern, _ in (*_MARKS, (re.compile(r"\*\*(?=\S)[^*]{1,300}\*\*"), "")):
        if found := pattern.search(text):
            message = f"{harmless(found[0], 40)} ไม่มีผลเป็นคำสั่งในข้อความนี้"
            yield Finding(CODE, place, message, "ข้อความนี้จัดรูปแบบไม่ได้ ลบเครื่องหมายออก")


def _of(
    pattern: re.Pattern[str], remedy: str, line: str, printed: str, place: Callable[[int], Place]
) -> Iterator[Finding]:
    """Yield the first mark of a pattern in a line that is printed."""
    for found in pattern.finditer(line):
        if not _is_printed(found[0], printed):
            continue
        if found[0].startswith("!"):
            hint = "เขียนแบบ ![คำบรรยาย](ชื่อไฟล์) ให้ครบทั้งวงเล็บ"
            yield Finding("wrong-picture", place(found.start() + 1), "รูปนี้เขียนไม่ครบแบบ จึงไม่ได้พิมพ์เป็นรูป", hint)
        else:
            message = f"ไม่เข้าใจ {harmless(found[0], 40)} จึงพิมพ์ไม่ได้"
            yield Finding(CODE, place(found.start() + 1), message, f"{remedy} {_PRINT_IT}")
        return


def _is_printed(mark: str, printed: str) -> bool:
    """Tell whether a mark stands in what is printed; one with asterisks is in pieces there, so they alone are asked."""
    if mark.startswith("*"):
        return mark.strip("*") + "*" in printed.replace("\n", "") and "*" in printed
    return mark in printed.replace("\n", "") or mark in printed

"""How much may be typed in a file, how long a line may be, and how deep one thing may stand within another.

Markdown's parser drops what is deeper than it was told, without a word: here it is told. What is beyond these bounds
is refused before the parser sees it: a bracket costs it 15 µs and an asterisk 85 µs, whatever becomes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

MAX_PARAGRAPH = 20_000
"""The most letters of a line. Paragraphs of real orders and reports have 3,000 at most."""
MAX_TYPED_LINES = 20_000
"""The most lines of a file, blank ones among them: more than a document of the greatest length takes."""
MAX_LETTERS = 300_000
"""The most letters of a file's text, or of all cells of a log: a document of the greatest length has some 280,000."""
MAX_MARKS = 12_000
"""The most [ and * of a file's text, or of all cells of a log: 3,000 bold words, or 12,000 links."""
MAX_CELL_LINES = 6_000
"""The most lines in all cells of a log: each becomes a paragraph, and a document has fewer (`docgen.look.size`)."""
MAX_LISTS = 9
"""How many lists may stand one in another; each of them takes two levels of the parser's, the list and its item."""
MAX_EMPHASES = 9
"""How many marks of bold and italic may stand one in another."""
PARSER_LEVELS = 2 * MAX_LISTS + 2
"""What the parser is to be told (`maxNesting`): what begins on this level or deeper is left out by it."""


def too_many(count: int) -> Iterator[tuple[int, str, str]]:
    """Yield line (from 0), message and remedy if a text has more lines than a file may have."""
    if count > MAX_TYPED_LINES:
        message = f"ไฟล์มี {count:,} บรรทัด รับได้ไม่เกิน {MAX_TYPED_LINES:,}"
        yield MAX_TYPED_LINES, message, "แบ่งเป็นหลายฉบับ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่"


def too_much(texts: Iterable[str], most_lines: int = MAX_TYPED_LINES) -> Iterator[tuple[int, str, str]]:
    """Yield index (from 0), message and remedy of the first text with which all so far are more than may be.

    The texts are the lines of a file, or the cells of a log, in which `most_lines` counts the lines.
    """
    letters = marks = lines = 0
    for index, text in enumerate(texts):
        letters += len(text)
        marks += text.count("[") + text.count("*")
        lines += text.count("\n") + 1
        for count, most, what in ((letters, MAX_LETTERS, "ตัวอักษร"), (marks, MAX_MARKS, "เครื่องหมาย [ และ * รวมกัน")):
            if count > most:
                message = f"ข้อความทั้งหมดถึงตรงนี้มี{what} {count:,} ตัว รับได้ไม่เกิน {most:,}"
                yield index, message, "แบ่งเป็นหลายฉบับ หรือลบส่วนที่ไม่ใช้"
                return
        if lines > most_lines:
            message = f"ข้อความทั้งหมดถึงตรงนี้มี {lines:,} บรรทัด รับได้ไม่เกิน {most_lines:,}"
            yield index, message, "ย่อข้อความในช่อง หรือย้ายรายละเอียดไปไว้ในภาคผนวกที่เป็นไฟล์แยก"
            return


def too_long(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield line (from 0), message and remedy of each line that is longer than a paragraph may be."""
    for index, line in enumerate(lines):
        if len(line) > MAX_PARAGRAPH:
            message = f"ย่อหน้ายาวเกินกำหนด ({len(line):,} ตัวอักษร รับได้ไม่เกิน {MAX_PARAGRAPH:,})"
            yield index, message, "แบ่งเป็นหลายย่อหน้า"


def too_deep(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """Yield line (from 0), message and remedy of what stands deeper than it may; the tokens are the parser's."""
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.nesting == 1 and token.level + 1 >= PARSER_LEVELS:
            yield (
                line,
                f"รายการหรือเครื่องหมาย > ซ้อนกันลึกเกินกำหนด (รับได้ไม่เกิน {MAX_LISTS} ชั้น)",
                "ย่อหน้าให้ตื้นขึ้น หรือแยกเป็นรายการใหม่",
            )
            return  # whatever else is deep in it the parser has left out
    for token in tokens:
        depth = _depth(token.children or ())
        if depth > MAX_EMPHASES:
            message = f"เครื่องหมาย * หรือ _ ซ้อนกัน {depth:,} ชั้น (รับได้ไม่เกิน {MAX_EMPHASES})"
            yield (
                token.map[0] if token.map else 0,
                message,
                "ลบเครื่องหมายที่เกิน; ตัวหนาพิมพ์ **ข้อความ** ดอกจันที่เป็นข้อความพิมพ์ \\*",
            )


def _depth(tokens: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest

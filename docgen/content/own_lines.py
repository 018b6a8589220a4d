"""Lines that mean something by themselves: a new page, people in columns, the head of a chapter.

Markdown has none of them. They are marked before it reads the text, and read by a rule of its own for lines so marked,
so that each stands for itself: no blank line is needed before or after it. The marks are noncharacters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.rules_block import StateBlock

from docgen.thai.labels import read_label

PAGE_BREAK, ROW, CHAPTER = "\ufdd0", "\ufdd1", "\ufdd2"
CELL_END = "\t"
_MARKS = (PAGE_BREAK, ROW, CHAPTER)
_UNKNOWN = {ord(mark): "\ufffd" for mark in _MARKS}
_PAGE_BREAK = re.compile(r"\[\s*(?:ขึ้น)?หน้าใหม่\s*\]|\\(?:newpage|pagebreak)|<!--\s*(?:pagebreak|newpage)\s*-->")
_CHAPTER = re.compile(
    r"(?:หมวด(?:ที่)?|ส่วนที่|ลักษณะ(?:ที่)?|บรรพ|ภาคที่|ตอนที่)\s*[0-9๐-๙]{1,3}(?P<name>(?:\s.*)?)|บทเฉพาะกาล|บทกำหนดโทษ"
)
LESSER = ("ส่วนที่", "ตอนที่")
"""What parts a chapter, where there are chapters."""
_LONGEST_NAME = 90
"""Letters of a chapter's name on a line of its own: two printed lines in the middle of the page."""
_LONGEST_BESIDE = 60
"""Letters of a chapter's number and name on one line: longer ones are sentences."""


def is_page_break(line: str) -> bool:
    """Tell whether a line asks for a new page.

    >>> is_page_break("[ขึ้นหน้าใหม่]"), is_page_break("ขึ้นหน้าใหม่")
    (True, False)
    """
    return _PAGE_BREAK.fullmatch(line.strip()) is not None


def without_marks(line: str) -> str:
    """Return a line in which the marks of this module, should somebody have typed one, are told as unknown letters."""
    return line.translate(_UNKNOWN) if any(mark in line for mark in _MARKS) else line


def chapter_lines(lines: Sequence[str]) -> Mapping[int, str]:
    """Return the lines that are heads of chapters (หมวด ๑ and its name on the next line) with their words, by index.

    A head stands by itself: nothing above it, and nothing but its name below.
    """
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        words = line.strip().lstrip("#").strip()
        match = _CHAPTER.fullmatch(words)
        if match is None or len(words) > _LONGEST_BESIDE or (index and lines[index - 1].strip()):
            continue
        below = [*(one.strip() for one in lines[index + 1 : index + 3]), "", ""]
        name = "" if (match["name"] or "").strip() or read_label(below[0]) else below[0].lstrip("#").strip()
        after = below[1] if name else below[0]
        if len(name) > _LONGEST_NAME or (after and not read_label(after)):
            continue
        found[index] = words
        if name:
            found[index + 1] = name
    return found


def read_own_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a marked line as Markdown's parser asks its rules to; further lines of a chapter's head are of it."""
    text = _text(state, start)
    if not text.startswith(_MARKS):
        return False
    if silent:
        return True
    state.line = start + 1
    if text.startswith(PAGE_BREAK):
        state.push("page_break", "", 0).map = [start, start + 1]
        return True
    if text.startswith(ROW):
        _group(state, start, "row", text[1:].split(CELL_END))
        return True
    words = [text[1:]]
    while state.line < end and _text(state, state.line).startswith(CHAPTER):
        words.append(_text(state, state.line)[1:])
        state.line += 1
    _group(state, start, "chapter", words)
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _group(state: StateBlock, start: int, name: str, texts: Sequence[str]) -> None:
    where = [start, state.line]
    state.push(f"{name}_open", "", 1).map = where
    for text in texts:
        state.push("part_open", "", 1).map = where
        token = state.push("inline", "", 0)
        token.map, token.content, token.children = where, text.strip(), []
        token.meta = {"own": True}
        state.push("part_close", "", -1)
    state.push(f"{name}_close", "", -1)

"""Find the clause numbers that a clerk typed, and put each clause on the indentation that Markdown wants.

Understands `1.` nested by indentation, and typed labels of any form (`ข้อ ๑` `๒.๑` `(๑)`) whatever their indentation.
Lines keep their count, so a line number of the result is a line number of the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.content.nesting import LEVELS, Before, Nest, OpenClause, Upcoming
from docgen.content.own_lines import CELL_END, CHAPTER, PAGE_BREAK, ROW, chapter_lines, is_page_break, without_marks
from docgen.content.rows_of_people import rows_in
from docgen.errors import Finding, Place, Severity
from docgen.thai.labels import TypedLabel, read_label
from docgen.thai.numerals import thai_number

_BULLET = re.compile(r"(?:[-*+•–▪●][ \t]+|[-•–▪●](?=[\u0e01-\u0e5b]))(?=\S)")
_NUMBER_AT_START = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_IN_TEXT = re.compile(r"[0-9๐-๙]")
# \ข้อ ๑ is what 1\. is to Markdown: words that begin as a clause does.
_ESCAPED = re.compile(r"\s*\\(?=[ก-ฮ])")
SHORT_LINE = 45
"""Letters of a line that nobody wraps by hand: a printed line holds about 75."""
# What stands on lines of its own that Markdown would not go on with: it is never put into a list item.
_OWN_LINES = ("|", "![")


@dataclass(frozen=True, slots=True)
class TypedClause:
    """A clause as typed: level from 1, the numbers read, the label as it stood, column from 1, and the patterns by
    which it and the clauses around it are labelled, from the outermost level down."""

    level: int
    numbers: tuple[int, ...]
    label: str
    column: int
    patterns: tuple[str, ...]
    is_too_deep: bool = False

    @property
    def number(self) -> int:
        """The number of its own level."""
        return self.numbers[-1]


@dataclass(frozen=True, slots=True)
class Clauses:
    """The lines in Markdown's own form, and by index of their line the typed clauses, the columns of numbers that begin
    a line and were taken as text, and of clauses that are deeper than a document numbers."""

    lines: tuple[str, ...]
    typed: dict[int, TypedClause]
    in_text: dict[int, int]
    too_deep: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    nest: Nest
    rows: Mapping[int, tuple[str, ...]]
    chapters: Mapping[int, str]
    typed: dict[int, TypedClause] = field(default_factory=dict)
    in_text: dict[int, int] = field(default_factory=dict)
    too_deep: dict[int, int] = field(default_factory=dict)
    after_blank: bool = True
    in_clause: bool = False
    after_short: bool = False
    goes_on: bool = (
        False  # the line before ends with a backslash: this one is of the same paragraph, whatever begins it
    )
    bullet_shift: int | None = None

    @property
    def open(self) -> list[OpenClause]:
        return self.nest.open


def place_clauses(lines: Sequence[str], patterns: Sequence[str]) -> Clauses:
    """Return the lines with every clause nested as its typed number or indentation says.

    `patterns` are the label patterns of the numbering scheme, level by level.
    """
    plain = [without_marks(line).expandtabs(4).rstrip() for line in lines]
    chapters = chapter_lines(plain)
    state = _State(Nest(patterns, tuple(_upcoming(plain, chapters))), rows_in(lines), chapters)
    placed = tuple(_place(line, index, state) for index, line in enumerate(plain))
    return Clauses(placed, state.typed, state.in_text, state.too_deep)


def numbers_in_text(clauses: Clauses, place: Callable[[int, int], Place]) -> Iterator[Finding]:
    """Yield a hint for each line that begins with a number and is no clause: ๑.๕ ล้านบาท, or a label typed wrongly."""
    for line, column in clauses.in_text.items():
        message, hint = "บรรทัดนี้ขึ้นต้นด้วยเลข แต่พิมพ์ต่อกับย่อหน้า", "ถ้าเป็นข้อ ให้เว้นหนึ่งบรรทัดข้างหน้า และเริ่มที่ 1"
        if line == 0 or not clauses.lines[line - 1].strip():
            message = "บรรทัดนี้ขึ้นต้นด้วยเลข แต่พิมพ์เป็นย่อหน้าธรรมดา เพราะไม่ได้ต่อจากข้อใด"
            hint = "ถ้าเป็นข้อ ให้เริ่มที่ 1 หรือเยื้องย่อหน้าที่คั่นระหว่างข้อสามช่อง ย่อหน้านั้นจึงเป็นของข้อก่อนหน้า"
        yield Finding("number-in-text", place(line, column), message, hint, Severity.HINT)


def odd_start(clause: TypedClause, place: Place) -> Finding:
    """Return the hint for a list that neither begins at 1 nor goes on where one ended (an amendment may quote ข้อ ๓)."""
    message = f"รายการนี้เริ่มที่ {clause.label} ทั้งที่ไม่ได้ต่อจากข้อก่อนหน้า"
    return Finding("clause-start", place, message, "ถ้าไม่ได้ตั้งใจ ให้เริ่มที่ 1", Severity.HINT)


def beyond_levels(clauses: Clauses, place: Callable[[int, int], Place]) -> Iterator[Finding]:
    """Yield a warning for each clause that is deeper than a document numbers, and so is printed on the last level."""
    for line, column in clauses.too_deep.items():
        most = thai_number(LEVELS)
        message = f"ข้อนี้อยู่ลึกกว่า {most} ชั้น จึงพิมพ์เป็นข้อชั้นที่ {most} ต่อจากข้อก่อนหน้า"
        hint = f"จัดข้อให้ไม่เกิน {most} ชั้น หรือเขียนชั้นที่ลึกกว่าเป็นรายการที่ขึ้นต้นด้วย - ใต้ข้อนั้น"
        yield Finding("clause-too-deep", place(line, column), message, hint, Severity.WARNING)


def _upcoming(lines: Sequence[str], chapters: Mapping[int, str]) -> Iterator[Upcoming]:
    """Yield the labels that begin lines, and headings, which end the count."""
    for index, line in enumerate(lines):
        if line.startswith("#") or index in chapters:
            yield Upcoming(index, None)
        elif label := read_label(line):
            yield Upcoming(index, label)


def _place(line: str, index: int, state: _State) -> str:
    if not line.strip():
        state.after_blank, state.goes_on = True, False
        return ""
    indent = len(line) - len(line.lstrip())
    goes_on, state.goes_on = state.goes_on, _HARD_BREAK.search(line) is not None
    if goes_on and not _BULLET.match(line, indent):
        return _text(_NUMBER_AT_START.sub(r"\1\\\2", line.strip()), indent, index, state)
    if is_page_break(line) or index in state.chapters:
        return _own_line(index, state)
    if _ESCAPED.match(line):
        made = _text(line.strip()[1:], indent, index, state)
        state.after_blank = False
        return made
    label = read_label(line)
    if label is not None and _accepted(label, line, index, state):
        made = _clause(line, index, indent, label, state)
    elif bullet := _BULLET.match(line, indent):
        made = _bullet(line[bullet.end() :], indent, index, state)
    else:
        if (label is not None and _IN_TEXT.match(label.text)) or _NUMBER_AT_START.match(line.strip()):
            state.in_text[index] = indent + 1
        # What was judged to be no clause must not be one to the Markdown parser either.
        made = _text(_NUMBER_AT_START.sub(r"\1\\\2", line.strip()), indent, index, state)
    # A row of columns is a line by itself: whatever follows begins anew.
    state.after_blank, state.after_short = index in state.rows, len(line.strip()) < SHORT_LINE
    return made


def _accepted(label: TypedLabel, line: str, index: int, state: _State) -> bool:
    head = line[: label.rest_start]
    has_blank = head != head.rstrip() or label.rest_start == len(line)
    return state.nest.accepts(label, index, _before(state), has_blank)


def _before(state: _State) -> Before:
    if state.after_blank:
        return "nothing"
    if state.in_clause:
        return "short clause" if state.after_short else "clause"
    return "short words" if state.after_short else "words"


def _clause(line: str, index: int, indent: int, label: TypedLabel, state: _State) -> str:
    made = state.nest.place(label, indent)
    if made.is_too_deep:
        state.too_deep[index] = indent + 1
    # Markdown lets nothing but a 1 begin a list within a paragraph; the number that was typed is kept beside it. Lists
    # of neighbouring levels must not run into one another: Markdown keeps lists of other delimiters apart.
    head = f"1{'.' if made.level % 2 else ')'} "
    outer = " " * made.out_indent
    made.out_indent += len(head)
    state.typed[index] = TypedClause(made.level, label.numbers, label.text, indent + 1, made.patterns, made.is_too_deep)
    state.bullet_shift = None
    state.in_clause = True
    words = ROW + CELL_END.join(state.rows[index]) if index in state.rows else line[label.rest_start :].strip()
    return outer + head + words


def _own_line(index: int, state: _State) -> str:
    """Return a line that stands for itself. A chapter ends all lists, a new page only those that do not go on below."""
    if index in state.chapters:
        state.open.clear()
        state.in_clause, state.after_blank = False, True
        return CHAPTER + state.chapters[index]
    _leave(index, state)
    state.after_blank = True
    return PAGE_BREAK


def _bullet(text: str, indent: int, index: int, state: _State) -> str:
    home = _home(indent, state)
    if home is None:
        shift = 0 if state.bullet_shift is None or indent == 0 else state.bullet_shift
        if indent == 0:
            _leave(index, state)
            state.bullet_shift, state.in_clause = 0, bool(state.open)
        return " " * max(indent + shift, 0) + "- " + text
    if state.bullet_shift is None:
        state.bullet_shift = home.out_indent - indent
    return " " * max(indent + state.bullet_shift, home.out_indent) + "- " + text


def _text(text: str, indent: int, index: int, state: _State) -> str:
    if index in state.rows:
        label = read_label(text)
        text = ROW + (f"{label.text} " if label else "") + CELL_END.join(state.rows[index])
    if state.bullet_shift is not None and indent >= 2:
        return " " * max(indent + state.bullet_shift, 0) + text
    home = _home(indent, state)
    if home is not None:
        return " " * home.out_indent + text
    if not state.after_blank:
        return text
    state.bullet_shift = None
    found = state.nest.continued(index)
    if found and not text.startswith(_OWN_LINES) and not state.open[found].is_left:
        # A paragraph between ๑.๑ and ๑.๒ is of ๑.๑, wherever it was typed.
        del state.open[found + 1 :]
        return " " * state.open[found].out_indent + text
    _leave(index, state)
    return text


def _leave(index: int, state: _State) -> None:
    """End Markdown's lists; a clause that labels below go on beside still counts."""
    found = state.nest.continued(index)
    del state.open[0 if found is None else found + 1 :]
    for one in state.open:
        one.is_left = True
    state.in_clause = False


def _home(indent: int, state: _State) -> OpenClause | None:
    """Return the innermost open clause that a line of this indentation stands in."""
    inside = [clause for clause in state.open if clause.indent + 2 <= indent and not clause.is_left]
    if not inside:
        return None
    while state.open[-1] is not inside[-1]:
        state.open.pop()
    return inside[-1]

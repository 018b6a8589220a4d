"""Find the clause numbers that a clerk typed, and put each clause on the indentation that Markdown wants.

Understands `1.` nested by indentation, and typed numbers such as `๑.` `๒.๑` `๑)` whatever their indentation.
Lines keep their count, so a line number of the result is a line number of the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from docgen.errors import Finding, Place, Severity
from docgen.thai.numbering import TypedMarker, read_marker

_BULLET = re.compile(r"(?:[-*+•–▪●][ \t]+|[-•–▪●](?=[\u0e01-\u0e5b]))(?=\S)")
_NUMBER_AT_START = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
# Lists of neighbouring levels must not run into one another: Markdown keeps lists of other delimiters apart.
_DELIMITERS = {1: ".", 2: ")", 3: "."}
LEVELS = 3
"""How many levels of clauses a document numbers; what is deeper is printed on the last one, and told."""


@dataclass(frozen=True, slots=True)
class TypedClause:
    """A clause as typed: its level from 1, the numbers read, the label as it stood, column from 1."""

    level: int
    numbers: tuple[int, ...]
    label: str
    column: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """The lines in Markdown's own form, and by index of their line the typed clauses, the columns of numbers that begin
    a line and were taken as text, and of clauses that are deeper than a document numbers."""

    lines: tuple[str, ...]
    typed: dict[int, TypedClause]
    in_text: dict[int, int]
    too_deep: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A clause that following lines may belong to: level, number, its indentation as typed and as put out."""

    level: int
    numbers: tuple[int, ...]
    indent: int
    out_indent: int
    is_too_deep: bool = False


@dataclass(slots=True)
class _State:
    patterns: Sequence[str]
    open: list[_Open] = field(default_factory=list)
    typed: dict[int, TypedClause] = field(default_factory=dict)
    in_text: dict[int, int] = field(default_factory=dict)
    too_deep: dict[int, int] = field(default_factory=dict)
    after_blank: bool = True
    goes_on: bool = (
        False  # the line before ends with a backslash: this one is of the same paragraph, whatever begins it
    )
    bullet_shift: int | None = None


def place_clauses(lines: Sequence[str], patterns: Sequence[str]) -> Clauses:
    """Return the lines with every clause nested as its typed number or indentation says.

    `patterns` are the label patterns of the numbering scheme, level by level.
    """
    state = _State(patterns)
    placed = tuple(_place(line.expandtabs(4).rstrip(), index, state) for index, line in enumerate(lines))
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
        message = "ข้อนี้อยู่ลึกกว่าสามชั้น เอกสารมีเลขข้อสามชั้น จึงพิมพ์เป็นข้อชั้นที่สามต่อจากข้อก่อนหน้า"
        hint = "จัดข้อให้ไม่เกินสามชั้น หรือเขียนชั้นที่ลึกกว่าเป็นรายการที่ขึ้นต้นด้วย - ใต้ข้อนั้น"
        yield Finding("clause-too-deep", place(line, column), message, hint, Severity.WARNING)


def _place(line: str, index: int, state: _State) -> str:
    if not line.strip():
        state.after_blank, state.goes_on = True, False
        return ""
    indent = len(line) - len(line.lstrip())
    goes_on, state.goes_on = state.goes_on, _HARD_BREAK.search(line) is not None
    if goes_on and not _BULLET.match(line, indent):
        return _text(_NUMBER_AT_START.sub(r"\1\\\2", line.strip()), indent, state)
    marker = read_marker(line, state.patterns)
    if marker is not None and _accepted(marker, state):
        made = _clause(line, index, indent, marker, state)
    elif bullet := _BULLET.match(line, indent):
        made = _bullet(line[bullet.end() :], indent, state)
    else:
        if marker is not None or _NUMBER_AT_START.match(line.strip()):
            state.in_text[index] = indent + 1
        # What was judged to be no clause must not be one to the Markdown parser either.
        made = _text(_NUMBER_AT_START.sub(r"\1\\\2", line.strip()), indent, state)
    state.after_blank = False
    return made


def _accepted(marker: TypedMarker, state: _State) -> bool:
    """Tell a clause number from a number that happens to begin a line ("๑.๕ ล้านบาท")."""
    if not state.after_blank and not state.open:
        return marker.numbers[-1] == 1
    if len(marker.numbers) > 1:
        level, parents = len(marker.numbers), marker.numbers[:-1]
        is_child = any(clause.level == level - 1 and clause.numbers[-1] == parents[-1] for clause in state.open)
        is_sibling = any(clause.level == level and clause.numbers[:-1] == parents for clause in state.open)
        return marker.numbers[-1] == 1 or is_child or is_sibling
    return True


def _clause(line: str, index: int, indent: int, marker: TypedMarker, state: _State) -> str:
    wanted = _level(marker, indent, state)
    level = min(wanted, LEVELS)
    is_too_deep = wanted > LEVELS
    while state.open and state.open[-1].level >= level:
        beside = state.open.pop()
        is_too_deep = is_too_deep or (beside.is_too_deep and abs(beside.indent - indent) <= 1)
    if is_too_deep:
        state.too_deep[index] = indent + 1
    out_indent = state.open[-1].out_indent if state.open else 0
    # Markdown lets nothing but a 1 begin a list within a paragraph; the number that was typed is kept beside it.
    head = f"1{_DELIMITERS[level]} "
    state.open.append(_Open(level, marker.numbers, indent, out_indent + len(head), is_too_deep))
    state.typed[index] = TypedClause(level, marker.numbers, marker.label, indent + 1)
    state.bullet_shift = None
    return " " * out_indent + head + line[marker.rest_start :].strip()


def _level(marker: TypedMarker, indent: int, state: _State) -> int:
    """Return the level that a clause was meant for, which may be deeper than there are."""
    if len(marker.numbers) > 1:
        return len(marker.numbers)
    outer = [clause for clause in state.open if clause.indent < indent - 1]
    by_indent = outer[-1].level + 1 if outer else 1
    if outer:
        # An indented `1.` means one level deeper; a typed `๑)` names its level where that is deeper still.
        return max(by_indent, marker.level or 0)
    if marker.level is not None:
        return marker.level
    same = [clause for clause in state.open if abs(clause.indent - indent) <= 1]
    return same[-1].level if same else by_indent


def _bullet(text: str, indent: int, state: _State) -> str:
    home = _home(indent, state)
    if home is None:
        shift = 0 if state.bullet_shift is None or indent == 0 else state.bullet_shift
        if indent == 0:
            state.open.clear()
            state.bullet_shift = 0
        return " " * max(indent + shift, 0) + "- " + text
    if state.bullet_shift is None:
        state.bullet_shift = home.out_indent - indent
    return " " * max(indent + state.bullet_shift, home.out_indent) + "- " + text


def _text(text: str, indent: int, state: _State) -> str:
    if state.bullet_shift is not None and indent >= 2:
        return " " * max(indent + state.bullet_shift, 0) + text
    home = _home(indent, state)
    if home is None:
        if state.after_blank:
            state.open.clear()
            state.bullet_shift = None
        return text
    return " " * home.out_indent + text


def _home(indent: int, state: _State) -> _Open | None:
    """Return the innermost open clause that a line of this indentation stands in."""
    inside = [clause for clause in state.open if clause.indent + 2 <= indent]
    if not inside:
        return None
    while state.open[-1] is not inside[-1]:
        state.open.pop()
    return inside[-1]

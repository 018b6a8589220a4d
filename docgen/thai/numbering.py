"""Numbers of clauses: labels written from a pattern, and numbers that a clerk typed at the start of a line read back.

A pattern is the label with counters in it: {1} {2} {3} in Thai digits, {2:ก} as a Thai letter. Nothing else in braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.thai.errors import ThaiError
from docgen.thai.numerals import thai_number, to_arabic_digits

# The 41 consonants without ฃ ฅ (out of use) and ฆ, which lists skip (ก ข ค ง); ฤ and ฦ are no consonants. The same set
# as thaiLetters in ONLYOFFICE; LibreOffice has ฤ and ฦ besides, so differs from the 33rd on. Word itself: not measured.
LIST_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

# Text, compiled by `re` (and kept) when first used: an import must stay cheap.
_COUNTER = r"\{([1-9])(:ก)?\}"
_BLANK = r"[ \t\u00a0]"
# Numbers that are read whatever the scheme; up to four levels occur in real documents.
_ALWAYS_READ = ("{1}.", "{1})", "{1}.{2}", "{1}.{2}.", "{1}.{2}.{3}", "{1}.{2}.{3}.", "{1}.{2}.{3}.{4}")
_DOTTED = r"N(?:\.N)+"
_LARGEST_IN_DOTTED = 99
_HOUR_FOLLOWS = rf"{_BLANK}*น(?:\.|{_BLANK}|$)"
_TIME_FOLLOWS = rf"{_BLANK}*(?:นาฬิกา|(?:-|–|ถึง){_BLANK}*[0-9๐-๙]{{1,2}}[.:][0-9๐-๙]{{2}}(?![0-9๐-๙]))"


class NumberingError(ThaiError):
    """A label pattern or counter that cannot be used.

    Reasons: bad-pattern, deeper-counter, own-counter-missing, counter-order, counter-missing, counter-too-small,
    letters-exhausted.
    """


@dataclass(frozen=True, slots=True)
class TypedMarker:
    """A clause number typed at the start of a line.

    `label` is as typed, `shape` its form ("N.", "N)", "N.N", "ข้อN", "(ก)"), `numbers` what it counts (ก is 1),
    `level` the level that it names (None if open), `rest_start` the index in the line where the words begin.
    """

    label: str
    shape: str
    numbers: tuple[int, ...]
    level: int | None
    rest_start: int


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str
    regex: re.Pattern[str]
    level: int | None


def pattern_levels(pattern: str) -> tuple[int, ...]:
    """Return the levels whose counters the pattern shows, in its order.

    Raises NumberingError (bad-pattern) for braces that hold no counter.

    >>> pattern_levels("{1}.{2}"), pattern_levels("({3:ก})")
    ((1, 2), (3,))
    """
    if set("{}") & set(re.sub(_COUNTER, "", pattern)):
        raise _pattern_error("bad-pattern", pattern, "มีวงเล็บปีกกาที่ไม่ใช่ตัวนับ", "ตัวนับเขียนว่า {1} {2} {3} หรือ {2:ก}")
    return tuple(int(counter[1]) for counter in re.finditer(_COUNTER, pattern))


def validate_pattern(pattern: str, level: int) -> None:
    """Raise NumberingError unless the pattern can label clauses of this level.

    Reasons: bad-pattern, deeper-counter, own-counter-missing, counter-order (counters stand once, in rising order).
    """
    levels = pattern_levels(pattern)
    own = f"{{{level}}}"
    if levels and max(levels) > level:
        raise _pattern_error("deeper-counter", pattern, f"ใช้ตัวนับที่ลึกกว่าระดับ {thai_number(level)}", f"ใช้ได้ไม่เกิน {own}")
    if level not in levels:
        raise _pattern_error(
            "own-counter-missing", pattern, f"ไม่มีตัวนับของระดับ {thai_number(level)}", f"ต้องมี {own} อยู่ในแบบ"
        )
    if list(levels) != sorted(set(levels)):
        raise _pattern_error("counter-order", pattern, "มีตัวนับซ้ำหรือสลับลำดับ", "เรียงตัวนับจากระดับบนลงล่าง เช่น {1}.{2}")


def format_label(pattern: str, counters: Sequence[int]) -> str:
    """Write a label; `counters` holds the number of each level, level 1 first.

    Raises NumberingError: bad-pattern, counter-missing, counter-too-small, letters-exhausted (after ฮ, the 41st).

    >>> format_label("{1}.{2}", [2, 11]), format_label("({2:ก})", [1, 4])
    ('๒.๑๑', '(ง)')
    """
    if len(counters) < max(pattern_levels(pattern), default=0):
        raise _pattern_error("counter-missing", pattern, "มีตัวนับมากกว่าจำนวนระดับ", "ตรวจแบบเลขข้อในไฟล์ layout.yaml")
    return re.sub(_COUNTER, lambda counter: _count(counters[int(counter[1]) - 1], counter[2] is not None), pattern)


def _count(number: int, as_letter: bool) -> str:
    if number < 1:
        raise NumberingError(
            "counter-too-small",
            f"clause number {number} is below 1",
            value=str(number),
            message_th=f"เลขข้อ {thai_number(number)} ใช้ไม่ได้",
            hint_th="เลขข้อเริ่มที่ ๑",
        )
    if as_letter and number > len(LIST_LETTERS):
        raise NumberingError(
            "letters-exhausted",
            f"no Thai letter for clause {number}, the last is {len(LIST_LETTERS)}",
            value=str(number),
            message_th=f"ข้อที่ {thai_number(number)} ไม่มีตัวอักษรให้ใช้แล้ว",
            hint_th=f"อักษร ก ถึง ฮ ใช้ได้ {thai_number(len(LIST_LETTERS))} ข้อ แบ่งข้อใหม่หรือใช้ตัวเลข",
        )
    return LIST_LETTERS[number - 1] if as_letter else thai_number(number)


def read_marker(line: str, patterns: Sequence[str]) -> TypedMarker | None:
    """Read the clause number at the start of a line, None if there is none; blanks before it are passed over.

    `patterns` are the label patterns of the scheme, level 1 first. Read are `N.` `N)` `N.N` `N.N.` up to four
    parts, and the shapes of the patterns. Digits are Thai or Arabic. A blank or the line's end must follow.
    The level is that of the one pattern of the same shape; else a dotted number has as many levels as parts.
    Refused, since no clause is numbered so: numbers of four digits, zeros in front, parts of a dotted number over
    99, a time ("10.30 น.", "๙.๓๐ - ๑๑.๐๐ น."). An amount ("1.5 ล้านบาท") has the shape of a clause and is returned:
    only the clauses before it can tell, so the caller decides.
    Raises NumberingError (bad-pattern).

    >>> read_marker("  ๒.๑ งานประชาสัมพันธ์", ["{1}.", "{1}.{2}", "{3})"])
    TypedMarker(label='๒.๑', shape='N.N', numbers=(2, 1), level=2, rest_start=6)
    """
    start = len(line) - len(line.lstrip(" \t\u00a0"))
    best: TypedMarker | None = None
    for shape in _shapes(tuple(patterns)):
        found = shape.regex.match(line, start)
        if found is None or (best and len(found["label"]) <= len(best.label)):
            continue
        numbers = tuple(_number(text) for text in found.groups()[1:])
        if _is_clause_number(shape, found, numbers):
            best = TypedMarker(found["label"], shape.name, numbers, shape.level, found.end())
    return best


def _number(text: str) -> int:
    """Return the number, 0 for one with zeros in front, which no clause has."""
    if text in LIST_LETTERS:
        return LIST_LETTERS.index(text) + 1
    digits = to_arabic_digits(text)
    return 0 if digits.startswith("0") else int(digits)


def _is_clause_number(shape: _Shape, found: re.Match[str], numbers: tuple[int, ...]) -> bool:
    if min(numbers) < 1:
        return False
    if not re.fullmatch(_DOTTED, shape.name.rstrip(".")):
        return True
    if max(numbers) > _LARGEST_IN_DOTTED:
        return False
    if shape.name != "N.N":
        return True
    rest = found.string[found.end() :]
    has_minutes = numbers[1] >= 10
    return not (re.match(_HOUR_FOLLOWS, rest) or (has_minutes and re.match(_TIME_FOLLOWS, rest)))


@lru_cache(maxsize=64)
def _shapes(patterns: tuple[str, ...]) -> tuple[_Shape, ...]:
    """Return what to look for, each shape once."""
    own_names = [_shape_name(pattern) for pattern in patterns]
    by_name = {_shape_name(pattern): pattern for pattern in (*_ALWAYS_READ, *patterns) if pattern_levels(pattern)}
    return tuple(_Shape(name, _regex(pattern), _level(name, own_names)) for name, pattern in by_name.items())


def _shape_name(pattern: str) -> str:
    return re.sub(r"\s", "", re.sub(_COUNTER, lambda counter: "ก" if counter[2] else "N", pattern))


def _level(name: str, own_names: Sequence[str]) -> int | None:
    levels = [level for level, own in enumerate(own_names, start=1) if own == name]
    if levels:
        return levels[0] if len(levels) == 1 else None
    return name.count("N") if re.fullmatch(_DOTTED, name.rstrip(".")) else None


def _regex(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    end = 0
    for counter in re.finditer(_COUNTER, pattern):
        parts += [_literal(pattern[end : counter.start()]), f"([{LIST_LETTERS}])" if counter[2] else "([0-9๐-๙]{1,3})"]
        end = counter.end()
    label = "".join([*parts, _literal(pattern[end:])])
    return re.compile(rf"(?P<label>{label})(?:{_BLANK}+|$)")


def _literal(text: str) -> str:
    # Clerks type "ข้อ1" and "ข้อ  1" alike.
    return rf"{_BLANK}*".join(re.escape(word) for word in re.split(r"\s+", text))


def _pattern_error(reason: str, pattern: str, fault_th: str, hint_th: str) -> NumberingError:
    return NumberingError(
        reason,
        f"label pattern {pattern!r}: {reason}",
        value=pattern,
        message_th=f"แบบเลขข้อ “{pattern}” {fault_th}",
        hint_th=hint_th,
    )

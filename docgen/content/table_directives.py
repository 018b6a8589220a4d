"""The line before a table that says how it is set: <!-- ตาราง: กว้าง 1 5 2 -->. Other programs do not show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docgen.outside import quoted
from docgen.thai.numerals import to_arabic_digits

_LINE = re.compile(r"\s{0,20}<!--\s{0,9}ตาราง\s{0,9}:(?P<words>[^<>]{0,300})-->\s*")
_WIDTHS = re.compile(r"กว้าง\s*(?P<numbers>[0-9๐-๙.%\s:]+)")
_NUMBER = re.compile(r"(?:[0-9]{1,4})(?:\.[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class TableDirective:
    """What a line says of the table after it: the shares of its columns' widths (none: by their words)."""

    line: int
    widths: tuple[float, ...] = ()


def read_directives(lines: Sequence[str], report: Callable[[int, str, str, str], None]) -> list[TableDirective]:
    """Return the directives of a text; what is wrong in one is reported."""
    made: list[TableDirective] = []
    for index, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        words = found["words"].strip(" ,;")
        widths = _WIDTHS.fullmatch(words)
        numbers = to_arabic_digits(widths["numbers"]).replace("%", " ").replace(":", " ").split() if widths else []
        shares = tuple(float(one) for one in numbers if _NUMBER.fullmatch(one))
        if not numbers or len(shares) != len(numbers) or not all(shares):
            message = f"ไม่เข้าใจคำสั่งของตาราง: {quoted(words, 60)}"
            report(index, "table-directive", message, "เขียนสัดส่วนความกว้างของทุกคอลัมน์ เช่น <!-- ตาราง: กว้าง 1 5 2 -->")
        elif next(_following(lines, index), "").lstrip().startswith("|"):
            made.append(TableDirective(index, shares))
        else:
            report(index, "table-directive", "ไม่มีตารางต่อจากคำสั่งนี้", "วางไว้บรรทัดก่อนหัวตาราง หรือลบบรรทัดนี้")
    return made


def without_directives(lines: Sequence[str]) -> list[str]:
    """Return lines of the same number, blank where a directive stands."""
    return ["" if _LINE.fullmatch(line) else line for line in lines]


def _following(lines: Sequence[str], index: int) -> Iterator[str]:
    return (line for line in lines[index + 1 :] if line.strip())


def widths_for(line: int, directives: Sequence[TableDirective], lines: Sequence[str]) -> tuple[float, ...]:
    """Return the shares that are given for the table that begins on a line, () for none."""
    said = [one for one in directives if one.line < line and not any(lines[one.line + 1 : line])]
    return said[-1].widths if said else ()

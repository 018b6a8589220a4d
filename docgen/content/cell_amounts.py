"""Figures in the cells of a table: what they are, how a sum of them is written, how they line up at their points."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from docgen.content.table_cells import TypedCell
from docgen.thai.numerals import to_arabic_digits

_FIGURE = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.(?P<fraction>[0-9]{1,6}))?")
_AROUND = re.compile(r"^[\s*]+|[\s*]+(?:บาท[\s*]*)?$|(?<=[0-9๐-๙])\s*บาท[\s*]*$")
NOTHING = ("", "-", "–", "—", "\\-")
"""What stands in a cell that has no figure."""
_NO_AMOUNTS = re.compile(r"ลำดับ|^ที่$|^ข้อ|รหัส|เลขที่|วันที่|ปี|โทร")


@functools.lru_cache(maxsize=65_536)
def figure_of(words: str) -> Decimal | None:
    """Return the figure that a cell's words are, None for other words. Thai digits, commas, บาท and ** are read.

    >>> figure_of("**๑,๒๕๐.๕๐**"), figure_of("-3"), figure_of("300 บาท"), figure_of("12,5"), figure_of("3 คน")
    (Decimal('1250.50'), Decimal('-3'), Decimal('300'), None, None)
    """
    found = _FIGURE.fullmatch(to_arabic_digits(_AROUND.sub("", words)))
    if found is None:
        return None
    fraction = f".{found['fraction']}" if found["fraction"] else ""
    return Decimal(found["sign"] + found["whole"].replace(",", "") + fraction)


def written_like(total: Decimal, cells: Sequence[str]) -> str:
    """Return a sum with as many decimals as the cells that it is of, and with commas unless they go without.

    >>> written_like(Decimal("1300.5"), ["1,000", "300.50"]), written_like(Decimal("1500"), ["1000", "500"])
    ('1,300.50', '1500')
    """
    figures = [to_arabic_digits(_AROUND.sub("", words)) for words in cells if figure_of(words) is not None]
    decimals = max((len(one.rpartition(".")[2]) for one in figures if "." in one), default=0)
    is_plain = any(len(one.partition(".")[0].lstrip("-")) > 3 and "," not in one for one in figures)
    return f"{total:.{decimals}f}" if is_plain else f"{total:,.{decimals}f}"


def lined_up(rows: Sequence[Sequence[TypedCell]], heads: int) -> list[list[TypedCell]]:
    """Return the cells with amounts aligned at the right, and told what each lacks of its column's longest fraction.

    A column is of amounts where the author aligned it at the right, or where all its figures are amounts: with commas
    or two decimals, below a head that names no numbers of another kind.
    """
    made = [list(row) for row in rows]
    for column in range(min((len(row) for row in made), default=0)):
        body = [row[column] for row in made[heads:]]
        head = " ".join(row[column].words for row in made[:heads])
        given = {cell.align for cell in body}
        if given != {"right"} and not (given == {""} and _are_amounts([cell.shown for cell in body], head)):
            continue
        fractions = [_fraction(cell.shown) for cell in body]
        longest = max((fraction or "" for fraction in fractions), key=len, default="")
        for row, cell, fraction in zip(made[heads:], body, fractions, strict=True):
            lacks = longest[len(fraction) :] if fraction is not None else ""
            is_kept = cell.align == "right" or fraction is not None or cell.words in NOTHING
            row[column] = replace(cell, align="right" if is_kept else cell.align, lacks=lacks)
    return made


def _are_amounts(shown: Sequence[str], head: str) -> bool:
    filled = [words for words in shown if words not in (*NOTHING, "^", "<")]
    if not filled or _NO_AMOUNTS.search(head) or any(figure_of(words) is None for words in filled):
        return False
    return any("," in words or re.search(r"\.[0-9๐-๙]{2}(?![0-9๐-๙])", words) for words in filled)


def _fraction(words: str) -> str | None:
    """Return the point and decimals of a figure, "" for a whole one, None for other words or with บาท behind it."""
    if figure_of(words) is None or "บาท" in words:
        return None
    decimals = to_arabic_digits(words.strip(" *")).partition(".")[2]
    return "." + "0" * len(decimals) if decimals else ""

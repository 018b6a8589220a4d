"""Put the words of an amount of money in the place that a clerk left for them: 1,250.50 บาท (ตัวอักษร)."""

from __future__ import annotations

import re

from docgen.outside import quoted
from docgen.thai.errors import ThaiError
from docgen.thai.money import baht_text
from docgen.thai.money_reading import FIGURES, amount_of

PLACEHOLDER = "(ตัวอักษร)"
_WANTED = re.compile(
    rf"(?<![0-9๐-๙.,])(?P<figures>{FIGURES})(?P<between>\*{{0,3}}\s{{0,3}}(?:บาท(?:ถ้วน)?)?\*{{0,3}}\s{{0,3}})\(ตัวอักษร\)"
)


def with_amount_words(line: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return a line with the words of each amount in place of (ตัวอักษร) behind it.

    With it comes what could not be read: column from 0, message, remedy. The word stays where no figures stand before
    it, as in a form that is filled in by hand.
    """
    if PLACEHOLDER not in line:
        return line, []
    faults: list[tuple[int, str, str]] = []

    def words(found: re.Match[str]) -> str:
        amount = amount_of(found["figures"])
        if amount is None:
            message = f"อ่านจำนวนเงิน {quoted(found['figures'], 30)} ไม่ได้ จึงเขียนเป็นตัวอักษรให้ไม่ได้"
            faults.append((found.start(), message, "คั่นหลักพันด้วยจุลภาคทุกสามหลัก ทศนิยมไม่เกินสองตำแหน่ง เช่น 1,250.50"))
            return found[0]
        try:
            return f"{found['figures']}{found['between']}({baht_text(amount)})"
        except ThaiError as problem:
            faults.append((found.start(), problem.message_th, problem.hint_th))
            return found[0]

    return _WANTED.sub(words, line), faults

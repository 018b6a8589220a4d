"""A count that is announced and not met: ทั้ง ๕ ด้าน, and six of them in the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.patterns import DIGIT, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import thai_number

_ALL = re.compile(rf"(?:ทั้ง|จำนวน|มี)\s*(?P<count>{DIGIT}{{1,2}})\s*(?P<unit>ด้าน|มาตรการ|นโยบาย|ข้อ|ประการ|ขั้นตอน|ช่องทาง)")
_LEADS_IN = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|คือ)\s*:?\s*$")
# The labels of lists, the outer ones first.
_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{DIGIT}+\.\s",
        rf"{DIGIT}+\.{DIGIT}+\.?\s",
        rf"{DIGIT}+\.{DIGIT}+\.{DIGIT}+\.?\s",
        rf"{DIGIT}+\)\s",
        rf"\({DIGIT}+\)\s",
        r"[-*•]\s",
    )
)
# Possessive: without a unit behind them, n digits could be shared out in 2^n ways.
_ITEM = re.compile(rf"(?:{DIGIT}++[.)](?:{DIGIT}++\.?+)*+|-)\s+(?P<unit>ด้าน|มาตรการ|นโยบาย|ขั้นตอนที่|ช่องทาง)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    by_name = Counter(item["unit"] for passage in page.passages if (item := _ITEM.match(passage.text)))
    for index, passage in enumerate(page.passages):
        for found in _ALL.finditer(passage.text):
            listed = by_name[found["unit"]]
            if listed < 2 and _LEADS_IN.search(passage.text, found.end()):
                listed = _siblings(page.passages[index + 1 :], passage.key)
            if listed > 1 and listed != number(found["count"]):
                values = {"unit": found["unit"], "listed": thai_number(listed)}
                message, hint = "เขียนว่า {found} แต่ในเอกสารมี{unit} {listed} ข้อ", "นับใหม่ แล้วแก้จำนวนหรือรายการ"
                yield Hit(passage, *found.span(), message, hint, values)


def _siblings(passages: Sequence[Passage], key: str) -> int:
    """Return how many items the list has that begins at once, 0 if none does; what is under an item is not counted."""
    first = _rank(passages[0]) if passages else None
    if first is None:
        return 0
    count = 0
    for passage in passages:
        rank = _rank(passage)
        if passage.key != key or (rank is not None and rank < first):
            break
        if rank is None and passage.column <= passages[0].column:
            break
        count += rank == first
    return count


def _rank(passage: Passage) -> int | None:
    return next((rank for rank, label in enumerate(_LABELS) if label.match(passage.text)), None)


RULE = Rule(
    code="counted-items",
    severity=Severity.HINT,
    title="จำนวนที่บอกไม่ตรงกับรายการ",
    reason="มักเกิดเมื่อเพิ่มหรือตัดข้อแล้วลืมแก้จำนวน",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="นโยบายทั้ง 3 ด้าน ดังนี้\n1. ด้านหนึ่ง\n2. ด้านสอง",
    right="นโยบายทั้ง 2 ด้าน ดังนี้\n1. ด้านหนึ่ง\n2. ด้านสอง",
    look=_look,
)

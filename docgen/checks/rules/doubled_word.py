"""A word typed twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

# What Thai doubles on purpose, or two words in one spelling (ที่ ที่).
_LEGIT = frozenset(["ที่", "ต่าง", "เด็ก", "ใหม่", "จริง", "ทั่ว", "มาก", "บ่อย", "เรื่อย", "แต่ละ", "หนึ่ง", "สอง", "ศูนย์", "ห้า"])


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        words = office.words(passage.text)
        for (first, word), (second, again) in pairwise(words):
            gap = passage.text[first + len(word) : second]
            is_thai = all("\u0e01" <= letter <= "\u0e4e" for letter in word)
            if not is_thai or word in _LEGIT or len(gap) > 1:
                continue
            same = word == again and len(word) > 2
            # A dictionary joins เพื่อให้ and การดำเนินงาน: the doubled word is a part of its neighbour.
            ends = bool(gap) and len(again) > 4 and word.endswith(again)
            begins = not gap and len(word) > 3 and again.startswith(word)
            if same or ends or begins:
                last = second + len(again)
                replacement = again if begins else word
                values = {"word": word if begins else again}
                yield Hit(passage, first, last, "พิมพ์คำว่า {word} ซ้ำ", "ลบคำที่เกินออก", values, replacement)


RULE = Rule(
    code="doubled-word",
    severity=Severity.WARNING,
    title="พิมพ์คำซ้ำ",
    reason="มักเกิดตอนแก้หรือวางข้อความ",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="ให้เจ้าหน้าที่และและประชาชนทราบ",
    right="ให้เจ้าหน้าที่และประชาชนทราบ",
    look=_look,
)

"""A word typed twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

# What Thai doubles on purpose, or two words in one spelling (ที่ ที่).
_LEGIT = frozenset(
    ["ที่", "ต่าง", "เด็ก", "ใหม่", "จริง", "ทั่ว", "มาก", "บ่อย", "เรื่อย", "แต่ละ", "หนึ่ง", "สอง", "ศูนย์", "ห้า", "ล้าน"]
)

# Words that never stand twice: of others the second may be a noun or begin another word (ของของกลาง, แล้วแล้วแต่).
_NEVER_TWICE = frozenset(["และ", "หรือ", "ซึ่ง", "เพื่อ"])
# A word may count itself: ค่าค่าหนึ่ง, ช่วงช่วงใด.
_COUNTED = re.compile("หนึ่ง|เดียว|ใด|นั้น|นี้|แรก|สุดท้าย|ๆ")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        words = office.words(passage.text)
        for (first, word), (second, again) in pairwise(words):
            last = second + len(again)
            is_thai = all("\u0e01" <= letter <= "\u0e4e" for letter in word)
            if not is_thai or word in _LEGIT or second > first + len(word) or _COUNTED.match(passage.text, last):
                continue
            # A dictionary joins เพื่อให้: the doubled word is a part of the one after it.
            if (word == again and len(word) > 2) or (len(word) > 3 and again.startswith(word)):
                # A noun may follow itself (แบบอักษรอักษรซับซ้อน): a person decides.
                replacement = again if word == again and word in _NEVER_TWICE else None
                yield Hit(passage, first, last, "พิมพ์คำว่า {word} ซ้ำ", "ลบคำที่เกินออก", {"word": word}, replacement)


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

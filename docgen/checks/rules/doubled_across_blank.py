"""A word that ends one phrase and begins the next: typed twice, or meant so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_SHORTEST = 5  # letters: shorter words end one clause and begin the next as often as not


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for (first, word), (second, again) in pairwise(office.words(passage.text)):
            gap = passage.text[first + len(word) : second]
            # A dictionary joins การดำเนินงาน: the doubled word may be the end of the one before.
            if gap == " " and len(again) >= _SHORTEST and "ก" <= again[0] <= "๎" and word.endswith(again):
                yield Hit(
                    passage,
                    second - 1 - len(again),
                    second + len(again),
                    "คำว่า {word} อยู่สองข้างของช่องว่าง",
                    "ถ้าพิมพ์ซ้ำ ลบออกหนึ่งคำ",
                    {"word": again},
                )


RULE = Rule(
    code="doubled-across-blank",
    severity=Severity.HINT,
    title="คำซ้ำข้ามช่องว่าง",
    reason="มักเกิดตอนวางข้อความ แต่บางครั้งประโยคใหม่ขึ้นต้นด้วยคำท้ายของประโยคก่อนจริง",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="รายงานผลการดำเนินงาน ดำเนินงาน ตามมาตรการ",
    right="รายงานผลการดำเนินงาน ตามมาตรการ",
    look=_look,
)

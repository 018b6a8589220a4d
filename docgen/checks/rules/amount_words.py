"""An amount of money whose words in brackets say another amount than its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.errors import ThaiError
from docgen.thai.money import baht_text
from docgen.thai.money_reading import FIGURES, amount_of, read_baht
from docgen.thai.numerals import to_thai_digits

_WORDS = r"\((?P<words>[^()|0-9๐-๙]{2,400})\)"
# Figures and then words, as in prose; or words in one cell of a row and the figures at its end.
_BOTH = (
    re.compile(rf"(?<![0-9๐-๙.,/])(?P<figures>{FIGURES})\*{{0,3}}\s{{0,3}}(?:บาท(?:ถ้วน)?)?\*{{0,3}}\s{{0,3}}{_WORDS}"),
    re.compile(
        rf"{_WORDS}[^|0-9๐-๙]{{0,40}}\|[\s*]{{0,20}}(?P<figures>{FIGURES})[\s*]{{0,20}}(?:บาท[\s*]{{0,20}})?\|?\s*$"
    ),
)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        if "(" not in passage.text or not ("บาท" in passage.text or "สตางค์" in passage.text):
            continue
        for pattern in _BOTH:
            for found in pattern.finditer(passage.text):
                said, amount = read_baht(found["words"]), amount_of(found["figures"])
                if said is None and found["words"].strip(" =-–—").endswith("บาทถ้วน"):
                    message = "จำนวนเงินตัวอักษรในวงเล็บอ่านไม่ได้: {found}"
                    hint = "พิมพ์ (ตัวอักษร) แทน โปรแกรมเขียนให้ หรือตรวจตัวสะกด"
                    yield Hit(passage, *found.span("words"), message, hint)
                elif said is not None and amount is not None and said != amount:
                    message = "ตัวเลขกับตัวอักษรเป็นคนละจำนวน: ตัวเลข {figures} บาท แต่ตัวอักษรอ่านได้ {said} บาท"
                    values = {"figures": found["figures"], "said": to_thai_digits(f"{said:,}"), "right": _words(amount)}
                    yield Hit(passage, *found.span("words"), message, "ถ้าตัวเลขถูก ตัวอักษรคือ {right}", values)


def _words(amount: Decimal) -> str:
    try:
        return baht_text(amount)
    except ThaiError:
        return "…"


RULE = Rule(
    code="amount-words",
    severity=Severity.ERROR,
    title="จำนวนเงินตัวเลขกับตัวอักษรไม่ตรงกัน",
    reason="เมื่อสองจำนวนขัดกัน คู่สัญญาและผู้ตรวจสอบไม่รู้ว่าจำนวนใดถูก",
    source="ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา ๑๒ และ ๑๓ (จำนวนเงินที่เขียนทั้งตัวอักษรและตัวเลข)",
    wrong="วงเงิน 1,250.50 บาท (หนึ่งพันสองร้อยห้าสิบบาทถ้วน)",
    right="วงเงิน 1,250.50 บาท (หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์)",
    look=_look,
)

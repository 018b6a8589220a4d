"""Marks in an order that looks right and is found by no search: a tone before its vowel, ํ with า, two เ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.characters import normalize


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        right = normalize(passage.text)
        if right == passage.text:
            continue
        for tag, first, last, start, stop in SequenceMatcher(None, passage.text, right, autojunk=False).get_opcodes():
            if tag != "equal":
                # A letter before and after, so that the stretch can be seen.
                left, back = (first - 1, start - 1) if first and start else (first, start)
                yield Hit(
                    passage,
                    left,
                    last,
                    "สระหรือวรรณยุกต์พิมพ์ผิดลำดับหรือซ้ำ: {found}",
                    "พิมพ์คำนี้ใหม่ (โปรแกรมพิมพ์ออกเป็น {right} ให้แล้ว)",
                    {"right": right[back:stop]},
                    right[back:stop],
                )


RULE = Rule(
    code="mark-order",
    severity=Severity.HINT,
    title="ลำดับสระและวรรณยุกต์",
    reason="เห็นเหมือนถูก แต่ค้นหาไม่พบและโปรแกรมอ่านหน้าจออ่านผิด",
    source="มาตรฐาน Unicode บทที่ ๑๖ (ภาษาไทย)",
    wrong="ประกาศนํ้าประปาหมู่บ้าน",
    right="ประกาศน้ำประปาหมู่บ้าน",
    look=_look,
)

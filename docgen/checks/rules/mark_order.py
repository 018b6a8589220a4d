"""Marks in an order that looks right and is found by no search: a tone before its vowel, ํ with า, two เ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.characters import normalize

# What a repair may touch: marks, vowels made of two, spaces that nobody sees. A run of it is repaired by itself.
_RUN = re.compile("[\u00a0\u00ad\u0e31-\u0e3a\u0e40\u0e47-\u0e4e\u200b-\u200d\u2060\ufeff]+")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        right = normalize(passage.text)
        if right == passage.text:
            continue
        for first, last, start, stop in _differences(passage.text, right):
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


def _differences(text: str, right: str) -> list[tuple[int, int, int, int]]:
    """Return the stretches that differ, as offsets in the one and the other text.

    Run by run, which takes time as the text is long; comparing the texts letter by letter takes its square or cube.
    """
    found: list[tuple[int, int, int, int]] = []
    shift = 0
    for run in _RUN.finditer(text):
        repaired = normalize(run[0])
        if repaired != run[0]:
            same, same_end = _common(run[0], repaired)
            first, last = run.start() + same, run.end() - same_end
            start = run.start() + shift + same
            found.append((first, last, start, start + len(repaired) - same - same_end))
            shift += len(repaired) - len(run[0])
    if len(text) + shift == len(right):
        return found
    same, same_end = _common(text, right)
    return [(same, len(text) - same_end, same, len(right) - same_end)]


def _common(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two texts have in common at the start, and after that at the end."""
    start = _same(one, other)
    return start, _same(one[start:][::-1], other[start:][::-1])


def _same(one: str, other: str) -> int:
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
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

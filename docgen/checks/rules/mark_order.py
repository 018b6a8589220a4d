"""Marks in an order that looks right and is found by no search: a tone before its vowel, ํ with า, two เ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.seams import stands_among_words
from docgen.errors import Severity
from docgen.thai.characters import normalize

# A letter with all that hangs on it or can't be seen behind it, or a แ typed as two เ: a slip lies within one of them.
_AROUND = 200
_ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u00ad\u2060"
_UNSEEN = f"{_ZERO_WIDTH}\u00a0"
_PIECE = re.compile(f"(?:เ[{_ZERO_WIDTH}]*(?=เ))?.[ะ-ฺ็-๎{_UNSEEN}]*", re.DOTALL)
# Marks that no letter bears at once: two vowels, two tones, ์ with a vowel other than ิ and ุ. The slip is another one.
_IMPOSSIBLE = re.compile("[ัิีึืุู็ำ][ัิีึืุู็]|[่้๊๋์][่้๊๋์]|[ัีึืู็่้๊๋]์")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        if normalize(passage.text) == passage.text:
            continue
        for piece in _PIECE.finditer(passage.text):
            right = normalize(piece[0])
            if right != piece[0]:
                is_certain = _is_certain(passage.text, piece, right, office)
                message = "สระหรือวรรณยุกต์พิมพ์ผิดลำดับหรือซ้ำ: {found}"
                hint = "พิมพ์คำนี้ใหม่ (โปรแกรมพิมพ์ออกเป็น {right} ให้แล้ว)"
                if re.sub(f"[{_UNSEEN}]", "", piece[0]) == right.replace(" ", ""):
                    message = "หลังตัว {letter} มีอักขระที่มองไม่เห็น หรือช่องว่างที่ห้ามตัดบรรทัด"
                    hint = "ลบแล้วพิมพ์ช่องว่างธรรมดาถ้าต้องเว้น (โปรแกรมพิมพ์ออกมาอย่างนั้นให้แล้ว)"
                yield Hit(
                    passage,
                    *piece.span(),
                    message,
                    hint,
                    {"right": right, "letter": right.strip()},
                    right if is_certain else None,
                )


def _is_certain(text: str, piece: re.Match[str], right: str, office: Office) -> bool:
    """Tell whether the repaired letter is what was meant: a doubled mark or เ may stand for something else."""
    if _IMPOSSIBLE.search(right):
        return False
    seen = re.sub(f"[{_UNSEEN}]", "", piece[0])
    if "ํ" in seen and "ำ" in right:
        seen = seen.replace("ํ", "").replace("า", "ำ")
    if sorted(seen) == sorted(right.replace(" ", "")):
        return True
    # The words around are enough, and a long text with many such letters takes no more time for each.
    mended = normalize(text[max(0, piece.start() - _AROUND) : piece.start()]) + right
    first = len(mended) - len(right)
    after = normalize(text[piece.end() : piece.end() + _AROUND])
    return stands_among_words(mended + after, first, len(mended), office)


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

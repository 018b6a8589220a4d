"""Which repairs may be written: one door that every rule's replacement passes.

`docgen check --fix` writes only what is right on text that nobody wrote for it; the rest is shown with what is meant.
"""

from __future__ import annotations

from dataclasses import replace

from docgen.checks.pages import Office
from docgen.checks.rule import Hit
from docgen.checks.untouched import is_untouchable

ISSUED = "เอกสารนี้ออกเลขแล้ว จึงไม่แก้ให้ ถ้าผิดจริงให้ออกฉบับแก้ไข (docgen issue ไฟล์ --correct เหตุผล ถ้ายกเลิกไปแล้วไม่ต้องทำอะไร)"
READ_ONLY = "ไฟล์นี้ตั้งไว้ให้อ่านอย่างเดียว จึงไม่แก้ให้ ถ้าจะแก้ให้ยกเลิกการตั้งนั้นก่อน"
PROBABLY = "อาจหมายถึง {right} ตรวจดูแล้วแก้เอง"


def settled(hit: Hit, office: Office) -> Hit:
    """Return a hit with its repair if that may be written, else with the same finding and none.

    What goes on over the end of a line, as front matter may, is left to a person as well.
    """
    is_whole = hit.passage.on_its_line(hit.first, hit.last) == hit.last - hit.first
    if hit.replacement is None or (is_whole and not is_untouchable(hit.passage, hit.first, hit.last, office)):
        return hit
    return replace(hit, replacement=None, hint=PROBABLY if "right" in hit.values else hit.hint)

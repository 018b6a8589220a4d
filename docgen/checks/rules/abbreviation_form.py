"""Abbreviations without the full stops that the Royal Society gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.tables import FormTable
from docgen.errors import Severity

_HOUR = r"(?<=[0-9๐-๙]{2})\s*น(?![.ก-๙])"
_TABLE = FormTable(
    {
        r"(?<![ก-๙])ปปช\.?(?![ก-๙.])": "ป.ป.ช.",
        r"(?<![ก-๙])ปปท\.?(?![ก-๙.])": "ป.ป.ท.",
        r"(?<![ก-๙])พศ\.(?![ก-๙])": "พ.ศ.",
        r"(?<![ก-๙])พ\.ศ(?![.ก-๙])": "พ.ศ.",
        r"(?<![ก-๙])อบต(?![.ก-๙])": "อบต.",
        r"(?<![ก-๙])อ\.บ\.ต\.": "อบต.",
        r"(?<![ก-๙])อบจ(?![.ก-๙])": "อบจ.",
        r"(?<![ก-๙])สตง(?![.ก-๙])": "สตง.",
        r"(?<![ก-๙])โทร(?=\s*[0-9๐-๙])": "โทร.",
        _HOUR: " น.",
    }
)
# What must stand before a form that has another meaning as well: บัตร ปปช is a citizen's card, ห้อง 12 น a room.
_ONLY_AFTER = {
    "ป.ป.ช.": re.compile(r"(?:สำนักงาน|กรรมการ|เลขาธิการ)\s?$"),
    "ป.ป.ท.": re.compile(r"(?:สำนักงาน|กรรมการ|เลขาธิการ)\s?$"),
    " น.": re.compile("(?<![0-9๐-๙.:])[0-9๐-๙]{1,2}[.:][0-9๐-๙]{2}$"),
}
# What must follow: one may โทร (call) 1669, or three times.
_ONLY_BEFORE = {"โทร.": re.compile(r"\s*[0๐][0-9๐-๙ -]{7}")}


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found, right in _TABLE.found_in(passage.text):
            values, message = {"right": right.strip()}, "อักษรย่อ {found} ไม่เต็มรูป"
            if _is_certain(passage.text, found, right):
                yield Hit(passage, *found.span(), message, "เขียน {right}", values, right)
            else:
                yield Hit(passage, *found.span(), message, "อาจหมายถึง {right} ตรวจดูแล้วแก้เอง", values)


def _is_certain(text: str, found: re.Match[str], right: str) -> bool:
    before, after = _ONLY_AFTER.get(right), _ONLY_BEFORE.get(right)
    if before and not before.search(text, max(found.start() - 12, 0), found.start()):
        return False
    return not after or bool(after.match(text, found.end()))


RULE = Rule(
    code="abbreviation-form",
    severity=Severity.WARNING,
    title="รูปอักษรย่อ",
    reason="อักษรย่อที่ขาดจุดอ่านเป็นคำอื่นได้ และค้นไม่พบ",
    source="หลักเกณฑ์การเขียนคำย่อ สำนักงานราชบัณฑิตยสภา",
    wrong="สำนักงาน ปปช. กำหนด",
    right="สำนักงาน ป.ป.ช. กำหนด",
    look=_look,
)

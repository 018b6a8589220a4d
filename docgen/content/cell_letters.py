"""Letters that may stand in no cell of a table, told with their cell: one check for all that comes in as a table."""

from __future__ import annotations

import unicodedata

from docgen.errors import Finding, Place
from docgen.thai.characters import forbidden_characters, normalize

_KINDS = {
    "control": "อักขระควบคุม",
    "bidirectional": "อักขระกำหนดทิศทาง",
    "private": "อักขระเฉพาะของโปรแกรมอื่น มักเป็นสัญลักษณ์แบบ Wingdings",
    "unpaired": "อักขระครึ่งเดียว",
    "replacement": "อักขระที่เสียไปแล้ว",
    "noncharacter": "รหัสที่ไม่ใช่อักขระ",
}
_RETYPE = "ลบอักขระนี้ออก แล้วพิมพ์คำนั้นใหม่ (มักติดมากับข้อความที่คัดลอกจากโปรแกรมอื่น)"
# Places in a cell that are named; a cell may hold thousands.
_MOST = 3


def clean_cell(text: str, place: Place) -> tuple[str, list[Finding]]:
    """Return a cell's text with line ends as "\\n" and marks in standard order, and what may not stand there.

    Besides those that no document may hold, these are separators of lines and unseen letters that turn the direction.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    found = {index: _KINDS.get(name.split()[1], "") for index, name in forbidden_characters(clean)}
    clean_enough = clean if clean.isascii() else normalize(clean)
    unseen = {letter for letter in set(clean_enough) if unicodedata.category(letter) in ("Cf", "Zl", "Zp")}
    for index, letter in enumerate(clean) if unseen else ():
        if letter in unseen:
            found.setdefault(index, "อักขระที่มองไม่เห็น")
    problems = []
    for index in sorted(found)[:_MOST]:
        kind = f"{found[index]} " if found[index] else ""
        before = "".join(letter for letter in clean[max(index - 12, 0) : index] if letter.isprintable()).strip()
        where = f" หลัง “{before}”" if before else ""
        message = f"มีอักขระที่ใช้ในเอกสารไม่ได้ ({kind}U+{ord(clean[index]):04X}){where}"
        problems.append(Finding("forbidden-character", place, message, _RETYPE))
    return clean_enough, problems

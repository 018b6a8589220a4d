"""Words that a command was given and that are kept: reasons and names in register, journal and archive."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.errors import DocgenError, Finding, Place
from docgen.thai.characters import forbidden_characters, in_thai

_KEPT = ("officer", "by", "reason", "correct", "because")
_OPTIONS = {"officer": "--as"}


def refuse_unclean(given: Mapping[str, object]) -> None:
    """Raise DocgenError for an option whose words hold what no document may hold: they go where others read them."""
    problems = []
    for name in _KEPT:
        words = given.get(name)
        for _, found in forbidden_characters(words)[:3] if isinstance(words, str) else ():
            place = Place(_OPTIONS.get(name, f"--{name}"))
            message = f"มีอักขระที่ใช้ในเอกสารไม่ได้ ({in_thai(found)})"
            problems.append(Finding("forbidden-character", place, message, "พิมพ์ข้อความนี้ใหม่"))
    if problems:
        raise DocgenError(problems)

"""Read amounts of money as documents write them: figures with their commas and satang, and the words in brackets."""

from __future__ import annotations

import re
from decimal import Decimal

from docgen.thai.numerals import to_arabic_digits

FIGURES = r"[0-9๐-๙](?:[0-9๐-๙,]{0,24}[0-9๐-๙])?(?:\.(?:[0-9๐-๙]{1,6}|[-–—](?![0-9๐-๙]))?(?![0-9๐-๙]))?"
"""What figures of an amount look like, well grouped or not: ๑,๐๐๐.๕๐, 1000, 1,000.-"""
_GROUPED = re.compile(r"(?P<baht>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<satang>[0-9]{0,2}|[-–—]))?")
_DIGITS = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_WORD = re.compile("|".join((*_DIGITS, *_PLACES, "ล้าน", "ศูนย์")))
_AROUND = re.compile(r"^[\s=\-–—“”\"']+|[\s=\-–—“”\"']+$")
_MOST_LETTERS = 400


def amount_of(figures: str) -> Decimal | None:
    """Return the amount in baht that figures say; None where commas do not part thousands or satang are more than two.

    >>> amount_of("๑,๒๕๐.๕๐"), amount_of("1,000.-"), amount_of("12,50"), amount_of("1.234")
    (Decimal('1250.50'), Decimal('1000'), None, None)
    """
    found = _GROUPED.fullmatch(to_arabic_digits(figures))
    if found is None:
        return None
    satang = (found["satang"] or "").strip("-–—")
    return Decimal(found["baht"].replace(",", "") + (f".{satang}" if satang else ""))


def read_baht(words: str) -> Decimal | None:
    """Return the amount in baht that words say, หนึ่งร้อยหนึ่ง as well as หนึ่งร้อยเอ็ด; None for other words.

    >>> read_baht("หนึ่งล้านยี่สิบเอ็ดบาทถ้วน"), read_baht("- ห้าสิบบาทห้าสิบสตางค์ -"), read_baht("ประมาณร้อยบาท")
    (Decimal('1000021'), Decimal('50.50'), None)
    """
    if len(words) > _MOST_LETTERS:
        return None
    core = "".join(_AROUND.sub("", words).split())
    core = core.removesuffix("ถ้วน") if core.endswith("บาทถ้วน") else core
    before, has_baht, satang_words = core.rpartition("บาท") if "บาท" in core else ("", "", core)
    baht = _number(before) if has_baht else 0
    satang: int | None = 0
    if satang_words:
        satang = _number(satang_words.removesuffix("สตางค์")) if satang_words.endswith("สตางค์") else None
    if baht is None or satang is None or satang > 99 or not (has_baht or satang_words):
        return None
    return Decimal(baht) + Decimal(satang).scaleb(-2) if satang else Decimal(baht)


def _number(words: str) -> int | None:
    """Return a whole number in words, None for other words; what stands before ล้าน is a number of its own."""
    total = below = digit = 0
    at = 0
    least = 1_000_000  # places go down within a million
    while at < len(words):
        found = _WORD.match(words, at)
        if found is None:
            return None
        at, word = found.end(), found[0]
        if word in _DIGITS and not digit:
            digit = _DIGITS[word]
        elif word in _PLACES and _PLACES[word] < least:
            least = _PLACES[word]
            below, digit = below + (digit or 1) * least, 0
        elif word == "ล้าน" and (total or below or digit):
            total, below, digit, least = (total + below + digit) * 1_000_000, 0, 0, 1_000_000
        elif word != "ศูนย์" or len(words) != len("ศูนย์"):
            return None
    return total + below + digit if words else None

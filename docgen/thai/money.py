"""Amounts of money in Thai words, as documents give them in brackets after the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.thai.errors import ThaiError

if TYPE_CHECKING:
    from decimal import Decimal

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000
# Beyond every budget; a longer number is a slip of the keyboard.
_LIMIT = 10**18


class AmountError(ThaiError):
    """An amount of money that has no words. Reasons: not-a-number, negative, part-of-satang, too-large."""


def baht_text(amount: Decimal) -> str:
    """Write an amount in baht in words; a last 1 behind other digits is เอ็ด, whole baht end in ถ้วน.

    Raises AmountError: not-a-number, negative, part-of-satang (more than two decimals), too-large (10 to the 18th).
    Source of เอ็ด: อ่านอย่างไรและเขียนอย่างไร ฉบับราชบัณฑิตยสถาน, 16th printing, p. 67 (legacy.orst.go.th, 10323).

    >>> from decimal import Decimal
    >>> baht_text(Decimal("1000021")), baht_text(Decimal("101.50")), baht_text(Decimal("0.50"))
    ('หนึ่งล้านยี่สิบเอ็ดบาทถ้วน', 'หนึ่งร้อยเอ็ดบาทห้าสิบสตางค์', 'ห้าสิบสตางค์')
    """
    if fault := _fault(amount):
        reason, message_th, hint_th = fault
        raise AmountError(
            reason, f"amount {amount}: {reason}", value=str(amount), message_th=message_th, hint_th=hint_th
        )
    baht, satang = divmod(int(amount.scaleb(2)), 100)
    if not satang:
        return f"{_read(baht) or 'ศูนย์'}บาทถ้วน"
    return f"{_read(baht)}{'บาท' if baht else ''}{_read(satang)}สตางค์"


def _fault(amount: Decimal) -> tuple[str, str, str] | None:
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int):
        return "not-a-number", "จำนวนเงินไม่ใช่ตัวเลข", "เขียนจำนวนเงินเป็นตัวเลข เช่น 1234.50"
    if amount < 0:
        return "negative", "จำนวนเงินติดลบ", "เขียนจำนวนเงินตั้งแต่ ๐ ขึ้นไป"
    if amount >= _LIMIT:
        return "too-large", "จำนวนเงินมากเกินไป", "ตรวจจำนวนหลัก"
    if exponent < -2:
        return "part-of-satang", "จำนวนเงินมีทศนิยมเกินสองตำแหน่ง", "ปัดให้เหลือสตางค์ คือทศนิยมสองตำแหน่ง"
    return None


def _read(number: int) -> str:
    """Read a whole number, "" for 0; millions are read as a number of their own (หนึ่งล้านล้าน)."""
    millions, rest = divmod(number, _MILLION)
    return f"{_read(millions)}ล้าน{_read_below_million(rest, bool(millions))}" if millions else _read_below_million(rest)


def _read_below_million(number: int, follows_million: bool = False) -> str:
    words: list[str] = []
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            continue
        word = _DIGITS[digit]
        if place == 1 and digit <= 2:
            word = ("", "ยี่")[digit - 1]
        elif place == 0 and digit == 1 and (words or follows_million):
            word = "เอ็ด"
        words.append(word + _PLACES[place])
    return "".join(words)

"""Amounts in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.thai.money import AmountError, baht_text

from .case_files import read_cases

DIGITS = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "เอ็ด": 1, "ยี่": 2}
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}


@pytest.mark.parametrize(("amount", "words"), read_cases("money"))
def test_an_amount_is_written_in_words(amount: str, words: str) -> None:
    """Amounts are written as banks and offices do, to the satang."""
    assert baht_text(Decimal(amount)) == words


@given(st.integers(0, 10**18 - 1), st.integers(0, 99))
def test_the_words_say_the_amount(baht: int, satang: int) -> None:
    """The words, read back, are the amount."""
    words = baht_text(Decimal(baht) + Decimal(satang).scaleb(-2) if baht < 10**16 else Decimal(f"{baht}.{satang:02}"))
    before, _, after = words.rpartition("บาท") if "บาท" in words else ("", "", words)
    assert _said(before) == baht
    assert _said(after.removesuffix("ถ้วน").removesuffix("สตางค์")) == satang


def _said(words: str) -> int:
    millions, has_millions, rest = words.rpartition("ล้าน")
    if has_millions:
        return _said(millions) * 10**6 + _said(rest)
    total = digit = 0
    while rest and rest != "ศูนย์":
        word = next(word for word in [*DIGITS, *PLACES] if rest.startswith(word))
        rest = rest.removeprefix(word)
        if word in DIGITS:
            digit = DIGITS[word]
        else:
            total, digit = total + (digit or 1) * PLACES[word], 0
    return total + digit


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("-1", "negative"),
        ("1.001", "part-of-satang"),
        ("1.500", "part-of-satang"),
        ("NaN", "not-a-number"),
        ("-Infinity", "not-a-number"),
        ("1000000000000000000", "too-large"),
        ("1E+999999", "too-large"),
    ],
)
def test_an_amount_without_words_is_refused(amount: str, reason: str) -> None:
    """Negative, endless or finer than a satang: refused."""
    with pytest.raises(AmountError) as refused:
        baht_text(Decimal(amount))
    assert refused.value.reason == reason
    assert refused.value.value == str(Decimal(amount))
    assert refused.value.message_th
    assert refused.value.hint_th

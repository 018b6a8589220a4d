"""Amounts in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.thai.money import AmountError, baht_text
from docgen.thai.money_reading import amount_of, read_baht
from docgen.thai.numerals import to_thai_digits

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


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_words_and_figures_of_an_amount_are_read_as_it(baht: int, satang: int) -> None:
    """What is written in words, and the same amount in figures with commas, Thai or Arabic, are read as one amount."""
    amount = Decimal(f"{baht}.{satang:02}")
    assert read_baht(baht_text(amount)) == amount
    assert amount_of(f"{amount:,}") == amount_of(to_thai_digits(f"{amount:,}")) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("หนึ่งร้อยหนึ่งบาทถ้วน", "101"), ("= หนึ่งหมื่น สองพันบาทถ้วน =", "12000"), ("ร้อยบาท", "100"),
        ("สองล้านล้านบาทห้าสตางค์", "2000000000000.05"), ("ยี่สิบสตางค์", "0.20"), ("ศูนย์บาทถ้วน", "0"),
        ("ศูนย์บาทห้าสิบสตางค์", "0.5"), ("ประมาณร้อยบาท", None), ("สิบร้อยบาท", None), ("บาทถ้วน", None), ("หนึ่งสองบาท", None),
        ("ห้าสิบบาทหนึ่งร้อยสตางค์", None), ("ล้านบาท", None), ("หนี่งบาท", None), ("", None), ("ก" * 500, None),
    ],
)  # fmt: skip
def test_words_that_are_an_amount_are_read_and_others_not(words: str, amount: str | None) -> None:
    """Both usages of a last one, blanks and strokes around it are read; what is no amount is not guessed."""
    assert read_baht(words) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("figures", ["12,50", "1,2345", "1.234", "1..2", ",5", "1,000.5.0", ""])
def test_figures_that_are_grouped_wrongly_are_no_amount(figures: str) -> None:
    """A slip of commas or decimals is not read as another amount."""
    assert amount_of(figures) is None

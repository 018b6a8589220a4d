"""Digits change one for one, and only where they are prose."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.thai.numerals import thai_digits_in_prose, thai_number, to_arabic_digits, to_thai_digits

from .case_files import read_cases

PROSE = st.text(st.sampled_from("0129๓กข่า /.:,;()[]'“-@?#aOxéwth\u00a0\n|_")) | st.text()
FRAGMENTS = st.text(st.sampled_from("hwxf/2รi()[I,ปO@ ")).map(
    lambda letters: "".join(
        {"h": "https://", "w": "www.", "x": "x.go.th", "f": ".jpg", "i": "/ข่าว/", "I": "ITA", "2": "2566"}.get(
            letter, letter
        )
        for letter in letters
    )
)


@pytest.mark.parametrize(("typed", "printed"), read_cases("numerals"))
def test_digits_change_in_prose_only(typed: str, printed: str) -> None:
    """Digits beside Latin letters, in addresses and codes, stay."""
    assert thai_digits_in_prose(typed) == printed


@given(PROSE | FRAGMENTS)
@example("(".join(["https://x/"] * 3))
def test_only_digits_change_in_prose(text: str) -> None:
    """Nothing but digits differs."""
    printed = thai_digits_in_prose(text)
    assert len(printed) == len(text)
    for before, after in zip(text, printed, strict=True):
        assert after in (before, to_thai_digits(before))


@given(PROSE | FRAGMENTS)
def test_prose_once_changed_stays(text: str) -> None:
    """Changing twice is changing once."""
    printed = thai_digits_in_prose(text)
    assert thai_digits_in_prose(printed) == printed


@given(st.text(st.sampled_from("0123456789กขคา่ ๕.,()/-")))
def test_every_digit_changes_where_nothing_is_latin(text: str) -> None:
    """Without Latin letters every digit is Thai."""
    assert thai_digits_in_prose(text) == to_thai_digits(text)


@given(st.text())
def test_digits_change_there_and_back(text: str) -> None:
    """There and back is where it was."""
    assert not re.search("[0-9]", to_thai_digits(text))
    assert not re.search("[๐-๙]", to_arabic_digits(text))
    assert to_thai_digits(to_arabic_digits(text)) == to_thai_digits(text)


@pytest.mark.parametrize(("value", "written"), [(0, "๐"), (2566, "๒๕๖๖"), (1234567, "๑๒๓๔๕๖๗"), (-5, "-๕")])
def test_a_number_is_written_without_thousands_marks(value: int, written: str) -> None:
    """A year has no comma."""
    assert thai_number(value) == written


@pytest.mark.parametrize(
    "part", ["1ก", "a.", "1a", "ก1.pdf", ")1.pdf", "www.", "https://x/(", "((", "a.b/", "1,", "x@", "http://a:1", "-"]
)
def test_long_text_takes_no_longer_than_its_length(part: str) -> None:
    """Long text is changed in linear time."""
    started = time.process_time()
    thai_digits_in_prose("1" + part * (60_000 // len(part)))
    assert time.process_time() - started < 1.5

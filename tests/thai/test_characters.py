"""Text that looks right is made to read right; what may stand in no document is found."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.thai import characters
from docgen.thai.characters import forbidden_characters, in_thai, normalize

from .case_files import read_cases

MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
THAI = st.text(st.sampled_from("กนเแาำะๅๆ " + MARKS + "\u200b\u00a0\u00ad")) | st.text()


@pytest.mark.parametrize(("typed", "repaired"), read_cases("characters"))
def test_what_looks_right_is_made_to_read_right(typed: str, repaired: str) -> None:
    """ํ + า becomes ำ, marks get their order: what looks right reads right."""
    assert normalize(typed) == repaired


@given(THAI)
def test_repaired_text_stays_as_it_is(text: str) -> None:
    """Text that is repaired is not changed again."""
    repaired = normalize(text)
    assert normalize(repaired) == repaired


@given(THAI)
def test_no_letter_is_lost(text: str) -> None:
    """Repairing leaves every consonant, vowel and mark in place."""
    letters = "กนแะๅๆ"
    kept = [c for c in normalize(text).replace("แ", "เเ") if c in letters + "เ"]
    assert kept == [c for c in text.replace("แ", "เเ") if c in letters + "เ"]


@given(st.text(st.characters(max_codepoint=0x0DFF, exclude_characters="\u00a0\u00ad")))
def test_other_scripts_are_left_alone(text: str) -> None:
    """Latin, Chinese and emoji are none of ours."""
    assert normalize(text) == text


@pytest.mark.parametrize("part", ["่ี", "ี", "่", "ํ่", "ํ", "ำ่", "เ", "ํา", "ี่ํ", "\u200b"])
def test_long_runs_take_no_longer_than_their_length(part: str) -> None:
    """A long run of marks is repaired in linear time."""
    started = time.process_time()
    normalize("ก" + part * (60_000 // len(part)) + "า")
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(("text", "found"), read_cases("forbidden"))
def test_forbidden_characters_are_named_with_their_index(text: str, found: str) -> None:
    """Control and other forbidden characters are named with their place."""
    assert "; ".join(f"{index} {name}" for index, name in forbidden_characters(text)) == found


def test_private_use_and_noncharacters_beyond_the_first_plane_are_forbidden() -> None:
    """Private use characters beyond the first plane are forbidden, too."""
    found = forbidden_characters("\U000f0000\U0010fffd\U0001fffe\U0010ffff\U0001f600")
    assert [name for _, name in found] == [
        "U+F0000 private use character",
        "U+10FFFD private use character",
        "U+1FFFE noncharacter",
        "U+10FFFF noncharacter",
    ]


def test_every_kind_of_forbidden_character_is_named_in_thai() -> None:
    """Each forbidden kind has a Thai name."""
    kinds = {name for code in range(0x110000) for _, name in forbidden_characters(chr(code))}
    assert len({in_thai(name).partition(" ")[2] for name in kinds}) == 11


def test_no_character_that_is_taken_for_ordinary_is_forbidden() -> None:
    """No character that is taken for ordinary is forbidden."""
    ordinary = [one for one in map(chr, range(0x3000)) if not re.search(characters._OUT_OF_THE_ORDINARY, one)]
    assert len(ordinary) > 150
    assert not [one for one in ordinary if re.search(characters._ANY_FORBIDDEN, one)]

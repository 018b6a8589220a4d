"""Labels are written from patterns, and typed numbers are read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.thai.numbering import (
    LIST_LETTERS,
    NumberingError,
    format_label,
    pattern_levels,
    read_marker,
    validate_pattern,
)

from .case_files import read_cases

SCHEMES = {
    "decimal": ("{1}.", "{1}.{2}", "{3})"),
    "sections": ("ข้อ {1}", "({2})", "({3:ก})"),
    "letters": ("{1:ก}.", "{2}.", "{3})"),
}


@pytest.mark.parametrize(
    ("pattern", "counters", "label"),
    [
        ("{1}.", [12], "๑๒."),
        ("{1}.{2}", [2, 1], "๒.๑"),
        ("{3})", [9, 9, 1], "๑)"),
        ("ข้อ {1}", [1], "ข้อ ๑"),
        ("({2:ก})", [1, 4], "(ง)"),
        ("{1:ก}.{2}", [5, 10], "จ.๑๐"),
        ("{1:ก}.", [41], "ฮ."),
        ("-", [], "-"),
    ],
)
def test_a_label_is_written_from_its_pattern(pattern: str, counters: list[int], label: str) -> None:
    """A label is what its pattern says for the counts."""
    assert format_label(pattern, counters) == label


def test_letters_run_as_in_official_lists() -> None:
    """Letters run ก ข ค, without those that lists leave out."""
    assert LIST_LETTERS.startswith("กขคงจฉชซฌญฎฏฐ")
    assert list(LIST_LETTERS) == sorted(set(LIST_LETTERS))
    assert not set(LIST_LETTERS) & set("ฃฅฆฤฦ")
    assert len(LIST_LETTERS) == 41


@pytest.mark.parametrize(
    ("pattern", "counters", "reason"),
    [
        ("{1:ก}.", [42], "letters-exhausted"),
        ("{1}.", [0], "counter-too-small"),
        ("{1}.{2}", [1], "counter-missing"),
        ("{x}", [1], "bad-pattern"),
    ],
)
def test_a_label_that_cannot_be_written_is_refused(pattern: str, counters: list[int], reason: str) -> None:
    """Counts that a pattern has no sign for are refused."""
    with pytest.raises(NumberingError) as refused:
        format_label(pattern, counters)
    assert refused.value.reason == reason
    assert refused.value.message_th
    assert refused.value.hint_th


def test_the_levels_of_a_pattern_are_those_it_shows() -> None:
    """A pattern shows the levels that its label has."""
    assert pattern_levels("ข้อ {1}.{2:ก}") == (1, 2)
    assert pattern_levels("-") == ()


@pytest.mark.parametrize("patterns", SCHEMES.values(), ids=SCHEMES)
def test_the_schemes_of_the_layout_are_valid(patterns: tuple[str, ...]) -> None:
    """Every scheme of layout.yaml is valid."""
    for level, pattern in enumerate(patterns, start=1):
        validate_pattern(pattern, level)


@pytest.mark.parametrize(
    ("pattern", "level", "reason"),
    [
        ("{0}.", 1, "bad-pattern"),
        ("{1", 1, "bad-pattern"),
        ("{1:a}", 1, "bad-pattern"),
        ("{1}}", 1, "bad-pattern"),
        ("{1}.{2}", 1, "deeper-counter"),
        ("-", 1, "own-counter-missing"),
        ("", 1, "own-counter-missing"),
        ("{1}.", 2, "own-counter-missing"),
        ("{2}.{1}", 2, "counter-order"),
        ("{1}.{1}", 1, "counter-order"),
    ],
)
def test_a_pattern_that_cannot_label_its_level_is_refused(pattern: str, level: int, reason: str) -> None:
    """A pattern without its own level's counter is refused."""
    with pytest.raises(NumberingError) as refused:
        validate_pattern(pattern, level)
    assert refused.value.reason == reason
    assert pattern in refused.value.message_th


@pytest.mark.parametrize(("scheme", "line", "label", "numbers", "level", "rest"), read_cases("markers"))
def test_a_typed_number_is_read(scheme: str, line: str, label: str, numbers: str, level: str, rest: str) -> None:
    """A number typed in any usual form is read."""
    marker = read_marker(line, SCHEMES[scheme])
    assert marker is not None
    assert (marker.label, " ".join(map(str, marker.numbers))) == (label, numbers)
    assert (str(marker.level).lower(), line[marker.rest_start :]) == (level, rest)


@pytest.mark.parametrize(("scheme", "line", "why"), read_cases("no_markers"))
def test_other_numbers_are_left_alone(scheme: str, line: str, why: str) -> None:
    """Dates, amounts and the like are no numbers of clauses."""
    assert read_marker(line, SCHEMES[scheme]) is None, why


def test_a_shape_that_two_levels_share_names_no_level() -> None:
    """A shape that fits two levels decides nothing."""
    marker = read_marker("1) ประกาศ", ["{1})", "{1}.{2}", "{3})"])
    assert marker is not None
    assert marker.level is None


def test_the_pattern_of_the_scheme_goes_before_the_count_of_parts() -> None:
    """The scheme's own pattern decides before the number of parts does."""
    marker = read_marker("2.1 ประกาศ", ["{1}.", "{2})", "{2}.{3}"])
    assert marker is not None
    assert marker.level == 3


@given(
    st.sampled_from(sorted(SCHEMES)),
    st.integers(1, 3),
    st.tuples(*[st.integers(1, 41)] * 3),
    st.text(st.sampled_from("กขา 1.")),
)
def test_a_written_label_is_read_as_its_level(scheme: str, level: int, counters: tuple[int, ...], rest: str) -> None:
    """A label that was written is read back as its level."""
    pattern = SCHEMES[scheme][level - 1]
    label = format_label(pattern, counters)
    marker = read_marker(f" {label} {rest}", SCHEMES[scheme])
    assert marker is not None
    assert (marker.label, marker.level) == (label, level)
    assert marker.numbers == tuple(counters[shown - 1] for shown in pattern_levels(pattern))


@given(st.text(st.sampled_from("019๑๒.) (กข้อน\t ")) | st.text())
def test_the_rest_begins_behind_the_label_and_its_blanks(line: str) -> None:
    """What follows a label begins after its blanks."""
    for patterns in SCHEMES.values():
        marker = read_marker(line, patterns)
        if marker is not None:
            assert line.lstrip(" \t\u00a0").startswith(marker.label)
            rest = line[marker.rest_start :]
            assert rest == rest.lstrip(" \t\u00a0")

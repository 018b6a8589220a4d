"""Dates, months and periods are read as clerks type them and written as documents have them."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.thai import dates
from docgen.thai.dates import DateForm, Period, ThaiDateError

from .case_files import read_cases

DAYS = st.dates(datetime.date(1857, 1, 1), datetime.date(2199, 12, 31))
SHORT_YEAR_DAYS = st.dates(datetime.date(1957, 1, 1), datetime.date(2056, 12, 31))


@pytest.mark.parametrize(("typed", "date"), read_cases("dates"))
def test_a_date_is_read(typed: str, date: str) -> None:
    """Dates as people write them are read as the day they mean."""
    assert dates.read_date(typed) == datetime.date.fromisoformat(date)


@pytest.mark.parametrize(("typed", "month"), read_cases("months"))
def test_a_month_is_read(typed: str, month: str) -> None:
    """Months with their year are read."""
    assert "{}-{}".format(*dates.read_month(typed)) == month


@pytest.mark.parametrize(("typed", "written"), read_cases("month_ranges"))
def test_a_range_of_months_is_read_and_written(typed: str, written: str) -> None:
    """A range of months is read, and written as it is read."""
    assert dates.write_period(dates.read_months(typed)) == written


@pytest.mark.parametrize(("first", "last", "written"), read_cases("day_periods"))
def test_days_are_written(first: str, last: str, written: str) -> None:
    """A day is written as official papers do."""
    assert dates.write_period(dates.day_period(dates.read_date(first), dates.read_date(last))) == written


@pytest.mark.parametrize(("read_as", "typed", "reason", "message", "hint"), read_cases("dates_refused"))
def test_what_is_refused_is_explained(read_as: str, typed: str, reason: str, message: str, hint: str) -> None:
    """What is refused says why."""
    readers = {"date": dates.read_date, "month": dates.read_month, "months": dates.read_months}
    with pytest.raises(ThaiDateError) as refused:
        readers[read_as](typed)
    assert (refused.value.reason, refused.value.message_th, refused.value.hint_th) == (reason, message, hint)


def test_a_long_text_is_no_date() -> None:
    """A long text is refused at once."""
    with pytest.raises(ThaiDateError, match="cannot read") as refused:
        dates.read_date("1 " + "ก" * 100_000)
    assert len(refused.value.message_th) < 120


@given(DAYS, st.sampled_from([form for form in get_args(DateForm) if form not in ("short", "month-and-year")]))
def test_a_written_date_is_read_again(date: datetime.date, form: DateForm) -> None:
    """A date that was written is read as the same day."""
    assert dates.read_date(dates.write_date(date, form)) == date


@given(SHORT_YEAR_DAYS)
def test_a_short_date_is_read_again(date: datetime.date) -> None:
    """So is a short one."""
    assert dates.read_date(dates.write_date(date, "short")) == date


@given(DAYS, DAYS)
def test_written_months_are_read_again(one: datetime.date, other: datetime.date) -> None:
    """So is a month."""
    first, last = (dates.month_period(date.year + 543, date.month) for date in sorted((one, other)))
    period = Period(first.first, last.last, whole_months=True)
    assert dates.read_months(dates.write_period(period)) == period


@given(st.text(st.sampled_from("0159๓ /-.พศคมีนาคมวันที่เดือนปีถึง–")) | st.text())
def test_any_text_is_read_or_refused_with_words_for_the_clerk(text: str) -> None:
    """Random text is read or refused with Thai words."""
    for read in (dates.read_date, dates.read_month, dates.read_months):
        assert all(_words_for_the_clerk(read, text))


def _words_for_the_clerk(read: Callable[[str], object], text: str) -> tuple[str, ...]:
    try:
        read(text)
    except ThaiDateError as refused:
        return refused.message_th, refused.hint_th
    return ()


def test_a_period_cannot_end_before_it_begins() -> None:
    """A period that ends before it begins is refused."""
    with pytest.raises(ThaiDateError) as refused:
        dates.day_period(datetime.date(2023, 3, 12), datetime.date(2023, 3, 10))
    assert refused.value.reason == "backwards"
    assert refused.value.message_th == "ช่วง “๑๒ มีนาคม ๒๕๖๖ - ๑๐ มีนาคม ๒๕๖๖” สิ้นสุดก่อนเริ่ม"


def test_a_month_has_all_its_days() -> None:
    """A month covers its first to its last day."""
    assert dates.month_period(2567, 2) == Period(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29), True)


@pytest.mark.parametrize(
    ("buddhist_year", "month", "reason"), [(2023, 3, "year-out-of-range"), (2566, 13, "no-such-month")]
)
def test_a_month_that_cannot_be_is_refused(buddhist_year: int, month: int, reason: str) -> None:
    """A thirteenth month is refused."""
    with pytest.raises(ThaiDateError) as refused:
        dates.month_period(buddhist_year, month)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("date", "buddhist_year"),
    [("2022-09-30", 2565), ("2022-10-01", 2566), ("2022-12-31", 2566), ("2023-01-01", 2566), ("2023-09-30", 2566)],
)
def test_the_fiscal_year_is_named_by_the_year_it_ends_in(date: str, buddhist_year: int) -> None:
    """October 2565 is of fiscal year 2566."""
    assert dates.fiscal_year(datetime.date.fromisoformat(date)) == buddhist_year


@pytest.mark.parametrize(
    ("months", "written"),
    [(6, "เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖"), (12, "เดือนตุลาคม ๒๕๖๕ - กันยายน ๒๕๖๖")],
)
def test_a_reporting_round_begins_with_the_fiscal_year(months: Literal[6, 12], written: str) -> None:
    """The first round begins in October."""
    period = dates.reporting_round(2566, months)
    assert dates.write_period(period) == written
    assert {dates.fiscal_year(period.first), dates.fiscal_year(period.last)} == {2566}


def test_another_round_is_refused() -> None:
    """There are rounds of six and of twelve months only."""
    with pytest.raises(ThaiDateError) as refused:
        dates.reporting_round(2566, 9)  # type: ignore[arg-type]
    assert refused.value.reason == "unknown-round"


def test_importing_the_helpers_does_not_import_babel() -> None:
    """Reading a date does not cost the time of loading Babel."""
    modules = "dates, numbering, numerals, characters, money"
    probe = (
        f"import sys; from docgen.thai import {modules}; sys.exit('babel' in sys.modules or 'difflib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0

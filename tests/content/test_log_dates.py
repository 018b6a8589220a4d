"""Dates of a log: as typed, as Excel made them, as it exports them; what has two readings is told with both."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.content.dates import read_activity_period
from docgen.content.log_dates import read_log_date, read_log_months
from docgen.content.number_format.dates import ENGLISH_MONTHS
from docgen.content.number_format.show import DateLook
from docgen.content.rows import CellText
from docgen.content.spreadsheet.cells import DateValue
from docgen.errors import Place
from docgen.thai.dates import month_period, write_period
from docgen.thai.months import ThaiDateError, month_names, short_month_names

MARCH = month_period(2566, 3)
TENTH = datetime.date(2023, 3, 10)


def reason(read: object, text: str, cell: DateValue | None = None, year: int = 2566) -> tuple[str, str]:
    with pytest.raises(ThaiDateError) as raised:
        read(text, cell, year)  # type: ignore[operator]
    assert raised.value.hint_th
    return raised.value.reason, raised.value.message_th


@pytest.mark.parametrize(
    "text",
    [
        "มี.ค.-66",
        "มี.ค. 66",
        "มีค66",
        "มี.ค.66",
        "มีนาคม 2566",
        "มี.ค.-2566",
        "เดือนมีนาคม พ.ศ. 2566",
        "Mar-23",
        "Mar-66",
        "mar 2023",
        "March 2023",
        "มี.ค.-23",
        "มี.ค. ๖๖",
        "3/2566",
        "2023-03",
    ],
)
def test_a_month_is_understood_as_excel_shows_it(text: str) -> None:
    """Months as Excel shows them, in Thai and English, short and long, are understood."""
    assert read_log_months(text, None, 2566) == MARCH


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ต.ค. 65 - มี.ค. 66", (2565, 10), (2566, 3)),
        ("ต.ค.65-มี.ค.66", (2565, 10), (2566, 3)),
        ("ม.ค. - มี.ค. 66", (2566, 1), (2566, 3)),
        ("ม.ค.-มี.ค.66", (2566, 1), (2566, 3)),
        ("ตุลาคม 2565 ถึง มีนาคม 2566", (2565, 10), (2566, 3)),
        ("Oct-22 - Mar-23", (2565, 10), (2566, 3)),
    ],
)
def test_a_span_of_months_stays_a_span(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    """A span of months is kept as a span, with both ends."""
    period = read_log_months(text, None, 2566)
    assert (period.first, period.last) == (month_period(*first).first, month_period(*last).last)


@pytest.mark.parametrize(
    "text",
    [
        "10-มี.ค.-66",
        "10 มี.ค. 66",
        "10มี.ค.66",
        "10 มีนาคม 2566",
        "วันที่ 10 มีนาคม 2566",
        "10-Mar-23",
        "10/3/2566",
        "10-3-2566",
        "10.3.2566",
        "10/3/66",
        "10/3/66 0:00",
        "10/03/2566 00:00:00",
        "2566-03-10 00:00:00",
        "2023-03-10T00:00:00",
        "2023-03-10",
        "๑๐/๓/๒๕๖๖",
    ],
)
def test_a_day_is_understood_as_excel_shows_it(text: str) -> None:
    """A day as Excel shows it is that day."""
    assert read_log_date(text, None, 2566) == TENTH


def test_day_and_month_that_may_change_places_are_told_with_both_readings() -> None:
    """3/4/66 may be March or April: both readings are told, and none is taken."""
    for text in ("3/10/2023", "3-10-2023", "3/10/23"):
        found, message = reason(read_log_date, text)
        assert found == "two-readings"
        assert "3 ตุลาคม 2566 หรือ 10 มีนาคม 2566" in message
    assert read_log_date("22/3/2023", None, 2566) == read_log_date("3/22/2023", None, 2566)
    assert read_log_date("3/3/2023", None, 2566) == datetime.date(2023, 3, 3)
    assert read_log_date("3/10/2566", None, 2566) == datetime.date(2023, 10, 3)  # Thais write the day first


def test_a_year_of_two_digits_that_is_near_in_no_era_is_told_with_both_readings() -> None:
    """A year of two digits that fits neither era is told with both readings."""
    for read, text in ((read_log_months, "มี.ค.-45"), (read_log_date, "10-มี.ค.-45"), (read_log_date, "10/3/45")):
        found, message = reason(read, text)
        assert found == "two-readings"
        assert "มีนาคม 2545 หรือ มีนาคม 2588" in message
    assert read_log_months("มี.ค. 45", None, 2545) == month_period(2545, 3)
    assert read_log_months("มี.ค. 45", None, 0) == month_period(2545, 3)  # a report without a year has an error already


def test_what_is_no_day_is_told_and_nothing_of_it_is_dropped() -> None:
    """Text that is no day is told with all its letters."""
    found, message = reason(read_log_date, "45000")
    assert (found, "๑๕ มีนาคม ๒๕๖๖" in message) == ("serial-number", True)
    assert reason(read_log_date, "10/3/2566 9:30")[0] == "has-time"
    assert reason(read_log_date, "10 มีนาคม 2566 เวลา")[0] != ""
    assert reason(read_log_date, "10 มีนา 66")[0] == "unknown-month"
    assert reason(read_log_date, "31/2/2566")[0] == "no-such-day"
    assert reason(read_log_date, "ก" * 5_000)[0] == "unreadable"


MONTH_ONLY, SHORT_DAY, LONG = DateLook(False, "short"), DateLook(True, "short"), DateLook(True, "long")
BUDDHIST = DateLook(False, "short", buddhist=True)


@pytest.mark.parametrize("year", [2023, 1966, 2066, 2566, 2523])
def test_a_month_that_excel_made_a_date_is_what_the_sheet_shows(year: int) -> None:
    """มี.ค.-66 or Mar-23 typed: Excel keeps 1 March of 1966, 2066, 2023, 2523 or 2566, and shows two digits."""
    cell = DateValue(datetime.date(year, 3, 1), False, MONTH_ONLY)
    assert read_log_months("-", cell, 2566) == MARCH
    assert read_log_months("-", DateValue(datetime.date(2023, 3, 1), False, BUDDHIST), 2566) == MARCH


def test_a_date_cell_is_its_day_and_whatever_is_uncertain_is_told() -> None:
    """A cell with a date is its day; where it might be another, that is told."""
    assert read_log_date("", DateValue(TENTH, False, LONG), 2566) == TENTH
    assert read_log_date("", DateValue(TENTH.replace(year=2566), False, LONG), 2566) == TENTH
    assert read_log_date("", DateValue(TENTH, False, SHORT_DAY), 2566) == TENTH
    assert reason(read_log_date, "", DateValue(TENTH, True, LONG))[0] == "has-time"
    assert reason(read_log_date, "", DateValue(TENTH, False, MONTH_ONLY))[0] == "no-day"
    assert reason(read_log_months, "", DateValue(TENTH, False, LONG))[0] == "day-for-month"
    assert reason(read_log_months, "", DateValue(datetime.date(1980, 3, 1), False, MONTH_ONLY))[0] == "two-readings"


def period(month: str, first: str, last: str) -> tuple[str, list[str]]:
    cells = [CellText(text, Place("log.csv", 2, column)) for column, text in enumerate((month, first, last), start=3)]
    found, problems = read_activity_period(cells[0], cells[1], cells[2], 2566)
    return write_period(found) if found else "", [f"{problem.code}:{problem.place.column}" for problem in problems]


def test_no_cell_of_a_period_is_passed_over() -> None:
    """Every cell of a period is read or told."""
    assert period("มี.ค. 66", "10/3/2566", "12/3/2566") == ("๑๐ - ๑๒ มีนาคม ๒๕๖๖", [])
    assert period("เมษายน 2566", "10/3/2566", "")[1] == ["dates-disagree:3"]
    assert period("", "", "12/3/2566")[1] == ["missing-date:4"]
    assert period("มี.ค. 66", "", "12/3/2566")[1] == ["missing-date:4"]
    assert period("", "", "")[1] == ["missing-date:3"]
    assert period("ไม่รู้", "10/3/2566", "")[1] == ["wrong-date:3"]
    assert period("", "12/3/2566", "10/3/2566")[1] == ["end-before-start:5"]


@given(
    st.dates(datetime.date(2022, 10, 1), datetime.date(2023, 9, 30)),
    st.sampled_from(
        ["{d}-{s}-{b}", "{d} {s} {b}", "{d}-{e}-{c}", "{d} {t} {B}", "{d}/{m}/{B}", "{d} {t} {C}", "{d}/{m}/{b}"]
    ),
)
def test_each_day_of_the_year_comes_back_however_it_is_exported(day: datetime.date, form: str) -> None:
    """All days of a year come back from every form of export."""
    buddhist = day.year + 543
    text = form.format(
        d=day.day,
        m=day.month,
        s=short_month_names()[day.month - 1],
        t=month_names()[day.month - 1],
        e=ENGLISH_MONTHS[day.month - 1][:3],
        b=buddhist % 100,
        c=day.year % 100,
        B=buddhist,
        C=day.year,
    )
    assert read_log_date(text, None, 2566) == day


@given(st.text(st.sampled_from("0123456789 -/.:มีคพศเมย.AMarเดือนถึงT"), max_size=30))
def test_no_text_ends_in_another_error(text: str) -> None:
    """Random text is read or told with a finding of ours."""
    for read in (read_log_date, read_log_months):
        with contextlib.suppress(ThaiDateError):
            read(text, None, 2566)


@pytest.mark.parametrize(
    ("text", "told", "remedy"),
    [
        ("10 มี.ค. 66", "เป็นวันที่ ๑๐ มีนาคม ๒๕๖๖", "ช่องเริ่ม"),
        ("ไตรมาส 2", "ไม่บอกว่าเดือนใด", "มกราคม - มีนาคม 2566"),
        ("ตลอดปี", "ไม่บอกว่าเดือนใด", "มกราคม - มีนาคม 2566"),
    ],
)
def test_what_is_no_month_is_told_with_what_to_write(text: str, told: str, remedy: str) -> None:
    """A month that is none is told with what to write."""
    with pytest.raises(ThaiDateError) as refused:
        read_log_months(text, None, 2566)
    assert told in refused.value.message_th
    assert remedy in refused.value.hint_th

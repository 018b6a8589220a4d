"""Dates, years and places as they are written in prose, found with their offsets. Digits may be Thai or Arabic."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docgen.thai.months import BUDDHIST_OFFSET, month_names, short_month_names
from docgen.thai.numerals import to_arabic_digits

DIGIT = "[0-9๐-๙]"
PRINTED_IN_FULL = frozenset(["date", "due", "from", "to", "rounds"])
"""Entries whose dates are read in any of their forms and printed in full, with the Buddhist year."""
_DATE = (
    rf"(?<!{DIGIT})(?P<day>{DIGIT}{{1,2}})\s*(?:เดือน\s*)?(?P<month>{{months}})\s*(?P<era>พ\.\s?ศ\.|ค\.\s?ศ\.)?\s*"
    rf"(?P<year>{DIGIT}{{2,4}})(?!{DIGIT})"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written: its stretch of the text, day, month and the year's digits, era as written ("" for none)."""

    first: int
    last: int
    day: int
    month: int
    typed_year: int
    era: str
    year_first: int
    year_digits: int

    @property
    def buddhist_year(self) -> int:
        """The year as Buddhist: what is below 2400 is Christian, whatever it is called."""
        return self.typed_year if self.typed_year >= 2400 else self.typed_year + BUDDHIST_OFFSET

    @property
    def date(self) -> datetime.date | None:
        """The day itself; None if there is no such day, or the year has two digits."""
        if self.year_digits != 4:
            return None
        try:
            return datetime.date(self.buddhist_year - BUDDHIST_OFFSET, self.month, self.day)
        except ValueError:
            return None


@cache
def _months() -> dict[str, int]:
    months = {name: number for number, name in enumerate(month_names(), start=1)}
    return months | {name: number for number, name in enumerate(short_month_names(), start=1)}


@cache
def _date_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(_DATE.replace("{months}", words))


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Yield the dates of a text that have day, month in words and year."""
    months = _months()
    for found in _date_pattern().finditer(text):
        digits = to_arabic_digits(found["year"])
        yield WrittenDate(
            found.start(),
            found.end(),
            int(to_arabic_digits(found["day"])),
            months[found["month"]],
            int(digits),
            "".join((found["era"] or "").split()),
            found.start("year"),
            len(digits),
        )


def number(digits: str) -> int:
    """Return the value of Thai or Arabic digits."""
    return int(to_arabic_digits(digits))

"""Show a value by a whole number format: the section that counts for it is chosen first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from docgen.content.number_format.codes import GENERAL, NotShownError
from docgen.content.number_format.dates import is_date, show_date
from docgen.content.number_format.numbers import show_general, show_number
from docgen.content.number_format.sections import FormatSection, read_sections

# The machine's own long date, as Excel has written it since 2007 and since 2016.
_MACHINE_DATE = r"\[\$-(?:f800|x-sysdate)\]"


def as_excel_holds(text: str) -> Decimal:
    """Return a number as Excel shows and rounds it: its 15 significant digits. Raises ValueError for no number.

    >>> as_excel_holds("0.30000000000000004")
    Decimal('0.300000000000000')
    """
    value = float(text)
    if value in (float("inf"), float("-inf")) or value != value:
        raise ValueError(text)
    return Decimal(f"{value:#.15g}")


def shown_number(value: Decimal, code: str, from_1904: bool = False) -> str:
    """Return what a cell with the format `code` shows for a number, blanks at the ends left out.

    Raises NotShownError if that can't be told for certain.

    >>> shown_number(Decimal("1.005"), "0.00"), shown_number(Decimal(45), '0" คน"'), shown_number(Decimal(-2), "0;(0)")
    ('1.01', '45 คน', '(2)')
    """
    if code == GENERAL:
        return show_general(value)
    section, signed = _chosen(value, code)
    if section.has("date", "elapsed", "half"):
        return show_date(value, section, from_1904).strip()
    if section.has("text"):
        shown = show_general(abs(value))
        text = "".join(shown if token.kind == "text" else token.text for token in section.tokens)
    else:
        text = show_number(abs(value), section)
    if value < 0 and not signed:
        if not section.has("text") and text == show_number(Decimal(0), section):
            raise NotShownError("minus-zero")  # programs differ: -0.00 or 0.00
        text = f"-{text}"
    return text.strip()


def shown_text(text: str, code: str) -> str:
    """Return what a cell with the format `code` shows for a text. Raises NotShownError.

    >>> shown_text("ก", '0;0;0;"นาย"@'), shown_text("ก", "0.00")
    ('นายก', 'ก')
    """
    if code in (GENERAL, "@"):
        return text
    section = read_sections(code)[-1]
    if not section.has("text") and len(read_sections(code)) < 4:
        return text
    if any(token.kind not in ("text", "literal", "slash", "comma", "point") for token in section.tokens):
        raise NotShownError("unknown")
    # `_)` leaves the breadth of a bracket: a blank that is no part of what is said.
    literals = [token for token in section.tokens if token.text.strip() or token.kind == "text"]
    return "".join(text if token.kind == "text" else token.text for token in literals)


@dataclass(frozen=True, slots=True)
class DateLook:
    """What of a date a format shows: the day of the month, and the year: "long", "short" (two digits) or ""."""

    shows_day: bool
    year_form: str
    buddhist: bool = False


def date_look(value: Decimal, code: str) -> DateLook | None:
    """Return what a format shows of a number that it shows as a date, None for no date. Raises NotShownError."""
    if code == GENERAL:
        return None
    if re.search(_MACHINE_DATE, code, re.IGNORECASE):
        return DateLook(True, "long")
    section = _chosen(value, code)[0]
    if not is_date(section):
        return None
    parts = [token.text for token in section.tokens if token.kind == "date"]
    years = [part for part in parts if part[0] in "ybe"]
    long = any(len(part) > 2 or part[0] == "e" for part in years)
    buddhist = section.buddhist or any(part[0] == "b" for part in years)
    return DateLook(any(part in ("d", "dd") for part in parts), "long" if long else "short" if years else "", buddhist)


def _chosen(value: Decimal, code: str) -> tuple[FormatSection, bool]:
    """Return the section for a number, and whether it says by itself that the number is negative."""
    sections = list(read_sections(code))
    if len(sections) > 1 and sections[-1].has("text"):
        sections.pop()  # the last one is for texts
    sections = sections[:3]
    if any(section.condition for section in sections):
        if value < 0:
            raise NotShownError("unknown")  # Excel writes the sign here, LibreOffice there
        return _conditional(value, sections), False
    if len(sections) == 1:
        return sections[0], False
    if value < 0:
        return sections[1], True
    return sections[2 if not value and len(sections) == 3 else 0], False


def _conditional(value: Decimal, sections: list[FormatSection]) -> FormatSection:
    for section in sections[:2]:
        if section.condition and section.holds(value):
            return section
    left = [section for section in sections if section.condition is None]
    if not left or (len(left) > 1 and sections[0].condition is None):
        raise NotShownError("unknown")  # Excel shows ####, or takes the first section for numbers above 0
    return left[-1]

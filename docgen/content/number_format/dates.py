"""Show a date or a time by one section of a format. Days are counted as Excel counts them, from 1900 or 1904."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from docgen.content.number_format.codes import NotShownError
from docgen.content.number_format.sections import FormatSection, FormatToken
from docgen.thai.months import BUDDHIST_OFFSET, month_names, short_month_names
from docgen.thai.numerals import to_thai_digits

_DAY = 86_400
# Excel ends with 31 December 9999.
_LAST = 2_958_465
_FROM_1904 = 1_462
# In 1900 Excel has a 29 February that never was: before it each program has another day, or another weekday.
_NO_SUCH_DAY = 60
ENGLISH_MONTHS = tuple("January February March April May June July August September October November December".split())
_ENGLISH_DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_THAI_DAYS = tuple("จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split())
_THAI_SHORT_DAYS = tuple("จ. อ. พ. พฤ. ศ. ส. อา.".split())


def day_of(serial: int, from_1904: bool) -> datetime.date:
    """Return the day of a serial number. Raises NotShownError (no-date) for what is no day of the calendar.

    >>> day_of(61, False), day_of(45000, False)
    (datetime.date(1900, 3, 1), datetime.date(2023, 3, 15))
    """
    number = serial + _FROM_1904 if from_1904 else serial
    if serial < 0 or not _NO_SUCH_DAY < number <= _LAST:
        raise NotShownError("no-date")
    return datetime.date(1899, 12, 30) + datetime.timedelta(days=number)


def is_date(section: FormatSection) -> bool:
    """Tell whether a section shows days, months or years (not times alone)."""
    return any(_is_day(section.tokens, index) for index in range(len(section.tokens)))


def show_date(serial: Decimal, section: FormatSection, from_1904: bool) -> str:
    """Return a date or time as a section shows it. Raises NotShownError.

    Seconds are rounded to the places shown, minutes and hours are cut.
    """
    tokens = section.tokens
    if serial < 0:
        raise NotShownError("no-date")  # Excel shows ####
    places = _places(tokens)
    total = (serial * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    day = day_of(int(total // _DAY), from_1904) if is_date(section) else None
    if total // _DAY > _LAST:
        raise NotShownError("no-date")
    texts: list[str] = []
    skipped = -1
    for index, token in enumerate(tokens):
        if index <= skipped:
            continue
        if token.kind == "point" and places and _is_second(tokens, index - 1):
            texts.append(f".{f'{total % 1:.{places}f}'[2:]}")
            skipped = index + places
        elif token.kind == "digit":
            raise NotShownError("unknown")
        elif day is not None and _is_day(tokens, index):
            texts.append(_numbered(_day_part(token.text, day, section), section))
        elif token.kind in ("date", "elapsed", "half"):
            texts.append(_numbered(_time_part(token, total, section), section))
        else:
            texts.append(token.text)
    return "".join(texts)


def _numbered(text: str, section: FormatSection) -> str:
    return to_thai_digits(text) if section.thai_digits else text


def _is_second(tokens: tuple[FormatToken, ...], index: int) -> bool:
    return index >= 0 and tokens[index].kind in ("date", "elapsed") and tokens[index].text[0] == "s"


def _places(tokens: tuple[FormatToken, ...]) -> int:
    """Return how many digits of a second are shown, 0 to 3."""
    for index, token in enumerate(tokens):
        if token.kind == "point" and _is_second(tokens, index - 1):
            count = 0
            while index + count + 1 < len(tokens) and tokens[index + count + 1] == FormatToken("digit", "0"):
                count += 1
            return min(count, 3)
    return 0


def _is_day(tokens: tuple[FormatToken, ...], index: int) -> bool:
    """Tell whether a token is of a day, month or year; m is a minute after an hour or before a second."""
    token = tokens[index]
    if token.kind != "date" or token.text[0] in "hsn":
        return False
    if token.text not in ("m", "mm"):
        return True
    before = next((other for other in reversed(tokens[:index]) if other.kind in ("date", "elapsed")), None)
    after = next((other for other in tokens[index + 1 :] if other.kind in ("date", "elapsed")), None)
    return not (before is not None and before.text[0] == "h") and not (after is not None and after.text[0] == "s")


def _day_part(part: str, day: datetime.date, section: FormatSection) -> str:
    if part[0] in "ybe":
        shown_year = day.year + (BUDDHIST_OFFSET if section.buddhist or part[0] == "b" else 0)
        return f"{shown_year % 100:02d}" if len(part) < 3 and part[0] != "e" else f"{shown_year:04d}"
    if len(part) < 3:
        number = day.day if part[0] == "d" else day.month
        return f"{number:0{len(part)}d}"
    if section.language == "":
        raise NotShownError("machine")
    if section.language == "other" or len(part) > (4 if section.language == "th" else 5):
        raise NotShownError("unknown")
    if part[0] == "d":
        names = _ENGLISH_DAYS if section.language == "en" else _THAI_SHORT_DAYS if len(part) == 3 else _THAI_DAYS
        name = names[day.weekday()]
    elif section.language == "th":
        return (short_month_names() if len(part) == 3 else month_names())[day.month - 1]
    else:
        name = ENGLISH_MONTHS[day.month - 1][: 1 if len(part) == 5 else None]
    return name[:3] if section.language == "en" and len(part) == 3 else name


def _time_part(token: FormatToken, total: Decimal, section: FormatSection) -> str:
    seconds = int(total)
    width = len(token.text)
    if token.kind == "elapsed":
        return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[token.text[0]]:0{width}d}"
    hour = seconds // 3600 % 24
    if token.kind == "half":
        names = ("A", "P") if width == 3 else ("AM", "PM")
        return names[hour >= 12]
    if width > 2:
        raise NotShownError("unknown")
    if token.text[0] == "h":
        hour = (hour - 1) % 12 + 1 if section.has("half") else hour
        return f"{hour:0{width}d}"
    return f"{seconds // 60 % 60 if token.text[0] in 'mn' else seconds % 60:0{width}d}"

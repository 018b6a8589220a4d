"""Read the fiscal year that a clerk names what is made year by year with."""

from __future__ import annotations

import datetime

from docgen.errors import Place, error
from docgen.kinds.kind import Kind
from docgen.outside import quoted
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.numerals import to_arabic_digits

_FIRST, _LAST = 2400, 2742


def year_named(name: str, kind: Kind) -> int:
    """Return the fiscal year that a name is (Buddhist), today's for no name. Raises DocgenError for another name."""
    given = to_arabic_digits(name.strip()) or str(fiscal_year_of(datetime.date.today()))
    if not given.isdecimal() or not _FIRST <= int(given) <= _LAST:
        hint = "พิมพ์ปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2567"
        raise error("wrong-year", Place(f"content/{kind.folder}"), f"{quoted(name)} ไม่ใช่ปีงบประมาณ", hint)
    return int(given)

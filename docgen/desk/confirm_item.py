"""`docgen confirm-item YEAR O43 --by NAME`: a person compared entries of the year's list with the assessment's form.

It is written beside the entry, in the list itself: who copies or archives the list has it with it, and the journal
stays about documents. Who changes an entry afterwards confirms it again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

from docgen.content.items import item_list_of
from docgen.content.listed import EvidenceList
from docgen.desk.done import Done
from docgen.desk.fields import save_fields
from docgen.desk.save import open_text
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.files import Files
from docgen.folder.yaml_lines.change import Change
from docgen.outside import harmless, quoted
from docgen.registry.because import reason_of
from docgen.thai.characters import comparable
from docgen.thai.dates import write_date
from docgen.thai.numerals import to_arabic_digits

_RANGE = re.compile(r"O([0-9]{1,3})(?:[-\u2013]O?([0-9]{1,3}))?")
_LONGEST_NAME = 200


def confirm_item(root: Path, fiscal_year: int, codes: Iterable[str], by: str) -> Done[tuple[str, ...]]:
    """Write who confirmed items of a fiscal year's list (Buddhist), and today's date; return their codes.

    A code may be a range (O1-O10). An entry that was confirmed before keeps who did it, which is told. Raises
    DocgenError for a year without a list, items that it lacks, and a name that is none; nothing is written then.
    """
    listed = item_list_of(root, Files(root), fiscal_year)
    if listed is None:
        place, hint = Place(f"content/ita/{fiscal_year}.yaml"), f"เริ่มรายการก่อน: docgen new year {fiscal_year}"
        raise error("file-missing", place, f"ยังไม่มีรายการข้อของปี {fiscal_year}", hint)
    person = _person(by)
    wanted = _wanted(codes, listed)
    day = to_arabic_digits(write_date(datetime.date.today(), "plain"))
    name = listed.place.path
    numbers = [number for number, item in enumerate(listed.items) if item.code in wanted and not item.confirmed]
    changes = [Change("set", ("items", number, "confirmed"), {"by": person, "on": day}) for number in numbers]
    if changes:
        save_fields(root, name, changes, open_text(root, name).value.digest)
    told = tuple(
        Finding(
            "confirmed-before",
            item.place,
            f"ข้อ {item.code} {harmless(item.confirmed.by, 60)} ยืนยันไว้แล้วเมื่อ {write_date(item.confirmed.on, 'plain')}",
            "ถ้าต้องยืนยันใหม่ ลบรายการ confirmed: ของข้อนี้ก่อน",
            Severity.HINT,
        )
        for item in listed.items
        if item.code in wanted and item.confirmed
    )
    return Done(tuple(listed.items[number].code for number in numbers), told)


def _person(by: str) -> str:
    person = reason_of(by, "--by")
    if not person or len(person) > _LONGEST_NAME:
        hint = "ใส่ชื่อและสกุลของผู้ที่เทียบข้อนี้กับแบบของปี"
        raise error("no-name", Place("--by"), "ต้องบอกว่าใครเป็นผู้ยืนยัน", hint)
    return person


def _wanted(codes: Iterable[str], listed: EvidenceList) -> set[str]:
    """Return the codes that are meant. Raises DocgenError that lists all that the year's list does not have."""
    known = {item.code for item in listed.items}
    wanted: set[str] = set()
    problems = []
    for typed in codes:
        code = to_arabic_digits(comparable(typed.strip())).upper()
        found = _RANGE.fullmatch(code)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        meant = {code} if code in known else {f"O{number}" for number in range(first, last + 1)}
        if not meant or not meant <= known:
            message = f"รายการข้อของปี {listed.fiscal_year} ไม่มีข้อ {quoted(typed)}"
            problems.append(Finding("no-such-item", listed.place, message, "ตรวจเลขข้อ เช่น O42 หรือช่วง O1-O10"))
        wanted |= meant
    if not wanted and not problems:
        problems.append(Finding("no-such-item", listed.place, "ยังไม่ได้เลือกข้อ", "ระบุข้อ เช่น O42 หรือช่วง O1-O10"))
    if problems:
        raise DocgenError(problems)
    return wanted

"""Begin a fiscal year's list of evidence items with that of another year: what is asked for, not what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docgen.content.items import FOLDER, item_lists, read_item_list
from docgen.content.listed import OTHER_YEAR, EvidenceList, is_doubtful
from docgen.desk.done import Done
from docgen.desk.fields import change_fields, fields_of
from docgen.desk.save import open_text, save
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.files import Files
from docgen.folder.there import is_there
from docgen.folder.yaml_lines.change import Change
from docgen.thai.dates import write_date
from docgen.thai.months import month_names
from docgen.thai.numerals import to_arabic_digits, to_thai_digits

# Where an item was published and when it was due is that year's own: it would answer, or be late, for nothing.
# So is who confirmed it.
_OF_THE_YEAR = {"address": "ที่อยู่บนเว็บไซต์", "due": "วันครบกำหนด", "confirmed": "การยืนยัน"}


def new_items(root: Path, fiscal_year: int) -> Done[str]:
    """Write the list of items of a fiscal year (Buddhist) after that of the nearest year; return its project path.

    Findings tell what was left out, and that the year's own list is to be compared. Raises DocgenError where the year
    has a list, and where no year has one.
    """
    shown = f"{FOLDER}/{fiscal_year}.yaml"
    if is_there(root / shown):
        raise error("file-exists", Place(shown), f"มีรายการข้อของปี {fiscal_year} อยู่แล้ว", "เปิดไฟล์นั้น")
    known = {int(path.stem): path for path in item_lists(root) if path.stem.isdecimal()}
    if not known:
        hint = "ขอไฟล์ของปีจากผู้ดูแลโปรแกรม แล้ววางไว้ใน content/ita"
        raise error("file-missing", Place(shown), "ยังไม่มีรายการข้อของปีใดให้ใช้เป็นต้นแบบ", hint)
    nearest = known[min(known, key=lambda year_of_list: (abs(year_of_list - fiscal_year), -year_of_list))]
    like = nearest.relative_to(root).as_posix()
    text = open_text(root, like).value.text
    changes = [Change("set", ("fiscal_year",), str(fiscal_year))]
    fields = fields_of(text, like).value
    left = [one for one in fields if len(one.path) == 3 and one.path[2] in _OF_THE_YEAR]
    listed = read_item_list(nearest, Files(root))
    changes += _as_of_another_year(listed, fiscal_year)
    window, closing = _window(listed, fiscal_year)
    changes += window
    changes += [Change("remove", one.path, "") for one in left]
    head = (
        f"# คัดลอกจากรายการของปี {nearest.stem} ยังไม่มีผู้เทียบกับแบบของปี {fiscal_year} หมายเหตุข้างล่างเป็นของปี {nearest.stem}\n"
    )
    save(root, shown, head + change_fields(text, changes, like).value, "")
    words = [_OF_THE_YEAR[key] for key in _OF_THE_YEAR if any(one.path[2] == key for one in left)]
    message = f"ใช้รายการข้อของปี {nearest.stem}" + (f" โดยไม่นำ{'และ'.join(words)}มาด้วย" if words else "")
    message += f" อนุมานว่าปิดรับ {closing}" if closing else ""
    hint = "เทียบกับรายการข้อที่ประกาศของปีนี้ แล้วแก้ข้อที่ต่างไป"
    return Done(shown, (Finding("items-of-before", Place(shown), message, hint, Severity.WARNING),))


def _as_of_another_year(listed: EvidenceList, fiscal_year: int) -> Iterator[Change]:
    """Yield what a list says otherwise as another year's: marks, what each item goes on with, years in requirements."""
    for number, item in enumerate(listed.items):
        for part, mark in (item.certainty or {}).items():
            if part == "due":
                yield Change("remove", ("items", number, "certainty", part))
            elif not is_doubtful(mark):
                yield Change("set", ("items", number, "certainty", part), mark + OTHER_YEAR)
        if item.before is not None:
            yield Change("remove", ("items", number, "before"))
        if fiscal_year > listed.fiscal_year:
            yield Change("set", ("items", number, "before"), [item.code])
        requirement = _moved_years(item.requirement, listed.fiscal_year, fiscal_year)
        if requirement != item.requirement:
            yield Change("set", ("items", number, "requirement"), requirement)


def _window(listed: EvidenceList, fiscal_year: int) -> tuple[list[Change], str]:
    """Return the last day for answering moved to another year, as inferred as it then is, and the day in words."""
    last = listed.window.last
    if last is None:
        return [], ""
    christian_year = last.year + fiscal_year - listed.fiscal_year
    day = 28 if (last.month, last.day) == (2, 29) else last.day
    closing = to_arabic_digits(write_date(last.replace(year=christian_year, day=day), "plain"))
    changes = [Change("remove", ("window", "first"))] if listed.window.first else []
    changes += [Change("set", ("window", "last"), closing), Change("set", ("window", "certainty"), "M")]
    return changes, closing


def _moved_years(text: str, before: int, after: int) -> str:
    """Return a requirement with its own year, and the one before it, moved: of ปี or a month, so that no law's is."""
    months = "|".join(map(re.escape, month_names()))
    told = rf"(?P<lead>(?:ปี(?:งบประมาณ)?|{months})\s*(?:พ\.ศ\.\s*)?)(?P<year>[0-9๐-๙]{{4}})(?![0-9๐-๙])"

    def moved(found: re.Match[str]) -> str:
        fiscal_year = int(to_arabic_digits(found["year"]))
        if fiscal_year not in (before, before - 1):
            return found[0]
        made = str(fiscal_year + after - before)
        return found["lead"] + (made if found["year"].isascii() else to_thai_digits(made))

    return re.sub(told, moved, text)

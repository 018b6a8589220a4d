"""Begin a fiscal year's list of evidence items with that of another year: what is asked for, not what was answered."""

from __future__ import annotations

from pathlib import Path

from docgen.content.items import FOLDER, item_lists
from docgen.desk.done import Done
from docgen.desk.fields import change_fields, fields_of
from docgen.desk.save import open_text, save
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.there import is_there
from docgen.folder.yaml_lines.change import Change

# Where an item was published and when it was due is that year's own: it would answer, or be late, for nothing.
_OF_THE_YEAR = {"address": "ที่อยู่บนเว็บไซต์", "due": "วันครบกำหนด"}


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
    left = [one for one in fields_of(text, like).value if len(one.path) == 3 and one.path[2] in _OF_THE_YEAR]
    changes += [Change("remove", one.path, "") for one in left]
    save(root, shown, change_fields(text, changes, like).value, "")
    words = [_OF_THE_YEAR[key] for key in _OF_THE_YEAR if any(one.path[2] == key for one in left)]
    message = f"ใช้รายการข้อของปี {nearest.stem}" + (f" โดยไม่นำ{'และ'.join(words)}มาด้วย" if words else "")
    hint = "เทียบกับรายการข้อที่ประกาศของปีนี้ แล้วแก้ข้อที่ต่างไป"
    return Done(shown, (Finding("items-of-before", Place(shown), message, hint, Severity.WARNING),))

"""Start a new content file that builds as it is. Never touches a file that is there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from docgen.checks.agency import refuse_wrong_agency
from docgen.content.activities import COLUMNS
from docgen.content.agency import read_agency
from docgen.desk.done import Done
from docgen.desk.fields import change_fields
from docgen.desk.save import open_text
from docgen.document.targets import find_targets
from docgen.document.template import environment, render
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.atomic import write_files, write_new_file
from docgen.folder.file_names import odd_name, same_to_the_eye
from docgen.folder.files import Files
from docgen.folder.located import Mapping, read_yaml
from docgen.folder.there import files_of, is_there
from docgen.folder.yaml_lines.change import Change
from docgen.kinds.kind import Kind, Rounds
from docgen.outside import harmless, quoted
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.dates import write_date
from docgen.thai.numerals import to_arabic_digits

_OF_ITS_YEAR = ("rounds", "annexes", "pictures", "evidence", "title_en")
"""What of a year's report is that year's alone, and is left out of the next one."""


def new(root: Path, kind: Kind, name: str = "", fiscal_year: int = 0) -> Done[str]:
    """Write the content file of a new document of a kind that has a template for one, and return its project path.

    Without a name it takes the next free number. It carries today's date and the first officer in office today. What is
    made round by round is begun for a fiscal year (Buddhist; 0: that of today, or the name), with the measures of the
    newest year before it. Raises DocgenError if the file is there already, the name is no file name, or the agency
    can't be read.
    """
    if kind.rounds is not None:
        return _new_year(root, kind, kind.rounds, fiscal_year or _year_named(name))
    folder = root / "content" / kind.folder
    stem = name.removesuffix(".md") or _free_name(folder, kind.name)
    refuse_name(folder, stem, kind.folder)
    path = folder / f"{stem}.md"
    agency = read_agency(Files(root))
    refuse_wrong_agency(root, agency)
    today = datetime.date.today()
    serving = [officer for officer in agency.officers if officer.in_office(today)]
    if not serving:
        raise error("nobody-in-office", Place("content/agency.yaml"), "ไม่มีผู้ดำรงตำแหน่งในวันนี้", "เพิ่มชื่อผู้บริหารใน officers")
    template = kind.new_template
    Files(root).read(root / "templates" / template)  # a pipe in its place would be waited for
    text = render(
        environment(root),
        template,
        date=to_arabic_digits(write_date(today, "plain")),
        signatory=serving[0].name,
        year=kind.number_year(today),
    )
    try:
        write_new_file(path, text.encode())
    except FileExistsError:
        shown = path.relative_to(root).as_posix()
        raise error("file-exists", Place(shown), "มีไฟล์ชื่อนี้อยู่แล้ว", "ตั้งชื่ออื่น") from None
    return Done(path.relative_to(root).as_posix())


def _year_named(name: str) -> int:
    """Return the fiscal year that a name is (Buddhist), today's for no name. Raises DocgenError for another name."""
    typed = to_arabic_digits(name.strip())
    if not typed:
        return fiscal_year_of(datetime.date.today())
    if not re.fullmatch("2[4-7][0-9]{2}", typed):
        raise error("wrong-name", Place(""), f"{quoted(name)} ไม่ใช่ปีงบประมาณ", "เขียนปี พ.ศ. สี่หลัก เช่น 2567")
    return int(typed)


def refuse_name(folder: Path, stem: str, kind: str) -> None:
    """Raise DocgenError for what is no name of a content file, without its ending, or the same to the eye as one there.

    `kind` is the folder's name below content/.
    """
    why = odd_name(f"{stem}.md") or ("" if "/" not in stem else "ชื่อไฟล์มีเครื่องหมาย / ไม่ได้")
    if why or not re.fullmatch(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ().-]*", stem):
        shown = harmless(stem)
        message = f"ใช้ชื่อไฟล์ {quoted(stem)} ไม่ได้" + (f": {why}" if why else "")
        raise error("wrong-name", Place(f"content/{kind}/{shown}"), message, "ใช้ตัวอักษร ตัวเลข และขีดกลาง")
    name = f"{stem}.md"
    twin = next(
        (one.name for one in files_of(folder, "*.md") if same_to_the_eye(one.name) == same_to_the_eye(name)), ""
    )
    if twin and twin != name:
        place, message = Place(f"content/{kind}/{name}"), f"ชื่อนี้ต่างจาก {quoted(twin)} เพียงตัวพิมพ์หรือรหัสอักขระ"
        raise error("wrong-name", place, message, "ตั้งชื่ออื่น")


def _free_name(folder: Path, kind: str) -> str:
    number = 1
    while is_there(folder / f"{kind}-{number}.md"):
        number += 1
    return f"{kind}-{number}"


def _new_year(root: Path, kind: Kind, rounds: Rounds, fiscal_year: int) -> Done[str]:
    """Write the content of a fiscal year (Buddhist) and return its project path, with what is to be looked at.

    It has the texts and measures of the newest year before it, and an empty log; an empty form where there is none.
    Raises DocgenError if the year has content already, or that of the year before can't be read.
    """
    folder = f"content/{kind.folder}/{fiscal_year}"
    shown = f"{folder}/{rounds.file}"
    years = {one.fiscal_year: one.path for one in find_targets(root, kind.folder) if one.fiscal_year}
    if fiscal_year in years or is_there(root / folder):
        raise error("file-exists", Place(shown), f"มี{kind.thai}ของปี {fiscal_year} อยู่แล้ว", "เปิดไฟล์เดิม หรือระบุปีอื่น")
    earlier = max((one for one in years if one < fiscal_year), default=0)
    if earlier:
        like = years[earlier].relative_to(root).as_posix()
        text = open_text(root, like).value.text
        text, findings = _copied(text, like, shown, fiscal_year)
    else:
        text, findings = render(environment(root), kind.new_template, year=fiscal_year), ()
    log = "\ufeff" + ",".join(heads[0] for heads in COLUMNS.values()) + "\r\n"
    write_files({root / shown: text.encode(), root / folder / "activities.csv": log.encode()})
    return Done(shown, findings)


def _copied(text: str, like: str, shown: str, fiscal_year: int) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of an earlier year as that of another, and where it still speaks of the earlier one."""
    node = read_yaml(text, like)
    there = node.entries if isinstance(node, Mapping) else {}
    changes = [Change("set", ("fiscal_year",), str(fiscal_year))]
    changes += [Change("remove", (key,)) for key in _OF_ITS_YEAR if key in there]
    made = change_fields(text, changes, like).value
    return made, tuple(_years_left(made, shown, fiscal_year))


def _years_left(text: str, shown: str, fiscal_year: int) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        found = re.search(r"(?<![0-9])25[0-9]{2}(?![0-9])", to_arabic_digits(line))
        if found and found[0] != str(fiscal_year):
            message = f"ข้อความที่คัดลอกมายังกล่าวถึงปี {found[0]}"
            hint = f"ตรวจว่าควรเป็น {fiscal_year} หรือไม่"
            yield Finding("copied-year", Place(shown, number, found.start() + 1), message, hint, Severity.WARNING)

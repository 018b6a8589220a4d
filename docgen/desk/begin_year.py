"""Begin what is made in rounds: a fiscal year's report with its log, new or with the text of an earlier year."""

from __future__ import annotations

import datetime
from pathlib import Path

from docgen.checks.agency import refuse_wrong_agency
from docgen.content.agency import read_agency
from docgen.desk.done import Done
from docgen.desk.fields import change_fields, fields_of
from docgen.desk.save import open_text
from docgen.document.template import environment, render
from docgen.errors import Finding, Place, Severity, error
from docgen.folder.atomic import write_new_file
from docgen.folder.files import Files
from docgen.folder.there import is_there
from docgen.folder.yaml_lines.change import Change
from docgen.kinds.kind import Kind
from docgen.outside import quoted
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.dates import reporting_round
from docgen.thai.numerals import to_arabic_digits

_FIRST, _LAST = 2400, 2742
# What was of the earlier year alone: its annexes, its pictures, the days on which its rounds were signed.
_OF_THE_YEAR = {"annexes": "ภาคผนวก", "pictures": "รูปภาพ", "rounds": "วันที่ของแต่ละรอบ"}


def begin_year(root: Path, kind: Kind, name: str, like: str = "") -> Done[str]:
    """Write a report of a fiscal year ("": today's) and a log with one row to be written over; return its project path.

    With the text of an earlier one (`like`, a project path) it is a draft, without what was that year's alone: findings
    tell what. Raises DocgenError for a year that is none or has one, and an agency that can't be read.
    """
    rounds = kind.rounds
    if rounds is None:
        raise error("wrong-kind", Place(""), f"{kind.thai}ไม่ได้ทำเป็นรายปี", "เลือกชนิดอื่น")
    fiscal_year = _year(name, kind)
    shown = f"content/{kind.folder}/{fiscal_year}/{rounds.file}"
    beside, beside_template = rounds.new_beside
    for path in (shown, f"content/{kind.folder}/{fiscal_year}/{beside or rounds.file}"):
        if is_there(root / path):
            raise error("file-exists", Place(path), f"มี{kind.thai}ของปี {fiscal_year} อยู่แล้ว", "เปิดฉบับนั้น หรือเลือกปีอื่น")
    agency = read_agency(Files(root))
    refuse_wrong_agency(root, agency)
    findings: tuple[Finding, ...] = ()
    if like:
        text, findings = _as_before(root, like, fiscal_year, shown)
    else:
        # Who reports is in office when each round ends; where nobody is, the clerk says who.
        ends = [reporting_round(fiscal_year, 12 if months == 12 else 6).last for months in rounds.months]
        serving = [one.name for one in agency.officers if all(map(one.in_office, ends))]
        text = _rendered(root, kind.new_template, year=fiscal_year, signatory=serving[0] if serving else "")
    log = _rendered(root, beside_template, year=fiscal_year, measure=_first_measure(text, shown)) if beside else ""
    _write(root, shown, text, beside, log)
    return Done(shown, findings)


def _year(name: str, kind: Kind) -> int:
    given = to_arabic_digits(name.strip()) or str(fiscal_year_of(datetime.date.today()))
    if not given.isdecimal() or not _FIRST <= int(given) <= _LAST:
        hint = "พิมพ์ปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2567"
        raise error("wrong-year", Place(f"content/{kind.folder}"), f"{quoted(name)} ไม่ใช่ปีงบประมาณ", hint)
    return int(given)


def _rendered(root: Path, template: str, **values: object) -> str:
    Files(root).read(root / "templates" / template)  # a pipe in its place would be waited for
    return render(environment(root), template, **values)


def _as_before(root: Path, like: str, fiscal_year: int, shown: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of an earlier year's report for another year, and what was left out."""
    text = open_text(root, like).value.text
    fields = fields_of(text, like).value
    keys = [str(one.path[0]) for one in fields]
    changes = [Change("set", ("fiscal_year",), str(fiscal_year)), Change("set", ("status",), "draft")]
    for one in fields:
        if one.path[0] == "evidence" and one.path[-1] == "fiscal_year":
            changes.append(Change("set", one.path, str(fiscal_year)))
    left = [key for key in _OF_THE_YEAR if key in keys]
    changes += [Change("remove", (key,), "") for key in left]
    told = tuple(
        Finding("left-out", Place(shown), f"ไม่ได้นำ{_OF_THE_YEAR[key]}ของปีก่อนมาด้วย", "เพิ่มของปีนี้เมื่อมี", Severity.HINT)
        for key in left
    )
    return change_fields(text, changes, like).value, told


def _first_measure(text: str, shown: str) -> str:
    wanted = ("measures", 0, "name")
    return next((one.value for one in fields_of(text, shown).value if one.path == wanted), "")


def _write(root: Path, shown: str, text: str, beside: str, log: str) -> None:
    """Write the log and then the report, which makes a year of the folder: without a log it could not be read."""
    path = root / shown
    try:
        if beside:
            write_new_file(path.parent / beside, b"\xef\xbb\xbf" + log.encode())
        write_new_file(path, text.encode())
    except FileExistsError:
        raise error("file-exists", Place(shown), "มีไฟล์ชื่อนี้อยู่แล้ว", "เลือกปีอื่น") from None

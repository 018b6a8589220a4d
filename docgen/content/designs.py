"""Read a list for a design (`content/designs/<name>.yaml`): which design, what all sheets say, and their rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.content.agency import find_signatory
from docgen.content.dates import date_at
from docgen.content.design_record import DesignRow
from docgen.content.design_rows import ListOptions, read_list
from docgen.content.records import Agency, Signatory
from docgen.errors import DocgenError, Finding, Place
from docgen.folder.fields import Fields, as_fields, nearest
from docgen.folder.files import Files
from docgen.folder.located import read_yaml
from docgen.outside import harmless

DESIGNS = "templates/designs"
PAGE_FILE = "page.html.j2"
_KEYS = "kind design title rows file_name date signatory pages fields may_be_empty dates pictures".split()
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class DesignList:
    """What a design is filled with: `fields` are the texts for all rows, `columns` where each head word stands.

    `may_be_empty` are the columns in which a row may say nothing; `pages` is how many pages each row fills.
    """

    design: str
    title: str
    date: datetime.date | None
    signatory: Signatory | None
    pages: int
    fields: Mapping[str, str]
    fields_place: Place
    columns: Mapping[str, Place]
    may_be_empty: frozenset[str]
    rows: tuple[DesignRow, ...]
    agency: Agency
    place: Place


def read_design_list(path: Path, agency: Agency, files: Files) -> DesignList:
    """Read a list and its rows. Raises DocgenError that lists all that is wrong in both files."""
    problems: list[Finding] = []
    shown = files.shown(path)
    top = as_fields(read_yaml(files.text(path), shown), shown, problems)
    top.allow(*_KEYS, required=["kind", "design", "title", "rows"])
    top.choice("kind", ["design"], "design")
    date = date_at(top, "date")
    options = ListOptions(
        top.scalar("file_name") if "file_name" in top else None,
        top.scalars("may_be_empty"),
        top.scalars("dates"),
        top.scalars("pictures"),
    )
    columns: Mapping[str, Place] = {}
    rows: tuple[DesignRow, ...] = ()
    if "rows" in top:
        try:
            columns, rows = read_list(top.scalar("rows"), path.parent, options, files, problems)
        except DocgenError as problem:
            problems += problem.findings
    made = DesignList(
        design=_design(top, files),
        title=" ".join(top.text("title").split()),
        date=date,
        signatory=_signatory(top, agency, date),
        pages=_pages(top),
        fields=_texts(top),
        fields_place=top.place("fields"),
        columns=columns,
        may_be_empty=frozenset(scalar.text.strip() for scalar in options.may_be_empty),
        rows=rows,
        agency=agency,
        place=top.mapping.place,
    )
    if problems:
        raise DocgenError(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))
    return made


def rows_file(text: str, shown: str) -> str:
    """Return the name of the file with the rows that a list names, "" where it names none."""
    try:
        return as_fields(read_yaml(text, shown), shown, []).text("rows")
    except DocgenError:
        return ""


def _design(top: Fields, files: Files) -> str:
    """Return the name of the design; one that is no folder with a page is reported."""
    name = top.text("design")
    found = files.folder.names(f"{DESIGNS}/*/{PAGE_FILE}")
    known = [path.split("/")[2] for path in found]
    if name and name not in known:
        near = nearest(name, known)
        hint = (
            f"เขียนว่า {near}" if near else "แบบที่มี: " + (", ".join(known) or f"ยังไม่มี วางไว้ที่ {DESIGNS}/<ชื่อ>/{PAGE_FILE}")
        )
        top.report("unknown-design", top.place("design"), f"ไม่พบแบบชื่อ {harmless(name)}", hint)
    return name


def _signatory(top: Fields, agency: Agency, date: datetime.date | None) -> Signatory | None:
    """Return who signs, as they were on the date; whoever signs needs one."""
    if "signatory" not in top:
        return None
    if date is None:
        if "date" not in top:
            top.report("missing-key", top.place("signatory"), "มีผู้ลงนามแต่ไม่มีวันที่", "เพิ่มบรรทัด date: วันเดือนปี")
        return None
    try:
        return find_signatory(agency, top.scalar("signatory"), date)
    except DocgenError as problem:
        top.problems.extend(problem.findings)
        return None


def _pages(top: Fields) -> int:
    if "pages" not in top:
        return 1
    scalar = top.closed("pages")
    text = scalar.text.strip()
    if text.isdecimal() and 1 <= int(text) <= _MOST_PAGES:
        return int(text)
    message = f"pages: {harmless(scalar.text, 20)} ใช้ไม่ได้"
    top.report("wrong-value", scalar.place, message, f"เขียนจำนวนหน้าของแต่ละแถว 1 ถึง {_MOST_PAGES}")
    return 1


def _texts(top: Fields) -> dict[str, str]:
    """Return the texts that all rows share, by the names that the list gives them."""
    child = top.child("fields")
    if child is None:
        return {}
    return {key: "\n".join(line.strip() for line in child.text(key).splitlines()) for key in child.mapping.entries}

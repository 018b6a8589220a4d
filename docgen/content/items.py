"""Evidence items of the assessment: those that a document answers, and the list of them for a fiscal year.

The items change from year to year and from one kind of agency to another: they are content, never code.
"""

from __future__ import annotations

import re
from pathlib import Path

from docgen.content.dates import date_at, fiscal_year_at
from docgen.content.listed import (
    AGENCY_KINDS,
    MARKS,
    OTHER_YEAR,
    PARTS,
    AnswerWindow,
    Confirmation,
    EvidenceList,
    ListedItem,
)
from docgen.content.records import EvidenceItem
from docgen.errors import DocgenError, Finding, error
from docgen.folder.fields import Fields, as_fields
from docgen.folder.files import Files
from docgen.folder.folder import Folder, as_folder
from docgen.folder.located import read_yaml
from docgen.outside import harmless
from docgen.thai.characters import comparable
from docgen.thai.numerals import to_arabic_digits

FOLDER = "content/ita"
DOCUMENTS = ("announcement", "report", "other")
_CODE = re.compile(r"O[0-9]{1,3}(?:\.[0-9]+)?")
_KEYS = "item title requirement document address due title_en certainty confirmed before".split()
_TOP = "kind fiscal_year items kind_of_agency window".split()


def item_lists(given: Path | Folder) -> list[Path]:
    """Return the lists of a project, by year."""
    folder = as_folder(given)
    return [folder.root / name for name in folder.names(f"{FOLDER}/*.yaml")]


def answered_items(fields: Fields) -> tuple[EvidenceItem, ...]:
    """Return the items that a document answers, from its entry `evidence`; what is wrong with one is reported."""
    items = []
    for entry in fields.mappings("evidence"):
        entry.allow("fiscal_year", "item", required=["fiscal_year", "item"])
        items.append(EvidenceItem(fiscal_year_at(entry), _code(entry)))
    return tuple(items)


def read_item_list(path: Path, files: Files) -> EvidenceList:
    """Read the list of a fiscal year. Raises DocgenError that lists all that is wrong in it."""
    problems: list[Finding] = []
    shown = files.shown(path)
    fields = as_fields(read_yaml(files.text(path), shown), shown, problems)
    fields.allow(*_TOP, required=["kind", "fiscal_year", "items"])
    fields.choice("kind", ["evidence-items"], "evidence-items")
    fiscal_year = fiscal_year_at(fields)
    agency_kind = fields.choice("kind_of_agency", AGENCY_KINDS, "") if "kind_of_agency" in fields else ""
    window = _window(fields.child("window"))
    items = [_item(entry) for entry in fields.mappings("items")]
    seen: set[str] = set()
    for item in items:
        if item.code in seen:
            fields.report("repeated-item", item.place, f"ข้อ {item.code} ซ้ำ", "ลบออกหนึ่งรายการ หรือแก้เลขข้อ")
        seen.add(item.code)
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return EvidenceList(fiscal_year, tuple(items), fields.mapping.place, agency_kind, window)


def item_list_of(root: Path | Folder, files: Files, fiscal_year: int) -> EvidenceList | None:
    """Return the list of a fiscal year (Buddhist), None if the project has none.

    Raises DocgenError for a list that can't be used, and for two of one year.
    """
    found = [one for path in item_lists(root) if (one := read_item_list(path, files)).fiscal_year == fiscal_year]
    if len(found) > 1:
        message = f"มีรายการข้อของปี {fiscal_year} สองไฟล์"
        raise error("two-item-lists", found[1].place, message, "เหลือไว้ไฟล์เดียว")
    return found[0] if found else None


def _item(entry: Fields) -> ListedItem:
    entry.allow(*_KEYS, required=["item", "title"])
    address = entry.text("address")
    if address and not re.fullmatch(r"https?://[^\s\"'<>]+", address):
        entry.report("wrong-link", entry.place("address"), "ที่อยู่เว็บไม่ถูกต้อง", "เขียนแบบ https://… ไม่มีช่องว่าง")
    return ListedItem(
        code=_code(entry),
        title=" ".join(entry.text("title").split()),
        requirement=" ".join(entry.text("requirement").split()),
        answered_by=entry.choice("document", DOCUMENTS, "other"),
        address=address,
        due=date_at(entry, "due"),
        place=entry.place("item"),
        title_en=" ".join(entry.text("title_en").split()),
        certainty=_certainty(entry.child("certainty")),
        confirmed=_confirmation(entry.child("confirmed")),
        before=_before(entry),
    )


def _window(fields: Fields | None) -> AnswerWindow:
    if fields is None:
        return AnswerWindow(None, None)
    fields.allow("first", "last", "certainty")
    return AnswerWindow(date_at(fields, "first"), date_at(fields, "last"), _mark(fields, "certainty"))


def _certainty(fields: Fields | None) -> dict[str, str] | None:
    if fields is None:
        return None
    fields.allow(*PARTS)
    return {part: mark for part in PARTS if (mark := _mark(fields, part))}


def _mark(fields: Fields, key: str) -> str:
    """Return the mark at `key`, "" if it is missing; one that is none is reported."""
    known = [mark + more for mark in MARKS for more in ("", OTHER_YEAR)]
    return fields.choice(key, known, "") if key in fields else ""


def _confirmation(fields: Fields | None) -> Confirmation | None:
    """Return who confirmed an entry and when; half of it confirms nothing, and is reported."""
    if fields is None:
        return None
    fields.allow("by", "on", required=["by", "on"])
    person, day = " ".join(fields.text("by").split()), date_at(fields, "on")
    return Confirmation(person, day) if person and day else None


def _before(entry: Fields) -> tuple[str, ...] | None:
    """Return the codes of the year before that an entry goes on with; an empty list says that it is new."""
    if "before" not in entry.mapping.entries:
        return None
    given = entry.scalars("before", closed=True)
    codes = [(to_arabic_digits(comparable(one.text)).upper(), one) for one in given]
    for code, one in codes:
        if not _CODE.fullmatch(code):
            message = f"before: {harmless(code, 60)} ใช้ไม่ได้"
            entry.report("wrong-value", one.place, message, "เขียนรหัสข้อของปีก่อน เช่น [O1, O3]")
    return tuple(code for code, _ in codes)


def _code(entry: Fields) -> str:
    code = to_arabic_digits(comparable(entry.closed("item").text)).upper() if "item" in entry else ""
    if code and not _CODE.fullmatch(code):
        entry.report(
            "wrong-value",
            entry.place("item"),
            f"item: {harmless(code, 60)} ใช้ไม่ได้",
            "เขียนรหัสข้อ เช่น O42 (ตัวโอ ไม่ใช่เลขศูนย์)",
        )
    return code

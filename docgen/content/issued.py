"""What announcements and orders share: front matter, body and signatories of a document under one or more names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from docgen.content.agency import find_signatory, names_in_one
from docgen.content.body import NumberingScheme, read_body
from docgen.content.dates import date_at
from docgen.content.front_matter import ContentText, split_front_matter
from docgen.content.items import answered_items
from docgen.content.not_understood import marks_in_field
from docgen.content.publication import PUBLICATION_KEYS, english_title, is_public
from docgen.content.records import Agency, Announcement, Signatory
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Severity
from docgen.folder.fields import Fields
from docgen.folder.files import Files
from docgen.outside import harmless
from docgen.thai.months import BUDDHIST_OFFSET
from docgen.thai.numerals import thai_digits_in_prose, thai_number, to_arabic_digits, to_thai_digits

KEYS = "kind status subject date date_form signatory closing evidence numbering".split() + PUBLICATION_KEYS
STATUSES = ("final", "draft")
REQUIRED = "kind subject date signatory".split()
DATE_FORMS = ("era", "month-word", "fill-day")
MAX_SIGNATORIES = 3


@dataclass(frozen=True, slots=True)
class Form:
    """What sets a kind of issued document apart.

    Its name, what people call it, the closing where none is typed, whether the number is typed; `folders` are those of
    every kind that is issued, by its name.
    """

    kind: str
    thai: str
    closing: str
    folders: Mapping[str, str]
    is_numbered: bool = False


def read_issued(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, NumberingScheme], default: str, form: Form
) -> Announcement:
    """Read a document that is issued under a signature.

    `schemes` are the numbering schemes of the layout, `default` the one used where front matter names none.
    Raises DocgenError that lists all that is wrong in the file, in its order.
    """
    problems: list[Finding] = []
    shown = files.shown(path)
    page = split_front_matter(files.text(path), shown, problems)
    own = ["number"] if form.is_numbered else []
    if "number" in page.fields.mapping.entries and not form.is_numbered:
        hint = f"ลบบรรทัดนี้ เลขของ{form.thai}ได้จากคำสั่ง docgen issue ถ้าเป็นคำสั่ง ให้ย้ายไฟล์ไปไว้ใน content/orders/"
        page.fields.report(
            "unknown-key", page.fields.mapping.key_places["number"], f"{form.thai}ไม่มีรายการ number", hint
        )
        own = ["number"]
    fields = page.fields.allow(*KEYS, *own, required=[*REQUIRED, *(own if form.is_numbered else ())])
    _refuse_other_kind(fields, form)
    date = date_at(fields, "date")
    announcement = Announcement(
        name=path.stem,
        number=_number(fields) if form.is_numbered else "",
        subject=thai_digits_in_prose(" ".join(fields.text("subject").split())),
        date=date or datetime.date(2000, 1, 1),
        date_form=fields.choice("date_form", DATE_FORMS, "era"),
        signatories=_signatories(fields, agency, date),
        closing=thai_digits_in_prose(_closing(fields, form)),
        subject_place=fields.place("subject"),
        date_place=fields.place("date"),
        signatory_place=fields.place("signatory"),
        closing_place=fields.place("closing"),
        evidence=answered_items(fields),
        body=_body(page, Source(files, path, page.body_line), schemes[fields.choice("numbering", schemes, default)]),
        place=fields.mapping.place,
        agency=agency,
        is_draft=fields.choice("status", STATUSES, "final") == "draft",
        title_en=english_title(fields),
        is_public=is_public(fields),
    )
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    files.findings.extend(_noticed(announcement, fields))
    return announcement


def _noticed(document: Announcement, fields: Fields) -> Iterator[Finding]:
    """Yield what is odd in the front matter, and no error: marks in texts that have none, a number of another year."""
    yield from marks_in_field(document.subject, document.subject_place)
    yield from marks_in_field(document.closing, document.closing_place)
    number_year = to_arabic_digits(document.number).rpartition("/")[2]
    if number_year and int(number_year) != document.date.year + BUDDHIST_OFFSET:
        right = thai_number(document.date.year + BUDDHIST_OFFSET)
        message = f"เลขที่เป็นของปี {to_thai_digits(number_year)} แต่วันที่เป็นปี {right}"
        hint = "แก้ปีในเลขที่หรือในวันที่ให้ตรงกัน เลขที่คำสั่งเรียงตามปีปฏิทิน"
        yield Finding("number-year", fields.place("number"), message, hint, Severity.WARNING)


def _refuse_other_kind(fields: Fields, form: Form) -> None:
    """Report a kind that is not the folder's; one that has a folder of its own is sent there."""
    folder = form.folders.get(fields.text("kind"), "")
    if folder and fields.text("kind") != form.kind:
        hint = f"ย้ายไฟล์ไปไว้ใน content/{folder}/ หรือเขียน kind: {form.kind}"
        fields.report("wrong-value", fields.place("kind"), f"โฟลเดอร์นี้ไม่ใช่ที่ของ {fields.text('kind')}", hint)
    else:
        fields.choice("kind", [form.kind], form.kind)


def _closing(fields: Fields, form: Form) -> str:
    """Return the closing: as typed, the form's own where none is typed, none for two quotation marks."""
    return "" if fields.is_empty_on_purpose("closing") else fields.text("closing", form.closing)


def _number(fields: Fields) -> str:
    """Return the number of an order within its year, such as ๑๒/๒๕๖๖ (แบบที่ ๔ ท้ายระเบียบงานสารบรรณ)."""
    number = "".join(to_arabic_digits(fields.text("number")).split())
    if number and not re.fullmatch(r"[1-9][0-9]{0,4}/2[4-7][0-9]{2}", number):
        hint = "เขียนลำดับที่ ทับ ปี พ.ศ. เช่น 12/2566"
        fields.report("wrong-value", fields.place("number"), f"number: {harmless(number, 60)} ใช้ไม่ได้", hint)
    return to_thai_digits(number)


def _signatories(fields: Fields, agency: Agency, date: datetime.date | None) -> tuple[Signatory, ...]:
    named = fields.scalars("signatory", closed=True)
    if len(named) > MAX_SIGNATORIES:
        fields.report("too-many-signatories", named[3].place, "มีผู้ลงนามเกินสามคน", "เหลือไว้ไม่เกินสามคน")
    found = []
    for scalar in named:
        if several := names_in_one(agency, scalar.text):
            message = "มีหลายชื่อในข้อความเดียว"
            hint = f"เขียนเป็นรายการ signatory: [{', '.join(several)}]"
            fields.report("signatories-in-one", scalar.place, message, hint)
            continue
        try:
            # Without a date nobody's term can be judged; the missing date is reported already.
            found.append(find_signatory(agency, scalar, date or datetime.date.max))
        except DocgenError as problem:
            if date is not None or problem.findings[0].code == "unknown-signatory":
                fields.problems.extend(problem.findings)
    return tuple(found)


def _body(page: ContentText, source: Source, numbering: NumberingScheme) -> Markup:
    if not page.body.strip():
        page.fields.report("empty-body", source.place(0), "ไม่มีเนื้อความ", "พิมพ์ข้อความประกาศใต้บรรทัด --- ที่สอง")
        return Markup()
    try:
        return read_body(page.body, source, numbering)
    except DocgenError as problem:
        page.fields.problems.extend(problem.findings)
        return Markup()

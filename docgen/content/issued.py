"""What announcements and orders share: front matter, body and signatories of a document under one or more names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from docgen.content.agency import find_signatory, names_in_one
from docgen.content.attachments import read_parts
from docgen.content.body import NumberingScheme
from docgen.content.dates import date_at
from docgen.content.declared import OwnField
from docgen.content.front_matter import ContentText, split_front_matter
from docgen.content.items import answered_items
from docgen.content.not_understood import marks_in_field
from docgen.content.own_fields import read_own, running_number
from docgen.content.publication import PUBLICATION_KEYS, english_title, is_public
from docgen.content.records import Agency, Announcement, Signatory
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Severity
from docgen.folder.fields import Fields
from docgen.folder.files import Files
from docgen.outside import harmless
from docgen.thai.months import BUDDHIST_OFFSET
from docgen.thai.numerals import thai_digits_in_prose, thai_number, to_arabic_digits, to_thai_digits

KEYS = "kind status number_line subject date date_form signatory closing evidence numbering".split() + PUBLICATION_KEYS
STATUSES = ("final", "draft")
REQUIRED = "kind subject date signatory".split()
DATE_FORMS = ("era", "month-word", "fill-day")
MAX_SIGNATORIES = 8
"""More than one page has room for."""


@dataclass(frozen=True, slots=True)
class Form:
    """What sets a kind of issued document apart.

    Its name, what people call it, the closing where none is typed, whether the number must be typed, or may be;
    whether anybody signs it, whether it has a closing, which forms its day may have; what it alone asks for. `folders`
    are those of every kind, by its name.
    """

    kind: str
    thai: str
    closing: str
    folders: Mapping[str, str]
    is_numbered: bool = False
    may_be_numbered: bool = False
    is_signed: bool = True
    has_closing: bool = True
    date_forms: tuple[str, ...] = DATE_FORMS
    own: tuple[OwnField, ...] = ()


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
    own = _own_keys(page.fields, form)
    fields = page.fields.allow(*_keys(form), *own, required=_required(form))
    _refuse_other_kind(fields, form)
    date = date_at(fields, "date")
    numbering = schemes[fields.choice("numbering", schemes, default)]
    body, *attachments = _body(page, Source(files, path, page.body_line), numbering)
    announcement = Announcement(
        name=path.stem,
        number=_number(fields, form, date),
        subject=thai_digits_in_prose(" ".join(fields.text("subject").split())),
        date=date or datetime.date(2000, 1, 1),
        date_form=fields.choice("date_form", form.date_forms, "era"),
        signatories=_signatories(fields, agency, date) if form.is_signed else (),
        closing=thai_digits_in_prose(_closing(fields, form)),
        subject_place=fields.place("subject"),
        date_place=fields.place("date"),
        signatory_place=fields.place("signatory"),
        closing_place=fields.place("closing"),
        evidence=answered_items(fields),
        body=body,
        place=fields.mapping.place,
        agency=agency,
        is_draft=fields.choice("status", STATUSES, "final") == "draft",
        title_en=english_title(fields),
        is_public=is_public(fields) and "secrecy" not in fields,
        more=read_own(fields, form.own),
        places={one.key: fields.place(one.key) for one in form.own},
        attachments=tuple(attachments),
        number_line=thai_digits_in_prose(" ".join(fields.text("number_line").split())),
    )
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    files.findings.extend(_noticed(announcement, fields))
    return announcement


def _own_keys(fields: Fields, form: Form) -> list[str]:
    """Return the entries of this kind alone; a number where none is typed is reported."""
    may_be = form.is_numbered or form.may_be_numbered
    if may_be or "number" not in fields.mapping.entries:
        return ["number"] if may_be else []
    hint = (
        f"ลบบรรทัดนี้ เลขของ{form.thai}ได้จากคำสั่ง docgen issue ถ้าพิมพ์เลขไว้ใต้ชื่อด้วย เขียน number_line: ที่ 3/2566"
        " ถ้าเป็นคำสั่ง ให้ย้ายไฟล์ไปไว้ใน content/orders/"
    )
    fields.report("unknown-key", fields.mapping.key_places["number"], f"{form.thai}ไม่มีรายการ number", hint)
    return ["number"]


def _noticed(document: Announcement, fields: Fields) -> Iterator[Finding]:
    """Yield what is odd in the front matter, and no error: marks in texts that have none, a number of another year."""
    yield from marks_in_field(document.subject, document.subject_place)
    yield from marks_in_field(document.closing, document.closing_place)
    for key, value in document.more.items():
        for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            words = text if isinstance(text, str) else " ".join(text.columns.values())
            yield from marks_in_field(words, document.places[key] if isinstance(text, str) else text.place)
    yield from marks_in_field(document.number_line, fields.place("number_line"))
    number_year = to_arabic_digits(document.number).rpartition("/")[2]
    if number_year and int(number_year) != document.date.year + BUDDHIST_OFFSET:
        right = thai_number(document.date.year + BUDDHIST_OFFSET)
        message = f"เลขที่เป็นของปี {to_thai_digits(number_year)} แต่วันที่เป็นปี {right}"
        hint = "แก้ปีในเลขที่หรือในวันที่ให้ตรงกัน เลขที่คำสั่งเรียงตามปีปฏิทิน"
        yield Finding("number-year", fields.place("number"), message, hint, Severity.WARNING)


def _keys(form: Form) -> list[str]:
    """Return the entries that a document of a kind may have."""
    unknown = [*(() if form.is_signed else ("signatory",)), *(() if form.has_closing else ("closing",))]
    return [*(key for key in KEYS if key not in unknown), *(one.key for one in form.own)]


def _required(form: Form) -> list[str]:
    required = [key for key in REQUIRED if form.is_signed or key != "signatory"]
    number = ["number"] if form.is_numbered else []
    return [*required, *number, *(one.key for one in form.own if one.is_required)]


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


def _number(fields: Fields, form: Form, date: datetime.date | None) -> str:
    """Return the number of an order within its year, such as ๑๒/๒๕๖๖ (แบบที่ ๔ ท้ายระเบียบงานสารบรรณ)."""
    if not form.is_numbered:
        buddhist_year = (date or datetime.date(2000, 1, 1)).year + BUDDHIST_OFFSET
        return running_number(fields, buddhist_year) if form.may_be_numbered else ""
    number = "".join(to_arabic_digits(fields.text("number")).split())
    if number and not re.fullmatch(r"[1-9][0-9]{0,4}/2[4-7][0-9]{2}", number):
        hint = "เขียนลำดับที่ ทับ ปี พ.ศ. เช่น 12/2566"
        fields.report("wrong-value", fields.place("number"), f"number: {harmless(number, 60)} ใช้ไม่ได้", hint)
    return to_thai_digits(number)


def _signatories(fields: Fields, agency: Agency, date: datetime.date | None) -> tuple[Signatory, ...]:
    named = fields.scalars("signatory", closed=True)
    if len(named) > MAX_SIGNATORIES:
        most = thai_number(MAX_SIGNATORIES)
        place = named[MAX_SIGNATORIES].place
        fields.report("too-many-signatories", place, f"มีผู้ลงนามเกิน {most} คน", f"เหลือไว้ไม่เกิน {most} คน")
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


def _body(page: ContentText, source: Source, numbering: NumberingScheme) -> tuple[Markup, ...]:
    """Return the body, and what is attached behind the signature."""
    if not page.body.strip():
        page.fields.report("empty-body", source.place(0), "ไม่มีเนื้อความ", "พิมพ์ข้อความประกาศใต้บรรทัด --- ที่สอง")
        return (Markup(),)
    try:
        return read_parts(page.body, source, numbering)
    except DocgenError as problem:
        page.fields.problems.extend(problem.findings)
        return (Markup(),)

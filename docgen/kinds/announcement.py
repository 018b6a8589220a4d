"""The announcement (ประกาศ, แบบที่ 7 of the Regulation on Correspondence): what its content file has and requires."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from docgen.content.agency import find_signatory
from docgen.content.body import Numbering, Source, read_body
from docgen.content.dates import date_at
from docgen.content.files import Files
from docgen.content.front_matter import Page, split_front_matter
from docgen.content.items import answered_items
from docgen.content.records import Agency, Announcement, Signatory
from docgen.errors import DocgenError, Finding
from docgen.fields import Fields
from docgen.thai.numerals import thai_digits_in_prose

KEYS = "kind subject date date_form signatory closing evidence numbering".split()
REQUIRED = "kind subject date signatory".split()
DATE_FORMS = ("era", "month-word", "fill-day")
# Both wordings stand in published announcements and no source prescribes one (format.md 2.5).
CLOSING = "จึงประกาศให้ทราบโดยทั่วกัน"
MAX_SIGNATORIES = 3


def read_announcement(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, Numbering], default: str
) -> Announcement:
    """Read one announcement. Raises DocgenError that lists all that is wrong in the file, in its order.

    `schemes` are the numbering schemes of the layout, `default` the one used where front matter names none.
    """
    problems: list[Finding] = []
    shown = files.shown(path)
    page = split_front_matter(files.text(path), shown, problems)
    fields = page.fields.allow(*KEYS, required=REQUIRED)
    fields.choice("kind", ["announcement"], "announcement")
    date = date_at(fields, "date")
    announcement = Announcement(
        name=path.stem,
        subject=thai_digits_in_prose(" ".join(fields.text("subject").split())),
        date=date or datetime.date(2000, 1, 1),
        date_form=fields.choice("date_form", DATE_FORMS, "era"),
        signatories=_signatories(fields, agency, date),
        closing=thai_digits_in_prose(fields.text("closing", CLOSING)),
        evidence=answered_items(fields),
        body=_body(
            page, Source(files, path, page.body_line), schemes[fields.choice("numbering", schemes, default)], problems
        ),
        place=fields.mapping.place,
        agency=agency,
    )
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return announcement


def _signatories(fields: Fields, agency: Agency, date: datetime.date | None) -> tuple[Signatory, ...]:
    named = fields.scalars("signatory")
    if len(named) > MAX_SIGNATORIES:
        fields.report("too-many-signatories", named[3].place, "มีผู้ลงนามเกินสามคน", "เหลือไว้ไม่เกินสามคน")
    found = []
    for scalar in named:
        try:
            # Without a date nobody's term can be judged; the missing date is reported already.
            found.append(find_signatory(agency, scalar, date or datetime.date.max))
        except DocgenError as problem:
            if date is not None or problem.findings[0].code == "unknown-signatory":
                fields.problems.extend(problem.findings)
    return tuple(found)


def _body(page: Page, source: Source, numbering: Numbering, problems: list[Finding]) -> Markup:
    if not page.body.strip():
        page.fields.report("empty-body", source.place(0), "ไม่มีเนื้อความ", "พิมพ์ข้อความประกาศใต้บรรทัด --- ที่สอง")
        return Markup()
    try:
        return read_body(page.body, source, numbering)
    except DocgenError as problem:
        problems.extend(problem.findings)
        return Markup()

"""The records that content files are read into. Frozen; years are named `buddhist_year`, dates are Christian inside."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from docgen.errors import Place
from docgen.thai.dates import Period
from docgen.thai.numerals import thai_number


@dataclass(frozen=True, slots=True)
class Officer:
    """A term of office: name with title, position in lines, from–to (None: no limit known), for whom they act.

    A `rank` (ร้อยตรี) stands before the signature, and not in the name below it.

    `certificates` are the SHA-256 fingerprints (hexadecimal) of certificates that are theirs, whatever name is in them.
    """

    name: str
    position: tuple[str, ...]
    first: datetime.date | None
    last: datetime.date | None
    acting_for: str
    on_behalf_of: str
    place: Place
    certificates: tuple[str, ...] = ()
    in_duty_of: str = ""
    rank: str = ""

    def in_office(self, day: datetime.date) -> bool:
        """Tell whether the term includes the day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def position_lines(self) -> tuple[str, ...]:
        """Return the position as printed under the name, with the words for one who acts for another."""
        acting = (("รักษาราชการแทน", self.acting_for), ("ปฏิบัติราชการแทน", self.on_behalf_of))
        for words, principal in (*acting, ("ปฏิบัติหน้าที่", self.in_duty_of)):
            if principal:
                return (*self.position[:-1], f"{self.position[-1]} {words}", principal)
        return self.position


@dataclass(frozen=True, slots=True)
class Agency:
    """The office that issues documents (หน่วยงาน). `emblem` is a path relative to the project.

    `code` stands before the running number of its letters (รอ ๗๑๐๐๑). `publication_address` is where the published
    folder of each year's evidence stands on its website.
    """

    name: str
    short_name: str
    subdistrict: str
    district: str
    province: str
    address: str
    telephone: str
    website: str
    publication_address: str
    emblem: str
    departments: tuple[str, ...]
    officers: tuple[Officer, ...]
    code: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, as they were on the document's date; `signs_as` is "" or a word such as ผู้รายงาน."""

    name: str
    position: tuple[str, ...]
    place: Place
    signs_as: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """An OIT item that the document is evidence for: its code, such as O42, in the list of a fiscal year."""

    fiscal_year: int
    item: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """A document that is one file: an announcement (ประกาศ), an order (คำสั่ง), a letter; `body` is docgen markup.

    `number` is the number within its year that was typed, `issued_number` the running one that the register gave. What
    its kind alone asks for is in `more`, with its places in `places`. `secrecy` is its class (ลับ), "" for none.
    `attachments` stand behind the signature, each on pages of its own; `number_line` below the title, as the office
    writes it (ฉบับที่ ๒). `title_en` stands beside the subject on the agency's website; what is not `is_public` is never
    put there.
    """

    name: str
    number: str
    subject: str
    date: datetime.date
    date_form: str
    signatories: tuple[Signatory, ...]
    closing: str
    subject_place: Place
    date_place: Place
    signatory_place: Place
    closing_place: Place
    evidence: tuple[EvidenceItem, ...]
    body: Markup
    place: Place
    agency: Agency
    is_draft: bool
    title_en: str
    is_public: bool
    attachments: tuple[Markup, ...] = ()
    number_line: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    issued_number: int = 0

    @property
    def running_number(self) -> str:
        """The number without its year, as it is typed or given; "" until then."""
        return thai_number(self.issued_number) if self.issued_number else self.number.partition("/")[0]

    @property
    def is_numbered(self) -> bool:
        """Tell whether it has its number, and its day with it."""
        return bool(self.running_number) and not self.is_draft

    @property
    def secrecy(self) -> str:
        """Its secrecy class, "" for none."""
        return str(self.more.get("secrecy", ""))

    @property
    def series(self) -> str:
        """What sets its running numbers apart from those of the same kind: ว for circulars."""
        return "ว" if self.more.get("circular") else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (มาตรการ) of the plan: name, then markup for practices, steps, responsible unit, monitoring."""

    name: str
    practices: Markup
    steps: Markup
    responsible_unit: Markup
    monitoring: Markup
    place: Place


@dataclass(frozen=True, slots=True)
class ProofPaper:
    """A paper that shows an activity was done, by its name, and the cell that names it."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done for a measure (การดำเนินงาน), with its period; texts are docgen markup."""

    measure: str
    detail: Markup
    period: Period
    output: Markup
    outcome: Markup
    remark: Markup
    evidence: tuple[str, ...]
    place: Place
    evidence_place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an activity: project path, alternative text, caption."""

    path: str
    alt: str
    caption: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """A report for one reporting round (รอบ): the plan's measures, and the activities that fall in the round."""

    fiscal_year: int
    months: int
    period: Period
    title: str
    cover_place: str
    introduction: Markup
    plan_introduction: Markup
    results_introduction: Markup
    measures: tuple[Measure, ...]
    activities: tuple[Activity, ...]
    pictures: tuple[Picture, ...]
    papers: tuple[ProofPaper, ...]
    evidence: tuple[EvidenceItem, ...]
    signatories: tuple[Signatory, ...]
    date: datetime.date | None
    annexes: tuple[Announcement, ...]
    place: Place
    agency: Agency
    is_draft: bool
    title_en: str
    is_public: bool

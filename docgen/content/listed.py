"""The list of the assessment's items for a fiscal year: what is asked for, how sure that is, who confirmed it.

A list that was put together from what others published is a lead, not a source: each part of an entry carries a mark
of where it was seen, and only a person who compared it with the year's own form takes the doubt away.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from docgen.errors import Place

# What may be marked of an entry, and what a clerk calls it.
PARTS = {"item": "เลขข้อ", "title": "ชื่อ", "requirement": "สิ่งที่ต้องแสดง", "due": "วันครบกำหนด"}
# The marks, the surest first, and what they mean. With * behind it: the source is of another year.
MARKS = {
    "A": "สำนักงาน ป.ป.ช. หรือกฎหมาย",
    "B": "หน้าเว็บของหน่วยงานอื่น",
    "C": "ข้อมูลหรือโปรแกรมของผู้อื่น",
    "M": "จำหรืออนุมานมา",
}
OTHER_YEAR = "*"
AGENCY_KINDS = {"local-government": "องค์กรปกครองส่วนท้องถิ่น", "state-agency": "หน่วยงานของรัฐอื่น"}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a person compared an entry with the year's own form: who, and on which day."""

    by: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class AnswerWindow:
    """When the assessment's form may be answered (None: not known), and the mark of how sure that is ("" for none)."""

    first: datetime.date | None
    last: datetime.date | None
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An OIT item in the list of a fiscal year: what is asked for, what answers it (announcement, report, other).

    `address` is where the agency's website shows what docgen does not make; `due` is the last day for it. `certainty`
    has a mark for each of its parts that was marked. `before` has the codes of the year before that it goes on with,
    None where nobody said.
    """

    code: str
    title: str
    requirement: str
    answered_by: str
    address: str
    due: datetime.date | None
    place: Place
    title_en: str = ""
    certainty: Mapping[str, str] | None = None
    confirmed: Confirmation | None = None
    before: tuple[str, ...] | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """The parts that were inferred or are of another year, in a clerk's words; none once a person confirmed it."""
        if self.confirmed:
            return ()
        marks = self.certainty or {}
        return tuple(words for part, words in PARTS.items() if is_doubtful(marks.get(part, "")))


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """The OIT items of a fiscal year (Buddhist), in their order, for a kind of agency ("" where none is told)."""

    fiscal_year: int
    items: tuple[ListedItem, ...]
    place: Place
    agency_kind: str = ""
    window: AnswerWindow = AnswerWindow(None, None)

    def due_of(self, item: ListedItem) -> datetime.date | None:
        """Return the last day for an item: its own, or that of the form; None where neither is known."""
        return item.due or self.window.last

    def doubts_of(self, item: ListedItem) -> tuple[str, ...]:
        """Return what is doubtful of an item, the form's last day with it where the item has no day of its own."""
        is_inherited = item.due is None and self.window.last is not None and not item.confirmed
        more = (PARTS["due"],) if is_inherited and is_doubtful(self.window.certainty) else ()
        return (*item.doubts, *more)


def is_doubtful(mark: str) -> bool:
    """Tell whether a mark says that a part was inferred, or seen for another year only."""
    return mark.startswith("M") or mark.endswith(OTHER_YEAR)

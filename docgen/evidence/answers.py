"""How the items of a year's list stand: complete, out of date or missing, and which documents answer them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.content.listed import Confirmation, EvidenceList
from docgen.evidence.documents import EvidenceDocument
from docgen.thai.dates import fiscal_year as fiscal_year_of
from docgen.thai.dates import reporting_round


@dataclass(frozen=True, slots=True)
class Answer:
    """How an item of the year's list stands: complete, outdated or missing, why, and what answers it.

    `certainty`, `confirmed` and `doubts` say how sure it is that the item is asked for as it is listed.
    """

    code: str
    title: str
    title_en: str
    requirement: str
    answered_by: str
    due: datetime.date
    address: str
    state: str
    reason: str
    documents: tuple[EvidenceDocument, ...]
    certainty: Mapping[str, str] = field(default_factory=dict)
    confirmed: Confirmation | None = None
    doubts: tuple[str, ...] = ()


def answers(
    listed: EvidenceList | None, documents: tuple[EvidenceDocument, ...], fiscal_year: int, months: int | None
) -> tuple[Answer, ...]:
    """Return how the items of a year stand, by the content alone: what is missing first, then what is out of date."""
    found = []
    if listed is None:
        return ()
    last = reporting_round(fiscal_year, 6 if months == 6 else 12).last
    # What is due while the form may be answered is asked for in the round that ends just before.
    first_round = max(last, listed.window.last or last)
    for item in listed.items:
        answering = tuple(one for one in documents if item.code in one.items)
        state, reason = _state(item.answered_by, item.address, answering, fiscal_year, months)
        if months == 6 and item.due and item.due > first_round and state == "missing":
            continue  # asked for in the second round
        found.append(
            Answer(
                code=item.code,
                title=item.title,
                title_en=item.title_en,
                requirement=item.requirement,
                answered_by=item.answered_by,
                due=listed.due_of(item) or last,
                address=item.address,
                state=state,
                reason=reason,
                documents=tuple(one for one in answering if not one.is_draft),
                certainty=item.certainty or {},
                confirmed=item.confirmed,
                doubts=listed.doubts_of(item),
            )
        )
    order = ("missing", "outdated", "complete")
    return tuple(sorted(found, key=lambda answer: order.index(answer.state)))


def _state(
    answered_by: str, address: str, answering: tuple[EvidenceDocument, ...], fiscal_year: int, months: int | None
) -> tuple[str, str]:
    # What was withdrawn is kept, and answers nothing any more.
    final = [one for one in answering if not one.is_draft and one.state != "withdrawn"]
    if not final:
        if any(one.is_draft for one in answering):
            return "missing", "มีแต่ร่าง"
        if answering:
            return "missing", "ยกเลิกแล้ว"
        if address:
            return "complete", "เผยแพร่บนเว็บไซต์ (ไม่ได้ตรวจ)"
        return "missing", "ยังไม่มีเอกสาร" if answered_by != "other" else "ยังไม่มีที่อยู่บนเว็บไซต์"
    current = [one for one in final if one.date is None or fiscal_year_of(one.date) in (fiscal_year, fiscal_year + 1)]
    if not current:
        return "outdated", "เอกสารลงวันที่นอกปีงบประมาณ"
    if answered_by == "report" and months != 6 and not any(one.target.months == 12 for one in current):
        return "outdated", "มีเพียงรายงานรอบ ๖ เดือน"
    return "complete", "" if any(one.state == "signed" for one in current) else "ยังไม่มีฉบับที่ลงนาม"

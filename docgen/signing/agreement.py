"""What must agree before an officer signs: certificate, officer, position and dates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docgen.content.agency import AGENCY_FILE
from docgen.content.records import Agency, Signatory
from docgen.errors import Place, error
from docgen.signing.keys import bare_name, name_on
from docgen.thai.dates import write_date


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document says of its signing: its date (Christian year; None: none) and its signatories."""

    shown: str
    date: datetime.date | None
    signatories: tuple[Signatory, ...]


def refuse_disagreement(paper: Paper, officer: str, agency: Agency, today: datetime.date) -> Signatory:
    """Return the signatory that an officer is. Raises DocgenError unless they sign this, hold the office, today.

    The office is the one that stands below their name: a signature by one who has left it binds nobody.
    """
    place = Place(paper.shown)
    signatory = next((one for one in paper.signatories if bare_name(one.name) == bare_name(officer)), None)
    if signatory is None:
        hint = "ผู้ลงนามคือ " + ", ".join(one.name for one in paper.signatories)
        raise error("not-signatory", place, f"{officer} ไม่ใช่ผู้ลงนามในเอกสารนี้", hint)
    if paper.date is not None and paper.date > today:
        message = f"เอกสารลงวันที่ {write_date(paper.date, 'plain')} ซึ่งยังไม่ถึง"
        raise error("date-to-come", place, message, "ลงนามเมื่อถึงวันนั้น หรือแก้ date: แล้วสร้างใหม่")
    terms = [one for one in agency.officers if bare_name(one.name) == bare_name(officer) and one.in_office(today)]
    if not any(one.position_lines() == signatory.position for one in terms):
        position = " ".join(signatory.position)
        message = f"วันนี้ {signatory.name} ไม่ได้ดำรงตำแหน่ง{position}"
        raise error("not-in-office", place, message, f"ให้ผู้ดำรงตำแหน่งลงนาม หรือแก้ officers ใน {AGENCY_FILE} ถ้าข้อมูลเก่า")
    return signatory


def refuse_certificate(certificate: Any, signatory: Signatory, agency: Agency, shown: str) -> None:
    """Raise DocgenError unless a certificate (asn1crypto) is the signatory's, in force now, and for signing.

    Where it names a position or an organization as well, they are those of the document (X.520 title, organization).
    """
    place, now = Place(shown), datetime.datetime.now(datetime.UTC)
    name = name_on(certificate)
    if bare_name(name) != bare_name(signatory.name):
        message = f"ใบรับรองเป็นของ {name} ไม่ใช่ {signatory.name}"
        raise error("other-certificate", place, message, "ใช้กุญแจของผู้ลงนามเอง")
    if now < certificate.not_valid_before or now > certificate.not_valid_after:
        first, last = (
            write_date(day.date(), "plain") for day in (certificate.not_valid_before, certificate.not_valid_after)
        )
        raise error("certificate-period", place, f"ใบรับรองใช้ได้ {first} - {last} เท่านั้น", "ขอใบรับรองใหม่")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        raise error("certificate-usage", place, "ใบรับรองนี้ไม่ได้ออกให้ใช้ลงนาม", "ขอใบรับรองสำหรับลงลายมือชื่อ")
    told = certificate.subject.native
    _refuse_other(told.get("title"), ["".join(signatory.position), *signatory.position], "ตำแหน่ง", place)
    if any(_is_thai(one) for one in _listed(told.get("organization_name"))):
        _refuse_other(told.get("organization_name"), [agency.name, agency.short_name], "หน่วยงาน", place)


def _refuse_other(told: Any, known: Sequence[str], what: str, place: Place) -> None:
    named = _listed(told)
    if named and not any("".join(one.split()) == "".join(other.split()) for one in named for other in known):
        message = f"{what}ในใบรับรองคือ {', '.join(named)} ไม่ใช่ {known[0]}"
        raise error("other-certificate", place, message, "ใช้ใบรับรองที่ออกให้ตามตำแหน่งและหน่วยงานปัจจุบัน")


def _listed(told: Any) -> list[str]:
    return [str(one) for one in (told if isinstance(told, list) else [told]) if one]


def _is_thai(text: str) -> bool:
    # An authority may give an organization's name in English, which agency.yaml does not know.
    return any("\u0e01" <= letter <= "\u0e5b" for letter in text)

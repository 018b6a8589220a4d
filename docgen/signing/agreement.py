"""What must agree before an officer signs: certificate, officer, position and dates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docgen.content.agency import AGENCY_FILE
from docgen.content.records import Agency, Signatory
from docgen.errors import Place, error
from docgen.outside import quoted
from docgen.signing.keys import bare_name
from docgen.signing.names import fingerprint, names_in, readable_name, values_in
from docgen.thai.characters import comparable
from docgen.thai.dates import write_date
from docgen.thai.differences import difference, is_nearly


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """What a document says of its signing: its date (Christian year; None: none), its signatories, an open day."""

    shown: str
    date: datetime.date | None
    signatories: tuple[Signatory, ...]
    day_is_open: bool = False


def refuse_disagreement(paper: SigningFacts, officer: str, agency: Agency, today: datetime.date) -> Signatory:
    """Return the signatory that an officer is. Raises DocgenError unless they sign this, hold the office, today.

    The office is the one that stands below their name: a signature by one who has left it binds nobody.
    """
    place = Place(paper.shown)
    signatory = next((one for one in paper.signatories if bare_name(one.name) == bare_name(officer)), None)
    if signatory is None:
        hint = "ผู้ลงนามคือ " + ", ".join(one.name for one in paper.signatories)
        raise error("not-signatory", place, f"{quoted(officer)} ไม่ใช่ผู้ลงนามในเอกสารนี้", hint)
    if paper.day_is_open:
        message = "วันที่ในเอกสารยังเว้นไว้ให้เติม (date_form: fill-day) ลงนามแล้วเติมไม่ได้อีก"
        hint = "ใส่วันที่ลงนามใน date: ลบบรรทัด date_form: fill-day แล้วสร้างใหม่ หรือพิมพ์ให้ลงนามบนกระดาษ"
        raise error("day-to-fill", place, message, hint)
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
    One that the office has registered for the officer, by its fingerprint, is theirs whatever it says.
    """
    place, now = Place(shown), datetime.datetime.now(datetime.UTC)
    if not is_registered(certificate, signatory, agency):
        _refuse_names(certificate, signatory, agency, place)
    if now < certificate.not_valid_before or now > certificate.not_valid_after:
        first, last = (
            write_date(day.date(), "plain") for day in (certificate.not_valid_before, certificate.not_valid_after)
        )
        raise error("certificate-period", place, f"ใบรับรองใช้ได้ {first} - {last} เท่านั้น", "ขอใบรับรองใหม่")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        raise error("certificate-usage", place, "ใบรับรองนี้ไม่ได้ออกให้ใช้ลงนาม", "ขอใบรับรองสำหรับลงลายมือชื่อ")


def is_registered(certificate: Any, signatory: Signatory, agency: Agency) -> bool:
    """Tell whether agency.yaml says that a certificate (asn1crypto) is a signatory's."""
    return fingerprint(certificate) in {
        one
        for officer in agency.officers
        if bare_name(officer.name) == bare_name(signatory.name)
        for one in officer.certificates
    }


def is_named(certificate: Any, signatory: Signatory) -> bool:
    """Tell whether a certificate (asn1crypto) names a signatory, in whichever way it gives a name."""
    return bare_name(signatory.name) in map(bare_name, names_in(certificate.subject))


def _refuse_names(certificate: Any, signatory: Signatory, agency: Agency, place: Place) -> None:
    told = certificate.subject
    if not is_named(certificate, signatory):
        owner = readable_name(told)
        message = f"ใบรับรองเป็นของ {quoted(owner)} ไม่ใช่ {signatory.name}"
        # Another's name in Thai is another's; in other letters, or without a name, only the office knows.
        hint = "ใช้กุญแจของผู้ลงนามเอง" if _is_thai(owner) and names_in(told) else _registering(certificate, signatory)
        if is_nearly(owner, signatory.name):
            hint += f" ({difference(owner, signatory.name)})"
        raise error("other-certificate", place, message, hint)
    positions = ["".join(signatory.position), *signatory.position]
    _refuse_other(values_in(told, "title"), positions, "ตำแหน่ง", place)
    organizations = values_in(told, "organization_name")
    if any(_is_thai(one) for one in organizations):
        _refuse_other(organizations, [agency.name, agency.short_name], "หน่วยงาน", place)


def _registering(certificate: Any, signatory: Signatory) -> str:
    return (
        f"ถ้าเป็นใบรับรองของ {signatory.name} จริง เพิ่มบรรทัดนี้ใต้ชื่อใน officers ของ {AGENCY_FILE} แล้วลงนามใหม่:"
        f' certificate: "{fingerprint(certificate)}"'
    )


def _refuse_other(named: Sequence[str], known: Sequence[str], what: str, place: Place) -> None:
    if named and not {_key(one) for one in named} & {_key(other) for other in known}:
        message = f"{what}ในใบรับรองคือ {', '.join(map(quoted, named))} ไม่ใช่ {known[0]}"
        raise error("other-certificate", place, message, "ใช้ใบรับรองที่ออกให้ตามตำแหน่งและหน่วยงานปัจจุบัน")


def _key(name: str) -> str:
    return comparable(name).replace(" ", "")


def _is_thai(text: str) -> bool:
    # An authority may give an organization's name in English, which agency.yaml does not know.
    return any("\u0e01" <= letter <= "\u0e5b" for letter in text)

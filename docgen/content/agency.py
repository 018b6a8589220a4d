"""Read `content/agency.yaml`, and find the officer who signs as they were on a date."""

from __future__ import annotations

import datetime
import re

from docgen.content.dates import date_at
from docgen.content.records import Agency, Officer, Signatory
from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.fields import Fields, as_fields, nearest
from docgen.folder.files import Files
from docgen.folder.located import Scalar, read_yaml
from docgen.outside import harmless
from docgen.thai.characters import comparable
from docgen.thai.dates import write_date
from docgen.thai.differences import difference, is_nearly
from docgen.thai.names import without_title
from docgen.thai.numerals import thai_digits_in_prose

AGENCY_FILE = "content/agency.yaml"
_KEYS = (
    "name short_name subdistrict district province address telephone fax email website code publication_address emblem"
    " departments officers"
).split()
_OFFICER_KEYS = "name rank position from to acting_for on_behalf_of in_duty_of certificate".split()


def read_agency(files: Files) -> Agency:
    """Read the agency. Raises DocgenError that lists all that is wrong in the file."""
    path = files.root / AGENCY_FILE
    problems: list[Finding] = []
    top = as_fields(read_yaml(files.text(path), AGENCY_FILE), AGENCY_FILE, problems, has_remarks=True)
    top.allow(*_KEYS, required=["name", "emblem", "officers"])
    address = top.text("publication_address")
    if address and not re.fullmatch(r"https?://[^\s\"'<>?#]+", address):
        message = "ที่อยู่เว็บไม่ถูกต้อง"
        top.report("wrong-link", top.place("publication_address"), message, "เขียนแบบ https://… ไม่มีช่องว่าง")
    officers = tuple(_officer(entry) for entry in top.mappings("officers"))
    emblem = ""
    if "emblem" in top:
        try:
            emblem = files.picture(top.text("emblem"), files.root, files.root, top.place("emblem"))
        except DocgenError as problem:
            problems.extend(problem.findings)
    agency = Agency(
        **{key: top.text(key) for key in _KEYS if key not in ("emblem", "departments", "officers")},
        emblem=emblem,
        departments=tuple(scalar.text.strip() for scalar in top.scalars("departments")),
        officers=officers,
    )
    if problems:
        raise DocgenError(sorted(problems, key=lambda problem: problem.place))
    return agency


def _officer(entry: Fields) -> Officer:
    entry.allow(*_OFFICER_KEYS, required=["name", "position"])
    first, last = date_at(entry, "from"), date_at(entry, "to")
    if first and last and last < first:
        entry.report("end-before-start", entry.place("to"), "วันที่พ้นตำแหน่ง (to) อยู่ก่อนวันที่รับตำแหน่ง (from)", "แก้วันที่ให้ตรง")
    lines = [line.strip() for scalar in entry.scalars("position") for line in scalar.text.splitlines()]
    position = tuple(thai_digits_in_prose(line) for line in lines if line)
    return Officer(
        name=" ".join(entry.text("name").split()),
        position=position or ("",),
        first=first,
        last=last,
        acting_for=entry.text("acting_for"),
        on_behalf_of=entry.text("on_behalf_of"),
        in_duty_of=entry.text("in_duty_of"),
        rank=" ".join(entry.text("rank").split()),
        place=entry.mapping.place,
        certificates=tuple(_fingerprint(entry, scalar) for scalar in entry.scalars("certificate")),
    )


def _fingerprint(entry: Fields, scalar: Scalar) -> str:
    """Return a SHA-256 fingerprint in small hexadecimal digits, as programs show it: with colons, blanks or neither."""
    digits = re.sub(r"[:\s]", "", scalar.text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        message = "ลายนิ้วมือของใบรับรอง (certificate) ไม่ถูกต้อง"
        hint = "เขียนค่า SHA-256 ของใบรับรอง เลขฐานสิบหก ๖๔ ตัว ตามที่ docgen sign บอก"
        entry.report("wrong-fingerprint", scalar.place, message, hint)
    return digits


def find_signatory(agency: Agency, named: Scalar, day: datetime.date, signs_as: str = "") -> Signatory:
    """Return who signs, named by name or by position, as they were on the day.

    Raises DocgenError if nobody of that name or position is known, none held office on the day, or several did.
    """
    words = comparable(named.text)
    known = [officer for officer in agency.officers if _answers_to(officer, words)]
    if not known:
        raise _unknown(agency, words, named.place)
    serving = [officer for officer in known if officer.in_office(day)]
    if not serving:
        terms = "; ".join(_term(officer) for officer in known)
        raise error(
            "not-in-office",
            named.place,
            f"{harmless(words)} ไม่ได้ดำรงตำแหน่งในวันที่ {write_date(day, 'plain')} ({terms})",
            f"แก้ชื่อผู้ลงนามหรือวันที่ หรือแก้ from/to ใน {AGENCY_FILE}",
        )
    if len(serving) > 1:
        raise error(
            "several-officers",
            named.place,
            f"{harmless(words)} มีหลายรายการในวันที่ {write_date(day, 'plain')} ("
            + "; ".join(f"บรรทัด {officer.place.line}" for officer in serving)
            + ")",
            f"แก้ from/to ใน {AGENCY_FILE} ไม่ให้ซ้อนกัน",
        )
    return Signatory(serving[0].name, serving[0].position_lines(), named.place, signs_as, serving[0].rank)


def names_in_one(agency: Agency, text: str) -> tuple[str, ...]:
    """Return the names in a text that puts several beside each other (ก, ข; ก และ ข), empty if it is one name.

    A text that the register knows is one, and so is one whose first part is no officer.
    """
    words = comparable(text)
    if any(_answers_to(officer, words) for officer in agency.officers):
        return ()
    parts = [part.strip() for part in re.split(r"[,;/\n]| และ", re.sub(r"[^\S\n]+", " ", text)) if part.strip()]
    known = [part for part in parts if any(_answers_to(officer, comparable(part)) for officer in agency.officers)]
    return tuple(harmless(part, 60) for part in parts) if len(parts) > 1 and known else ()


def _answers_to(officer: Officer, words: str) -> bool:
    """Tell whether an officer is meant by words, which are `comparable`, by name or by position."""
    position = "".join(officer.position_lines())
    ranked = [f"{officer.rank} {name}" for name in (officer.name, without_title(officer.name)) if officer.rank]
    known = (
        officer.name,
        *ranked,
        without_title(officer.name),
        " ".join(officer.position),
        position,
        officer.acting_for,
    )
    return bool(words) and words in map(comparable, known)


def _unknown(agency: Agency, words: str, place: Place) -> DocgenError:
    names = list(dict.fromkeys(officer.name for officer in agency.officers))
    near = nearest(words, names)
    hint = f"เขียนว่า {near}" if near else f"เพิ่มชื่อนี้ใน officers ของ {AGENCY_FILE} ชื่อที่มี: " + ", ".join(names)
    if near and is_nearly(words, near):
        hint += f" ({difference(words, near)})"
    message = f"ไม่พบผู้ลงนาม {harmless(words)} ในทะเบียนของหน่วยงาน"
    return error("unknown-signatory", place, message, hint)


def _term(officer: Officer) -> str:
    first = write_date(officer.first, "plain") if officer.first else "ไม่ระบุ"
    last = write_date(officer.last, "plain") if officer.last else "ปัจจุบัน"
    return f"ดำรงตำแหน่ง {first} - {last}"

"""A person or the office itself, spelt a letter off from the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.similar import is_one_letter_off
from docgen.errors import Severity
from docgen.thai.characters import comparable

_PERSON = re.compile(r"(?:นางสาว|นาย|นาง|ว่าที่ร้อยตรี|พันตรี|ดร\.)\s?[ก-ฮเ-ไ][ก-๙]{1,40}\s{1,9}[ก-ฮเ-ไ][ก-๙]+")
_OFFICE = re.compile(r"(?:องค์การบริหารส่วนตำบล|อบต\.\s?)(?P<name>[ก-ฮเ-ไ][ก-๙]*)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    people = {comparable(officer.name) for officer in office.agency.officers}
    own = office.agency.subdistrict
    written = (comparable(found[0]) for passage in page.passages for found in _PERSON.finditer(passage.text))
    counts = Counter(written)
    for passage in page.passages:
        for found in _PERSON.finditer(passage.text):
            name = comparable(found[0])
            right = next((person for person in sorted(people) if is_one_letter_off(name, person)), "")
            if name not in people and right:
                message, hint = "ชื่อ {found} ไม่ตรงกับทะเบียนผู้ลงนาม", "ในทะเบียนคือ {right}"
                yield Hit(passage, *found.span(), message, hint, {"right": right})  # it may be another person
            elif name not in people and (other := _spelt_otherwise(name, counts)):
                message, hint = "ชื่อ {found} เขียนอีกแบบว่า {right} ในเอกสารเดียวกัน", "ตรวจว่าแบบใดถูก"
                yield Hit(passage, *found.span(), message, hint, {"right": other})
        for found in _OFFICE.finditer(passage.text):
            name = found["name"][: len(own) + 1]
            if own and not found["name"].startswith(own) and (is_one_letter_off(name, own) or _nearly(name, own)):
                first = found.start("name")
                message, hint = "ชื่อหน่วยงานสะกดไม่ตรงกับ agency.yaml: {found}", "ชื่อในทะเบียนคือ {right}"
                yield Hit(passage, first, first + len(own), message, hint, {"right": own})


def _spelt_otherwise(name: str, counts: Counter[str]) -> str:
    """Return how the document spells a name elsewhere, where this is the rarer spelling."""
    others = [other for other in counts if is_one_letter_off(name, other) and counts[other] > counts[name]]
    return others[0] if others else ""


def _nearly(name: str, own: str) -> bool:
    return any(is_one_letter_off(name[:length], own) for length in (len(own) - 1, len(own)))


RULE = Rule(
    code="misspelt-name",
    severity=Severity.WARNING,
    title="ชื่อบุคคลหรือหน่วยงานสะกดไม่ตรงกับทะเบียน",
    reason="ชื่อที่ผิดไปตัวเดียวคือคนละคนหรือคนละหน่วยงาน",
    source="ทะเบียนใน content/agency.yaml",
    wrong="องค์การบริหารส่วนตำบลบึงนคน",
    right="องค์การบริหารส่วนตำบลบึงนคร",
    look=_look,
)

"""An officer with a position that the register does not give them on the document's date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.months import BUDDHIST_OFFSET

_TITLES = (
    "นายก(?:องค์การบริหารส่วนตำบล)?|ปลัด(?:องค์การบริหารส่วนตำบล)?|ผู้อำนวยการ(?:กอง[ก-ฮเ-ไ][ก-๙]*)?|ประธานสภา|หัวหน้าสำนักปลัด"
)
_POSITION = re.compile(rf"\s*(?:ตำแหน่ง\s*|ในฐานะ\s*)?(?P<position>(?:รอง)?(?:{_TITLES}))")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    day = (
        page.date or datetime.date(page.fiscal_year - BUDDHIST_OFFSET, 9, 30) if page.date or page.fiscal_year else None
    )
    for passage in page.passages:
        for name in sorted({officer.name for officer in office.agency.officers}):
            terms = [one for one in office.agency.officers if one.name == name and (day is None or one.in_office(day))]
            for at in re.finditer(re.escape(name), passage.text):
                found = _POSITION.match(passage.text, at.end())
                if found is None or not terms:
                    continue
                positions = [" ".join(term.position_lines()) for term in terms]
                if not any(position.startswith(found["position"]) for position in positions):
                    values = {"name": name, "right": positions[0]}
                    message = "ทะเบียนว่า {name} เป็น {right} ไม่ใช่ {found}"
                    hint = "ตรวจตำแหน่ง หรือเพิ่มช่วงเวลาใน agency.yaml"
                    yield Hit(passage, *found.span("position"), message, hint, values)


RULE = Rule(
    code="wrong-position",
    severity=Severity.WARNING,
    title="ตำแหน่งไม่ตรงกับทะเบียน",
    reason="ผู้ลงนามกับตำแหน่งที่ไม่ตรงกันทำให้เอกสารไม่มีผล",
    source="ทะเบียนใน content/agency.yaml",
    wrong="มอบหมายให้ นายวันชัย ประชุมชน ปลัดองค์การบริหารส่วนตำบล เป็นประธาน",
    right="มอบหมายให้ นายวันชัย ประชุมชน นายกองค์การบริหารส่วนตำบล เป็นประธาน",
    look=_look,
)

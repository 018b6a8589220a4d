"""The office's own subdistrict with another district or province beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_NAME = r"(?P<name>[ก-ฮเ-ไ][ก-๙]*)"


def _look(page: Page, office: Office) -> Iterator[Hit]:
    agency = office.agency
    province = r"(?:\s+(?:จังหวัด|จ\.)\s?(?P<province>[ก-ฮเ-ไ][ก-๙]*))?"
    after = re.compile(rf"ตำบล{re.escape(agency.subdistrict)}\s+(?:อำเภอ|อ\.)\s?{_NAME}{province}")
    for passage in page.passages:
        for found in after.finditer(passage.text) if agency.subdistrict and agency.district else ():
            for group, own, kind in (("name", agency.district, "อำเภอ"), ("province", agency.province, "จังหวัด")):
                if own and found[group] and not found[group].startswith(own):
                    values = {"kind": kind, "own": own}
                    message = "ตำบลของหน่วยงานอยู่{kind}{own} ไม่ใช่ {found}"
                    yield Hit(passage, *found.span(group), message, "เขียน {kind}{own}", values)


RULE = Rule(
    code="own-place",
    severity=Severity.ERROR,
    title="อำเภอหรือจังหวัดไม่ใช่ของหน่วยงาน",
    reason="มักเหลือมาจากแบบที่ได้จากหน่วยงานอื่น",
    source="ทะเบียนใน content/agency.yaml",
    wrong="องค์การบริหารส่วนตำบลบึงนคร อำเภอเสลภูมิ จังหวัดร้อยเอ็ด",
    right="องค์การบริหารส่วนตำบลบึงนคร อำเภอธวัชบุรี จังหวัดร้อยเอ็ด",
    look=_look,
)

"""Subdistrict, district and province that do not belong together, all over Thailand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.places import districts_of, is_district, is_province, provinces_of, subdistrict_places
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_DISTRICT = re.compile(
    r"(?:อำเภอ|อ\.)\s?(?P<district>[ก-ฮเ-ไ][ก-๙]{0,40})\s{1,9}(?:จังหวัด|จ\.)\s?(?P<province>[ก-ฮเ-ไ][ก-๙]*)"
)
_SUBDISTRICT = re.compile(
    r"(?:ตำบล|ต\.)\s?(?P<subdistrict>[ก-ฮเ-ไ][ก-๙]{0,40})\s{1,9}(?:อำเภอ|อ\.)\s?(?P<district>[ก-ฮเ-ไ][ก-๙]*)"
)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _DISTRICT.finditer(passage.text):
            province = _known(found["province"], is_province)
            if not province:
                continue
            if not any(found["district"].startswith(name) for name in districts_of(province)):
                where = provinces_of(found["district"])
                values = {"province": province, "where": " ".join(f"จังหวัด{name}" for name in where) or "ไม่พบในจังหวัดใด"}
                message = "จังหวัด{province}ไม่มีอำเภอ{found}"
                hint = "ตรวจชื่ออำเภอและจังหวัด (อำเภอชื่อนี้: {where})"
                yield Hit(passage, found.start("district"), found.end("district"), message, hint, values)
        for found in _SUBDISTRICT.finditer(passage.text):
            district = _known(found["district"], is_district)
            places = subdistrict_places(found["subdistrict"])
            own = (office.agency.subdistrict, office.agency.district)
            if district and places and district not in places and (found["subdistrict"], district) != own:
                values = {"district": district, "where": " ".join(f"อำเภอ{name}" for name in sorted(places)[:5])}
                message = "อำเภอ{district}ไม่มีตำบล{found}"
                hint = "ตรวจชื่อตำบลและอำเภอ (ตำบลชื่อนี้อยู่ที่ {where})"
                yield Hit(passage, found.start("subdistrict"), found.end("subdistrict"), message, hint, values)


def _known(words: str, is_known: Callable[[str], bool]) -> str:
    """Return the longest beginning of a run of letters that is a known name: words may follow without a blank."""
    return next((words[:end] for end in range(len(words), 1, -1) if is_known(words[:end])), "")


RULE = Rule(
    code="place-mismatch",
    severity=Severity.ERROR,
    title="ตำบล อำเภอ จังหวัด ไม่อยู่ด้วยกัน",
    reason="ที่ตั้งที่ผิดทำให้ประกาศไม่ผูกกับหน่วยงาน",
    source="ทะเบียนเขตการปกครอง กรมการปกครอง (ชุดข้อมูล geothai)",
    wrong="อำเภอราชบุรี จังหวัดร้อยเอ็ด",
    right="อำเภอธวัชบุรี จังหวัดร้อยเอ็ด",
    look=_look,
)

"""A place in agency.yaml that the data of places does not know, and nothing like it: new, or mistyped badly."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.places import districts_of, homes_of, province_names, provinces_of, subdistricts_of
from docgen.checks.rule import Hit, Rule
from docgen.checks.rules.agency_place import bare, nearest_place, own_places
from docgen.errors import Severity
from docgen.thai.characters import comparable


def _look(page: Page, office: Office) -> Iterator[Hit]:
    places = own_places(page)
    names = {key: bare(key, comparable(passage.text)) for key, passage in places.items()}
    province, district = names.get("province", ""), names.get("district", "")
    known = {
        "province": province_names(),
        "district": districts_of(province),
        "subdistrict": subdistricts_of(province, district),
    }
    elsewhere = {
        "province": [],
        "district": provinces_of(district),
        "subdistrict": homes_of(names.get("subdistrict", "")),
    }
    for key, passage in places.items():
        name = names[key]
        if name not in known[key] and not elsewhere[key] and not nearest_place(key, name, known[key]):
            title = {"province": "จังหวัด", "district": "อำเภอ"}.get(key, "ตำบล")
            message, hint = "ไม่พบ{title}ชื่อ {name} ในข้อมูลเขตการปกครอง", "ตรวจตัวสะกด ถ้าตั้งใหม่และถูกแล้ว ปิดข้อสังเกตนี้พร้อมเหตุผล"
            yield Hit(passage, 0, len(passage.text), message, hint, {"title": title, "name": name})


RULE = Rule(
    code="agency-place-unknown",
    severity=Severity.HINT,
    title="ที่ตั้งของหน่วยงานที่ไม่มีในข้อมูล",
    reason="ชื่อที่ไม่มีในข้อมูลเขตการปกครองมักพิมพ์ผิด แต่อาจเป็นตำบลที่ตั้งใหม่",
    source="ทะเบียนเขตการปกครอง กรมการปกครอง (ชุดข้อมูล geothai)",
    wrong="",
    right="",
    look=_look,
)

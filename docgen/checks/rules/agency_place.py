"""The office's own place in agency.yaml: titles before the names, a letter off, parts that do not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.places import districts_of, homes_of, province_names, provinces_of, subdistricts_of
from docgen.checks.rule import Hit, Rule
from docgen.checks.similar import is_one_letter_off
from docgen.content.agency import AGENCY_FILE
from docgen.errors import Severity
from docgen.thai.characters import comparable

# The titles that documents put before the names by themselves, long ones first.
TITLES = {
    "province": ("จังหวัด", "จ."),
    "district": ("กิ่งอำเภอ", "อำเภอ", "เขต", "อ."),
    "subdistrict": ("ตำบล", "แขวง", "ต."),
}
_SHORT = {"กรุงเทพ": "กรุงเทพมหานคร", "กรุงเทพฯ": "กรุงเทพมหานคร", "กทม.": "กรุงเทพมหานคร", "กทม": "กรุงเทพมหานคร"}
_SHORT |= {"อยุธยา": "พระนครศรีอยุธยา", "โคราช": "นครราชสีมา"}
_WORD = "(?P<name>[ก-ฮเ-ไ][ก-๙]*)"
_IN_TEXT = {
    "subdistrict": re.compile(rf"(?:องค์การบริหารส่วนตำบล|อบต\.\s?|ตำบล|ต\.\s?){_WORD}"),
    "district": re.compile(rf"(?:อำเภอ|อ\.\s?){_WORD}"),
    "province": re.compile(rf"(?:จังหวัด|จ\.\s?){_WORD}"),
}


def own_places(page: Page) -> dict[str, Passage]:
    """Return the passages of agency.yaml that name its province, district and subdistrict; none for another page."""
    if page.path != AGENCY_FILE:
        return {}
    found: dict[str, Passage] = {}
    for passage in page.passages:
        if passage.key in TITLES and passage.text.strip():
            found.setdefault(passage.key, passage)
    return found


def bare(key: str, text: str, known: Iterable[str] = ()) -> str:
    """Return a place's name without its title; a name that begins with the same letters is left whole."""
    if text in known:
        return text
    return next((text.removeprefix(title).strip() for title in TITLES[key] if text.startswith(title)), text)


def nearest_place(key: str, name: str, known: Iterable[str]) -> str:
    """Return the known place that a name is meant for, "" if none is near enough to be sure.

    New subdistricts come up, named much like their neighbours: of those only a letter may differ.
    """
    names = sorted(known)
    one_off = next((other for other in names if is_one_letter_off(name, other)), "")
    if one_off or key == "subdistrict":
        return one_off
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.8)), "")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    places = own_places(page)
    right: dict[str, str] = {}
    for key in ("province", "district", "subdistrict"):
        if key not in places:
            continue
        passage = places[key]
        known = _known(key, right)
        typed = comparable(passage.text)
        right[key] = bare(key, typed, known)
        if right[key] != typed:
            message = "{key}: เขียนแต่ชื่อ ไม่มีคำนำหน้า: {found}"
            yield _hit(passage, message, "เขียน {key}: {right}", key, right[key])
        if right[key] not in known and (hit := _wrong(key, passage, right, known)):
            right[key] = str(hit.values.get("right") or right[key])
            yield hit
    yield from _swapped(places)
    yield from _spelt_otherwise(page, right)


def _swapped(places: dict[str, Passage]) -> Iterator[Hit]:
    """Yield two entries of which each holds the other's name, where as typed neither is a place."""
    names = {key: bare(key, comparable(passage.text)) for key, passage in places.items()}
    province, district, subdistrict = (names.get(key, "") for key in ("province", "district", "subdistrict"))
    if province not in province_names() and province in districts_of(district):
        yield _swap(places["province"], "province", "district", district)
        yield _swap(places["district"], "district", "province", province)
    elif district not in districts_of(province) and district in subdistricts_of(province, subdistrict):
        yield _swap(places["district"], "district", "subdistrict", subdistrict)
        yield _swap(places["subdistrict"], "subdistrict", "district", district)


def _swap(passage: Passage, key: str, other: str, right: str) -> Hit:
    return _hit(passage, "{key}: สลับกับ {other}:", "เขียน {key}: {right}", key, right, other=other)


def _known(key: str, right: dict[str, str]) -> frozenset[str]:
    """Return the places that an entry may name, by what stands above it; empty if that is no known place."""
    if key == "province":
        return province_names()
    if key == "district":
        return districts_of(right.get("province", ""))
    return subdistricts_of(right.get("province", ""), right.get("district", ""))


def _wrong(key: str, passage: Passage, right: dict[str, str], known: frozenset[str]) -> Hit | None:
    """Return what is certainly wrong with a place that is not among those known; None where it may be a new one."""
    name = right[key]
    near = _SHORT.get(name, "") if key == "province" else ""
    near = near or nearest_place(key, name, known)
    if near:
        message = "ไม่มี{title}ชื่อ {name}{within}"
        return _hit(passage, message, "เขียน {key}: {right}", key, near, name=name, within=_within(key, right))
    homes = _elsewhere(key, name) if known else []
    if homes:
        where = " ".join(homes[:5])
        message, hint = "ไม่มี{title}ชื่อ {name}{within}", "{title}ชื่อนี้อยู่ที่ {where} แก้ให้ตรงกัน"
        return _hit(passage, message, hint, key, "", name=name, within=_within(key, right), where=where)
    return None


def _within(key: str, right: dict[str, str]) -> str:
    if key == "district":
        return f" ในจังหวัด{right['province']}"
    return f" ในอำเภอ{right['district']} จังหวัด{right['province']}" if key == "subdistrict" else ""


def _elsewhere(key: str, name: str) -> list[str]:
    if key == "district":
        return [f"จังหวัด{province}" for province in provinces_of(name)]
    return [f"อำเภอ{district} จังหวัด{province}" for province, district in homes_of(name)] if key == "subdistrict" else []


def _spelt_otherwise(page: Page, right: dict[str, str]) -> Iterator[Hit]:
    """Yield the names in other entries (name, address, positions) that are a letter off the office's own."""
    for passage in page.passages if right else ():
        for key, own in right.items():
            for found in _IN_TEXT[key].finditer(passage.text) if passage.key not in TITLES else ():
                name = found["name"]
                if not name.startswith(own) and is_one_letter_off(name, own):
                    values = {"right": own, "key": key}
                    message = "{found} ไม่ตรงกับ {key}: {right}"
                    yield Hit(passage, *found.span("name"), message, "ถ้า {key}: ถูกแล้ว เขียน {right}", values)


def _hit(passage: Passage, message: str, hint: str, key: str, right: str, **values: str) -> Hit:
    told = {"key": key, "title": {"province": "จังหวัด", "district": "อำเภอ"}.get(key, "ตำบล"), "right": right, **values}
    return Hit(passage, 0, len(passage.text), message, hint, told)


RULE = Rule(
    code="agency-place",
    severity=Severity.ERROR,
    title="ที่ตั้งของหน่วยงานใน agency.yaml",
    reason="ตำบล อำเภอ และจังหวัดของหน่วยงานพิมพ์ในทุกเอกสาร และเอกสารที่ถูกถูกเทียบกับที่นี่",
    source="ทะเบียนเขตการปกครอง กรมการปกครอง (ชุดข้อมูล geothai)",
    wrong="",
    right="",
    look=_look,
)

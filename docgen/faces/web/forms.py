"""Forms: which values a content file may have, what they are called, what may be chosen. The file stays the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.content.agency import read_agency
from docgen.content.declared import OwnField
from docgen.content.issued import DATE_FORMS
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.thai.dates import write_date

_DATE_FORMS = {"era": "แบบ พ.ศ. เต็ม", "month-word": "ณ วันที่ … เดือน …", "fill-day": "เว้นวันที่ไว้เขียนด้วยมือ"}
_STATUS = [{"value": "final", "label": "ฉบับจริง"}, {"value": "draft", "label": "ร่าง"}]
_GIVEN_NUMBER = (
    "number",
    "เลขทะเบียน",
    "text",
    False,
    "เว้นว่างไว้ โปรแกรมใส่ให้เมื่อออกเลข (ใช้สมุดทะเบียนของสำนักงานเอง พิมพ์เลขอย่างเดียว เช่น 123)",
)
_ISSUED = (
    ("number", "เลขที่", "text", True, "เลขลำดับ/ปี พ.ศ. เช่น 12/2566"),
    ("subject", "เรื่อง", "text", True, "ไม่ต้องพิมพ์คำว่า เรื่อง"),
    ("date", "วันที่", "date", True, "วัน เดือน ปี พ.ศ. เช่น 10 มีนาคม 2566"),
    ("signatory", "ผู้ลงนาม", "people", True, "ผู้ดำรงตำแหน่งในวันที่ของเอกสาร"),
    ("number_line", "บรรทัดเลขใต้ชื่อ", "text", False, "ถ้าหน่วยงานพิมพ์ไว้ เช่น ฉบับที่ 2 ไม่ใส่ = ไม่มี"),
    ("date_form", "แบบของวันที่", "choice", False, "ไม่ระบุ = แบบปกติ"),
    ("closing", "คำลงท้าย", "choice", False, "ไม่ใส่ = ใช้คำปกติ"),
    ("status", "สถานะ", "choice", False, "ไม่ระบุ = ฉบับจริง ร่างมีคำว่า ร่าง ทุกหน้า และยังออกเลขไม่ได้"),
    ("title_en", "ชื่อภาษาอังกฤษ", "text", False, "แสดงบนหน้าเผยแพร่"),
    ("evidence", "หลักฐานของข้อ OIT", "list", False, "เอกสารนี้เป็นหลักฐานของข้อใดในการประเมิน"),
)
_REPORT = (
    ("status", "สถานะ", "choice", False, ""),
    ("fiscal_year", "ปีงบประมาณ", "text", True, "พ.ศ. สี่หลัก"),
    ("title", "ชื่อรายงาน", "text", True, ""),
    ("title_en", "ชื่อภาษาอังกฤษ", "text", False, "แสดงบนหน้าเผยแพร่"),
    ("introduction", "บทนำ", "long", True, ""),
    ("plan_introduction", "คำนำของแผน", "long", False, ""),
    ("results_introduction", "คำนำของผล", "long", False, ""),
    ("measures", "มาตรการ", "list", True, ""),
    ("annexes", "ภาคผนวก", "list", False, "ไฟล์ประกาศหรือคำสั่ง"),
    ("pictures", "รูปภาพ", "list", False, ""),
    ("reporter", "ผู้รายงาน", "people", False, ""),
    ("acknowledger", "ผู้รับทราบ", "people", False, ""),
    ("evidence", "หลักฐานของข้อ OIT", "list", False, ""),
)
# Lists whose entries have parts, each by its key: a text alone would be no entry of theirs.
_PARTS = {
    "evidence": (
        ("item", "ข้อ", "text", True, "เช่น O42"),
        ("fiscal_year", "ปีงบประมาณ", "text", True, "พ.ศ. สี่หลัก"),
    ),
    "pictures": (("file", "ไฟล์รูป", "text", True, "เช่น pictures/a.jpg"), ("caption", "คำบรรยาย", "text", False, "")),
}
_AGENCY = (
    ("name", "ชื่อเต็มของหน่วยงาน", "text", True, "พิมพ์ต่อจากคำว่า ประกาศ"),
    ("short_name", "ชื่อย่อ", "text", False, ""),
    ("subdistrict", "ตำบล", "text", False, "เขียนแต่ชื่อ"),
    ("district", "อำเภอ", "text", False, "เขียนแต่ชื่อ"),
    ("province", "จังหวัด", "text", False, "เขียนแต่ชื่อ"),
    ("address", "ที่อยู่", "text", False, ""),
    ("telephone", "โทรศัพท์", "text", False, ""),
    ("fax", "โทรสาร", "text", False, ""),
    ("email", "ไปรษณีย์อิเล็กทรอนิกส์", "text", False, "พิมพ์ท้ายหนังสือ"),
    ("code", "รหัสหน่วยงาน", "text", False, "หน้าเลขทะเบียนหนังสือ เช่น รอ 71001"),
    ("website", "เว็บไซต์", "text", False, ""),
    ("publication_address", "ที่อยู่ของชุดเผยแพร่", "text", False, "https://…"),
    ("emblem", "ตราครุฑ", "text", True, "ไฟล์รูปในโครงการ"),
    ("departments", "ส่วนราชการและงาน", "list", False, ""),
    ("officers", "ผู้ลงนาม", "list", True, "หนึ่งรายการต่อหนึ่งช่วงเวลาที่ดำรงตำแหน่ง"),
)
OFFICER = (
    ("name", "ชื่อพร้อมคำนำหน้า", "text", True, ""),
    ("rank", "ยศ", "text", False, "พิมพ์หน้าลายมือชื่อ ไม่อยู่ในชื่อ"),
    ("position", "ตำแหน่ง", "text", True, ""),
    ("from", "ตั้งแต่วันที่", "date", False, "ไม่ใส่ = ไม่จำกัด"),
    ("to", "ถึงวันที่", "date", False, "ไม่ใส่ = ไม่จำกัด"),
    ("acting_for", "รักษาราชการแทน", "text", False, ""),
    ("on_behalf_of", "ปฏิบัติราชการแทน", "text", False, ""),
    ("in_duty_of", "ปฏิบัติหน้าที่", "text", False, "ตำแหน่งที่ปฏิบัติหน้าที่แทน"),
)


def label_of(key: str) -> str:
    """Return what a form calls an entry of front matter, by its key; "" for one that no form has."""
    shared = {one[0]: one[1] for one in (*_AGENCY, *_REPORT, *_ISSUED)}
    own = {one.key: one.label for kind in KINDS.values() for one in kind.fields}
    return shared.get(key) or own.get(key, "")


def schema(root: Path, name: str) -> list[dict[str, Any]]:
    """Return what the form of a content file asks for, by its project path; empty for a file without a form."""
    if name == "content/agency.yaml":
        within = [_asked(*one, choices=[]) for one in OFFICER]
        return [_asked(*one, choices=[]) | ({"fields": within} if one[0] == "officers" else {}) for one in _AGENCY]
    kind = KINDS.of_path(name)
    if kind is None:
        return []
    if kind.rounds is not None:
        people = _people(root)
        return [_shared(one, (), people) for one in _REPORT]
    people = _people(root)
    made = [_shared(one, kind.closings, people) for one in _ISSUED if _has(kind, one[0])]
    for one in made:
        if one["key"] == "date_form":
            one["choices"] = [choice for choice in one["choices"] if choice["value"] in kind.date_forms]
    made += [_own(one) for one in kind.fields]
    # What must be filled in comes first: whoever never saw the form fills it in from above.
    made.sort(key=lambda one: not one["required"])
    given = [_asked(*_GIVEN_NUMBER, choices=[])] if kind.is_number_printed and not kind.is_number_typed else []
    return made + given


def _shared(one: tuple[str, str, str, bool, str], closings: tuple[str, ...], people: Any) -> dict[str, Any]:
    """Return how a form asks for what many kinds have; a choice among nothing is a text to type."""
    key, label, shape, is_required, words = one
    choices = people if shape == "people" else _choices(key, closings)
    made = _asked(key, label, shape if choices or shape != "choice" else "text", is_required, words, choices=choices)
    within = [_asked(*part, choices=[]) for part in _PARTS.get(key, ())]
    return made | ({"fields": within} if within else {})


def _has(kind: Kind, key: str) -> bool:
    if key == "number":
        return kind.is_number_typed
    if key == "number_line":
        return kind.has_number_line
    if key == "closing":
        return kind.has_closing
    return key != "signatory" or kind.has_signatory


def _own(one: OwnField) -> dict[str, Any]:
    """Return how a form asks for what a kind alone has: `OwnField.shape` tells."""
    shapes = {"lines": "long", "items": "list", "flag": "choice"}
    choices = [{"value": "yes", "label": "ใช่"}, {"value": "no", "label": "ไม่ใช่"}] if one.shape == "flag" else []
    choices += [{"value": choice, "label": choice} for choice in one.choices]
    shape = "text" if one.is_open else shapes.get(one.shape, one.shape)
    made = _asked(one.key, one.label, shape, one.is_required, one.words, choices=choices)
    within = [_asked(key, label, "text", not at, "", choices=[]) for at, (key, label) in enumerate(one.columns)]
    return made | ({"fields": within} if len(within) > 1 else {})  # one column is a list of texts


def _asked(key: str, label: str, kind: str, required: bool, words: str, *, choices: Any) -> dict[str, Any]:
    return {"key": key, "label": label, "kind": kind, "required": required, "help": words, "choices": choices}


def _choices(key: str, closings: tuple[str, ...]) -> list[dict[str, str]]:
    if key == "status":
        return _STATUS
    if key == "date_form":
        return [{"value": one, "label": _DATE_FORMS[one]} for one in DATE_FORMS]
    return [{"value": one, "label": one} for one in closings] if key == "closing" else []


def _people(root: Path) -> list[dict[str, Any]]:
    """Return who may sign, each with the days of their office: a page shows those in office on the document's day."""
    try:
        officers = read_agency(Files(root)).officers
    except DocgenError:
        return []
    return [
        {
            "value": one.name,
            "label": f"{one.name} {' '.join(one.position_lines())}",
            "from": one.first.isoformat() if one.first else None,
            "to": one.last.isoformat() if one.last else None,
            "term": " ถึง ".join(write_date(day, "plain") if day else "ไม่จำกัด" for day in (one.first, one.last)),
        }
        for one in officers
    ]

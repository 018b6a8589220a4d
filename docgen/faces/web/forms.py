"""Forms: which values a content file may have, what they are called, what may be chosen. The file stays the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.content.agency import read_agency
from docgen.content.issued import DATE_FORMS
from docgen.errors import DocgenError
from docgen.folder.files import Files
from docgen.kinds.table import KINDS
from docgen.thai.dates import write_date

_DATE_FORMS = {"era": "แบบ พ.ศ. เต็ม", "month-word": "ณ วันที่ … เดือน …", "fill-day": "เว้นวันที่ไว้เขียนด้วยมือ"}
_STATUS = [{"value": "final", "label": "ฉบับจริง"}, {"value": "draft", "label": "ร่าง"}]
_ISSUED = (
    ("number", "เลขที่", "text", True, "เลขลำดับ/ปี พ.ศ. เช่น 12/2566"),
    ("subject", "เรื่อง", "text", True, "ไม่ต้องพิมพ์คำว่า เรื่อง"),
    ("date", "วันที่", "date", True, "วัน เดือน ปี พ.ศ. เช่น 10 มีนาคม 2566"),
    ("signatory", "ผู้ลงนาม", "people", True, "ผู้ดำรงตำแหน่งในวันที่ของเอกสาร"),
    ("date_form", "แบบของวันที่", "choice", False, "ไม่ระบุ = แบบปกติ"),
    ("closing", "คำลงท้าย", "choice", False, "ไม่ใส่ = ใช้คำปกติ"),
    ("status", "สถานะ", "choice", False, "ไม่ระบุ = ฉบับจริง ร่างมีคำว่า ร่าง ทุกหน้า และยังออกเลขไม่ได้"),
    ("title_en", "ชื่อภาษาอังกฤษ", "text", False, "แสดงบนหน้าเผยแพร่"),
    ("evidence", "เป็นหลักฐานของข้อ", "list", False, "ปีงบประมาณและข้อ OIT"),
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
    ("evidence", "เป็นหลักฐานของข้อ", "list", False, ""),
)
_AGENCY = (
    ("name", "ชื่อเต็มของหน่วยงาน", "text", True, "พิมพ์ต่อจากคำว่า ประกาศ"),
    ("short_name", "ชื่อย่อ", "text", False, ""),
    ("subdistrict", "ตำบล", "text", False, "เขียนแต่ชื่อ"),
    ("district", "อำเภอ", "text", False, "เขียนแต่ชื่อ"),
    ("province", "จังหวัด", "text", False, "เขียนแต่ชื่อ"),
    ("address", "ที่อยู่", "text", False, ""),
    ("telephone", "โทรศัพท์", "text", False, ""),
    ("website", "เว็บไซต์", "text", False, ""),
    ("publication_address", "ที่อยู่ของชุดเผยแพร่", "text", False, "https://…"),
    ("emblem", "ตราครุฑ", "text", True, "ไฟล์รูปในโครงการ"),
    ("departments", "ส่วนราชการและงาน", "list", False, ""),
    ("officers", "ผู้ลงนาม", "list", True, "หนึ่งรายการต่อหนึ่งช่วงเวลาที่ดำรงตำแหน่ง"),
)
OFFICER = (
    ("name", "ชื่อพร้อมคำนำหน้า", "text", True, ""),
    ("position", "ตำแหน่ง", "text", True, ""),
    ("from", "ตั้งแต่วันที่", "date", False, "ไม่ใส่ = ไม่จำกัด"),
    ("to", "ถึงวันที่", "date", False, "ไม่ใส่ = ไม่จำกัด"),
    ("acting_for", "รักษาราชการแทน", "text", False, ""),
    ("on_behalf_of", "ปฏิบัติราชการแทน", "text", False, ""),
)


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
        return [_asked(*one, choices=people if one[2] == "people" else _choices(one[0], ())) for one in _REPORT]
    people = _people(root)
    listed = [one for one in _ISSUED if one[0] != "number" or kind.is_number_typed]
    return [_asked(*one, choices=people if one[2] == "people" else _choices(one[0], kind.closings)) for one in listed]


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

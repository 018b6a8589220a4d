"""What letters and memoranda have in common: the entries of their heads, how opening and closing are chosen.

A kind of letter takes of these what its form has. `templates/letterhead.xml.j2` prints them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.content.declared import OwnField
from docgen.errors import DocgenError, Finding, Severity
from docgen.kinds.addressees import addressee_of, is_royal, names_of_addressees
from docgen.thai.numerals import thai_digits_in_prose

if TYPE_CHECKING:
    from docgen.content.records import Announcement
    from docgen.folder.files import Files

CODE = OwnField(key="code", label="รหัสหน่วยงาน", words="หน้าเลขทะเบียน เช่น รอ 71001 ไม่ใส่ = code ใน agency.yaml")
CIRCULAR = OwnField(key="circular", label="หนังสือเวียน (ว)", shape="flag", words="เลขทะเบียนของหนังสือเวียนนับแยก")
SPEED = OwnField(
    key="speed",
    label="ชั้นความเร็ว",
    shape="choice",
    choices=("ด่วนที่สุด", "ด่วนมาก", "ด่วน"),
    is_open=True,
    words="หรือ ด่วนภายใน ตามด้วยวันและเวลา",
)
SECRECY = OwnField(
    key="secrecy", label="ชั้นความลับ", shape="choice", choices=("ลับ", "ลับมาก", "ลับที่สุด"), words="เอกสารที่มีชั้นความลับไม่เผยแพร่"
)
TO = OwnField(key="to", label="ถึงใคร", is_required=True, words="ชื่อหรือตำแหน่งผู้รับ ไม่ต้องพิมพ์คำขึ้นต้น")
OPENING = OwnField(key="opening", label="คำขึ้นต้น", words="ไม่ใส่ = ตามผู้รับ")
ADDRESSEE = OwnField(
    key="addressee", label="ฐานะของผู้รับ", shape="choice", choices=names_of_addressees(), words="ไม่ใส่ = ตามชื่อผู้รับ"
)
REFERS = OwnField(key="refers", label="อ้างถึง", shape="items", columns=(("text", "หนังสือที่อ้างถึง"),))
ENCLOSURES = OwnField(
    key="enclosures", label="สิ่งที่ส่งมาด้วย", shape="items", columns=(("name", "ชื่อ"), ("count", "จำนวน เช่น 1 ฉบับ"))
)
OFFICE = OwnField(key="office", label="ส่วนราชการเจ้าของเรื่อง", words="เช่น สำนักปลัด งานบริหารงานทั่วไป")
TELEPHONE = OwnField(key="telephone", label="โทร.", words="ไม่ใส่ = ตาม agency.yaml")
COPIES = OwnField(key="copies", label="สำเนาส่ง", shape="lines")

HEAD = (CODE, CIRCULAR, SPEED, SECRECY)
LETTER = (*HEAD, TO, OPENING, ADDRESSEE, REFERS, ENCLOSURES, OFFICE, TELEPHONE, COPIES)
MEMORANDUM = (*HEAD, TO, OPENING, ADDRESSEE, REFERS, ENCLOSURES, OFFICE, TELEPHONE)
STAMPED = (*HEAD, TO, OFFICE, TELEPHONE)


def addressed(document: Announcement, files: Files) -> Announcement:
    """Return a letter with the opening and the closing for whom it goes to.

    Raises DocgenError where they are for the royal family and not typed; a pair that does not match is a warning.
    """
    return _with_code(_addressed(document, files, has_closing=True), files)


def addressed_without_closing(document: Announcement, files: Files) -> Announcement:
    """Return a memorandum with its opening; it has no closing (แบบที่ ๒). Errors as `addressed`."""
    return _with_code(_addressed(document, files, has_closing=False), files)


def numbered(document: Announcement, files: Files) -> Announcement:
    """Return what has the office's code before its number and nobody to greet."""
    return _with_code(document, files)


def _with_code(document: Announcement, files: Files) -> Announcement:
    agency, more = document.agency, document.more
    kept = {"code": more.get("code") or agency.code, "telephone": more.get("telephone") or agency.telephone}
    kept = {key: thai_digits_in_prose(str(value)) for key, value in kept.items()}
    if not kept["code"]:
        hint = "เติม code: ใน content/agency.yaml เช่น รอ 71001 หรือในส่วนหัวของฉบับนี้"
        message = "ยังไม่มีรหัสหน่วยงานหน้าเลขทะเบียน"
        files.findings.append(Finding("no-office-code", document.place, message, hint, Severity.WARNING))
    return replace(document, more={**more, **kept})


def _addressed(document: Announcement, files: Files, *, has_closing: bool) -> Announcement:
    more, places = document.more, document.places
    name, typed = str(more["to"]), str(more["opening"])
    closing = document.closing if has_closing else ""
    if is_royal(name):
        if not typed or (has_closing and not closing):
            message = f"ถ้อยคำถึง {name} โปรแกรมไม่เติมให้"
            hint = "พิมพ์ opening:" + (" และ closing:" if has_closing else "") + " ตามที่สำนักพระราชวังกำหนด"
            raise DocgenError([Finding("royal-words", places["to"], message, hint)])
        return document
    wanted = addressee_of(name, str(more["addressee"]))
    if typed and typed != wanted.opening:
        hint = f"ใช้ {wanted.opening}" + (f" คู่กับ {wanted.closing}" if has_closing else "")
        message = f"คำขึ้นต้น {typed} ไม่ใช่คำสำหรับ {name}"
        files.findings.append(Finding("opening-pair", places["opening"], message, hint, Severity.WARNING))
    if closing and closing != wanted.closing:
        message = f"คำลงท้าย {closing} ไม่เข้าคู่กับคำขึ้นต้น {typed or wanted.opening}"
        hint = f"ใช้ {wanted.closing} หรือลบบรรทัดนี้ โปรแกรมใส่ให้ตามผู้รับ"
        files.findings.append(Finding("opening-pair", document.closing_place, message, hint, Severity.WARNING))
    made = replace(document, more={**more, "opening": typed or wanted.opening})
    return replace(made, closing=closing or wanted.closing) if has_closing else made

"""What the desk says of commands, put into what a clerk presses: whoever is on the page has no command line."""

from __future__ import annotations

import re

from docgen.faces.web.forms import label_of

_CORRECT = r'docgen issue (?:\S+ )?--correct(?: "เหตุผล"| ?")?'
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(found), here)
    for found, here in (
        (r"(?:หรือ)?สั่ง docgen register --rebuild", "หรือกดกู้คืนในหน้าทะเบียน"),
        (r"สั่ง docgen issue --moved(?: \S+){0,2}", "จดชื่อใหม่ในหน้าทะเบียน"),
        (rf"(?:แล้ว)?สั่ง {_CORRECT}", "แล้วออกฉบับแก้ไขในหน้าออกเลข"),
        (rf"(?:ด้วย |: )?{_CORRECT}", "ในหน้าออกเลข (ออกฉบับแก้ไข)"),
        (r"\(docgen issue[^)]*\)?", "(ในหน้าออกเลข)"),
        (r"(?:ได้จาก|ด้วย)คำสั่ง docgen issue", "ในหน้าออกเลข"),
        (r"ให้สั่ง docgen issue(?: \S+)?", "ให้ออกเลขในหน้าออกเลข"),
        (r"สั่ง make แล้วตรวจ PDF", "กดสร้าง PDF แล้วตรวจ"),
        (r"สร้างเอกสารใหม่ด้วย make", "กดสร้าง PDF ใหม่"),
        (r"เปลี่ยน status: เป็น final แล้วสั่งใหม่", "กดเปลี่ยนเป็นฉบับจริง หรือเลือกสถานะในแบบฟอร์ม"),
        (r'สั่งใหม่พร้อมเหตุผล: --\w+(?: "…"| ?")?', "พิมพ์เหตุผล แล้วทำรายการอีกครั้ง"),
        (r"สั่งใหม่โดยไม่ใส่ --correct", "ออกเลขเป็นฉบับแรก"),
        (r"ระบุ --token-label", "พิมพ์ชื่อโทเค็น"),
        (r"ระบุปี เช่น --year 2566", "เลือกปี"),
        (r"สั่ง docgen confirm-item(?: \S+){0,2} --by ชื่อ", "ยืนยันในหน้าหลักฐานปี"),
        (r"เริ่มรายการก่อน: docgen new year \S+", "เริ่มรายการข้อในหน้าหลักฐานปีก่อน"),
        (r"ตรวจด้วย docgen verify", "กดตรวจยืนยัน"),
        (r"ตามที่ docgen sign บอก", "ตามที่หน้าลงนามบอก"),
        (r"เอกสารที่เริ่มด้วย docgen new", "เอกสารที่เริ่มใหม่"),
        (r"สั่ง docgen import \S* ?ชื่อใหม่|สั่ง docgen import", "ตั้งชื่อไฟล์ของฉบับใหม่ แล้วนำเข้าอีกครั้ง"),
        (r"เปลี่ยนด้วย docgen user roles หรือ docgen user password", "ให้ผู้ดูแลเครื่องเปลี่ยน"),
        (r"คืนไฟล์จากสำเนา หรือลบไฟล์แล้วเพิ่มบัญชีใหม่ด้วย docgen user add", "ให้ผู้ดูแลเครื่องคืนไฟล์จากสำเนา"),
        (r"ดูรายชื่อด้วย docgen user list", "ดูรายชื่อในหน้าสำนักงาน"),
        (r"--role \S+ \(([^)]*)\)", r"\1"),
        (r"แล้วสั่งใหม่|แล้วสั่งอีกครั้ง", "แล้วทำรายการอีกครั้ง"),
        (r"^เพิ่ม evidence: ในส่วนหัวของไฟล์$", "กรอก หลักฐานของข้อ OIT ในแบบฟอร์ม"),
        (r"แต่สั่งให้ออกเลข", "แต่พิมพ์ให้ออกเลข"),
    )
)


# An entry of front matter that lacks: on the page it is a field of the form, called as the form calls it.
_LACKING = re.compile(r"^ขาดรายการ (?P<lacks>\w+)$|^(?:เพิ่มบรรทัด|เติมข้อความหลัง) (?P<fill>\w+):(?: …)?$")


def said_here(words: str) -> str:
    """Return what is said to a clerk on the page: what to press, instead of what to type after a prompt."""
    lacking = _LACKING.match(words)
    if lacking and (label := label_of(lacking["lacks"] or lacking["fill"])):
        return f"ยังไม่ได้กรอก {label}" if lacking["lacks"] else f"กรอก {label} ในแบบฟอร์ม"
    for found, here in _WORDS:
        words = found.sub(here, words)
    return words

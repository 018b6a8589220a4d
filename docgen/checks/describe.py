"""Write docs/rules.md from the rules themselves: `python -m docgen.checks.describe > docs/rules.md`."""

from __future__ import annotations

from docgen.checks.rules import all_rules
from docgen.errors import SEVERITY_WORDS

_HEAD = """# กฎการตรวจ

`docgen check` ตรวจเนื้อหาตามกฎเหล่านี้ และ `make` ตรวจทุกครั้งที่สร้างเอกสาร ข้อสังเกตระดับ “ผิดพลาด” หยุดการสร้างเอกสารฉบับนั้น
ระดับ “แนะนำ” แสดงเมื่อสั่ง `docgen check` เท่านั้น หน้านี้สร้างจากตัวกฎใน `docgen/checks/rules/`

ถ้าข้อความถูกแล้วจริง ปิดข้อสังเกตได้โดยบอกเหตุผล ท้ายบรรทัดหรือบรรทัดก่อนหน้า (ไม่พิมพ์ออกมาในเอกสาร):

    <!-- docgen: ignore misspelling ยกมาตามต้นฉบับ -->

ในไฟล์ .yaml เขียนหลังเครื่องหมาย # และใช้ `ignore-file` แทน `ignore` เพื่อปิดทั้งไฟล์

`docgen check --fix` เขียนแก้ให้เฉพาะที่เป็นอย่างอื่นไม่ได้ ที่เหลือบอกว่า “อาจหมายถึง” อะไรแล้วให้คนแก้เอง
โปรแกรมไม่แก้คร่อมคำที่ถูกสองคำ (ระเบียบบริหาร กันยายนนี้) ไม่แก้ในชื่อคน ชื่อสถานที่ ข้อความที่ยกมาในเครื่องหมายคำพูด ชื่อเรื่องและชื่อกฎหมายที่อ้าง
ที่อยู่เว็บ และไม่แก้เอกสารที่ออกเลขแล้ว
ความแม่นที่วัดได้อยู่ใน [benchmarks.md](benchmarks.md)
"""


def rules_page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for rule in all_rules():
        severity = SEVERITY_WORDS["th"][rule.severity]
        parts.append(f"## {rule.title}\n\n`{rule.code}` · {severity}\n\n{rule.reason}\n\nที่มา: {rule.source}\n")
        if rule.wrong:
            parts += [f"{word}:\n\n{_indented(text)}\n" for word, text in (("ผิด", rule.wrong), ("ถูก", rule.right))]
    return "\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


if __name__ == "__main__":
    print(rules_page(), end="")

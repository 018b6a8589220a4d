"""The bylaw (ข้อบังคับ, แบบที่ ๖ ท้ายระเบียบงานสารบรรณ): a regulation that a law gives the power for."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="bylaw",
    folder="bylaws",
    thai="ข้อบังคับ",
    template="bylaw.xml.j2",
    new_template="new-bylaw.md.j2",
    address_prefix="bylaw-",
    scheme="sections",
    is_published=True,
    fields=(OwnField(key="edition", label="ฉบับที่", words="เลขฉบับ ถ้าไม่ใช่ฉบับแรก เช่น 2"),),
    expected=(
        ("ข้อบังคับนี้เรียกว่า", "ข้อที่บอกชื่อ (ข้อบังคับนี้เรียกว่า…)"),
        ("ใช้บังคับ", "ข้อที่บอกวันใช้บังคับ"),
        ("รักษาการ", "ข้อที่บอกผู้รักษาการ"),
    ),
    word=WordForm(marks=1, about="ว่าด้วย|เรื่อง"),
)

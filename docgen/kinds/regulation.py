"""The regulation (ระเบียบ, แบบที่ ๕ ท้ายระเบียบงานสารบรรณ): its name, from when, how, who keeps it."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="regulation",
    folder="regulations",
    thai="ระเบียบ",
    template="regulation.xml.j2",
    new_template="new-regulation.md.j2",
    address_prefix="regulation-",
    scheme="sections",
    is_published=True,
    fields=(OwnField(key="edition", label="ฉบับที่", words="เลขฉบับ ถ้าไม่ใช่ฉบับแรก เช่น 2"),),
    expected=(
        ("ระเบียบนี้เรียกว่า", "ข้อที่บอกชื่อ (ระเบียบนี้เรียกว่า…)"),
        ("ใช้บังคับ", "ข้อที่บอกวันใช้บังคับ"),
        ("รักษาการ", "ข้อที่บอกผู้รักษาการ"),
    ),
    word=WordForm(marks=1, about="ว่าด้วย|เรื่อง"),
)

"""The ordinance of a local council (ข้อบัญญัติ): it has its own law; its parts are those of a regulation."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="ordinance",
    folder="ordinances",
    thai="ข้อบัญญัติ",
    template="ordinance.xml.j2",
    new_template="new-ordinance.md.j2",
    address_prefix="ordinance-",
    scheme="sections",
    is_published=True,
    fields=(OwnField(key="edition", label="ฉบับที่", words="เลขฉบับ ถ้าไม่ใช่ฉบับแรก เช่น 2"),),
    expected=(
        ("ข้อบัญญัตินี้เรียกว่า", "ข้อที่บอกชื่อ (ข้อบัญญัตินี้เรียกว่า…)"),
        ("ใช้บังคับ", "ข้อที่บอกวันใช้บังคับ"),
        ("รักษาการ", "ข้อที่บอกผู้รักษาการ"),
    ),
    word=WordForm(marks=1, about="ว่าด้วย|เรื่อง"),
)

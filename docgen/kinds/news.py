"""News (ข่าว, แบบที่ ๙ ท้ายระเบียบงานสารบรรณ): on plain paper, with the office and the day at the end."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="news",
    folder="news",
    thai="ข่าวประชาสัมพันธ์",
    template="news.xml.j2",
    new_template="new-news.md.j2",
    date_forms=("era", "fill-day"),
    address_prefix="news-",
    has_signatory=False,
    is_signed=False,
    is_published=True,
    fields=(OwnField(key="edition", label="ฉบับที่", words="เลขฉบับ ถ้าออกเป็นชุด เช่น 2"),),
    word=WordForm(marks=1),
)

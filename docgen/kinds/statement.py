"""The communiqué (แถลงการณ์, แบบที่ ๘ ท้ายระเบียบงานสารบรรณ): the office says it, nobody signs it by name."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="statement",
    folder="statements",
    thai="แถลงการณ์",
    template="statement.xml.j2",
    new_template="new-statement.md.j2",
    date_forms=("era", "fill-day"),
    address_prefix="statement-",
    has_signatory=False,
    is_signed=False,
    is_published=True,
    fields=(OwnField(key="edition", label="ฉบับที่", words="เลขฉบับ ถ้าออกเป็นชุด เช่น 2"),),
    word=WordForm(marks=1),
)

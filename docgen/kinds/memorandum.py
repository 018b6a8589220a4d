"""หนังสือภายใน (บันทึกข้อความ, แบบที่ ๒ ท้ายระเบียบงานสารบรรณ): no closing, the office in its first line."""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm
from docgen.kinds.letterhead import MEMORANDUM, addressed_without_closing

KIND = Kind(
    name="memorandum",
    folder="memoranda",
    thai="บันทึกข้อความ",
    template="memorandum.xml.j2",
    new_template="new-memorandum.md.j2",
    has_closing=False,
    date_forms=("era", "fill-day"),
    address_prefix="memorandum-",
    is_number_printed=True,
    fields=MEMORANDUM,
    finish=addressed_without_closing,
    word=WordForm(known_by=(r"(?:ด่วน\S*\s+)?บันทึกข้อความ$", r"เรื่อง\s")),
)

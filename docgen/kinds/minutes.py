"""Minutes (รายงานการประชุม, แบบที่ ๑๑ ท้ายระเบียบงานสารบรรณ): who came, what was said and resolved, who wrote it down."""

from __future__ import annotations

from docgen.content.declared import OwnField
from docgen.kinds.kind import Kind, WordForm
from docgen.kinds.letterhead import SECRECY

PEOPLE = (("name", "ชื่อ"), ("post", "ตำแหน่ง"))
PRESENT = (*PEOPLE, ("instead_of", "มาประชุมแทน"))
ABSENT = (*PEOPLE, ("reason", "เหตุที่ไม่มา"))

KIND = Kind(
    name="minutes",
    folder="minutes",
    thai="รายงานการประชุม",
    template="minutes.xml.j2",
    new_template="new-minutes.md.j2",
    has_closing=False,
    date_forms=("era",),
    address_prefix="minutes-",
    scheme="decimal",
    numbered=None,  # they count by themselves: ครั้งที่ …/พ.ศ.
    is_published=True,
    fields=(
        OwnField(key="session", label="ครั้งที่", is_required=True, words="เช่น 1/2566"),
        OwnField(key="venue", label="ณ", is_required=True, words="สถานที่ประชุม"),
        OwnField(key="present", label="ผู้มาประชุม", shape="items", is_required=True, columns=PRESENT),
        OwnField(key="absent", label="ผู้ไม่มาประชุม", shape="items", columns=ABSENT),
        OwnField(key="attending", label="ผู้เข้าร่วมประชุม", shape="items", columns=PEOPLE),
        OwnField(key="begins", label="เริ่มประชุมเวลา", is_required=True, words="เช่น 09.30 น."),
        OwnField(key="ends", label="เลิกประชุมเวลา", is_required=True, words="เช่น 12.00 น."),
        SECRECY,
    ),
    expected=(("วาระที่", "ระเบียบวาระ"), ("มติ(?:ที่ประชุม)?", "มติที่ประชุม")),
    word=WordForm(marks=1, is_meeting=True),
)

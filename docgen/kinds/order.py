"""The order (คำสั่ง, แบบที่ ๔ ท้ายระเบียบงานสารบรรณ): an announcement's parts with a number, and no closing of its own.

From when it holds is its author's to say: without `closing` nothing is printed in its place.
"""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="order",
    folder="orders",
    thai="คำสั่ง",
    template="order.xml.j2",
    new_template="new-order.md.j2",
    is_number_typed=True,
    has_number_line=True,
    is_published=True,
    address_prefix="order-",
    word=WordForm(ending=r"ทั้งนี้\s*(?:ให้(?:มี)?ผล)?(?:ใช้)?(?:บังคับ)?\s*ตั้งแต่"),
)

"""หนังสือประทับตรา (แบบที่ ๓ ท้ายระเบียบงานสารบรรณ): the office's seal and initials in place of a signature."""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm
from docgen.kinds.letterhead import STAMPED, numbered

KIND = Kind(
    name="stamped",
    folder="stamped",
    thai="หนังสือประทับตรา",
    template="stamped.xml.j2",
    new_template="new-stamped.md.j2",
    has_closing=False,
    date_forms=("era", "fill-day"),
    address_prefix="stamped-",
    is_number_printed=True,
    counted_with="letter",
    has_signatory=False,
    is_signed=False,
    fields=STAMPED,
    finish=numbered,
    word=WordForm(known_by=(r"ที่\s*\S", r"ถึง\s")),
)

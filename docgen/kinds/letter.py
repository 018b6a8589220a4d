"""หนังสือภายนอก (แบบที่ ๑ ท้ายระเบียบงานสารบรรณ): to somebody outside, with opening and closing by who that is."""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm
from docgen.kinds.letterhead import LETTER, addressed

KIND = Kind(
    name="letter",
    folder="letters",
    thai="หนังสือภายนอก",
    template="letter.xml.j2",
    new_template="new-letter.md.j2",
    date_forms=("era", "fill-day"),
    address_prefix="letter-",
    is_number_printed=True,
    fields=LETTER,
    finish=addressed,
    word=WordForm(known_by=(r"ที่\s*\S", r"(?:เรียน|กราบเรียน|นมัสการ|กราบทูล|ขอประทานกราบทูล)\s")),
)

"""The announcement (ประกาศ, แบบที่ 7 of the Regulation on Correspondence)."""

from __future__ import annotations

from docgen.kinds.kind import Kind, WordForm

KIND = Kind(
    name="announcement",
    scheme="",
    folder="announcements",
    thai="ประกาศ",
    template="announcement.xml.j2",
    new_template="new-announcement.md.j2",
    # Seen in the Royal Gazette and in published announcements; no source prescribes one (format.md 2.5).
    closings=(
        "จึงประกาศให้ทราบโดยทั่วกัน",
        "จึงประกาศมาให้ทราบโดยทั่วกัน",
        "จึงประกาศมาเพื่อทราบโดยทั่วกัน",
        "จึงประกาศเพื่อทราบโดยทั่วกัน",
        "จึงขอประกาศให้ทราบโดยทั่วกัน",
        "จึงประกาศให้ทราบและถือปฏิบัติโดยทั่วกัน",
        "จึงประกาศมาเพื่อทราบและถือปฏิบัติโดยทั่วกัน",
    ),
    has_number_line=True,
    is_published=True,
    is_cited=True,
    wanted_key="evidence",
    word=WordForm(ending=r"จึง(?:ขอ)?ประกาศ|จึงเรียน", marks=1),
)

"""The roles that paragraphs, lines, sections and tables play: what each is, whatever it looks like."""

from __future__ import annotations

from typing import Literal

ParagraphRole = Literal[
    "title",  # the head line: ประกาศ + agency
    "subject",  # เรื่อง …
    "body",  # running text, first line indented
    "closing",  # จึงประกาศให้ทราบโดยทั่วกัน
    "issue_date",  # ประกาศ ณ วันที่ …
    "cover_title",
    "cover_round",
    "cover_period",
    "cover_agency",
    "cover_place",
    "contents_title",
    "annex_title",  # on the leaf before an annex
    "caption",
    "cell",
    "cell_head",
    "note",
    "speed_class",  # ด่วนที่สุด, in red above ที่
    "letter_date",
    "letter_closing",  # ขอแสดงความนับถือ
    "contact",  # who answers for a letter: division, telephone, e-mail
    "sender",  # the office at the end of what nobody signs by name
    "sender_date",
    "seal_date",  # the date below the room for the office's seal
    "session",  # lines under the title of minutes, regulations: ครั้งที่ …, ว่าด้วย…
    "meeting_head",  # ผู้มาประชุม
    "meeting_time",  # เริ่มประชุมเวลา
]
SectionRole = Literal[
    "announcement",
    "plain",
    "cover",
    "contents",
    "text",
    "plan",
    "results",
    "pictures",
    "annex",
    "attached",  # behind an attachment in landscape
    "attached_landscape",
]
TableRole = Literal["plan", "results", "table"]
LineRole = Literal[
    "memo_title",  # บันทึกข้อความ, a speed class before it
    "memo_office",  # ส่วนราชการ …………
    "memo_number",  # ที่ ………… วันที่ …………
    "memo_subject",  # เรื่อง …………
    "letter_head",  # ที่ … beside the office and its address
    "letter_row",  # เรื่อง …, เรียน …, อ้างถึง …
    "letter_list",  # what has a column at the right: สิ่งที่ส่งมาด้วย … จำนวน ๑ ฉบับ
    "attendee",  # number, name, post
]

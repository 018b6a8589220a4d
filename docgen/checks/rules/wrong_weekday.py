"""A weekday that is not that of the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import dates_in
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_BEFORE = re.compile(rf"(?:วัน)?(?P<day>{'|'.join(_DAYS)})(?:ที่)?\s*$")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for written in dates_in(passage.text):
            named = _BEFORE.search(passage.text, max(written.first - 20, 0), written.first)
            if named is None or written.date is None:
                continue
            right = _DAYS[written.date.weekday()]
            if named["day"] != right:
                values = {"right": right, "date": passage.text[written.first : written.last]}
                message = "{date} ไม่ใช่วัน{found} แต่เป็นวัน{right}"
                hint = "เขียน วัน{right} หรือแก้วันที่"
                yield Hit(passage, named.start("day"), named.end("day"), message, hint, values)


RULE = Rule(
    code="wrong-weekday",
    severity=Severity.ERROR,
    title="ชื่อวันไม่ตรงกับวันที่",
    reason="วันกับวันที่ที่ไม่ตรงกันทำให้ผู้รับไม่รู้ว่านัดวันใด",
    source="ปฏิทิน",
    wrong="ประชุมในวันจันทร์ที่ 10 มีนาคม พ.ศ. 2566",
    right="ประชุมในวันศุกร์ที่ 10 มีนาคม พ.ศ. 2566",
    look=_look,
)

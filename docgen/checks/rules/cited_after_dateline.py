"""A document that cites an order or announcement dated after itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import dates_in
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.dates import write_date

_CITED = re.compile(r"(?:ลงวันที่|ประกาศเมื่อวันที่|ได้(?:มี)?ประกาศ[^0-9๐-๙]{0,40}วันที่|ตามมติ[^0-9๐-๙]{0,40}วันที่)\s*$")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    if page.date is None:
        return
    for passage in page.passages:
        for written in dates_in(passage.text):
            is_cited = _CITED.search(passage.text[max(written.first - 70, 0) : written.first])
            if is_cited and written.date and written.date > page.date:
                values = {"own": write_date(page.date, "plain")}
                message = "อ้างถึงเรื่องที่ลงวันที่ {found} ซึ่งอยู่หลังวันที่ของเอกสารนี้ ({own})"
                yield Hit(passage, written.first, written.last, message, "ตรวจวันที่ทั้งสองแห่ง", values)


RULE = Rule(
    code="cited-after-dateline",
    severity=Severity.WARNING,
    title="อ้างถึงเรื่องที่ออกภายหลัง",
    reason="เอกสารอ้างสิ่งที่ยังไม่เกิดไม่ได้ วันที่แห่งใดแห่งหนึ่งผิด",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="---\ndate: 10 มีนาคม 2566\n---\nตามคำสั่งที่ 5/2566 ลงวันที่ 17 มีนาคม 2566",
    right="---\ndate: 10 มีนาคม 2566\n---\nตามคำสั่งที่ 5/2566 ลงวันที่ 7 มีนาคม 2566",
    look=_look,
)

"""Two words side by side that say the same in two ways: ทุกรายไตรมาส."""

from __future__ import annotations

from docgen.checks.rule import Rule
from docgen.checks.tables import FormTable, looking_up
from docgen.errors import Severity

_TABLE = FormTable(
    {
        "ทุกรายไตรมาส": "ทุกไตรมาส หรือ รายไตรมาส",
        "ทุกรายเดือน": "ทุกเดือน หรือ รายเดือน",
        "ทุกรายปี": "ทุกปี หรือ รายปี",
        "การดำเนินงานปฏิบัติงาน": "การดำเนินงาน หรือ การปฏิบัติงาน",
        "ผู้อื่นผู้ใด": "ผู้หนึ่งผู้ใด",
        "กรณีที่หาก": "กรณีที่ หรือ หาก",
        "เนื่องจากเพราะ": "เนื่องจาก หรือ เพราะ",
        "มอบหมายสั่งการให้มอบหมาย": "มอบหมาย",
    }
)


RULE = Rule(
    code="clashing-words",
    severity=Severity.HINT,
    title="คำซ้อนความกัน",
    reason="สองคำที่บอกเรื่องเดียวกันคนละแบบ มักเหลือจากการแก้",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="รายงานผลทุกรายไตรมาส",
    right="รายงานผลทุกไตรมาส",
    look=looking_up(_TABLE, "คำซ้อนความกัน: {found}", "น่าจะเป็น {right}"),
)

"""How an acting officer is called: รักษาราชการแทน and ปฏิบัติราชการแทน have their own meaning."""

from __future__ import annotations

from docgen.checks.rule import Rule
from docgen.checks.tables import FormTable, looking_up
from docgen.errors import Severity

_TABLE = FormTable(
    {
        "รักษาการแทน": "รักษาราชการแทน",
        "รักษาราชการในตำแหน่ง": "รักษาการในตำแหน่ง หรือ รักษาราชการแทน",
        "ทำการแทนนายก": "ปฏิบัติราชการแทนนายก",
        "ปฏิบัติการแทน": "ปฏิบัติราชการแทน",
    }
)


RULE = Rule(
    code="acting-words",
    severity=Severity.WARNING,
    title="ถ้อยคำของผู้รักษาราชการแทน",
    reason="รักษาราชการแทนกับปฏิบัติราชการแทนมีผลทางกฎหมายต่างกัน",
    source="พระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๓๘ ถึง ๕๐",
    wrong="รองนายกองค์การบริหารส่วนตำบล รักษาการแทน",
    right="รองนายกองค์การบริหารส่วนตำบล รักษาราชการแทน",
    look=looking_up(_TABLE, "คำว่า {found} ไม่ใช่ถ้อยคำของระเบียบ", "ถ้อยคำคือ {right}"),
)

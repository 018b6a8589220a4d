"""Two final documents of one kind that bear one number of one year."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.thai.numerals import to_arabic_digits, to_thai_digits


def _look(page: Page, office: Office) -> Iterator[Hit]:
    own = _number(page)
    twins = sorted(other.path for other in office.pages if own and other.path != page.path and _number(other) == own)
    for passage in page.passages if twins else ():
        if passage.key == "number":
            message = "เลขที่ {number} ซ้ำกับ {twin}"
            values = {"number": to_thai_digits(own[1]), "twin": ", ".join(twins[:3])}
            hint = "แก้เลขของฉบับใดฉบับหนึ่ง เลขที่หนึ่งใช้ได้กับฉบับเดียวในปี"
            yield Hit(passage, 0, len(passage.text), message, hint, values)
            return


def _number(page: Page) -> tuple[str, str]:
    """Return kind and number of a final document, empty texts if it has none; a draft's number may still change."""
    number = "".join(to_arabic_digits(page.values.get("number", "")).split())
    return (page.kind, number) if number and page.values.get("status") != "draft" else ("", "")


RULE = Rule(
    code="repeated-number",
    severity=Severity.WARNING,
    title="เลขที่ซ้ำ",
    reason="เอกสารสองฉบับที่เลขเดียวกันอ้างถึงไม่ได้ว่าฉบับใด",
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ (เลขที่เรียงเป็นลำดับไปจนสิ้นปีปฏิทิน)",
    wrong="",
    right="",
    look=_look,
)

"""A clause of this document that is cited and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.patterns import DIGIT, number
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity
from docgen.kinds.table import KINDS
from docgen.thai.numbering import LIST_LETTERS
from docgen.thai.numerals import thai_number

_THIS = r"(?:(?:แห่ง|ของ)?(?:ประกาศ|ระเบียบ|คำสั่ง)(?:ฉบับ)?นี้|ข้างต้น|ดังกล่าวข้างต้น)"
_CITED = re.compile(rf"ข้อ\s*(?P<clause>{DIGIT}{{1,2}})\s*{_THIS}")
_ANNEX = re.compile(r"ภาคผนวก\s+(?P<lettered>[ก-ฮ])(?![ก-๙])")
_CLAUSE = re.compile(rf"(?:ข้อ\s*)?(?P<number>{DIGIT}{{1,2}})(?:\.|\s)(?!{DIGIT})")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    yield from _annexes(page)
    # The prose of a report stands in YAML, where a line may be a clause of it; the entries themselves never are.
    found = [clause for passage in page.passages if passage.key != "date" and (clause := _CLAUSE.match(passage.text))]
    largest = max((number(clause["number"]) for clause in found), default=0)
    for passage in page.passages:
        for cited in _CITED.finditer(passage.text):
            if number(cited["clause"]) > largest:
                values = {"largest": thai_number(largest)}
                message = "อ้างถึง {found} แต่เอกสารนี้มีถึงข้อ {largest}" if largest else "อ้างถึง {found} แต่เอกสารนี้ไม่มีข้อ"
                yield Hit(passage, *cited.span(), message, "ตรวจเลขข้อที่อ้างถึง", values)


def _annexes(page: Page) -> Iterator[Hit]:
    """Yield the annexes that a report cites and does not have; they are lettered in the order of its list."""
    kind = KINDS.get(page.kind)
    if kind is None or kind.rounds is None:
        return
    count = sum(passage.key == "annexes" for passage in page.passages)
    for passage in page.passages:
        for cited in _ANNEX.finditer(passage.text):
            if cited["lettered"] in LIST_LETTERS and LIST_LETTERS.index(cited["lettered"]) >= count:
                values = {"count": thai_number(count)}
                message = "อ้างถึง {found} แต่รายงานนี้มีภาคผนวก {count} ฉบับ"
                yield Hit(passage, *cited.span(), message, "ตรวจอักษรของภาคผนวก", values)


RULE = Rule(
    code="cross-reference",
    severity=Severity.WARNING,
    title="อ้างถึงข้อที่ไม่มี",
    reason="มักเกิดเมื่อตัดหรือเพิ่มข้อแล้วลืมแก้ที่อ้าง",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="1. ให้รายงานทุกเดือน\n2. ผู้ใดไม่ปฏิบัติตามข้อ 5 ของประกาศนี้",
    right="1. ให้รายงานทุกเดือน\n2. ผู้ใดไม่ปฏิบัติตามข้อ 1 ของประกาศนี้",
    look=_look,
)

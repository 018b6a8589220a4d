"""No blank where the Royal Society wants one: before an opening bracket, before an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_BRACKET = re.compile(r"[ก-๙](?=\((?:[A-Za-z]|[ก-ฮเ-ไ][ก-๙]{3}))")
# A bracket that the word goes on after is a part of it that may be left out: ผู้(ร่วม)เสนอ.
_CLOSED = re.compile(r"\([^()]{4,}\)(?=[\s.,;:\"'”’)]|$)")
# Behind a leading vowel the letter is the second of an abbreviation itself: เม.ย.
_ABBREVIATION = re.compile(r"(?<=[ะ-ฺๅ-๎])(?P<short>(?:[ก-ฮ]\.){2,})|(?<=สำนักงาน)(?P<office>(?:[ก-ฮ]\.){2,})")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        if passage.key in ("telephone", "website"):
            continue
        for found in _BRACKET.finditer(passage.text):
            mended = f"{found[0]} " if _CLOSED.match(passage.text, found.end()) else None
            yield Hit(passage, found.start(), found.end(), "ไม่มีช่องว่างหน้าวงเล็บ", "เว้นวรรคก่อน (", {}, mended)
        for found in _ABBREVIATION.finditer(passage.text):
            message = "ไม่มีช่องว่างหน้าอักษรย่อ {found}"
            yield Hit(passage, found.start(), found.end(), message, "เว้นวรรคก่อนอักษรย่อ", {}, f" {found[0]}")


RULE = Rule(
    code="missing-blank",
    severity=Severity.WARNING,
    title="ขาดช่องว่าง",
    reason="ช่องว่างที่ขาดทำให้อักษรย่อและวงเล็บกลืนกับคำหน้า",
    source="หลักเกณฑ์การเว้นวรรค สำนักงานราชบัณฑิตยสภา",
    wrong="ตามแนวทางของสำนักงานป.ป.ช.",
    right="ตามแนวทางของสำนักงาน ป.ป.ช.",
    look=_look,
)

"""A bracket or quotation mark that is opened and not closed, or closed and not opened, within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_PAIRS = {")": "(", "”": "“", "’": "‘", "»": "«"}
_LABEL = re.compile(r"(?:^|[\s*])[0-9๐-๙ก-ฮ]{1,3}\)(?=[\s*]|$)")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    """Yield what is left after quotations over several paragraphs, each opened anew and the last one closed."""
    waiting: list[Hit] = []
    for hit in _alone(page):
        if hit.found == "“" and hit.first == 0 and not hit.passage.key:
            waiting.append(hit)
        elif hit.found == "”" and waiting and not hit.passage.text[hit.last :].strip(" .;"):
            waiting.clear()
        else:
            yield hit
    yield from waiting


def _alone(page: Page) -> Iterator[Hit]:
    for passage in page.passages:
        labels = {found.end() - 1 for found in _LABEL.finditer(passage.text)}
        open_marks: list[tuple[int, str]] = []
        for offset, mark in enumerate(passage.text):
            if mark in _PAIRS.values():
                open_marks.append((offset, mark))
            elif mark in _PAIRS:
                if open_marks and open_marks[-1][1] == _PAIRS[mark]:
                    open_marks.pop()
                elif mark != "’" and offset not in labels:  # an apostrophe; the label ๑)
                    yield Hit(passage, offset, offset + 1, "มี {found} ปิด แต่ไม่มีตัวเปิด", "เติมตัวเปิด หรือลบตัวปิด")
        for offset, mark in open_marks:
            if mark != "‘":
                yield Hit(passage, offset, offset + 1, "มี {found} เปิด แต่ไม่มีตัวปิด", "เติมตัวปิด หรือลบตัวเปิด")


RULE = Rule(
    code="unbalanced-brackets",
    severity=Severity.WARNING,
    title="วงเล็บหรือเครื่องหมายคำพูดไม่ครบคู่",
    reason="ผู้อ่านไม่รู้ว่าข้อความที่ยกมาจบที่ใด",
    source="หลักเกณฑ์การใช้เครื่องหมายวรรคตอน สำนักงานราชบัณฑิตยสภา",
    wrong="หลักธรรมาภิบาล (Good Governance ในการบริหาร",
    right="หลักธรรมาภิบาล (Good Governance) ในการบริหาร",
    look=_look,
)

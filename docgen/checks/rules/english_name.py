"""The English name of the assessment, written in other ways than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_NAME = "Integrity and Transparency Assessment"
_LIKE = re.compile(r"integrity\s+(?:(?:and|&)\s+)?transparency\s+ass?ess?ments?", re.IGNORECASE)
_TITLED = re.compile(r"Integrity\s+(?:(?:and|&)\s+)?[Tt]ransparency\s+[Aa]ss?ess?ment")


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for passage in page.passages:
        for found in _LIKE.finditer(passage.text):
            if found[0] != _NAME:
                # In capitals it may be a heading, in small letters or of several a sentence about such assessments.
                mended = _NAME if _TITLED.fullmatch(found[0]) else None
                values = {"right": _NAME}
                yield Hit(passage, *found.span(), "ชื่อภาษาอังกฤษเขียนไม่ตรง: {found}", "เขียน {right}", values, mended)


RULE = Rule(
    code="english-name",
    severity=Severity.WARNING,
    title="ชื่อภาษาอังกฤษของการประเมินเขียนไม่ตรง",
    reason="ชื่อที่เขียนหลายแบบทำให้ค้นไม่พบ และดูเหมือนคนละการประเมิน",
    source="คู่มือการประเมิน ITA สำนักงาน ป.ป.ช.",
    wrong="(Integrity Transparency Assessment : ITA)",
    right="(Integrity and Transparency Assessment : ITA)",
    look=_look,
)

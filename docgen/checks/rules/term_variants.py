"""A term that one document writes in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.rule import Hit, Rule
from docgen.errors import Severity

_TERMS = (
    ("กฎ ระเบียบ", "กฎระเบียบ"),
    ("เว็บไซต์หลักของสำนักงาน", "เว็บไซต์หลักของหน่วยงาน"),
    ("จัดซื้อ จัดจ้าง", "จัดซื้อจัดจ้าง"),
    ("ซื่อสัตย์ สุจริต", "ซื่อสัตย์สุจริต"),
    ("ผู้มีส่วนได้ส่วนเสีย", "ผู้มีส่วนได้เสีย"),
    ("กำกับ ติดตาม", "กำกับติดตาม"),
    ("องค์กร", "องค์การ(?!บริหาร|อนามัย|สหประชาชาติ|มหาชน)"),
)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    for forms in _TERMS:
        seen: list[list[tuple[Passage, int, int]]] = []
        for form in forms:
            pattern = re.compile(form)
            seen.append([(p, *found.span()) for p in page.passages for found in pattern.finditer(p.text)])
        if not all(seen):
            continue
        rarer, commoner = sorted(range(2), key=lambda i: (len(seen[i]), -i))
        values = {"other": forms[commoner].split("(")[0], "count": str(len(seen[commoner]))}
        passage, first, last = seen[rarer][0]
        message = "ในเอกสารเดียวกันเขียนทั้ง {found} และ {other} ({count} แห่ง)"
        yield Hit(passage, first, last, message, "เลือกเขียนแบบเดียว", values)


RULE = Rule(
    code="term-variants",
    severity=Severity.HINT,
    title="คำเดียวเขียนหลายแบบ",
    reason="คำที่เขียนไม่เหมือนกันทำให้ค้นไม่ครบ และดูเหมือนหมายถึงคนละเรื่อง",
    source="แบบปฏิบัติในการตรวจทาน",
    wrong="ตามกฎระเบียบ ข้อบังคับ\n\nปฏิบัติตามกฎ ระเบียบ โดยเคร่งครัด",
    right="ตามกฎ ระเบียบ ข้อบังคับ\n\nปฏิบัติตามกฎ ระเบียบ โดยเคร่งครัด",
    look=_look,
)

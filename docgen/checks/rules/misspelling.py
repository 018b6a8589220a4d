"""Misspellings of official prose: what is no word, or a word that can't be meant there."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.misspellings import MISSPELLINGS
from docgen.checks.pages import Office, Page
from docgen.checks.rule import Hit, Rule
from docgen.checks.tables import FormTable
from docgen.errors import Severity

_TABLE = FormTable(MISSPELLINGS)


def _look(page: Page, office: Office) -> Iterator[Hit]:
    names = [name for officer in office.agency.officers for name in officer.name.split()]
    for passage in page.passages:
        for found, right in _TABLE.found_in(passage.text):
            if any(found[0] in name for name in names):
                continue
            message, hint = "คำว่า {found} น่าจะเป็น {right}", "เขียน {right}"
            yield Hit(passage, *found.span(), message, hint, {"right": right}, right)


RULE = Rule(
    code="misspelling",
    severity=Severity.WARNING,
    title="คำสะกดผิด",
    reason="คำผิดในเอกสารที่ลงนามแล้วแก้ไม่ได้ และบางคำเปลี่ยนความหมาย (ผู้ได้บังคับบัญชา)",
    source="พจนานุกรม ฉบับราชบัณฑิตยสถาน พ.ศ. ๒๕๕๔",
    wrong="กำกับดูแลผู้ได้บังคับบัญชาให้ปฏิบัติตามกฏหมาย",
    right="กำกับดูแลผู้ใต้บังคับบัญชาให้ปฏิบัติตามกฎหมาย",
    look=_look,
)

"""Misspellings of official prose: what is no word, or a word that can't be meant there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.misspellings import MISSPELLINGS, SHOWN, SURE
from docgen.checks.pages import Office, Page
from docgen.checks.passages import Passage
from docgen.checks.people import names_a_person
from docgen.checks.rule import Hit, Rule
from docgen.checks.seams import is_read_alone, lies_across_words, may_be_right_words, stands_among_words
from docgen.checks.tables import FormTable
from docgen.errors import Severity

_TABLE = FormTable(MISSPELLINGS)
_MOST = 300  # finds of one passage that are judged for a repair; a line with more is no prose


def _look(page: Page, office: Office) -> Iterator[Hit]:
    names = [name for officer in office.agency.officers for name in officer.name.split()]
    for passage in page.passages:
        for count, (found, right) in enumerate(_TABLE.found_in(passage.text)):
            if any(found[0] in name for name in names) or _is_no_slip(passage, found, right, office):
                continue
            message = "คำว่า {found} น่าจะเป็น {right}"
            if count < _MOST and _is_certain(passage, found, right, office):
                yield Hit(passage, *found.span(), message, "เขียน {right}", {"right": right}, right)
            else:
                hint = "อาจหมายถึง {right} ตรวจดูแล้วแก้เอง"
                yield Hit(passage, *found.span(), message, hint, {"right": right})


def _is_no_slip(passage: Passage, found: re.Match[str], right: str, office: Office) -> bool:
    """Tell whether the letters are the border of two right words, or part of a name that is often spelt so."""
    text, (first, last) = passage.text, found.span()
    if lies_across_words(text, first, last, right, office):
        return True
    return found.re.pattern in SHOWN and names_a_person(text, first, last)


def _is_certain(passage: Passage, found: re.Match[str], right: str, office: Office) -> bool:
    """Tell whether nothing else can be meant: no right words make it up, and once mended all around are words."""
    text, (first, last) = passage.text, found.span()
    form = found.re.pattern
    if form in SHOWN:
        return False
    is_sure = form in SURE and is_read_alone(text, first, last, office)
    if not is_sure and may_be_right_words(text, first, last, office.lexicon):
        return False
    return stands_among_words(text[:first] + right + text[last:], first, first + len(right), office)


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

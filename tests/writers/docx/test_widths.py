"""Columns are as wide in Word as on the pages of the PDF, where they grow by what can't be broken."""

from __future__ import annotations

import io
from itertools import pairwise

import docx
import pytest

from docgen.look.style import PT_PER_CM
from docgen.tree import Document
from docgen.typeset.placed import PlacedRule
from docgen.writers import WRITERS
from tests.conftest import ROOT
from tests.typeset.setting import from_markup, sample_project, set_up


def a_table(*cells: str) -> Document:
    head = "".join(f'<th><p role="cell_head">{number}</p></th>' for number in range(len(cells)))
    row = "".join(f'<td><p role="cell">{words}</p></td>' for words in cells)
    return from_markup(f'<table role="table" at="ก.md:7"><tr>{head}</tr><tr>{row}</tr></table>', "text")


def in_word(document: Document) -> list[float]:
    """Return the widths of the columns of a document's only table in its Word file, in cm."""
    made = WRITERS[".docx"](document, sample_project().layout, ROOT).content
    (table,) = docx.Document(io.BytesIO(made)).tables
    return [column.width / 360_000 for column in table.columns]


def on_the_page(document: Document) -> list[float]:
    """Return them as the rules on the page have them."""
    page = set_up(document).pages[0]
    upright = (thing for thing in page.things if isinstance(thing, PlacedRule) and thing.x0_pt == thing.x1_pt)
    edges = sorted({round(rule.x0_pt, 3) for rule in upright})
    return [(after - before) / PT_PER_CM for before, after in pairwise(edges)]


LONG = "ดำเนินการตามมาตรการที่กำหนดไว้ในปีงบประมาณนี้ " * 4


@pytest.mark.parametrize(
    "cells", [("๑", "สองคำ", "สามคำ"), (LONG, LONG, LONG, "๑๒,๓๔๕,๖๗๘.๙๐", LONG, "0-0000-0000-00-0")]
)
def test_columns_are_as_wide_in_word_as_on_the_page(cells: tuple[str, ...]) -> None:
    """Columns are as wide in Word as on the page, grown or not."""
    document = a_table(*cells)
    assert in_word(document) == pytest.approx(on_the_page(document), abs=0.01)


def test_a_number_grows_its_column_in_word() -> None:
    """A column of the layout that is too narrow for a number is wider in Word than the layout has it."""
    document = a_table(LONG, LONG, LONG, "๑๒,๓๔๕,๖๗๘.๙๐", LONG, "0-0000-0000-00-0")
    layout = sample_project().layout
    (table,) = document.sections[0].blocks
    kept = layout.column_widths_cm(table, layout.portrait.measure_cm)  # type: ignore[arg-type]
    grown = in_word(document)
    assert grown[5] > kept[5] + 0.1
    assert sum(grown) == pytest.approx(sum(kept), abs=0.02)


def test_a_table_that_no_page_can_have_is_left_to_who_sets_the_pages() -> None:
    """A table that is too wide for the page keeps the layout's columns in Word: the PDF of the same build tells."""
    document = a_table(*["๑๒,๓๔๕,๖๗๘,๙๐๑,๒๓๔.๕๖"] * 9)
    layout = sample_project().layout
    assert in_word(document) == pytest.approx([layout.portrait.measure_cm / 9] * 9, abs=0.01)

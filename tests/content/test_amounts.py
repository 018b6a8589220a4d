"""Amounts of money in words are made where the clerk left a place for them, and only from figures that can be read."""

from __future__ import annotations

import pytest

from docgen.errors import DocgenError
from docgen.tree import plain_text
from tests.content.test_body import read


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("วงเงิน 1,250.50 บาท (ตัวอักษร) ต่อปี", "วงเงิน ๑,๒๕๐.๕๐ บาท (หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์) ต่อปี"),
        ("เป็นเงิน **๒๑,๐๐๐.-** บาท (ตัวอักษร)", "เป็นเงิน ๒๑,๐๐๐.- บาท (สองหมื่นหนึ่งพันบาทถ้วน)"),
        ("รวม 101 บาท(ตัวอักษร) และ 11 (ตัวอักษร)", "รวม ๑๐๑ บาท(หนึ่งร้อยเอ็ดบาทถ้วน) และ ๑๑ (สิบเอ็ดบาทถ้วน)"),
        ("จำนวน ........ บาท (ตัวอักษร)", "จำนวน ........ บาท (ตัวอักษร)"),
    ],
)
def test_words_are_made_of_the_figures_before_them(typed: str, printed: str) -> None:
    """(ตัวอักษร) behind an amount becomes its words; in a form without figures it stays."""
    assert plain_text(read(typed)[1]) == printed


@pytest.mark.parametrize("figures", ["12,50", "1,250.505", "1,0000"])
def test_figures_that_cannot_be_read_stop_the_document(figures: str) -> None:
    """No amount is guessed, rounded or left without its words: an error with its place."""
    with pytest.raises(DocgenError) as refused:
        read(f"ก\n\nวงเงิน {figures} บาท (ตัวอักษร)")
    assert [(one.code, one.place.line, one.place.column) for one in refused.value.findings] == [("wrong-amount", 3, 8)]
    assert figures in refused.value.findings[0].message


def test_words_are_made_in_a_cell_of_a_table() -> None:
    """In a table as well, for the figures in the same cell."""
    assert "๕ บาท (ห้าบาทถ้วน)" in plain_text(read("| ก |\n| --- |\n| 5 บาท (ตัวอักษร) |")[1])

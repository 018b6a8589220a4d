"""Rows over page ends are read back right, whatever cells span them, and a wrong letter in any of them is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.tree import Document
from docgen.writers.pdf.readback import read_back
from docgen.writers.pdf.reading import read_pages
from docgen.writers.pdf.write import write_pdf
from tests.typeset.setting import from_markup, sample_project

WORDS = "องค์การบริหารส่วนตำบลดำเนินการตามมาตรการที่กำหนดไว้ในปีงบประมาณนี้"
HEAD = '<tr><th><p role="cell_head">หัวซ้าย</p></th><th><p role="cell_head">หัวขวา</p></th></tr>'
EMPTY = '<tr><td><p role="cell"></p></td><td><p role="cell"></p></td></tr>'


def built(document: Document) -> bytes:
    """Return the PDF; it was read back as every PDF is."""
    project = sample_project()
    return write_pdf(document, project.layout, project.root).content


def spanned(left: int, right: int, third: int = 1) -> str:
    """Return a table with a cell at the right that spans two rows, both cut; each number is that of a cell's lines."""

    def cell(name: str, count: int, more: str = "") -> str:
        lines = "".join(f'<p role="cell">ดำเนินการตาม {name} {number}</p>' for number in range(100, 100 + count))
        return f"<td{more}>{lines}</td>"

    first = cell("ก", third) + cell("ข", right, ' rowspan="2"')
    return f'<table role="table">{HEAD}<tr>{first}</tr><tr>{cell("ค", left)}</tr></table><p role="body">ท้ายตาราง</p>'


def changed(markup: str, at: int) -> str:
    """Return the markup with another digit in one of its lines, the one with the number `at`, counted around."""
    found = [match.end() - 1 for match in re.finditer(r" \d{3}</p>", markup)]
    digit = found[at % len(found)] - len("</p>")
    return markup[:digit] + str((int(markup[digit]) + 1) % 10) + markup[digit + 1 :]


@settings(max_examples=10, deadline=None)
@given(st.integers(40, 90), st.integers(30, 60), st.integers(0, 3), st.integers(0, 200))
def test_rows_that_a_cell_spans_are_read_back_and_a_wrong_digit_is_found(
    left: int, right: int, third: int, at: int
) -> None:
    """Rows over page ends are built; with one digit of any cell changed they are not what the tree says."""
    markup = spanned(left, right, third)
    made = built(from_markup(markup))
    with pytest.raises(DocgenError) as told:
        read_back(made, from_markup(changed(markup, at)), sample_project().layout, {})
    assert told.value.findings[0].code == "read-back"


def test_one_line_of_a_spanning_cell_beside_a_later_cell_at_its_left_is_no_difference() -> None:
    """pdfium reads the later cell first, for it stands to the left: both orders hold the same; a change is found."""
    differ = 0
    for right in range(36, 41):
        markup = spanned(60, right)
        made = built(from_markup(markup))
        pages = [(page.text, page.written) for page in read_pages(made)]
        assert all(sorted(text) == sorted(written) for text, written in pages)
        if any(text != written for text, written in pages):
            differ += 1
            for at in range(0, 60 + right, 9):
                with pytest.raises(DocgenError):
                    read_back(made, from_markup(changed(markup, at)), sample_project().layout, {})
    assert differ


def test_rows_to_be_filled_in_by_hand_go_on_below_the_head_that_stands_again() -> None:
    """Pages of empty rows below a head that stands again are no difference; words that are not there are one."""
    table = f'<table role="table">{HEAD}{EMPTY * 90}</table>'
    made = built(from_markup(f"{table}<p role='body'>ท้ายตาราง</p>"))
    assert [page.text for page in read_pages(made)][1].startswith("หัวซ้ายหัวขวา")
    for other in (f"{table}<p role='body'>หัวซ้ายท้ายตาราง</p>", f"{table}<p role='body'>ท้าย</p>", table):
        with pytest.raises(DocgenError):
            read_back(made, from_markup(other), sample_project().layout, {})


def test_a_head_is_skipped_only_where_its_table_goes_on() -> None:
    """Words like a table's head that a paragraph after the table adds are found on its page."""
    before = f'<table role="table">{HEAD}<tr><td><p role="cell">ก</p></td><td><p role="cell">ข</p></td></tr></table>'
    body = f"<p role='body'>{f'{WORDS} ' * 60}</p>"
    made = built(from_markup(f"{before}{body}<p role='body'>หัวซ้ายหัวขวา</p>"))
    with pytest.raises(DocgenError):
        read_back(made, from_markup(before + body), sample_project().layout, {})

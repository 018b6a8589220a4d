"""Tables as clerks need them: merged cells, widths, amounts that line up, sums made or checked by the program."""

from __future__ import annotations

import pytest

from docgen.content.cell_amounts import figure_of
from docgen.errors import DocgenError, Severity
from docgen.tree import People, Table, plain_text
from tests.content.test_body import read


def table(text: str) -> Table:
    """Return the table of a text that has one."""
    (found,) = [block for block in read(text)[1] if isinstance(block, Table)]
    return found


def shown(found: Table) -> list[list[str]]:
    return [[plain_text(cell.blocks) for cell in row.cells] for row in found.head + found.rows]


def refused(text: str) -> list[tuple[str, int]]:
    with pytest.raises(DocgenError) as raised:
        read(text)
    return [(one.code, one.place.line) for one in raised.value.findings]


MERGED = """\
| ที่ | งบประมาณ | < |
| --- | --- | --- |
| ^ | ตั้งไว้ | ใช้ไป |
| 1 | ก | < |
| 2 | ข | ค |
| 3 | ^ | ง |
"""


def test_cells_go_with_the_one_above_or_before_them() -> None:
    """^ and < merge; a row that the head reaches into is of the head."""
    found = table(MERGED)
    assert shown(found) == [["ที่", "งบประมาณ"], ["ตั้งไว้", "ใช้ไป"], ["๑", "ก"], ["๒", "ข", "ค"], ["๓", "ง"]]
    assert [len(found.head), found.column_count] == [2, 3]
    spans = [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in found.head + found.rows]
    assert spans == [[(1, 2), (2, 1)], [(1, 1), (1, 1)], [(1, 1), (2, 1)], [(1, 1), (1, 2), (1, 1)], [(1, 1), (1, 1)]]
    assert {cell.head for row in found.head for cell in row.cells} == {True}


def test_a_block_of_cells_is_one_cell_and_signs_behind_a_backslash_are_words() -> None:
    """Rows and columns merge at once; \\^ \\< \\= are printed."""
    found = table("| ก | ข | ค |\n| - | - | - |\n| 1 | ง | < |\n| 2 | ^ | ^ |\n| \\^ | \\< | \\= |")
    assert [(cell.colspan, cell.rowspan) for cell in found.rows[0].cells] == [(1, 1), (2, 2)]
    assert shown(found)[-1] == ["^", "<", "="]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("| < | ข |\n| - | - |\n| 1 | 2 |", 1),
        ("| ^ | ข |\n| - | - |\n| 1 | 2 |", 1),
        ("| ก | ข |\n| - | - |\n| 1 | < |\n| ^ | 2 |", 3),
    ],
)
def test_what_makes_no_rectangle_is_refused(text: str, line: int) -> None:
    """A mark with nothing beside it, and cells that make no rectangle, are errors with their line."""
    assert refused(text) == [("wrong-merge", line)]


def test_the_author_gives_the_widths_of_columns() -> None:
    """A line before the table has the shares; it is printed nowhere, also with a blank line between."""
    for between in ("", "\n"):
        _, blocks = read(f"ก่อน\n\n<!-- ตาราง: กว้าง ๑ 5.5 20% -->\n{between}| ก | ข | ค |\n| - | - | - |\n| 1 | 2 | 3 |")
        assert [block.widths for block in blocks if isinstance(block, Table)] == [(1.0, 5.5, 20.0)]
        assert "กว้าง" not in plain_text(blocks)
    assert table("| ก |\n| - |\n| 1 |").widths == ()


@pytest.mark.parametrize(
    "text",
    [
        "<!-- ตาราง: กว้าง 1 5 -->\n| ก |\n| - |\n| 1 |",
        "<!-- ตาราง: กว้าง 0 -->\n| ก |\n| - |\n| 1 |",
        "<!-- ตาราง: สวย ๆ -->\n| ก |\n| - |\n| 1 |",
        "<!-- ตาราง: กว้าง 1 2 -->\n\nไม่มีตาราง",
    ],
)
def test_what_is_said_of_a_table_and_means_nothing_is_refused(text: str) -> None:
    """Another number of columns, no share, unknown words, no table: an error with its line."""
    assert [code for code, _ in refused(text)] == ["table-directive"]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (["ก | 1,000", "ข | 300.50", "**รวม** | **=**"], "๑,๓๐๐.๕๐"),
        (["ก | 1000", "ข | -", "รวมเป็นเงิน | ="], "๑๐๐๐"),
        (["ก | ๑๐", "ข | ๕", "รวม | =", "ค | 7", "รวม | =", "รวมทั้งสิ้น | ="], "๒๒"),
        (["ก | 0.1", "ข | 0.2", "รวม (บาท) | ="], "๐.๓"),
        (["ก | 100", "รวม | 100", "ภาษี 7% | 7", "รวมทั้งสิ้น | ="], "๑๐๗"),
        (["ก | 3 คน", "รวม | 3 คน"], "๓ คน"),
    ],
)
def test_a_sum_is_made_of_what_stands_above_it(rows: list[str], last: str) -> None:
    """Of the rows since the last sum, or of all that are no sums; with the decimals and commas of the figures."""
    text = "| รายการ | จำนวน |\n| --- | ---: |\n" + "\n".join(f"| {row} |" for row in rows)
    assert shown(table(text))[-1][-1] == last


def test_the_words_of_a_sum_are_made_with_it() -> None:
    """(ตัวอักษร) in a row of totals stands for its sum."""
    found = table("| ก | บาท |\n| --- | --- |\n| ข | 1,000 |\n| ค | 21.25 |\n| รวมทั้งสิ้น (ตัวอักษร) | = |")
    assert shown(found)[-1] == ["รวมทั้งสิ้น (หนึ่งพันยี่สิบเอ็ดบาทยี่สิบห้าสตางค์)", "๑,๐๒๑.๒๕"]


def test_a_wrong_sum_that_was_typed_is_an_error_with_both_figures() -> None:
    """What was typed, and what the column makes; a comment with its reason lets it be."""
    text = "| ก | บาท |\n| --- | --- |\n| ข | 1,000 |\n| ค | 500 |\n| รวม | 1,600 |"
    files, _ = read(text)
    (found,) = files.findings
    assert (found.code, found.place.line, found.severity) == ("wrong-sum", 5, Severity.ERROR)
    assert "1,600" in found.message
    assert "๑,๕๐๐" in found.message
    silenced, _ = read(text.replace("| รวม", "<!-- docgen: ignore wrong-sum ปัดเศษตามต้นฉบับ -->| รวม"))
    assert [one.code for one in silenced.findings] == []


@pytest.mark.parametrize(
    "rows",
    [
        "| ก | 1,000 | 33.33 |\n| ข | 500 | 66.66 |\n| รวม | 1,500 | 100 |",
        "| ก | 1,000 | 1 |\n| ข | ไม่มี | 1 |\n| รวม | 1,000 | 2 |",
        "| รวมพลังจิตอาสา | 1,000 | 1 |\n| ข | 500 | 1 |\n| รวม | 1,500 | - |",
        "| 1. หมวด | 50 | 1 |\n| 1.1 ก | 30 | 1 |\n| 1.2 ข | 20 | 1 |\n"
        "| 2. หมวด | 7 | 1 |\n| 2.1 ค | 7 | 1 |\n| รวมทั้งสิ้น | 57 | 5 |",
        "| หมวด | **50** | 1 |\n| ก | 30 | 1 |\n| ข | 20 | 1 |\n| รวม | **50** | 3 |",
        "| ก | 5 | 1 |\n| รวม | 5 | 1 |\n| ข | 6 | 1 |\n| รวม | 11 | 2 |",
    ],
)
def test_sums_that_are_right_or_no_sums_are_not_told(rows: str) -> None:
    """Percentages, columns with words, an item named รวม…, a running total, heads with rows below: nothing to tell."""
    files, _ = read(f"| รายการ | บาท | ร้อยละ |\n| --- | --- | --- |\n{rows}")
    assert files.findings == []


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("| ก | สอง |\n| รวม | = |", 3),
        ("| ก | = |", 3),
        ("| รวม | = |", 3),
        ("| 1. หมวด | 5 |\n| 1.1 ก | 5 |\n| รวม | = |", 5),
    ],
)
def test_a_sum_that_cannot_be_made_is_refused(rows: str, line: int) -> None:
    """Words among the figures, no row of totals, nothing above: an error at the cell that is in the way."""
    files, _ = read(f"| รายการ | บาท |\n| --- | --- |\n{rows}")
    assert [(one.code, one.place.line) for one in files.findings] == [("wrong-sum-place", line)]


def test_amounts_line_up_at_their_points() -> None:
    """Amounts stand at the right, and each is told what it lacks of the longest fraction; other columns stay."""
    found = table(
        "| ปี | รายการ | บาท |\n| - | - | - |\n| 2566 | ก 1 | 1,000.50 |\n| 2567 | ข | 300 |\n| 2568 | ค | - |"
    )
    assert [[(cell.align, cell.lacks) for cell in row.cells] for row in found.rows] == [
        [("left", ""), ("left", ""), ("right", "")],
        [("left", ""), ("left", ""), ("right", ".๐๐")],
        [("left", ""), ("left", ""), ("right", "")],
    ]


@pytest.mark.parametrize("words", ["12,50", "1.2.3", "ก", "3 คน", "1/2", "(500)", "1,000,00"])
def test_other_words_are_no_figures(words: str) -> None:
    """What is no figure, or is grouped wrongly, is not added up as another one."""
    assert figure_of(words) is None


@pytest.mark.parametrize(
    ("row", "directive", "made"),
    [
        ("| 1 | นายหนึ่ง ใจดี | ประธาน |", "", People),
        ("| 1 | นายหนึ่ง ใจดี | < |", "", Table),
        ("| 1 | ค่าอาหาร | 300 |\n| รวม | < | = |", "", Table),
        ("| 1 | ค่าอาหาร | 300 |\n| รวม (ตัวอักษร) | | 300 |", "", Table),
        ("| 1 | นายหนึ่ง ใจดี | ประธาน |", "<!-- ตาราง: กว้าง 1 4 4 -->\n", Table),
    ],
)
def test_a_table_without_a_head_holds_people_unless_something_is_said_of_its_cells(
    row: str, directive: str, made: type
) -> None:
    """Merged cells, sums, amounts in words and widths are of tables: a column would print their signs."""
    _, (block,), *_ = read(f"{directive}| | | |\n| --- | --- | --- |\n{row}\n")
    assert type(block) is made
    assert not {"<", "="} & set(plain_text([block]))

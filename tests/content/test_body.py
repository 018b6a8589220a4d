"""Markdown as clerks type it becomes markup: numbers made, digits Thai, nothing dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.content.body import NumberingScheme, read_body, read_cell
from docgen.content.source import Source
from docgen.document.markup import read_markup
from docgen.errors import DocgenError, Severity
from docgen.folder.files import Files
from docgen.tree import Block, BulletList, ClauseList, Heading, Paragraph, Run, Table, inline_text, plain_text

DECIMAL = NumberingScheme("decimal", ("{1}.", "{1}.{2}", "{3})"))
SECTIONS = NumberingScheme("sections", ("ข้อ {1}", "({2})", "({3:ก})"))


def read(text: str, numbering: NumberingScheme = DECIMAL) -> tuple[Files, tuple[Block, ...]]:
    files = Files(Path("/project"))
    body = read_body(text, Source(files, Path("/project/content/a.md")), numbering)
    markup = f'<document><section role="announcement">{body}</section></document>'
    return files, read_markup(markup, "t").sections[0].blocks


def outline(blocks: tuple[Block, ...], indent: str = "") -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, ClauseList):
            for clause in block.items:
                first, *rest = clause.blocks
                lines.append(f"{indent}{clause.label} {plain_text([first])}")
                lines += outline(tuple(rest), indent + "  ")
        elif isinstance(block, BulletList):
            for item in block.items:
                lines.append(f"{indent}- {plain_text(item[:1])}")
                lines += outline(item[1:], indent + "  ")
        elif isinstance(block, Heading):
            lines.append(f"{indent}{'#' * block.level} {inline_text(block.inlines)}")
        else:
            lines.append(f"{indent}{plain_text([block])}")
    return lines


NESTED = ["๑. ก", "  ๑.๑ ข", "    ๑) ค", "    ๒) ง", "  ๑.๒ จ", "๒. ฉ"]


@pytest.mark.parametrize(
    "text",
    [
        "1. ก\n   1. ข\n      1. ค\n      2. ง\n   2. จ\n2. ฉ",
        "1. ก\n  1. ข\n    1. ค\n    1. ง\n  1. จ\n1. ฉ",
        "1. ก\n\t1. ข\n\t\t1. ค\n\t\t2. ง\n\t2. จ\n2. ฉ",
        "๑. ก\n๑.๑ ข\n๑) ค\n๒) ง\n๑.๒ จ\n๒. ฉ",
        "๑. ก\n\n๑.๑ ข\n\n๑) ค\n\n๒) ง\n\n๑.๒ จ\n\n๒. ฉ",
        "๑. ก\n    ๑.๑ ข\n        ๑) ค\n        ๒) ง\n    ๑.๒ จ\n๒. ฉ",
        "1. ก\n1.1 ข\n1) ค\n2) ง\n1.2 จ\n2. ฉ",
    ],
)
def test_clauses_nest_by_indentation_or_by_the_typed_number(text: str) -> None:
    """Indentation and typed numbers both say which clause stands in which."""
    assert outline(read(text)[1]) == NESTED


def test_a_scheme_makes_its_own_labels_and_reads_them_typed() -> None:
    """Each scheme writes its labels, and reads them when they are typed."""
    expected = ["ข้อ ๑ ก", "  (๑) ข", "    (ก) ค", "ข้อ ๒ ง"]
    assert outline(read("1. ก\n   1. ข\n      1. ค\n2. ง", SECTIONS)[1]) == expected
    assert outline(read("ข้อ ๑ ก\n(๑) ข\n(ก) ค\nข้อ ๒ ง", SECTIONS)[1]) == expected


def test_doubled_typed_numbers_are_counted_on_and_told() -> None:
    """Two clauses with one typed number are counted on, and the change is told."""
    files, blocks = read("๑. ก\n\n๑.๑ ข\n\n๑) ค\n\n๒) ง\n\n๑) จ\n\n๒) ฉ")
    assert outline(blocks) == ["๑. ก", "  ๑.๑ ข", "    ๑) ค", "    ๒) ง", "    ๓) จ", "    ๔) ฉ"]
    assert [(finding.code, finding.place.line) for finding in files.findings] == [
        ("clause-number", 9),
        ("clause-number", 11),
    ]


def test_numbers_start_again_under_the_next_heading() -> None:
    """A heading ends the count: the next list begins at one."""
    files, blocks = read("## หนึ่ง\n\n1. ก\n2. ข\n\n## สอง\n\n1. ค\n2. ง")
    assert outline(blocks) == ["# หนึ่ง", "๑. ก", "๒. ข", "# สอง", "๑. ค", "๒. ง"]
    assert not files.findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("๒.๑ ก\n\n๒.๒ ข\n\n๒.๓ ค", ["  ๒.๑ ก", "  ๒.๒ ข", "  ๒.๓ ค"]),
        ("๑. ก\n\n๒. ข\n\n๓. ค\n\n## ง\n\n๕.๑ จ\n\n๕.๒ ฉ", ["๑. ก", "๒. ข", "๓. ค", "# ง", "  ๕.๑ จ", "  ๕.๒ ฉ"]),
        ("๑. ก\n\n๒. ข\n   ๒.๑ ค\n   ๒.๒ ง", ["๑. ก", "๒. ข", "  ๒.๑ ค", "  ๒.๒ ง"]),
    ],
)
def test_subclauses_without_their_clause_keep_the_number_that_was_typed(text: str, expected: list[str]) -> None:
    """๒.๑ without a ๒ before it keeps the number that was typed."""
    files, blocks = read(text)
    assert [line.strip() for line in outline(blocks)] == [line.strip() for line in expected]
    assert not files.findings


def test_a_clause_may_hold_paragraphs_bullets_and_go_on_after_text() -> None:
    """A clause holds paragraphs and bullets, and the count goes on after text between."""
    text = "1. ก\n\n   วรรคสอง\n\n   - ข\n   - ค\n\n2. ง\n\nข้อความคั่น\n\n3. จ"
    assert outline(read(text)[1]) == ["๑. ก", "  วรรคสอง", "  - ข", "  - ค", "๒. ง", "ข้อความคั่น", "๓. จ"]


@pytest.mark.parametrize(
    "text",
    [
        "1.5 ล้านบาทเป็นวงเงิน",
        "ก่อนหน้า\n10.30 น. เริ่มประชุม",
        "ยอดรวม\n2. ล้านบาท",
        "2566. เป็นปี",
        "๐-๔๓๐๓-๐๓๐๔-๕ คือหมายเลข",
        "๕ ด้าน",
    ],
)
def test_a_number_that_happens_to_begin_a_line_is_no_clause(text: str) -> None:
    """A year or an amount at the start of a line is no clause."""
    assert all(isinstance(block, Paragraph) for block in read(text)[1])


def test_digits_become_thai_but_for_addresses_codes_and_what_is_marked() -> None:
    """Digits become Thai in prose; addresses, codes and what is marked as English keep theirs."""
    text = "ปี 2566 ดู www.a.go.th/2566 ข้อ O42 `รหัส 12` [Room 5]{lang=en} และ **ร้อยละ 85.15**"
    assert plain_text(read(text)[1]) == "ปี ๒๕๖๖ ดู www.a.go.th/2566 ข้อ O42 รหัส 12 Room 5 และ ร้อยละ ๘๕.๑๕"


def test_bold_italic_code_and_language_are_kept_as_runs() -> None:
    """Each look is a run of its own in the tree."""
    block = read("ก **ข** *ค* `1` [d]{lang=en}")[1][0]
    assert isinstance(block, Paragraph)
    looks = [
        (run.text, run.bold, run.italic, run.code, run.lang)
        for run in block.inlines
        if isinstance(run, Run) and run.text.strip()
    ]
    assert looks == [
        ("ก ", False, False, False, "th"),
        ("ข", True, False, False, "th"),
        ("ค", False, True, False, "th"),
        ("1", False, False, True, "th"),
        ("d", False, False, False, "en"),
    ]


def test_a_table_has_head_alignment_and_its_cells() -> None:
    """Head, alignment and cells of a table are those that were typed."""
    table = read("| ที่ | รายการ | จำนวน |\n|:-:|---|--:|\n| 1 | ปากกา | 1,200 |\n| 2 | ดินสอ |")[1][0]
    assert isinstance(table, Table)
    assert [[plain_text(cell.blocks) for cell in row.cells] for row in table.head + table.rows] == [
        ["ที่", "รายการ", "จำนวน"],
        ["๑", "ปากกา", "๑,๒๐๐"],
        ["๒", "ดินสอ", ""],
    ]
    assert [cell.align for cell in table.rows[0].cells] == ["center", "left", "right"]


@pytest.mark.parametrize("text", ["> อ้าง", "```\nx\n```", "***", "ก\n\n___", "#### ก\n\n# ข", "ก ![ภาพ](x.png) ข", "#"])
def test_what_cannot_be_printed_is_an_error_and_never_dropped(text: str) -> None:
    """What has no place in print is an error with its line: nothing vanishes."""
    with pytest.raises(DocgenError) as caught:
        read(text)
    assert caught.value.findings[0].place.line >= 1


def test_a_clerks_indentation_and_underlines_do_not_turn_into_code_or_headings() -> None:
    """Four blanks or a row of dashes is how clerks type, and makes neither code nor heading."""
    assert outline(read("        ย่อหน้าเองด้วยช่องว่าง\n\nข้อความ\n=====\n")[1]) == ["ย่อหน้าเองด้วยช่องว่าง", "ข้อความ ====="]


def test_a_dash_closed_to_its_word_is_a_bullet() -> None:
    """A dash without a blank after it begins a bullet, as it was meant."""
    assert outline(read("รายงานผล\n\n-รอบ 6 เดือน\n-รอบ 12 เดือน")[1]) == ["รายงานผล", "- รอบ ๖ เดือน", "- รอบ ๑๒ เดือน"]


def test_angle_brackets_and_entities_are_text() -> None:
    """< and & are letters: nothing of them is markup."""
    assert plain_text(read(r"อายุ <60 &amp; \<script>x\</script>")[1]) == "อายุ <๖๐ &amp; <script>x</script>"


def test_a_list_under_a_clause_may_begin_at_any_number_and_is_told() -> None:
    """A list that begins at another number than one under a clause is kept, and told."""
    files, blocks = read("1. ก\n   3. หนึ่ง\n   4. สอง\n2. ข")
    assert outline(blocks) == ["๑. ก", "  ๑.๓ หนึ่ง", "  ๑.๔ สอง", "๒. ข"]
    assert [(one.code, one.place.line, one.severity) for one in files.findings] == [("clause-start", 2, Severity.HINT)]


def test_a_list_that_goes_on_after_a_paragraph_is_not_told() -> None:
    """A list that continues after a paragraph is expected, and nothing to tell."""
    files, blocks = read("1. ก\n2. ข\n\nคั่นกลาง\n\n3. ค\n4. ง")
    assert outline(blocks) == ["๑. ก", "๒. ข", "คั่นกลาง", "๓. ค", "๔. ง"]
    assert files.findings == []


@pytest.mark.parametrize("text", ["ดังนี้\n11. หนึ่ง\n", "ก\n\n0. หนึ่ง\n", "เป็นเงิน\n1.5 ล้านบาท\n"])
def test_a_number_that_is_set_as_text_is_told(text: str) -> None:
    """A number that Markdown would take for a list, and that stays text, is told."""
    files, blocks = read(text)
    assert not any(isinstance(block, ClauseList) for block in blocks)
    assert [one.code for one in files.findings] == ["number-in-text"]


def test_a_new_page_within_a_table_cell_is_refused() -> None:
    """No page can end in a cell: told, and never dropped."""
    source = Source(Files(Path("/project")), Path("/project/content/a.csv"), 3, "cell", 2)
    with pytest.raises(DocgenError) as refused:
        read_cell("หนึ่ง\n[ขึ้นหน้าใหม่]\nสอง", source, DECIMAL)
    assert [(one.code, one.place.line, one.place.column) for one in refused.value.findings] == [
        ("unsupported-markdown", 3, 2)
    ]

"""Where the print differs from what was typed, a warning says so with its place; right text is told of nothing."""

from __future__ import annotations

import pytest

from docgen.content.body import NumberingScheme
from docgen.errors import DocgenError, Severity
from docgen.tree import LineBreak, Paragraph, Run, Table, plain_text
from tests.content.test_body import outline, read

LETTERS = NumberingScheme("letters", ("{1:ก}.", "{2}.", "{3})"))


def told(text: str) -> list[tuple[str, int, int]]:
    files, _ = read(text)
    return [(one.code, one.place.line, one.place.column) for one in files.findings if one.severity is not Severity.HINT]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("\n".join(f"{'   ' * depth}1. ก" for depth in range(8)), [(7, 19), (8, 22)]),
        ("\n".join(f"{'   ' * depth}1. ก" for depth in range(7)) + "\n" + "   " * 6 + "2. ข", [(7, 19), (8, 19)]),
        ("\n".join(f"{'   ' * depth}1. ก" for depth in range(6)), []),
        ("๑. ก\n\n๑.๑ ข\n\n๑.๑.๑ ค\n\n๑.๑.๑.๑ ง\n", []),
    ],
)
def test_a_clause_deeper_than_six_levels_is_told(text: str, places: list[tuple[int, int]]) -> None:
    """A seventh level of clauses has no number of its own: told."""
    assert [place for code, *place in told(text) if code == "clause-too-deep"] == [list(place) for place in places]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("(3) หนึ่ง\n(4) สอง", (2, 1)),
        ("เรียน ผู้อำนวยการ\nเลขที่ 5 หมู่ 2", (2, 1)),
    ],
)
def test_lines_that_are_joined_are_told(text: str, place: tuple[int, int]) -> None:
    """Lines that will be printed as one paragraph are told, since the clerk saw two."""
    assert told(text) == [("lines-joined", *place)]


def test_a_paragraph_wrapped_by_hand_or_broken_on_purpose_is_not_told() -> None:
    """A paragraph that a person wrapped, or broke on purpose, is nothing to tell."""
    wrapped = "ด้วยองค์การบริหารส่วนตำบลได้ดำเนินการตามแผนพัฒนาท้องถิ่นประจำปีงบประมาณ"
    assert told(f"{wrapped}\n{wrapped}\nพ.ศ. 2566 และที่แก้ไขเพิ่มเติม") == []
    assert told("บรรทัดหนึ่ง\\\nบรรทัดสอง") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ค่า <b>หนา", [(1, 5)]),
        ("ค่า <div>หนา</div>", [(1, 5)]),
        ("<font color=red>แดง</font>", [(1, 1)]),
        ("วงเงิน[^1] ไม่เกิน", [(1, 7)]),
        ("<!-- ซ่อน --> ข้อความ", [(1, 1)]),
        ("ดู [ที่นี่](ที่ อยู่)", [(1, 4)]),
        ("ดู [ที่นี่](javascript:alert(1))", [(1, 4)]),
        ("หนึ่ง\\\nสอง **ค้าง", [(2, 5)]),
        ("**ก **ข", [(1, 1), (1, 5)]),
        ("| ก |\n| --- |\n| **ข |", [(3, 3)]),
        ("1. **ก\n   1. ข** ค", [(1, 4), (2, 8)]),
    ],
)
def test_marks_that_mean_nothing_stop_the_document(text: str, places: list[tuple[int, int]]) -> None:
    """HTML, asterisks without their pair, half links: each an error with its place, none printed as words."""
    files, _ = read(text)
    found = [(one.place.line, one.place.column) for one in files.findings if one.code == "not-understood"]
    assert sorted(found) == places
    assert {one.severity for one in files.findings if one.code == "not-understood"} == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        "อายุ < 20 และ > 15 ปี",
        "5 * 3 = 15",
        "** หมายเหตุ",
        r"\<br\> \[^1\] \*\*ก",
        "`<br>`",
        "ถ้า ก <b และ ค> ง",
        "อีเมล <ก@example.go.th>",
        "[ ] รับ",
    ],
)
def test_signs_that_are_meant_are_not_told(text: str) -> None:
    """Signs that belong to the text are not told."""
    assert told(text) == []


def test_tabs_and_wide_blanks_between_columns_are_told() -> None:
    """Columns made of blanks or tabs would fall together in print: told."""
    text = (
        "1. นายหนึ่ง\tผู้อำนวยการ\tประธาน\n2.\tนายสอง ใจดี\n\nลงชื่อ          ตำแหน่ง\n\n| ก |     ข |\n| - | - |\n| 1 |   2 |"
    )
    assert told(text) == [("blanks-collapsed", 4, 7)]
    assert told("ที่ตั้ง\tหมู่ที่ 3 ตำบลตัวอย่าง") == [("blanks-collapsed", 1, 8)]


def test_a_reason_silences_what_is_meant() -> None:
    """A comment with a reason takes the remark away."""
    assert told("ค่า <b> <!-- docgen: ignore not-understood ยกมาจากคู่มือ -->") == []
    assert told("<!-- docgen: ignore-file blanks-collapsed แบบฟอร์ม -->\n\nก\tข") == []
    assert told("ค่า <b> <!-- docgen: ignore not-understood -->") == [("not-understood", 1, 5)]


def runs(text: str) -> list[tuple[str, bool, bool]]:
    _, (block,) = read(text)
    assert isinstance(block, Paragraph)
    return [(run.text, run.bold, run.italic) for run in block.inlines if isinstance(run, Run)]


def test_emphasis_beside_thai_signs_is_emphasis() -> None:
    """Emphasis beside Thai letters and signs is emphasis, though CommonMark would not see it."""
    assert runs("โครงการ**“รักษ์น้ำ”**ของตำบล") == [
        ("โครงการ", False, False),
        ("“รักษ์น้ำ”", True, False),
        ("ของตำบล", False, False),
    ]
    for words in ("(ร่าง)", "๑)", "ร้อยละ ๕๐%", "ก", "/ก/", "-ก-", "“ก”ๆ", "ก ฯลฯ", "ITA"):
        for before, after in (
            ("และ", "ต่อ"),
            ("ปี ", "๒๕๖๖"),
            ("(", ")"),
            ("ๆ", "ฯ"),
            ("O", "B"),
            ("“", "”"),
            ("/", "-"),
        ):
            assert runs(f"{before}**{words}**{after}")[:2] == [(before, False, False), (words, True, False)]
            assert runs(f"{before}*{words}*{after}")[:2] == [(before, False, False), (words, False, True)]


def test_emphasis_within_emphasis_is_both() -> None:
    """Bold within italic and the other way round, beside Thai quotes, as typed."""
    assert runs("ก**ข*“ค”*ง**จ") == [
        ("ก", False, False), ("ข", True, False), ("“ค”", True, True), ("ง", True, False), ("จ", False, False),
    ]  # fmt: skip
    assert runs("***“ก”***ข") == [("“ก”", True, True), ("ข", False, False)]
    assert runs("<b>ก<i>ข</i></b>ค <strong>ง</strong>")[:3] == [
        ("ก", True, False), ("ข", True, True), ("ค ", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["(____) และ (____)", "๕*๓*๒ เมตร", "กว้าง ๔*ยาว ๕*หนา", "__ก__", "ก_ข_ค"])
def test_blanks_to_fill_in_and_times_are_printed_as_typed(text: str) -> None:
    """Dots to fill in and times of day are printed as typed, and are no lists."""
    _, blocks = read(text)
    assert plain_text(blocks) == text


@pytest.mark.parametrize("text", ["![คำบรรยาย](pictures/ใหญ่ 20MB.jpg", "![คำ](ก.jpg ขาด"])
def test_a_picture_that_is_not_written_in_full_stops_the_document(text: str) -> None:
    """A picture without its closing bracket is not printed as text: it stops the document."""
    files, _ = read(text)
    found = [(one.code, one.severity, one.place.line) for one in files.findings]
    assert found == [("wrong-picture", Severity.ERROR, 1)]


@pytest.mark.parametrize("name", ["ภาพ ที่ 1.jpg", "รูป (1).png", "pictures/ใหญ่ 20MB.jpg", "ก  ข.png"])
def test_a_pictures_name_may_have_blanks(name: str) -> None:
    """A file's name is typed as the folder shows it, blanks and brackets included: that file is looked for."""
    for typed in (f"![ภาพ]({name})", f'![ภาพ]({name} "คำบรรยายอื่น")', f"![ภาพ](<{name}>)"):
        with pytest.raises(DocgenError) as refused:
            read(typed)
        assert [one.code for one in refused.value.findings] == ["picture-missing"]
        assert name in refused.value.findings[0].message


def test_a_line_end_as_html_has_it_is_a_line_end() -> None:
    """<br> in a paragraph and in a table's cell starts a new line there."""
    for text in ("หนึ่ง<br>สอง<br/> สาม", "หนึ่ง<BR />\nสอง<br>\nสาม"):
        _, (block,) = read(text)
        assert isinstance(block, Paragraph)
        assert [getattr(one, "text", None) for one in block.inlines] == ["หนึ่ง", None, "สอง", None, "สาม"]
    _, (table,) = read("| ก |\n| --- |\n| หนึ่ง<br>สอง |")
    assert isinstance(table, Table)
    (cell,) = table.rows[0].cells
    assert isinstance(cell.blocks[0], Paragraph)
    assert LineBreak() in cell.blocks[0].inlines


def test_lines_that_begin_as_a_tables_rows_and_are_none_stop_the_document() -> None:
    """Rows without the line of dashes, also below other words, would be printed with their bars."""
    for text, line in (("| ก | ข |\n| 1 | 2 |", 1), ("ดังนี้\n| ก | ข |\n| 1 | 2 |", 2)):
        with pytest.raises(DocgenError) as refused:
            read(text)
        assert [(one.code, one.place.line) for one in refused.value.findings] == [("malformed-table", line)]


def test_braces_that_are_not_known_are_refused() -> None:
    """A template's braces in content are refused where they mean nothing."""
    with pytest.raises(DocgenError) as refused:
        read("ดู [ภาคผนวก]{.x} ก")
    assert [one.code for one in refused.value.findings] == ["unknown-mark"]


def test_after_the_last_letter_the_clause_is_an_error_with_its_line() -> None:
    """After ฮ there is no further letter: an error with the line of that clause."""
    right = "\n".join(f"{letter}. ข้อ" for letter in "กขค")
    assert outline(read(right, LETTERS)[1]) == ["ก. ข้อ", "ข. ข้อ", "ค. ข้อ"]
    with pytest.raises(DocgenError) as refused:
        read("\n".join(["ก. ข้อ"] * 43), LETTERS)
    assert [(one.code, one.place.line) for one in refused.value.findings] == [
        ("letters-exhausted", 42),
        ("letters-exhausted", 43),
    ]

"""A sheet comes out as it is seen: formats, merged cells, what is hidden, what lies beside it, and hostile files."""

from __future__ import annotations

import datetime
import io
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import IconSetRule, Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from docgen.content.rows import TableRow, read_rows
from docgen.errors import DocgenError, Finding

COLUMNS = {"measure": ("มาตรการ",), "detail": ("รายละเอียด",), "month": ("เดือน",), "remark": ("หมายเหตุ",)}
HEAD = ["มาตรการ", "รายละเอียด", "เดือน", "หมายเหตุ"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_with(fill: Callable[[Any], None], **save: Any) -> bytes:
    book = openpyxl.Workbook(**save)
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    fill(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part changed; the change must do something."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            written = old.read(name)
            if name.endswith(part):
                changed = change(written)
                assert changed != written
                written = changed
            new.writestr(name, written)
    return file.getvalue()


def with_rows(xml: str) -> bytes:
    """Return a workbook whose sheet has the head and then the rows of `xml`."""
    return with_part(
        book_with(lambda sheet: None),
        "sheet1.xml",
        lambda part: part.replace(b"</sheetData>", f"{xml}</sheetData>".encode()),
    )


def read(content: bytes, notes: list[Finding] | None = None) -> tuple[TableRow, ...]:
    return read_rows(
        content,
        Path("log.xlsx"),
        "content/log.xlsx",
        COLUMNS,
        ("measure", "detail"),
        counts_below=("measure", "month"),
        dates=("month",),
        notes=notes,
    )


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in read(content)]


def problems(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(DocgenError) as raised:
        read(content)
    for finding in raised.value.findings:
        assert finding.message
        assert finding.hint
        assert not any(word in finding.message for word in ("Error", "None", "openpyxl"))
    return [(finding.code, str(finding.place)) for finding in raised.value.findings]


def notes_of(content: bytes) -> list[str]:
    notes: list[Finding] = []
    read(content, notes)
    return [f"{note.code} {note.severity}: {note.message}" for note in notes]


def test_each_cell_comes_out_as_the_sheet_shows_it() -> None:
    """Numbers, dates, texts and formulas come out as the sheet shows them."""

    def fill(sheet: Any) -> None:
        sheet.append([45, 42, "", 812345678])
        sheet["A2"].number_format = '0" คน"'
        sheet["B2"].number_format = "00000"
        sheet["D2"].number_format = "000-000-0000"
        sheet.append([0.125, 2.5, "", 1.005])
        sheet["A3"].number_format = "0%"
        sheet["B3"].number_format = "0"
        sheet["D3"].number_format = "0.00"
        sheet.append([True, datetime.time(9, 30), "", datetime.date(2023, 3, 10)])
        sheet["D4"].number_format = "[$-107041E]d mmmm yyyy"

    assert texts(book_with(fill)) == [
        ["45 คน", "00042", "", "081-234-5678"],
        ["13%", "3", "", "1.01"],
        ["TRUE", "9:30:00", "", "10 มีนาคม 2566"],
    ]


def test_what_is_not_shown_alike_everywhere_is_refused_with_its_cell() -> None:
    """A format that another machine shows otherwise is refused, with its cell."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก", 1234567890123, "", datetime.date(2023, 3, 10)])
        sheet["D2"].number_format = "d mmm yy"
        sheet.append(["ก", "ข", datetime.date(2023, 3, 1), 5])
        sheet["C3"].number_format = "mmm-yy"  # in a column of dates the day is what counts
        sheet["D3"].number_format = '0 "ชิ้น"*.'

    content = book_with(fill)
    with pytest.raises(DocgenError) as raised:
        read(content)
    found = [(finding.code, finding.place.line, finding.place.column) for finding in raised.value.findings]
    assert found == [("number-format", 2, 2), ("number-format", 2, 4), ("number-format", 3, 4)]
    assert "ช่อง D2" in raised.value.findings[1].message
    assert "10 มีนาคม 2566" in raised.value.findings[1].hint


def test_the_day_of_a_date_cell_is_kept_beside_what_it_shows() -> None:
    """Beside what a date cell shows stands the day itself."""

    def fill(sheet: Any) -> None:
        sheet.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet.append(["ก", "ข", datetime.date(2023, 3, 1)])
        sheet["C2"].number_format = "mmm-yy"

    (row,) = read(book_with(fill))
    date = row.cells["month"].date
    assert date is not None
    assert (date.day, date.look.year_form, date.look.shows_day) == (datetime.date(2023, 3, 1), "short", False)


def test_a_formula_gives_what_excel_showed_last() -> None:
    """A formula's last value is what is printed."""
    row = '<row r="2"><c r="A2" t="str"><f>"ก"</f><v>ก</v></c><c r="B2"><f>1/8</f><v>0.125</v></c>'
    assert texts(with_rows(row + '<c r="D2" t="str"><f>""</f><v></v></c></row>')) == [["ก", "0.125", "", ""]]
    assert problems(with_rows(row + '<c r="D2"><f>1+1</f></c></row>')) == [
        ("formula-without-value", "content/log.xlsx:2:4")
    ]
    assert problems(with_rows(row + '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')) == [
        ("formula-error", "content/log.xlsx:2:4")
    ]


def test_a_formula_typed_as_text_stays_text() -> None:
    """A text that begins with = is text."""
    formula = '=HYPERLINK("https://example.org","ก")'
    cell = f'<c r="A2" t="inlineStr"><is><t>{formula.replace(chr(34), "&quot;")}</t></is></c>'
    assert texts(with_rows(f'<row r="2">{cell}<c r="B2" t="inlineStr"><is><t>ข</t></is></c></row>')) == [
        [formula, "ข", "", ""]
    ]


def test_rich_text_is_read_whole_and_phonetic_hints_are_not() -> None:
    """Rich text is read to its last run; readings above letters are no text."""
    rich = '<is><r><t>ประกาศ</t></r><r><rPr><b/></rPr><t xml:space="preserve"> ฉบับที่</t></r>'
    rich += '<rPh sb="0" eb="1"><t>x</t></rPh></is>'
    row = f'<row r="2"><c r="A2" t="inlineStr">{rich}</c><c r="B2" t="inlineStr"><is><t>ข_x000A_ค</t></is></c></row>'
    assert texts(with_rows(row)) == [["ประกาศ ฉบับที่", "ข\nค", "", ""]]


def test_digits_above_the_line_stay_there_and_letters_are_refused() -> None:
    """Raised digits are kept as such; raised letters have no print here, and are refused."""

    def fill(sheet: Any, letters: str) -> None:
        raised = TextBlock(InlineFont(vertAlign="superscript"), letters)
        sheet.append(["ก", CellRichText("10", raised)])

    assert texts(book_with(lambda sheet: fill(sheet, "6"))) == [["ก", "10⁶", "", ""]]
    assert problems(book_with(lambda sheet: fill(sheet, "ข้อ"))) == [("raised-text", "content/log.xlsx:2:2")]


@pytest.mark.parametrize("in_a_run", [True, False])
def test_what_is_crossed_out_is_refused(in_a_run: bool) -> None:
    """Words crossed out in the sheet are refused: nobody knows if they count."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก", CellRichText("เหลือ", TextBlock(InlineFont(strike=True), "ลบ")) if in_a_run else 5])
        if not in_a_run:
            sheet["B2"].font = Font(strike=True)

    assert problems(book_with(fill)) == [("struck-out", "content/log.xlsx:2:2")]


def test_a_merged_measure_counts_for_each_row_and_other_merges_are_refused() -> None:
    """A measure merged downwards counts for each row; any other merge is refused."""

    def fill(sheet: Any) -> None:
        sheet.append(["มาตรการ ก", "1", "มีนาคม 2566"])
        sheet.append([None, "2", "เมษายน 2566"])
        sheet.append([None, "3", None])
        sheet.append(["มาตรการ ข", "4", "มีนาคม 2566"])
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("C3:C4")

    assert [row[:3] for row in texts(book_with(fill))] == [
        ["มาตรการ ก", "1", "มีนาคม 2566"],
        ["มาตรการ ก", "2", "เมษายน 2566"],
        ["มาตรการ ก", "3", "เมษายน 2566"],
        ["มาตรการ ข", "4", "มีนาคม 2566"],
    ]

    def fill_wrong(sheet: Any) -> None:
        sheet.append(["มาตรการ ก", "1", "", "ไม่มี"])
        sheet.append(["มาตรการ ก", "2"])
        sheet.append(["มาตรการ ข ทั้งแถว"])
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A4:B4")

    assert problems(book_with(fill_wrong)) == [
        ("merged-in-log", "content/log.xlsx:3:4"),
        ("merged-in-log", "content/log.xlsx:4:1"),
    ]


def test_a_head_merged_downwards_is_no_measure() -> None:
    """A merged head is no measure of the rows below it."""

    def fill(sheet: Any) -> None:
        sheet.append([None, "รายละเอียดย่อย"])
        sheet.merge_cells("A1:A2")

    assert problems(book_with(fill)) == [("merged-in-log", "content/log.xlsx:2:1")]


def test_a_huge_merge_costs_nothing() -> None:
    """A merge over a million rows takes neither time nor memory."""

    def merged(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>')

    content = book_with(lambda sheet: sheet.append(["ก", "ข"]))
    assert texts(with_part(content, "sheet1.xml", merged)) == [["ก", "ข", "", ""]]


@pytest.mark.parametrize("how", ["hidden", "flat", "filtered"])
def test_hidden_rows_and_columns_are_refused_by_their_numbers(how: str) -> None:
    """Hidden rows and columns are refused with their numbers: they might be meant or not."""

    def fill(sheet: Any) -> None:
        for number in range(2, 8):
            sheet.append(["ก", str(number), "มีนาคม 2566", "ความลับ"])
        for number in (3, 4, 6):
            sheet.row_dimensions[number].hidden = how != "flat"
        sheet.column_dimensions["D"].hidden = True
        if how == "filtered":
            sheet.auto_filter.ref = "A1:D7"
        sheet.row_dimensions[20].hidden = True  # nothing is there

    def flatten(part: bytes) -> bytes:
        return re.sub(rb'(<row r="[346]")', rb'\1 ht="0" customHeight="1"', part)

    content = with_part(book_with(fill), "sheet1.xml", flatten) if how == "flat" else book_with(fill)
    assert problems(content) == [("hidden-rows", "content/log.xlsx:3"), ("hidden-columns", "content/log.xlsx:1:4")]
    with pytest.raises(DocgenError) as raised:
        read(content)
    assert "3-4, 6" in raised.value.findings[0].message
    assert "คอลัมน์ D" in raised.value.findings[1].message


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_data_is_told_and_an_empty_one_is_not(state: str) -> None:
    """A hidden sheet is told if something stands in it."""

    def fill(sheet: Any, data: bool) -> None:
        sheet.append(["ก", "ข"])
        other = sheet.parent.create_sheet("รายชื่อ")
        other.sheet_state = state
        if data:
            other.append(["ง"])

    (note,) = notes_of(book_with(lambda sheet: fill(sheet, True)))
    assert note.startswith("hidden-sheet warning")
    assert "รายชื่อ" in note
    assert notes_of(book_with(lambda sheet: fill(sheet, False))) == []


def test_the_one_sheet_with_data_is_read_wherever_it_stands() -> None:
    """The only sheet with data is read, whichever it is."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก", "ข"])
        sheet.parent.create_sheet("ว่าง", 0)

    assert texts(book_with(fill)) == [["ก", "ข", "", ""]]


def test_notes_and_pictures_that_are_not_read_are_told() -> None:
    """Notes and pictures beside cells are told, since they are not printed."""
    from openpyxl.drawing.image import Image
    from PIL import Image as Picture

    file = io.BytesIO()
    Picture.new("RGB", (2, 2)).save(file, "PNG")

    def fill(sheet: Any) -> None:
        sheet.append(["ก", "ข"])
        sheet["B2"].comment = Comment("ยังไม่จริง", "ก")
        sheet.add_image(Image(file), "F2")

    comment, picture = sorted(notes_of(book_with(fill)))
    assert comment.startswith("cell-comments warning")
    assert "B2" in comment
    assert picture.startswith("sheet-drawings warning")


def test_formats_that_depend_on_a_condition_are_refused_where_they_change_what_is_shown() -> None:
    """A conditional format is refused only where it changes the words that are shown."""

    def fill(sheet: Any, rule: Rule) -> None:
        sheet.append(["ก", 5])
        sheet.conditional_formatting.add("B2:B9", rule)

    other_format = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode='"ผ่าน"'))
    changing = Rule(type="expression", formula=["B2>1"], dxf=other_format)
    colouring = Rule(type="expression", formula=["B2>1"], dxf=DifferentialStyle(font=Font(bold=True)))
    icons = IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False)
    for rule in (changing, icons):
        content = book_with(lambda sheet, rule=rule: fill(sheet, rule))  # type: ignore[misc]
        assert problems(content) == [("conditional-format", "content/log.xlsx:2:2")]
    assert texts(book_with(lambda sheet: fill(sheet, colouring))) == [["ก", "5", "", ""]]


def test_zeros_that_the_sheet_does_not_show_are_empty() -> None:
    """Zeros that the sheet is told to hide are empty cells."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก", "ข", "", 0])
        sheet.sheet_view.showZeros = False

    assert texts(book_with(fill)) == [["ก", "ข", "", ""]]


@pytest.mark.parametrize("letter", ["_x0007_", "\ue000", "\u202e", "\u200e", "\u2028", "_x202E_", "_xF0FE_"])
@pytest.mark.parametrize("column", "ABD")
def test_letters_that_may_not_stand_are_told_with_their_cell(letter: str, column: str) -> None:
    """A letter that may not stand in a document is told with its cell."""
    cells = "".join(
        f'<c r="{name}2" t="inlineStr"><is><t>ก{letter if name == column else ""}ข</t></is></c>' for name in "ABD"
    )
    place = f"content/log.xlsx:2:{'ABCD'.index(column) + 1}"
    assert problems(with_rows(f'<row r="2">{cells}</row>')) == [("forbidden-character", place)]


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="2"><c r="A1048577"><v>1</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="3"/><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>99</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
        '<row r="2"><c r="A2"><v>nan</v></c></row>',
        '<row r="2"><c r="A2"><v>1e999</v></c></row>',
        '<row r="2"><c r="A2" t="b"><v>ใช่</v></c></row>',
        '<row r="2"><c r="A2" t="d"><v>เมื่อวาน</v></c></row>',
        '<row r="2"><c r="A2" t="zz"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "ก" * 40_000 + "</t></is></c></row>",
        "<row/>" * 1_048_577,
        "<row>" + "<c/>" * 16_385 + "</row>",
    ],
    ids=lambda xml: xml[:40],
)
def test_what_no_spreadsheet_program_writes_is_refused_at_once(xml: str) -> None:
    """XML that no spreadsheet program writes is refused before it costs anything."""
    content = with_rows(xml)
    started = time.process_time()
    assert next(code for code, _ in problems(content)) in ("broken-workbook", "file-too-large")
    assert time.process_time() - started < 4


def test_cells_far_to_the_right_are_told() -> None:
    """A cell far to the right of the table is told."""
    row = '<row r="2"><c r="A2"><v>1</v></c><c r="CW2"><v>1</v></c></row>'
    assert problems(with_rows(row)) == [("too-many-columns", "content/log.xlsx:2:101")]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("workbook.xml", b"<workbook ", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook '),
        ("workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"/xl/worksheets/none.xml"),
        ("workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd"),
        ("workbook.xml.rels", b'Target="/xl/worksheets/sheet1.xml"', b'TargetMode="External" Target="http://[::1]/a"'),
        ("workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"/xl/workbook.xml\0"),
        ("_rels/.rels", b'officeDocument"', b'nothing"'),
    ],
)
def test_strange_parts_are_refused(part: str, old: bytes, new: bytes) -> None:
    """Unknown parts in the package are refused."""
    content = book_with(lambda sheet: sheet.append(["ก", "ข"]))
    assert problems(with_part(content, part, lambda xml: xml.replace(old, new))) == [
        ("broken-workbook", "content/log.xlsx")
    ]


def test_two_parts_of_one_name_are_refused() -> None:
    """Two parts of one name could be read either way: refused."""
    file = io.BytesIO(book_with(lambda sheet: sheet.append(["ก", "ข"])))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", "<worksheet/>")
    assert problems(file.getvalue()) == [("broken-workbook", "content/log.xlsx")]


def test_a_bomb_of_shared_strings_is_refused_without_being_unpacked() -> None:
    """A bomb of shared strings is refused by its size, unread."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("_rels/.rels", "<a/>")
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(100):
                part.write(b"<si><t>aaaaaaaa</t></si>" * 40_000)
    tracemalloc.start()
    assert problems(file.getvalue()) == [("file-too-large", "content/log.xlsx")]
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_the_largest_log_is_read_in_time() -> None:
    """The largest log that is allowed is read within its time."""
    row = "".join(f'<c r="{column}%d" t="inlineStr"><is><t>ข้อความ {column} %d</t></is></c>' for column in "ABD")
    content = with_rows("".join(f'<row r="{n}">{row.replace("%d", str(n))}</row>' for n in range(2, 5_002)))
    started = time.process_time()
    assert len(read(content)) == 5_000
    assert time.process_time() - started < 4

"""Rows come out of CSV and XLSX as they were typed, or with one message that says where and what to do."""

from __future__ import annotations

import contextlib
import datetime
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.content.rows import MAX_FINDINGS, TableRow, read_rows
from docgen.content.table_file import MAX_ROWS, raw_rows
from docgen.errors import DocgenError, Finding
from docgen.folder.encoding import decode_text
from docgen.thai.characters import normalize
from tests.conftest import ROOT

COLUMNS = {"measure": ("มาตรการ", "measure"), "detail": ("รายละเอียดการดำเนินงาน", "detail"), "remark": ("หมายเหตุ",)}
HEAD = "มาตรการ,รายละเอียดการดำเนินงาน,หมายเหตุ\n"


def read(content: str | bytes, name: str = "log.csv") -> tuple[TableRow, ...]:
    data = content.encode() if isinstance(content, str) else content
    return read_rows(data, Path(name), f"content/{name}", COLUMNS, ("measure", "detail"))


def texts(content: str | bytes, name: str = "log.csv") -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in read(content, name)]


def problems(content: str | bytes, name: str = "log.csv") -> tuple[Finding, ...]:
    with pytest.raises(DocgenError) as raised:
        read(content, name)
    for finding in raised.value.findings:
        assert finding.message
        assert finding.hint
    return raised.value.findings


def codes(content: str | bytes, name: str = "log.csv") -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in problems(content, name)]


def a_workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.strip().split(","))
    fill(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


A_WORKBOOK = a_workbook(lambda sheet: sheet.append(["ก", "ข", "ค"]))


def test_a_cell_knows_its_line_and_column() -> None:
    """Each cell knows where it stands, also after a cell of several lines."""
    first, second = read(HEAD + '"ก\nข",ค,\n\nง,จ,ฉ\n')
    assert [(name, cell.text, str(cell.place)) for name, cell in first.cells.items()] == [
        ("measure", "ก\nข", "content/log.csv:2:1"),
        ("detail", "ค", "content/log.csv:2:2"),
        ("remark", "", "content/log.csv:2:3"),
    ]
    assert second.place.line == 5


def test_too_few_cells_are_filled_and_empty_rows_left_out() -> None:
    """A short row is filled with empty cells; empty rows are no rows."""
    assert texts(HEAD + "ก,ข\n,,\n  ,\t,\nค,ง,จ,,,\n") == [["ก", "ข", ""], ["ค", "ง", "จ"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_thai_excel_saves_is_read(encoding: str, delimiter: str, end: str) -> None:
    """CSV as Thai Excel saves it, in its encodings and delimiters, is read."""
    text = HEAD.replace(",", delimiter) + delimiter.join(["ก", '"ข้อ 1\nข้อ ๒"', "“ค”"]) + "\n"
    assert texts(text.replace("\n", end).encode(encoding)) == [["ก", "ข้อ 1\nข้อ ๒", "“ค”"]]


def test_the_head_decides_the_delimiter_where_lines_stand_empty_before_it() -> None:
    """Empty lines before the head do not hide the delimiter."""
    assert texts("\n\n" + HEAD.replace(",", ";") + "ก;ข, ค, ง, จ;ฉ\n") == [["ก", "ข, ค, ง, จ", "ฉ"]]


@pytest.mark.parametrize(
    "head",
    ["\ufeff มาตรการ ", "มาตร\u200bการ", "MEASURE", '"มาตร\nการ"'],
    ids=["mark", "zero width", "English", "break"],
)
def test_a_head_word_is_known_by_its_letters(head: str) -> None:
    """A head is known by its letters, whatever blanks and characters it has."""
    assert texts(HEAD.replace("มาตรการ", head) + "ก,ข,ค\n") == [["ก", "ข", "ค"]]


def test_a_torn_sara_am_in_a_head_word_is_mended() -> None:
    """A head with ํ and า apart is that with ำ."""
    assert texts(HEAD.replace("ดำ", "ด\u0e4d\u0e32") + "ก,ข,ค\n") == [["ก", "ข", "ค"]]


def test_all_that_is_wrong_is_told_together_and_once() -> None:
    """All faults of a table are told in one go, each once."""
    text = "มาตรกา,รายละเอียดการดำเนินงาน,หมายเหตุ,หมายเหตุ,\nก,ข\nก,ข,ค,ง,จ,ฉ\n"
    assert codes(text) == [
        ("unknown-column", "content/log.csv:1:1"),
        ("repeated-column", "content/log.csv:1:4"),
        ("too-many-cells", "content/log.csv:3:5"),
    ]


def test_an_unknown_head_word_is_told_with_the_nearest_right_one() -> None:
    """An unknown head is told with the nearest that is known."""
    (unknown,) = problems(HEAD.replace("มาตรการ", "มาตราการ"))
    assert unknown.message == "ไม่รู้จักหัวตาราง มาตราการ"
    assert unknown.hint == "เขียนว่า มาตรการ"


def test_a_missing_head_word_and_a_column_without_one_are_told() -> None:
    """Missing heads, and columns that have none, are told."""
    assert codes("มาตรการ,,หมายเหตุ\nก,ข,ค\n") == [
        ("missing-column", "content/log.csv:1"),
        ("column-without-head", "content/log.csv:2:2"),
    ]


def test_a_comma_in_a_text_without_quotes_is_told_with_the_number_of_cells() -> None:
    """A comma in a text without quotation marks makes a cell too many: told with the count."""
    (surplus,) = problems(HEAD + "ก,ข,ค\nก,รายได้ 1,250 บาท,ค\n")
    assert str(surplus.place) == "content/log.csv:3:4"
    assert surplus.message == "แถวนี้มี 4 ช่อง แต่หัวตารางมี 3 ช่อง"
    assert "เครื่องหมายคำพูด" in surplus.hint


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('ก,ข,ค\nก,"ข,ค\nง,จ,ฉ\n', "แล้วไม่ปิด"),
        ('ก,ข,ค\nก,"ข"ค,ง\n', "ต่อจากเครื่องหมายคำพูดปิด"),
        ("ก,ข,ค\nก," + "ข" * 140_000 + ",ค\n", "ยาวเกินกำหนด"),
    ],
    ids=["unclosed quote", "text after a quote", "long cell"],
)
def test_a_broken_row_is_told_in_thai_with_the_line_where_it_starts(rows: str, words: str) -> None:
    """A quotation mark that never closes is told in Thai, at the line where it began."""
    (broken,) = problems(HEAD + rows)
    assert (broken.code, str(broken.place)) == ("broken-csv", "content/log.csv:3")
    assert words in broken.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_other_encodings_are_refused(encoding: str) -> None:
    """Encodings that are not read are named as that."""
    assert codes((HEAD + "ก,ข,ค\n").encode(encoding))


@pytest.mark.parametrize("data", [b"\xa1\xff", b"\xdb\xdc", "日本語".encode("shift_jis"), bytes(range(256))])
def test_bytes_that_are_no_thai_text_are_refused(data: bytes) -> None:
    """Bytes that are Thai in no encoding are refused."""
    with pytest.raises(DocgenError) as raised:
        decode_text(data, "content/log.csv")
    assert [finding.code for finding in raised.value.findings] == ["wrong-encoding"]


def test_utf8_wins_over_windows_874_wherever_it_fits() -> None:
    """What is valid UTF-8 is never taken for Windows-874."""
    assert decode_text("ก".encode(), "a") == "ก"
    assert decode_text("ก".encode("utf-8-sig"), "a") == "ก"
    assert decode_text("กำหนดให้จัดทำคู่มือ “๑๐ ข้อ”".encode("cp874"), "a") == "กำหนดให้จัดทำคู่มือ “๑๐ ข้อ”"


def test_an_empty_file_is_told() -> None:
    """An empty file is told, not read as no activities."""
    assert codes("") == codes("\n \n,,\n") == [("empty-table", "content/log.csv:1")]


def test_no_message_steers_the_terminal() -> None:
    """Control characters of a file do not reach the terminal."""
    assert "\x1b" not in "".join(finding.message for finding in problems("\x1b[2J" + HEAD))


def test_the_number_of_rows_is_bounded() -> None:
    """More rows than anyone types are refused."""
    assert len(read(HEAD + "ก,ข,ค\n" * MAX_ROWS)) == MAX_ROWS
    assert codes(HEAD + "ก,ข,ค\n" * (MAX_ROWS + 1)) == [("too-many-rows", f"content/log.csv:{MAX_ROWS + 2}")]


def test_the_number_of_findings_is_bounded_and_the_rest_counted() -> None:
    """A hostile file makes a bounded number of findings; the rest is counted."""
    found = problems(HEAD + "ก,ข,ค,ง\n" * 1_000)
    assert len(found) == MAX_FINDINGS + 1
    assert f"อีก {1_000 - MAX_FINDINGS} แห่ง" in found[-1].message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + "ก" * 1_700_000, "file-too-large"),
        ("ก," * 1_000_000, "too-many-columns"),
        (HEAD + "," * 4_500_000 + "ก", "too-many-cells"),
        ("\n" * 1_500_000, "empty-table"),
        (HEAD.strip() + "," * 4_000_000 + "\n" + "ก\n" * MAX_ROWS, None),
    ],
    ids=["bytes", "columns", "cells", "lines", "empty columns"],
)
def test_a_swollen_file_is_read_or_refused_without_hanging(text: str, code: str | None) -> None:
    """A cell or a row of enormous length is read or refused in time."""
    if code:
        assert [finding.code for finding in problems(text)] == [code]
    else:
        assert len(read(text)) == MAX_ROWS


def test_a_workbook_is_read_as_text() -> None:
    """A workbook gives the same rows as its CSV."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก\r\nข", datetime.date(2023, 3, 10), 12.0])
        sheet.append([])
        sheet.append(["ค", datetime.datetime(2566, 3, 10, 8, 30), 1.5])  # openpyxl formats it yyyy-mm-dd h:mm:ss

    first, second = read(a_workbook(fill), "log.xlsx")
    assert [cell.text for cell in first.cells.values()] == ["ก\nข", "2023-03-10", "12"]
    assert [cell.text for cell in second.cells.values()] == ["ค", "2566-03-10 8:30:00", "1.5"]
    assert str(second.cells["detail"].place) == "content/log.xlsx:4:2"


def test_a_workbook_row_with_too_many_cells_is_told() -> None:
    """A cell beyond the last head is told in a workbook, too."""
    content = a_workbook(lambda sheet: sheet.append(["ก", "ข", "ค", "ง"]))
    (surplus,) = problems(content, "log.xlsx")
    assert (surplus.code, str(surplus.place)) == ("too-many-cells", "content/log.xlsx:2:4")
    assert "จุลภาค" not in surplus.hint


def test_a_formula_that_failed_is_told_with_its_cell() -> None:
    """#REF! and its kin are told with their cell, never printed."""

    def fill(sheet: Any) -> None:
        sheet.append(["ก", "ข"])
        sheet["C2"] = "#DIV/0!"

    assert codes(a_workbook(fill), "log.xlsx") == [("formula-error", "content/log.xlsx:2:3")]


def test_the_number_of_workbook_rows_is_bounded() -> None:
    """A workbook of too many rows is refused."""

    def fill(sheet: Any) -> None:
        for _ in range(MAX_ROWS + 1):
            sheet.append(["ก", "ข"])

    assert [code for code, _ in codes(a_workbook(fill), "log.xlsx")] == ["too-many-rows"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken-workbook"),
        (HEAD.encode(), "broken-workbook"),
        (A_WORKBOOK[:-100], "broken-workbook"),
        (A_WORKBOOK[:100], "broken-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-excel"),
    ],
    ids=["empty", "text", "cut at the end", "cut at the start", "old Excel"],
)
def test_what_is_no_workbook_is_refused(content: bytes, code: str) -> None:
    """A file that only calls itself a workbook is refused."""
    assert codes(content, "log.xlsx") == [(code, "content/log.xlsx")]


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    """A zip without the parts of a workbook is refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ก.txt", "ข")
    assert codes(file.getvalue(), "log.xlsx") == [("broken-workbook", "content/log.xlsx")]


def test_what_openpyxl_warns_of_is_not_told() -> None:
    """Remarks of a library reach nobody."""
    file = io.BytesIO()
    bare = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    with zipfile.ZipFile(io.BytesIO(A_WORKBOOK)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, bare if name == "xl/styles.xml" else old.read(name))
    assert texts(file.getvalue(), "log.xlsx") == [["ก", "ข", "ค"]]  # pytest makes a warning an error


def test_a_number_is_read_as_its_cell_shows_it() -> None:
    """A number is the text that its cell shows."""

    def fill(sheet: Any) -> None:
        sheet.append([0.85, 1250.5, True])
        sheet["A2"].number_format = "0%"
        sheet["B2"].number_format = "#,##0.00"

    assert texts(a_workbook(fill), "log.xlsx") == [["85%", "1,250.50", "TRUE"]]


def test_a_formula_without_a_value_is_told_with_its_cell() -> None:
    """A formula that was never calculated has no value: told with its cell."""
    content = a_workbook(lambda sheet: sheet.append(["ก", '="ข"&1', "ค"]))
    assert codes(content, "log.xlsx") == [("formula-without-value", "content/log.xlsx:2:2")]


def test_a_second_sheet_with_data_is_told_and_a_hidden_one_left_out() -> None:
    """A second sheet with data might be the one that counts: told. A hidden one is left out."""

    def fill(sheet: Any, state: str) -> None:
        sheet.append(["ก", "ข", "ค"])
        sheet.parent.create_sheet("ว่าง")
        other = sheet.parent.create_sheet("อื่น")
        other.append(["ง"])
        other.sheet_state = state

    assert codes(a_workbook(lambda sheet: fill(sheet, "visible")), "log.xlsx") == [
        ("several-sheets", "content/log.xlsx")
    ]
    assert texts(a_workbook(lambda sheet: fill(sheet, "hidden")), "log.xlsx") == [["ก", "ข", "ค"]]


def a_workbook_with(part: str, old: bytes, new: bytes) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(A_WORKBOOK)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(part):
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return file.getvalue()


def test_rows_past_a_wrong_dimension_are_read() -> None:
    """Rows beyond what the sheet says of its size are read."""
    content = a_workbook_with("sheet1.xml", b'<dimension ref="A1:C2"', b'<dimension ref="A1"')
    assert texts(content, "log.xlsx") == [["ก", "ข", "ค"]]


@pytest.mark.parametrize(
    ("part", "end", "filling"),
    [
        ("sheet1.xml", b"</sheetData>", b"<row>" + b"<c/>" * 4_000_000 + b"</row>"),
        ("styles.xml", b"</cellXfs>", b"<xf/>" * 3_000_000),
    ],
    ids=["cells", "styles"],
)
def test_a_part_that_unpacks_far_larger_is_refused(part: str, end: bytes, filling: bytes) -> None:
    """A part that unpacks to a thousand times its size is refused."""
    assert codes(a_workbook_with(part, end, filling + end), "log.xlsx") == [("file-too-large", "content/log.xlsx")]


def _read_or_refuse(content: bytes, name: str) -> None:
    with contextlib.suppress(DocgenError):
        read(content, name)


@given(st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(content: bytes) -> None:
    """Random bytes end in rows or findings."""
    _read_or_refuse(content, "log.csv")
    _read_or_refuse(content, "log.xlsx")


@given(st.text(st.sampled_from(' \r\n\t,;"ก่ำ1\ufeff\0'), max_size=60))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    """Random text ends in rows or findings."""
    _read_or_refuse((HEAD + text).encode(), "log.csv")
    _read_or_refuse(text.encode("utf-8"), "log.csv")


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(A_WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damaged_workbook_ends_in_a_traceback(damage: list[tuple[int, int]]) -> None:
    """A damaged workbook ends in rows or findings."""
    content = bytearray(A_WORKBOOK)
    for index, byte in damage:
        content[index] = byte
    _read_or_refuse(bytes(content), "log.xlsx")


CELL = st.text(st.sampled_from('กขค ่ำ๑1,;"\n\t'), max_size=12).map(lambda cell: cell if cell.strip() else "")


@given(st.lists(st.tuples(CELL.filter(bool), CELL, CELL), max_size=6), st.sampled_from(",;\t"))
def test_what_is_typed_comes_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    """Whatever a clerk types into cells comes back as typed."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = HEAD.replace(",", delimiter) + "".join(delimiter.join(map(quoted, row)) + "\r\n" for row in rows)
    expected = [[normalize(cell) for cell in row] for row in rows]
    assert texts(text) == expected
    assert texts(text.encode("cp874")) == expected


def test_a_csv_log_is_read_without_loading_openpyxl() -> None:
    """Reading CSV loads no library for workbooks."""
    code = "import sys; import docgen.content.activities; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_is_told_with_or_without_its_mark(encoding: str) -> None:
    """UTF-16 is told, with its byte order mark or without."""
    with pytest.raises(DocgenError) as refused:
        raw_rows("มาตรการ,เดือน\nหนึ่ง,มีนาคม 2566\n".encode(encoding), Path("a.csv"), "a.csv")
    assert [one.code for one in refused.value.findings] == ["wrong-encoding"]


def test_the_line_by_which_excel_names_the_delimiter_is_no_row() -> None:
    """sep=; names the delimiter and is no row of the table."""
    rows = raw_rows("sep=;\r\nมาตรการ;เดือน\r\nหนึ่ง;มีนาคม 2566\r\n".encode(), Path("a.csv"), "a.csv")
    assert [(row.line, row.texts) for row in rows] == [(2, ("มาตรการ", "เดือน")), (3, ("หนึ่ง", "มีนาคม 2566"))]

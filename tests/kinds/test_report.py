"""A report that is not the sample: a workbook as log, pictures, signatures, an activity that spans both rounds."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from docgen.desk.build import report as build_report
from docgen.desk.import_word import import_word
from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.tree import Document, Table, plain_text
from docgen.writers.docx.write import write_docx
from tests.conftest import Ask, Told, start_from
from tests.reading import images, poppler_pages, squeezed
from tests.word_import.test_import import bare, differences

Run = Callable[..., Told]

REPORT = """kind: report
fiscal_year: ๒๕๖๗
title: รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต
introduction: |
  ย่อหน้าแรกของบทนำ มี **ตัวหนา** และปี 2567

  ย่อหน้าที่สอง
measures:
  - name: มาตรการที่ 1
    practices: [แนวทาง ก, แนวทาง ข]
    steps: |
      1. ขั้นแรก
      2. ขั้นที่สอง
    responsible_unit: สำนักปลัด
    monitoring: ทุกไตรมาส
  - name: มาตรการที่ 2
    practices: แนวทางเดียว
reporter: นางสาวสมหญิง รักงาน
acknowledger: นายกองค์การบริหารส่วนตำบลทดสอบ
rounds:
  6: {date: 5 ตุลาคม 2567}
  12: {date: 7 ตุลาคม 2567}
pictures:
  - {file: photo.jpg, caption: ภาพการประชุมครั้งที่ 1}
"""
HEAD = ["มาตรการ", "รายละเอียด", "เริ่ม", "ถึง", "เดือน", "ผลผลิต", "ผลลัพธ์", "หลักฐาน"]


@pytest.fixture
def report(office: Path, shelf: Path) -> Path:
    return start_from(shelf, "report", office, lambda: _write_report(office))


@pytest.fixture
def built(report: Path, shelf: Path) -> Path:
    """The same project with its reports built."""
    return start_from(shelf, "report built", report, lambda: build_report(report, 2567))


def _write_report(office: Path) -> None:
    folder = office / "content/reports/2567"
    folder.mkdir(parents=True)
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8").replace("to: 30 กันยายน 2567", "to: 31 ธันวาคม 2567")
    text = text.replace("    acting_for: นายกองค์การบริหารส่วนตำบลทดสอบ\n", "")
    agency.write_text(text, encoding="utf-8")
    (folder / "report.yaml").write_text(REPORT, encoding="utf-8")
    exif = Image.Exif()
    exif[0x010E] = "บ้านเลขที่ลับ"
    Image.new("RGB", (4000, 3000), "#336699").save(folder / "photo.jpg", exif=exif)
    Image.new("RGB", (300, 400), "#993333").save(folder / "evidence.png")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        [
            "มาตรการที่ 1",
            "- จัดประชุม\n- ประกาศผล",
            datetime.date(2024, 3, 20),
            datetime.date(2024, 4, 10),
            "",
            1,
            "ดี",
            "evidence.png",
        ],
        ["มาตรการที่ 1", "อบรม", "", "", "ส.ค. 67", "คู่มือ 2 เล่ม", "เจ้าหน้าที่เข้าใจ", "https://a.go.th/1; หนังสือที่ 5"],
        ["มาตรการที่ 2", "ติดตาม", datetime.datetime(2024, 9, 30), "", "", "รายงาน", "โปร่งใส", ""],
    ]
    for row in [HEAD, *rows]:
        sheet.append(row)
    book.save(folder / "activities.xlsx")


def results(root: Path, months: int) -> list[list[str]]:
    project = read_project(root)
    (target,) = [target for target in find_targets(root, "reports") if target.months == months]
    document = make_documents(target, project).documents[target.outputs[0]]
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]
    return [[plain_text(cell.blocks) for cell in row.cells] for row in tables[-1].rows]


def test_an_activity_that_spans_the_end_of_a_round_is_in_both_with_its_dates(report: Path) -> None:
    """What began in March and ended in April is in both rounds, with its whole dates."""
    first = ["มาตรการที่ ๑", "จัดประชุม ประกาศผล", "๒๐ มีนาคม - ๑๐ เมษายน ๒๕๖๗", "๑", "ดี", ""]
    assert results(report, 6) == [first, ["มาตรการที่ ๒", "ไม่มีการดำเนินการในรอบนี้", "", "", "", ""]]
    assert results(report, 12) == [
        first,
        ["มาตรการที่ ๑", "อบรม", "เดือนสิงหาคม ๒๕๖๗", "คู่มือ ๒ เล่ม", "เจ้าหน้าที่เข้าใจ", ""],
        ["มาตรการที่ ๒", "ติดตาม", "๓๐ กันยายน ๒๕๖๗", "รายงาน", "โปร่งใส", ""],
    ]


def test_a_measure_without_activity_in_a_round_gives_a_warning(report: Path, docgen: Run) -> None:
    """A measure of the plan that nothing was done for is a warning."""
    told = docgen(report, "report", "--year", "2567", "--round", "6")
    assert told.code == 0
    assert "เตือน: มาตรการที่ ๒: ไม่มีการดำเนินการในรอบ 6 เดือน [measure-without-activity]" in told.err
    assert "report.yaml:16:" in told.err
    assert docgen(report, "report", "--year", "2567", "--round", "12").err == ""


def test_signatures_pictures_and_evidence_stand_in_both_formats(built: Path) -> None:
    """Each picture, signature and reference is in PDF and Word."""
    folder = built / "output/reports/2567/12-months"
    pages = poppler_pages(folder / "report.pdf")
    text = squeezed("".join(pages))
    for words in (
        "ผู้รายงาน",
        "(นางสาวสมหญิงรักงาน)",
        "ผู้รับทราบ",
        "(นายสมชายใจดี)",
        "วันที่๗ตุลาคม๒๕๖๗",
        "https://a.go.th/1",
        "หนังสือที่๕",
    ):
        assert words in text
    last = len(pages) - 1
    sizes = [(right - left, bottom - top) for left, top, right, bottom in images(folder / "report.pdf", last)]
    assert sizes[0] == (pytest.approx(9.5 * 4 / 3, abs=0.05), pytest.approx(9.5, abs=0.05))
    assert sizes[1] == (pytest.approx(9.5 * 3 / 4, abs=0.05), pytest.approx(9.5, abs=0.05))
    with zipfile.ZipFile(folder / "report.docx") as word:
        media = [name for name in word.namelist() if name.startswith("word/media/")]
        assert len(media) == 2
        assert "บ้านเลขที่ลับ".encode() not in b"".join(word.read(name) for name in media)
        document = word.read("word/document.xml").decode()
    for words in ("ผู้รายงาน", "ภาพการประชุมครั้งที่ ๑", "(นายสมชาย ใจดี)"):
        assert words in document
    photo = next(image for image in pypdfium2.PdfDocument(folder / "report.pdf")[last].get_objects() if image.type == 3)
    assert photo.get_metadata().width <= 9.5 * 4 / 3 / 2.54 * 300 + 2


def test_plan_cells_keep_lists_as_lists(built: Path) -> None:
    """Lists in the cells of the plan stay lists."""
    text = poppler_pages(built / "output/reports/2567/6-months/report.pdf")[2]
    for words in ("- แนวทาง ก", "- แนวทาง ข", "๑. ขั้นแรก", "๒. ขั้นที่สอง"):
        assert words in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("มาตรการที่ 2\n    practices", "มาตรการที่ 3\n    practices", "unknown-measure"),
        ("fiscal_year: ๒๕๖๗", "fiscal_year: 67", "wrong-value"),
        ("kind: report", "kind: report\nannexes: [announcements/none.md]", "annex-missing"),
        ("photo.jpg", "none.jpg", "picture-missing"),
        ("photo.jpg", "../../../fonts/THSarabun-Bold.ttf", "picture-outside"),
        ("reporter: นางสาวสมหญิง รักงาน", "reporter: ใครสักคน", "unknown-signatory"),
        ("practices: แนวทางเดียว", "practises: แนวทางเดียว", "unknown-key"),
    ],
)
def test_a_report_with_a_mistake_is_refused_with_its_place(
    old: str, new: str, code: str, report: Path, desk: Ask
) -> None:
    """Each mistake in report.yaml is told with its place."""
    path = report / "content/reports/2567/report.yaml"
    path.write_text(REPORT.replace(old, new), encoding="utf-8")
    told = desk(report, "build")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err
    assert not (report / "output/reports").exists()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("มาตรการ,รายละเอียด,เดือน,ผลผลิต\nก,ข,ค,ง\n", "missing-column"),
        ("มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,ก,มีนา 2567,ง,จ\n", "wrong-date"),
        ("มาตรการ,รายละเอียด,เริ่ม,ถึง,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,ก,5/3/2567,4/3/2567,ง,จ\n", "end-before-start"),
        ("มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,ก,มีนาคม 2567,ง,จ,ฉ\n", "too-many-cells"),
        ("มาตรการ,รายละเอยด,เดือน,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,ก,มีนาคม 2567,ง,จ\n", "unknown-column"),
        ('มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,"ก,มีนาคม 2567,ง,จ\n', "broken-csv"),
        ("มาตรการ,รายละเอียด,เดือน,ผลผลิต,ผลลัพธ์\nมาตรการที่ 1,ก,,ง,จ\n", "missing-date"),
        ("", "empty-table"),
    ],
)
def test_a_log_with_a_mistake_is_refused_with_its_line(rows: str, code: str, report: Path, desk: Ask) -> None:
    """Each mistake in the log is told with its row."""
    (report / "content/reports/2567/activities.xlsx").unlink()
    (report / "content/reports/2567/activities.csv").write_text(rows, encoding="utf-8-sig")
    told = desk(report, "build")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert "content/reports/2567/activities.csv" in told.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_log_saved_by_thai_excel_is_read(encoding: str, delimiter: str, report: Path) -> None:
    """The encodings and delimiters of a Thai Excel are read."""
    (report / "content/reports/2567/activities.xlsx").unlink()
    rows = [["มาตรการ", "รายละเอียด", "เดือน", "ผลผลิต", "ผลลัพธ์"], ["มาตรการที่ 1", "ก", "มี.ค. 67", "ง", "จ"]]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    (report / "content/reports/2567/activities.csv").write_bytes(text.encode(encoding))
    assert results(report, 6)[0] == ["มาตรการที่ ๑", "ก", "เดือนมีนาคม ๒๕๖๗", "ง", "จ", ""]


@pytest.mark.parametrize("column", [2, 6, 8])
def test_a_letter_that_the_font_lacks_is_told_with_its_cell(column: int, report: Path, docgen: Run) -> None:
    """A letter that would print as a box is told with its cell."""
    (report / "content/reports/2567/activities.xlsx").unlink()
    cells = ["มาตรการที่ 1", "ก", "", "", "มีนาคม 2567", "ง", "จ", "หนังสือ"]
    cells[column - 1] += "➢"
    (report / "content/reports/2567/activities.csv").write_text(
        ",".join(HEAD) + "\n" + ",".join(cells) + "\n", encoding="utf-8"
    )
    told = docgen(report, "report", "--year", "2567", "--round", "6")
    assert told.code == 1
    assert f"activities.csv:2:{column}: ผิดพลาด: แบบอักษรไม่มีอักขระ ➢ (U+27A2) [missing-glyph]" in told.err


def test_two_logs_and_no_log_are_told(report: Path, desk: Ask) -> None:
    """Two logs, a damaged one, and none: each is told as what it is."""
    (report / "content/reports/2567/activities.csv").write_text("ก\n", encoding="utf-8")
    assert "[two-logs]" in desk(report, "build").err
    (report / "content/reports/2567/activities.csv").unlink()
    (report / "content/reports/2567/activities.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert "[broken-workbook]" in desk(report, "build").err
    (report / "content/reports/2567/activities.xlsx").unlink()
    assert "[file-missing]" in desk(report, "build").err


def test_a_workbook_that_unpacks_too_large_is_refused(report: Path, desk: Ask) -> None:
    """A workbook that is a bomb is refused."""
    with zipfile.ZipFile(report / "content/reports/2567/activities.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    assert "[file-too-large]" in desk(report, "build").err


def test_a_report_whose_year_another_folder_has_as_well_is_refused(report: Path, desk: Ask) -> None:
    """Two folders for one fiscal year would write the same report: refused."""
    other = report / "content/reports/copy"
    other.mkdir()
    (other / "report.yaml").write_text(REPORT, encoding="utf-8")
    assert "[same-output]" in desk(report, "build").err


@pytest.mark.parametrize("months", [6, 12])
def test_a_report_comes_back_from_word(months: int, report: Path, tmp_path: Path) -> None:
    """A report's Word file gives the same report again."""
    document = the_report(report, months)
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, read_project(report).layout, report))
    for path in (report / "content/reports/2567").iterdir():
        path.unlink()
    imported = import_word(report, made)
    assert imported.value == "content/reports/2567/report.yaml"
    assert [finding.code for finding in imported.findings] == ["annexes-to-add"]
    differ = set(differences(bare(document), bare(the_report(report, months))))
    assert differ <= {"path"}  # pictures get names of their own


@pytest.mark.parametrize("months", [6, 12])
def test_the_sample_report_comes_back_from_word(months: int, sample: Path, tmp_path: Path) -> None:
    """The sample's report goes through Word unchanged."""
    document = the_report(sample, months)
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, read_project(sample).layout, sample))
    shutil.rmtree(sample / "content/reports/2566")
    import_word(sample, made)
    assert bare(the_report(sample, months)) == bare(document)


def the_report(root: Path, months: int) -> Document:
    (target,) = [target for target in find_targets(root, "reports") if target.months == months]
    return make_documents(target, read_project(root)).documents[target.outputs[1]]

"""The sample's certificates, and what a sheet says: the words of its row, letter by letter, and of no other row."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.faces.cli.main import main
from docgen.thai.numerals import to_thai_digits
from docgen.writers.designs.reading import pages_of, squeezed
from docgen.writers.designs.write import WrittenSheets, write_sheets
from tests.conftest import ROOT, Told, copy_project
from tests.preflight import preflight_errors
from tests.writers.designs.conftest import LIST, PAGE, ROWS, Room

NAME = "digital-training-2566"


def sample_rows() -> list[dict[str, str]]:
    with (ROOT / f"content/designs/{NAME}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def certificates() -> WrittenSheets:
    """The sample's certificates, set once."""
    (target,) = find_targets(ROOT, "designs")
    sheets = make_documents(target, read_project(ROOT)).sheets
    assert sheets is not None
    return write_sheets(sheets)


def test_the_sample_has_a_certificate_for_each_name_and_one_file_with_all(certificates: WrittenSheets) -> None:
    """The sample has a certificate for each name and one file with all."""
    rows = sample_rows()
    assert len(rows) == 12
    files = {f"output/designs/{NAME}/{row['ชื่อ']}.pdf" for row in rows}
    assert set(certificates.contents) == {f"output/designs/{NAME}.pdf", *files}
    assert certificates.findings == ()
    pages = pages_of(certificates.contents[f"output/designs/{NAME}.pdf"])
    assert len(pages) == 12
    for number, (row, page) in enumerate(zip(rows, pages, strict=True), start=1):
        (alone,) = pages_of(certificates.contents[f"output/designs/{NAME}/{row['ชื่อ']}.pdf"])
        wanted = (row["ชื่อ"], row["ตำแหน่ง"], to_thai_digits(f"เลขที่ {number}/2566"), "วันที่ ๑๕ กันยายน พ.ศ. ๒๕๖๖")
        for said in (squeezed(page), squeezed(alone)):
            assert all(squeezed(words) in said for words in wanted)
            assert not any(squeezed(other["ชื่อ"]) in said for other in rows if other is not row)


def test_certificates_are_pdf_a_3a_with_tags_and_title(certificates: WrittenSheets, tmp_path: Path) -> None:
    """Certificates are PDF a 3a with tags and title."""
    for name in (f"output/designs/{NAME}.pdf", f"output/designs/{NAME}/{sample_rows()[7]['ชื่อ']}.pdf"):
        with pikepdf.open(io.BytesIO(certificates.contents[name])) as pdf:
            with pdf.open_metadata() as metadata:
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
                assert str(metadata["dc:title"]).startswith("เกียรติบัตรหลักสูตร")
            assert str(pdf.Root.Lang) == "th"
            assert bool(pdf.Root.MarkInfo.Marked)
            assert len(pdf.Root.OutputIntents) == 1
            for page in pdf.pages:
                width, height = (float(edge) for edge in page.MediaBox[2:])
                assert (round(width), round(height)) == (842, 595)
            figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
            assert {str(figure.Alt) for figure in figures} == {"ตราครุฑ"}
            assert all(float(figure.A.BBox[3]) < 595 for figure in figures)
        made = tmp_path / "made.pdf"
        made.write_bytes(certificates.contents[name])
        # Part 1 alone, which Preflight knows, forbids transparency.
        assert [one for one in preflight_errors(made, tmp_path) if not one.startswith("2.2.1 ")] == []


def test_the_same_list_gives_the_same_bytes(room: Room) -> None:
    """The same list gives the same bytes."""
    first, second = room.made(), room.made()
    assert (first.content, first.beside) == (second.content, second.beside)


def test_a_build_writes_the_sheets_and_then_has_nothing_to_do(room: Room) -> None:
    """A build writes the sheets and then has nothing to do."""
    root = room.root
    shutil.rmtree(root / "templates/designs/certificate")
    assert main(["--root", str(root), "build"]) == 0
    folder = root / "output/designs"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")) == [
        "list.pdf",
        "list/นางบุญล้ำ คำผุย.pdf",
    ]
    made = (folder / "list.pdf").stat().st_mtime_ns
    assert main(["--root", str(root), "build"]) == 0
    assert (folder / "list.pdf").stat().st_mtime_ns == made
    # The file with the rows stands for its list.
    (root / ROWS).write_text("ชื่อ,หน่วย\nนายใหม่ มาดี,กองช่าง\n", encoding="utf-8")
    assert main(["--root", str(root), "build", str(root / ROWS)]) == 0
    assert (folder / "list/นายใหม่ มาดี.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_of_no_row_any_more_is_told(room: Room, docgen: Callable[..., Told]) -> None:
    """A file of no row any more is told."""
    told = docgen(room.root, "build")
    assert told.code == 0, told.err
    room.write(ROWS, "ชื่อ,หน่วย\nนายใหม่ มาดี,กองช่าง\n")
    told = docgen(room.root, "build")
    assert told.code == 0
    assert "left-over" in told.out + told.err
    assert "นางบุญล้ำ คำผุย.pdf" in told.out + told.err


@pytest.mark.parametrize(
    "name",
    [
        "นางจำเนียร น้ำใจงาม",
        "นายปิ่นปักษ์ ปู่ปัญญาฤทธิ์",
        "นางสาวณัฐฐิญา ฐานุพงศ์",
        "ว่าที่ ร.ต. กฤษฎิ์ ฎุฏฺฐิ",
        "นายฤๅชัย ฦๅนาม",
        "นางสาวอัญญ์ชญาน์ กุญฺชร",
        "Dr. Ann O'Brien-ศรีสุข",
    ],
)
def test_a_name_reads_back_as_it_was_typed(name: str, room: Room) -> None:
    """A name reads back as it was typed."""
    room.write(ROWS, f"ชื่อ,หน่วย\n{name},กองคลัง\n")
    made = room.made()
    assert made.content is not None
    assert squeezed(name) in squeezed(pages_of(made.content)[0])


def test_what_is_typed_is_text_never_markup_nor_a_command(room: Room) -> None:
    """What is typed is text never markup nor a command."""
    hostile = "<b>&amp;</b> {{ 7*7 }} <img src=http://x.invalid/a.png> \"'>"
    file = io.StringIO()
    csv.writer(file).writerows([["ชื่อ", "หน่วย"], ["นายก้อง", hostile]])
    room.write(ROWS, file.getvalue())
    made = room.made()
    assert made.content is not None
    assert squeezed(hostile) in squeezed(pages_of(made.content)[0])


def test_rows_of_a_workbook_and_their_dates_are_written_in_thai(room: Room) -> None:
    """Rows of a workbook and their dates are written in Thai."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ชื่อ", "หน่วย", "วันเกิด"])
    sheet.append(["นายดำ", "กองช่าง", datetime.date(2023, 3, 10)])
    sheet.append(["นายแดง", "กองช่าง", "10 มี.ค. 2566"])
    sheet["C2"].number_format = "d mmmm yyyy"
    book.save(room.root / "content/designs/rows.xlsx")
    room.write(LIST, (room.root / LIST).read_text(encoding="utf-8").replace("rows.csv", "rows.xlsx"))
    room.add(LIST, "dates: วันเกิด\n")
    room.add(PAGE, '<p>{{ row.วันเกิด|thai_date("era") }}</p>\n')
    made = room.made()
    assert made.content is not None
    pages = pages_of(made.content)
    assert len(pages) == 2
    assert all("๑๐มีนาคมพ.ศ.๒๕๖๖" in squeezed(page) for page in pages)


def test_a_project_of_the_sample_leaves_designs_to_these_tests(tmp_path: Path) -> None:
    """The golden bytes are those of every other output; of designs, text and pages are compared above."""
    assert not (copy_project(tmp_path / "project") / "content/designs").exists()

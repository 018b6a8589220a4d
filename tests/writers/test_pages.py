"""Where things stand on the paper, measured in the finished files: within half a millimetre of the layout."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from docgen.document.markup import read_markup
from docgen.document.project import read_project
from docgen.thai.numerals import thai_number
from docgen.writers.pdf.write import write_pdf
from tests.conftest import ROOT, Ask, Told
from tests.reading import convert_with_libreoffice, images, needs_libreoffice, poppler_pages, squeezed, words_box

Run = Callable[..., Told]
HALF_MM = 0.05
LONG = "องค์การบริหารส่วนตำบลทดสอบขอประกาศให้ทราบโดยทั่วกันว่าจะดำเนินการตามแผนที่กำหนดไว้ทุกประการ "

ANNOUNCEMENT = f"""---
kind: announcement
subject: การแสดงเจตจำนงสุจริตด้านคุณธรรมและความโปร่งใสในการบริหารงานขององค์การบริหารส่วนตำบลทดสอบ ประจำปี 2566
date: 10 มีนาคม 2566
signatory: นายสมชาย ใจดี
---

กกก {LONG * 8}

{LONG * 30}
"""


@pytest.fixture
def page(office: Path, desk: Ask) -> Path:
    (office / "content/announcements/a.md").write_text(ANNOUNCEMENT, encoding="utf-8")
    assert desk(office, "build").code == 0
    return office / "output/announcements/a.pdf"


def test_the_garuda_is_3_cm_high_centred_1_5_cm_from_the_top(page: Path) -> None:
    """ข้อ ๗๑ of the Regulation on Correspondence: 3 cm, centred, 1.5 cm from the top."""
    (left, top, right, bottom) = images(page)[0]
    assert bottom - top == pytest.approx(3.0, abs=HALF_MM)
    assert top == pytest.approx(1.5, abs=HALF_MM)
    assert (left + right) / 2 == pytest.approx(3 + 16 / 2, abs=HALF_MM)


def test_body_lines_keep_the_margins_and_the_first_is_indented(page: Path) -> None:
    """Every line of the body is within the margins, the first 2.5 cm in."""
    document = pypdfium2.PdfDocument(page)
    text = document[0].get_textpage()
    boxes = [tuple(v / 72 * 2.54 for v in text.get_rect(i)) for i in range(text.count_rects())]
    body = [box for box in boxes if 29.7 - box[3] - 3 > 3 and box[2] - box[0] > 10]
    full = [box for box in body if box[0] == pytest.approx(3.0, abs=0.1)]
    assert len(full) > 10
    assert all(box[2] <= 19.0 + HALF_MM for box in boxes)
    assert sum(abs(box[2] - 19.0) < 0.06 for box in full) >= len(full) - 3  # all but last lines end at the margin
    assert words_box(page, "กกก")[0] == pytest.approx(3.0 + 2.5, abs=HALF_MM)


def test_the_signature_is_centred_on_the_right_half(page: Path) -> None:
    """Name and position are centred on the right half."""
    last = len(pypdfium2.PdfDocument(page)) - 1
    for words in ("(นายสมชาย ใจดี)", "นายกองค์การบริหารส่วนตำบลทดสอบ"):
        left, _, right, _ = words_box(page, words, last)
        assert (left + right) / 2 == pytest.approx(3 + 8 + 4, abs=HALF_MM)


def test_page_numbers_stand_from_page_two_on_in_thai_digits_at_the_top_centre(page: Path) -> None:
    """From page two on, - ๒ - in the middle of the top margin."""
    pages = poppler_pages(page)
    assert len(pages) > 1
    assert "- ๑ -" not in pages[0]
    left, top, right, _ = words_box(page, "- ๒ -", 1)
    assert (left + right) / 2 == pytest.approx(3 + 8, abs=HALF_MM)
    assert 1.3 < top < 2.0


def test_the_subject_is_balanced_and_no_word_of_it_is_split(page: Path) -> None:
    """The subject's lines are about equal, and no word is cut."""
    lines = poppler_pages(page)[0].splitlines()[1:4]
    subject = [line for line in lines if not line.startswith("กกก")][:2]
    lengths = [words_box(page, line)[2] - words_box(page, line)[0] for line in subject]
    assert min(lengths) > 0.6 * max(lengths)
    assert "".join(map(squeezed, subject)).startswith("เรื่องการแสดงเจตจำนงสุจริต")


def test_the_signature_never_stands_alone(office: Path, desk: Ask) -> None:
    """Lines of the text go over to the last page with the signature."""
    names = [f"n{count:02}" for count in range(14, 34)]
    for count, name in enumerate(names, start=14):
        body = "\n\n".join(["ย่อหน้าหนึ่งบรรทัด"] * count)
        text = ANNOUNCEMENT.split("กกก")[0] + body
        (office / f"content/announcements/{name}.md").write_text(text, encoding="utf-8")
    assert desk(office, "build").code == 0
    for name in names:
        last = poppler_pages(office / f"output/announcements/{name}.pdf")[-1]
        assert "(นายสมชาย ใจดี)" in last
        assert "จึงประกาศให้ทราบโดยทั่วกัน" in last
        assert "ประกาศ ณ วันที่" in last


def test_no_page_ends_with_a_first_line_or_a_heading_nor_begins_with_a_last_line() -> None:
    """No first line stays behind alone, no last line goes over alone, no heading ends a page."""
    project = read_project(ROOT)
    words = "กำหนดให้มีการตรวจสอบการปฏิบัติงานของบุคลากรในหน่วยงานให้เป็นไปตามกฎหมาย กฎ ระเบียบ และข้อบังคับที่เกี่ยวข้อง "
    broken = 0
    for count in range(8, 24):
        short = [f'<p role="body">บรรทัดสั้น {thai_number(number)}</p>' for number in range(count)]
        long = [
            f'<h level="1">หัวข้อ{letter}</h><p role="body">เริ่ม{letter} {words * 3}จบ{letter}</p>' for letter in "กขค"
        ]
        markup = f'<section role="text">{"".join([*short, *long])}</section>'
        document = read_markup(f'<document title="ก" subject="ก" author="ก" keywords="">{markup}</document>', "t")
        made = write_pdf(document, project.layout, project.root).content
        lines = [
            (number, line)
            for number, page in enumerate(pypdfium2.PdfDocument(made))
            for line in page.get_textpage().get_text_range().splitlines()
            if not re.fullmatch(r"- [๐-๙]+ -", line.strip())
        ]
        for letter in "กขค":
            heading, first, last = (
                next(at for at, (_, line) in enumerate(lines) if mark in line)
                for mark in (f"หัวข้อ{letter}", f"เริ่ม{letter}", f"จบ{letter}")
            )
            assert lines[heading][0] == lines[first][0]
            on_pages = Counter(number for number, _ in lines[first : last + 1])
            assert min(on_pages.values()) >= 2, (count, lines[first : last + 1])
            broken += len(on_pages) > 1
    assert broken >= 5


def test_the_layout_can_ask_for_how_the_next_page_begins(office: Path, desk: Ask) -> None:
    """continuation_word prints how the next page begins, at the foot of each."""
    text = ANNOUNCEMENT.replace("กกก", "๑. กกก").replace("\n\nองค์การ", "\n\n๒. กำหนดให้มีการตรวจสอบ องค์การ")
    text += "\n".join(f"\n{thai_number(number)}. กำหนดมาตรการ{LONG * 2}\n" for number in range(3, 20))
    (office / "content/announcements/a.md").write_text(text, encoding="utf-8")
    layout = office / "templates/layout.yaml"
    words = layout.read_text(encoding="utf-8")
    layout.write_text(words.replace("continuation_word: false", "continuation_word: true"), encoding="utf-8")
    assert desk(office, "build").code == 0
    made = office / "output/announcements/a.pdf"
    pages = poppler_pages(made)
    assert len(pages) > 2
    for number, (page, following) in enumerate(pairwise(pages)):
        last = page.strip().splitlines()[-1].strip()
        assert re.fullmatch("/.+…", last)
        assert re.sub("^-[๐-๙]-?", "", squeezed(following)).startswith(squeezed(last[1:-1]))
        assert words_box(made, last, number)[2] == pytest.approx(21 - 2, abs=HALF_MM)
    assert "…" not in pages[-1]
    with pikepdf.open(made) as read:  # an artifact: a screen reader does not say it twice
        assert sum(
            str(operator) == "BDC" and "/Pagination" in str(operands)
            for page in read.pages
            for operands, operator in pikepdf.parse_content_stream(page)
        ) == 2 * (len(pages) - 1)


def test_changing_the_left_margin_in_the_layout_moves_both_formats(office: Path, desk: Ask) -> None:
    """One number of the layout moves PDF and Word alike."""
    (office / "content/announcements/a.md").write_text(ANNOUNCEMENT, encoding="utf-8")
    layout = office / "templates/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(
        text.replace("margin_left_cm: 3.0 ", "margin_left_cm: 4.0 ").replace(
            "block_width_cm: 8.0", "block_width_cm: 7.0"
        ),
        encoding="utf-8",
    )
    assert desk(office, "build").code == 0
    assert words_box(office / "output/announcements/a.pdf", "กกก")[0] == pytest.approx(4.0 + 2.5, abs=HALF_MM)
    word = zipfile.ZipFile(office / "output/announcements/a.docx").read("word/document.xml").decode()
    assert f'w:left="{round(4 / 2.54 * 1440)}"' in word


def test_several_signatories_stand_side_by_side(office: Path, desk: Ask) -> None:
    """Two and three signatories stand beside each other."""
    text = ANNOUNCEMENT.replace("signatory: นายสมชาย ใจดี", "signatory: [นายสมชาย ใจดี, พันตรี ประเสริฐ ยิ่งยง]")
    (office / "content/announcements/a.md").write_text(text, encoding="utf-8")
    assert desk(office, "build").code == 0
    page = office / "output/announcements/a.pdf"
    last = len(pypdfium2.PdfDocument(page)) - 1
    first, second = (words_box(page, name, last) for name in ("(นายสมชาย ใจดี)", "(พันตรี ประเสริฐ ยิ่งยง)"))
    assert first[1] == pytest.approx(second[1], abs=HALF_MM)
    assert (first[0] + first[2]) / 2 == pytest.approx(3 + 4, abs=HALF_MM)
    assert (second[0] + second[2]) / 2 == pytest.approx(3 + 12, abs=HALF_MM)
    # A position in two lines stands under its name.
    assert words_box(page, "ประธานคณะกรรมการตรวจสอบ", last)[1] > second[1] + 0.5


@needs_libreoffice
def test_the_word_file_has_the_garuda_and_the_lines_of_page_two_where_the_pdf_has_them(
    page: Path, tmp_path: Path
) -> None:
    """In LibreOffice, page two of the Word file begins where the PDF's does."""
    made = convert_with_libreoffice(page.with_suffix(".docx"), tmp_path)
    left, top, right, bottom = images(made)[0]
    assert bottom - top == pytest.approx(3.0, abs=HALF_MM)
    assert top == pytest.approx(1.5, abs=HALF_MM)
    assert (left + right) / 2 == pytest.approx(3 + 16 / 2, abs=HALF_MM)
    first_lines = [poppler_pages(file)[1].splitlines()[2][:20] for file in (page, made)]
    tops = [words_box(file, line, 1)[1] for file, line in zip((page, made), first_lines, strict=True)]
    assert tops[0] == pytest.approx(tops[1], abs=0.15)

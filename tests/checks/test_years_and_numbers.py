"""Years too far away, numbers that two documents bear, titles that repeat the form's word, closings left out."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from docgen.checks.pages import page_of_text, read_page
from docgen.content.agency import find_signatory, read_agency
from docgen.folder.files import Files
from docgen.thai.years import OWN_YEARS, probable_year
from tests.conftest import Ask, Told
from tests.reading import poppler_text

Run = Callable[..., Told]


def order(number: str, extra: str = "") -> str:
    return (
        f"---\nkind: order\nnumber: {number}\nsubject: แต่งตั้งคณะทำงาน\ndate: 10 มีนาคม 2566\n"
        f"signatory: นายสมชาย ใจดี\n{extra}---\n\nจึงสั่งดังต่อไปนี้\n"
    )


def write(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "others", "meant"),
    [
        (2657, [], 2567),
        (2656, [], 2566),
        (2666, [2565], 2566),
        (5266, [], 2566),
        (2765, [], 2565),
        (2023, [], 2566),
        (266, [], 0),
    ],
)
def test_the_year_that_was_probably_meant(typed: int, others: list[int], meant: int) -> None:
    """A year of another era, or with a slip, is proposed as the one that was probably meant."""
    assert probable_year(typed, others) == meant
    assert typed not in OWN_YEARS


ANNOUNCEMENT = order("1/2566").replace("number: 1/2566\n", "").replace("kind: order", "kind: announcement")


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "words"),
    [
        ("10 มีนาคม 2566", "1 มีนาคม 2657", "wrong-date", "5:7", "๒๕๖๗"),
        ("10 มีนาคม 2566", "1/3/2657", "wrong-date", "5:7", "๒๕๖๗"),
        ("สั่งดังต่อไปนี้", "อ้างคำสั่งลงวันที่ 1 มีนาคม 2657 ดังนี้", "far-year", "9:", "๒๕๖๗"),
        ("สั่งดังต่อไปนี้", "ทำแผนประจำปี พ.ศ. ๒๖๖๖ ดังนี้", "far-year", "9:", "๒๕๖๖"),
        ("subject: แต่ง", "evidence: [{fiscal_year: 2657, item: O42}]\nsubject: แต่ง", "wrong-value", "4:26", "2567"),
        ("subject: แต่ง", "subject: เรื่อง แต่ง", "subject-word", "4:10", "subject: แต่งตั้งคณะทำงาน"),
        ("subject: แต่ง", 'subject: "เรื่อง: แต่ง', "yaml-syntax", "4:10", ""),
    ],
)
def test_what_is_told_with_its_place(
    old: str, new: str, code: str, place: str, words: str, office: Path, desk: Ask
) -> None:
    """Each finding about a year stands at the letters of the year."""
    write(office, "orders/a.md", order("1/2566").replace(old, new))
    told = desk(office, "check")
    assert f"content/orders/a.md:{place}" in told.err
    assert f"[{code}]" in told.err
    assert words in told.err


def test_years_that_documents_speak_of_are_not_told(office: Path, desk: Ask) -> None:
    """Years of laws, plans and other eras that a document speaks of are not told."""
    text = (
        "ตามพระราชบัญญัติลักษณะปกครองท้องที่ พ.ศ. 2457 และพระราชบัญญัติลงวันที่ 28 ธันวาคม 2325 ยุทธศาสตร์ชาติ พ.ศ. 2561 - 2580 "
        "ความเป็นกลางทางคาร์บอนในปี 2593 โรงเรียนแห่งนี้ครบ 3 ปี 2,750 บาท ปี ค.ศ. 2023 งบประมาณ 2700 บาท ต่อปี 2700 บาท"
    )
    write(office, "orders/a.md", order("1/2566").replace("จึงสั่ง", f"{text}\n\nจึงสั่ง"))
    assert "far-year" not in desk(office, "check").err


def test_two_orders_with_one_number_are_told_of_both_by_check_and_build(office: Path, desk: Ask, docgen: Run) -> None:
    """One number on two orders is told at both of them, by whoever looks."""
    write(office, "orders/a.md", order("1/2566"))
    write(office, "orders/b.md", order("๑/๒๕๖๖"))
    write(office, "orders/c.md", order("2/2566"))
    write(office, "orders/d.md", order("1/2566", "status: draft\n"))
    for command, code in (("check", 0), ("build", 0), ("build", 0)):
        told = docgen(office, command)
        assert told.code == code
        assert "content/orders/a.md:3:9: เตือน: เลขที่ ๑/๒๕๖๖ ซ้ำกับ content/orders/b.md" in told.err
        assert told.err.count("repeated-number") == 2
    write(office, "orders/b.md", order("3/2566"))
    assert "repeated-number" not in desk(office, "build").err


def test_a_closing_of_two_quotation_marks_is_none(office: Path, desk: Ask) -> None:
    """closing: "" means that none is printed, and no rule misses one."""
    text = ANNOUNCEMENT.replace("---\n\n", 'closing: ""\n---\n\n').replace("จึงสั่งดังต่อไปนี้", "ข้อความ\n\nจึงประกาศให้ทราบ")
    write(office, "announcements/a.md", text)
    told = desk(office, "build")
    assert (told.code, told.err) == (0, "")
    assert "โดยทั่วกัน" not in poppler_text(office / "output/announcements/a.pdf")
    with zipfile.ZipFile(office / "output/announcements/a.docx") as word:
        body = word.read("word/document.xml").decode("utf-8")
    assert "โดยทั่วกัน" not in body
    assert 'w:val="closing"' not in body
    assert "closing-" not in desk(office, "check").err
    write(office, "announcements/a.md", text.replace('closing: ""', "closing:"))
    assert "closing-twice" in desk(office, "check").err


def test_build_and_check_read_the_same_values() -> None:
    """Rule and reader take the same value out of front matter, however it is quoted."""
    page = page_of_text(
        '---\nsubject: >\n  ก\n  ข\nnumber: "1/2566" # x\nclosing: ""\ndate:\n---\nค\n', "content/orders/a.md"
    )
    assert page.values["subject"] == "ก ข"
    assert page.values["number"] == "1/2566"
    assert page.values["closing"] == ""
    assert "date" not in page.values


def test_a_hash_within_quotation_marks_is_part_of_a_passage() -> None:
    """A # within quotation marks is text, and is checked as such."""
    page = page_of_text('---\nsubject: "ก #2"   # หมายเหตุ\n---\n', "content/orders/a.md")
    assert [(one.text, one.column) for one in page.passages] == [("ก #2", 11)]


def test_a_position_answers_for_its_officer_however_it_is_spelt(office: Path) -> None:
    """A position in the text is compared with the officer's, whatever its spelling."""
    from docgen.errors import Place
    from docgen.folder.located import Scalar

    agency = read_agency(Files(office))
    officer = agency.officers[0]
    named = Scalar("นายก\u200bองค์การบริหารส่วนต\u0e4d\u0e32บลทดสอบ", Place("a.md"))
    assert officer.first is not None
    assert find_signatory(agency, named, officer.first).name == officer.name


def test_a_word_with_its_am_in_two_characters_is_no_other_word(office: Path, desk: Ask) -> None:
    """ำ in two characters is the same word, and no finding."""
    write(
        office,
        "orders/a.md",
        order("1/2566").replace("จึงสั่ง", "ให้ดำเนินการ ดังต่อไปนี้\n\nให้ด\u0e4d\u0e32เนินการ ดังต่อไปนี้\n\nจึงสั่ง"),
    )
    told = desk(office, "check")
    lines = {
        line.split(":")[1] for line in told.err.splitlines() if "[torn-phrase]" in line or "[unknown-word]" in line
    }
    assert lines == set()


def test_a_day_of_excel_is_no_text_in_a_column_of_days(office: Path) -> None:
    """A day of excel is no text in a column of days."""
    book = openpyxl.Workbook()
    book.active.append(["มาตรการ", "รายละเอียด", "เดือน", "ผลผลิต", "ผลลัพธ์"])
    book.active.append(["ก", datetime.datetime(2023, 3, 10), datetime.datetime(2023, 3, 10), "ข", "ค"])
    for cell in book.active[2]:
        cell.number_format = "[$-41E]mmm yy"
    (office / "content/reports/2566").mkdir(parents=True)
    book.save(office / "content/reports/2566/activities.xlsx")
    page = read_page(office, "content/reports/2566/activities.xlsx")
    # Shown as มี.ค. 23 in both cells: printed so in the detail, but the month is March 2566 whatever Excel shows.
    assert [passage.column for passage in page.passages if passage.line == 2] == [1, 2, 4, 5]

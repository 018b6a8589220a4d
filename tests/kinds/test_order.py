"""Orders: the parts of form 4 in their order, numbered within the year; they come back from Word as they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from docgen.desk.import_word import import_word
from docgen.document.project import read_project
from docgen.document.targets import issued_target
from docgen.document.trees import make_documents
from docgen.writers.docx.write import write_docx
from tests.conftest import ROOT, Ask, Told
from tests.reading import poppler_text
from tests.word_import.test_import import bare

Run = Callable[..., Told]
SAMPLE = ROOT / "tests/fixtures/order/ethics-team.md"


@pytest.fixture
def path(office: Path) -> Path:
    (office / "content/orders").mkdir()
    return Path(shutil.copy(SAMPLE, office / "content/orders"))


def test_an_order_has_its_parts_in_the_order_of_the_form(path: Path, office: Path, desk: Ask) -> None:
    """คำสั่ง, ที่, เรื่อง, text, closing, date and signatory, in that order."""
    assert desk(office, "build", only="orders").code == 0
    text = poppler_text(office / "output/orders/ethics-team.pdf")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines[:3] == [
        "คำสั่งองค์การบริหารส่วนตำบลทดสอบ",
        "ที่ ๑๒/๒๕๖๗",
        "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อนเรื่องจริยธรรม",
    ]
    assert lines[-4:] == [
        "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        "สั่ง ณ วันที่ ๑๕ มกราคม พ.ศ. ๒๕๖๗",
        "(นายสมชาย ใจดี)",
        "นายกองค์การบริหารส่วนตำบลทดสอบ",
    ]
    assert (office / "output/orders/ethics-team.docx").is_file()


def test_without_a_closing_nothing_is_printed_in_its_place(path: Path, office: Path, desk: Ask) -> None:
    """From when an order holds is its author's to say: nothing is put in."""
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith("closing")), encoding="utf-8")
    assert desk(office, "build").code == 0
    text = poppler_text(office / "output/orders/ethics-team.pdf")
    assert "ทั้งนี้" not in text
    assert "จึงประกาศ" not in text


@pytest.mark.parametrize("number", ["12", "๑๒/66", "12-2567", "x/2567"])
def test_a_number_that_is_none_is_told(number: str, path: Path, office: Path, desk: Ask) -> None:
    """A number without its year, or of other signs, is told with an example."""
    path.write_text(path.read_text(encoding="utf-8").replace("12/2567", number), encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 1
    assert "content/orders/ethics-team.md:3:9" in told.err
    assert "12/2566" in told.err


def test_an_order_comes_back_from_word(path: Path, office: Path, tmp_path: Path) -> None:
    """An order's Word file gives the same document again."""
    project = read_project(office)
    target = issued_target(path, "orders")
    document = make_documents(target, project).documents[target.outputs[1]]
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, project.layout, office))
    imported = import_word(office, made, "again")
    assert (imported.value, imported.findings) == ("content/orders/again.md", ())
    again = issued_target(office / imported.value, "orders")
    assert bare(make_documents(again, project).documents[again.outputs[1]]) == bare(document)


def test_an_order_that_was_typed_by_hand_is_imported(office: Path, desk: Ask, docgen: Run, tmp_path: Path) -> None:
    """An order as clerks type it in Word becomes content that builds."""
    file = docx.Document()
    for line in (
        "คำสั่งองค์การบริหารส่วนตำบลทดสอบ",
        "ที่  ๕ /๒๕๖๗",
        "เรื่อง  มอบหมายหน้าที่",
        "………………………",
        "\tจึงมอบหมายให้ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่แทน",
        "\tทั้งนี้   ตั้งแต่วันที่ ๑ กุมภาพันธ์ ๒๕๖๗ เป็นต้นไป",
        "\tสั่ง  ณ  วันที่  ๒๕  มกราคม  พ.ศ. ๒๕๖๗",
        "(นายสมชาย ใจดี)",
        "นายกองค์การบริหารส่วนตำบลทดสอบ",
    ):
        file.add_paragraph(line)
    file.save(str(tmp_path / "order.docx"))
    told = docgen(office, "import", str(tmp_path / "order.docx"))
    assert told.err == ""
    head = (office / "content/orders/order.md").read_text(encoding="utf-8").partition("\n\n")[0].split("\n")
    assert head == [
        "---",
        "kind: order",
        "number: 5/2567",
        "subject: มอบหมายหน้าที่",
        "date: 25 มกราคม 2567",
        "signatory: นายสมชาย ใจดี",
        "closing: ทั้งนี้ ตั้งแต่วันที่ ๑ กุมภาพันธ์ ๒๕๖๗ เป็นต้นไป",
        "---",
    ]
    assert desk(office, "build").code == 0

"""Who acts for another signs in two lines, who acts and for whom, in both formats, however long their position is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Ask
from tests.reading import convert_with_libreoffice, needs_libreoffice, poppler_text

OFFICERS = {
    "นายรอง หนึ่งดี": ("acting_for", "ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน"),
    "นายหัว สองดี": ("acting_for", "หัวหน้าสำนักปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน"),
    "นายกอง สามดี": ("acting_for", "ผู้อำนวยการกองการศึกษา ศาสนา และวัฒนธรรม รักษาราชการแทน"),
    "นายสาม สี่ดี": ("on_behalf_of", "รองนายกองค์การบริหารส่วนตำบลทดสอบ ปฏิบัติราชการแทน"),
}
PRINCIPAL = "นายกองค์การบริหารส่วนตำบลห้วยผึ้งใหญ่พัฒนา"


@pytest.fixture
def acting(office: Path, desk: Ask) -> Path:
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    for number, (name, (key, line)) in enumerate(OFFICERS.items()):
        text += f"  - name: {name}\n    position: {line.rpartition(' ')[0]}\n    {key}: {PRINCIPAL}\n"
        head = "kind: announcement\nstatus: final\nsubject: การลงนาม\ndate: 10 มีนาคม 2568"
        (office / f"content/announcements/a{number}.md").write_text(
            f"---\n{head}\nsignatory: {name}\n---\n\nก\n",
            encoding="utf-8",
        )
    agency.write_text(text, encoding="utf-8")
    told = desk(office, "build")
    assert told.code == 0, told.err
    return office / "output/announcements"


def block(path: Path) -> list[str]:
    lines = [line.strip() for line in poppler_text(path).splitlines() if line.strip()]
    return lines[next(at for at, line in enumerate(lines) if line.startswith("(นาย")) :]


def test_each_of_the_two_lines_stays_one_in_pdf(acting: Path) -> None:
    """Acting and own position are two lines in the PDF, as typed."""
    for number, (name, (_, line)) in enumerate(OFFICERS.items()):
        assert block(acting / f"a{number}.pdf") == [f"({name})", line, PRINCIPAL]


@needs_libreoffice
def test_each_of_the_two_lines_stays_one_in_word(acting: Path, tmp_path: Path) -> None:
    """And in Word."""
    name, (_, line) = list(OFFICERS.items())[2]
    assert block(convert_with_libreoffice(acting / "a2.docx", tmp_path)) == [f"({name})", line, PRINCIPAL]

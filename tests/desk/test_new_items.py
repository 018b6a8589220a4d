"""A year's list of items is begun with what another year asked for, and nothing of what it answered."""

from __future__ import annotations

from pathlib import Path

from docgen.content.items import read_item_list
from docgen.folder.files import Files
from tests.conftest import Ask

LIST = """kind: evidence-items
fiscal_year: 2566  # ของปีก่อน
items:
  - {item: O1, title: โครงสร้าง, address: "https://www.example.go.th/o1", due: 31 มีนาคม 2566}
  - item: O42
    title: มาตรการ
    document: announcement
    due: 31 มีนาคม 2566
"""


def test_a_list_is_begun_with_the_nearest_years(office: Path, desk: Ask) -> None:
    """Codes and titles stay, with what was noted beside them; addresses and days do not, which is told."""
    folder = office / "content/ita"
    folder.mkdir()
    (folder / "2566.yaml").write_text(LIST, encoding="utf-8")
    (folder / "2560.yaml").write_text(LIST.replace("2566", "2560").replace("O42", "O9"), encoding="utf-8")
    told = desk(office, "new_items", 2567)
    assert told.value == "content/ita/2567.yaml"
    assert [one.code for one in told.findings] == ["items-of-before"]
    assert "ที่อยู่บนเว็บไซต์และวันครบกำหนด" in told.findings[0].message
    made = read_item_list(office / told.value, Files(office))
    assert (made.fiscal_year, [one.code for one in made.items]) == (2567, ["O1", "O42"])
    assert not any(one.address or one.due for one in made.items)
    assert "# ของปีก่อน" in (office / told.value).read_text(encoding="utf-8")
    assert desk(office, "new_items", 2567).findings[0].code == "file-exists"


def test_where_no_year_has_a_list_it_is_told(office: Path, desk: Ask) -> None:
    """Items are an assessment's own: none are made up."""
    assert desk(office, "new_items", 2567).findings[0].code == "file-missing"
    assert not (office / "content/ita").exists()

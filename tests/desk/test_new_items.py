"""A year's list of items is begun with what another year asked for, and nothing of what it answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.content.items import read_item_list
from docgen.folder.files import Files
from docgen.thai.numerals import to_arabic_digits
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


MARKED = """kind: evidence-items
fiscal_year: 2566
window: {first: 1 มีนาคม 2566, last: 30 เมษายน 2566, certainty: A}
items:
  - item: O1
    title: แผน
    requirement: แผนของปี พ.ศ. 2566 (1 ตุลาคม 2565 ถึง 31 มีนาคม 2566) ตามพระราชบัญญัติ พ.ศ. 2566 และประกาศปี ๒๕๖๐
    due: 31 มีนาคม 2566
    certainty: {item: B, title: M, requirement: C*, due: M}
    before: [O3, O4]
    confirmed:
      by: นายสมชาย ใจดี
      on: 5 มีนาคม 2566
  - {item: O2, title: รายงานปีก่อน, requirement: ผลของปีงบประมาณ ๒๕๖๕, certainty: {due: M}, before: []}
"""


@pytest.mark.parametrize(("fiscal_year", "before"), [(2567, (("O1",), ("O2",))), (2564, (None, None))])
def test_what_another_year_is_sure_of_is_inferred(
    fiscal_year: int, before: tuple[object, ...], office: Path, desk: Ask
) -> None:
    """Marks become those of another year, the form's last day is inferred, nobody confirmed it, years move along."""
    (office / "content/ita").mkdir()
    (office / "content/ita/2566.yaml").write_text(MARKED, encoding="utf-8")
    told = desk(office, "new_items", fiscal_year)
    assert f"อนุมานว่าปิดรับ 30 เมษายน {fiscal_year}" in told.findings[0].message
    made = read_item_list(office / told.value, Files(office))
    assert (made.window.first, str(made.window.last), made.window.certainty) == (
        None,
        f"{fiscal_year - 543}-04-30",
        "M",
    )
    first, second = made.items
    assert (first.certainty, second.certainty) == ({"item": "B*", "title": "M", "requirement": "C*"}, None)
    assert (first.before, second.before) == before
    assert not any(one.confirmed or one.due for one in made.items)
    own, past = fiscal_year, fiscal_year - 1
    assert first.requirement == (
        f"แผนของปี พ.ศ. {own} (1 ตุลาคม {past} ถึง 31 มีนาคม {own}) ตามพระราชบัญญัติ พ.ศ. 2566 และประกาศปี ๒๕๖๐"
    )
    assert to_arabic_digits(second.requirement) == f"ผลของปีงบประมาณ {past}"


def test_where_no_year_has_a_list_it_is_told(office: Path, desk: Ask) -> None:
    """Items are an assessment's own: none are made up."""
    assert desk(office, "new_items", 2567).findings[0].code == "file-missing"
    assert not (office / "content/ita").exists()

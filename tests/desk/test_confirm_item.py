"""A person confirms entries of a year's list with a date, and what nobody confirmed says so wherever it is shown."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import openpyxl
import pytest

from docgen.content.items import item_list_of
from docgen.content.listed import Confirmation
from docgen.desk.status import status
from docgen.evidence.index import confirmation_words
from docgen.faces.cli.year_screen import year_screen
from docgen.folder.files import Files
from tests.conftest import Ask

LIST = """kind: evidence-items
fiscal_year: 2567
window: {last: 30 เมษายน 2567, certainty: M}
items:
  - {item: O1, title: โครงสร้าง, certainty: {item: B, title: B, requirement: "B*"}}  # ของเรา
  - item: O2
    title: ผู้บริหาร
    document: announcement
    certainty: {item: C, title: C, requirement: C}
  - item: O10
    title: ประกาศเจตนารมณ์
"""
TODAY = datetime.date.today()
WHO = "นายสมชาย ใจดี"


@pytest.fixture
def listed(office: Path) -> Path:
    """An office with a list of items for 2567."""
    (office / "content/ita").mkdir()
    (office / "content/ita/2567.yaml").write_text(LIST, encoding="utf-8")
    return office


def confirmed(root: Path) -> dict[str, Confirmation | None]:
    found = item_list_of(root, Files(root), 2567)
    assert found is not None
    return {one.code: one.confirmed for one in found.items}


def test_who_compared_an_entry_is_written_beside_it(listed: Path, desk: Ask) -> None:
    """In braces and in lines; a second person does not take the place of the first, and remarks stay."""
    told = desk(listed, "confirm_item", 2567, ["o๑", "O2"], f" {WHO} ")
    assert (told.value, told.findings) == (("O1", "O2"), ())
    by = Confirmation(WHO, TODAY)
    assert confirmed(listed) == {"O1": by, "O2": by, "O10": None}
    text = (listed / "content/ita/2567.yaml").read_text(encoding="utf-8")
    assert "# ของเรา" in text
    again = desk(listed, "confirm_item", 2567, ["O1-O2", "O10"], "นางสมศรี เขียนดี")
    assert [one.code for one in again.findings] == ["confirmed-before"] * 2
    assert again.value == ("O10",)
    assert confirmed(listed) == {"O1": by, "O2": by, "O10": Confirmation("นางสมศรี เขียนดี", TODAY)}


@pytest.mark.parametrize(
    ("codes", "by", "code"),
    [
        (["O99"], WHO, "no-such-item"),
        (["O1-O10"], WHO, "no-such-item"),
        (["O1", "ข้อหนึ่ง"], WHO, "no-such-item"),
        (["O2-O1"], WHO, "no-such-item"),
        ([], WHO, "no-such-item"),
        (["O1"], "  ", "no-name"),
        (["O1"], "ก" * 201, "no-name"),
        (["O1"], "สม\u202eชาย", "wrong-reason"),
    ],
)
def test_what_can_not_be_confirmed_is_refused_whole(
    codes: list[str], by: str, code: str, listed: Path, desk: Ask
) -> None:
    """Items that the list lacks and names that are none: nothing is written."""
    assert [one.code for one in desk(listed, "confirm_item", 2567, codes, by).findings] == [code]
    assert (listed / "content/ita/2567.yaml").read_text(encoding="utf-8") == LIST
    assert desk(listed, "confirm_item", 2568, ["O1"], WHO).findings[0].code == "file-missing"


def test_a_name_that_is_yaml_is_a_name(listed: Path, desk: Ask) -> None:
    """Whatever a name looks like to YAML, it is read back as it was typed."""
    for code, name in (("O1", "no"), ("O2", "ก: {ข} # ค"), ("O10", "- ง")):
        assert desk(listed, "confirm_item", 2567, [code], name).value == (code,)
        found = confirmed(listed)[code]
        assert found is not None
        assert found.by == name


def test_status_says_what_nobody_confirmed(listed: Path, desk: Ask) -> None:
    """The screen names the items, by number, and how it is said that somebody compared them."""
    screen = year_screen(status(listed, 2567).value)
    assert "ยังไม่มีผู้ยืนยันกับแบบของปี 3 ข้อ" in screen
    assert "O1 O2 O10" in screen
    assert "วันครบกำหนดของ 3 ข้อที่ยังไม่ครบเป็นวันที่อนุมาน" in screen
    assert desk(listed, "confirm_item", 2567, ["O1", "O2"], WHO).value
    screen = year_screen(status(listed, 2567).value)
    assert "ยังไม่มีผู้ยืนยันกับแบบของปี 1 ข้อ" in screen
    assert desk(listed, "confirm_item", 2567, ["O10"], WHO).value
    assert "ยืนยัน" not in year_screen(status(listed, 2567).value)


def test_archive_and_publication_say_what_nobody_confirmed(listed: Path, desk: Ask) -> None:
    """The bag's index has marks and names, the public page that nobody confirmed an item; publishing tells it."""
    notice = f"---\nkind: announcement\nsubject: ผู้บริหาร\ndate: 10 มีนาคม 2567\nsignatory: {WHO}\n"
    notice += "evidence:\n  - {fiscal_year: 2567, item: O2}\n  - {fiscal_year: 2567, item: O1}\n---\n\nรายชื่อผู้บริหาร\n"
    (listed / "content/announcements/a.md").write_text(notice, encoding="utf-8")
    assert desk(listed, "confirm_item", 2567, ["O1"], WHO).value
    bag = listed / desk(listed, "archive", 2567).value.path / "data"
    items = {one["item"]: one for one in json.loads((bag / "index.json").read_bytes())["items"]}
    assert items["O1"]["confirmed"] == {"by": WHO, "on": TODAY.isoformat()}
    assert (items["O2"]["confirmed"], items["O2"]["doubts"]) == ({}, ["วันครบกำหนด"])
    assert items["O1"]["certainty"] == {"item": "B", "title": "B", "requirement": "B*"}
    page = (bag / "index.html").read_text(encoding="utf-8")
    assert page.count("ยังไม่มีผู้ยืนยันกับแบบของปี") == 2
    assert f"ยืนยันกับแบบของปีแล้ว โดย {WHO}" in page
    sheet = openpyxl.load_workbook(bag / "index.xlsx").worksheets[0]
    assert any("ยังไม่มีผู้ยืนยันกับแบบของปี ต้องตรวจ: วันครบกำหนด" in str(row[4]) for row in sheet.values)
    told = desk(listed, "publish", 2567)
    assert [(one.code, "O2" in one.message, "O1" in one.message) for one in told.findings] == [
        ("unconfirmed-items", True, False)
    ]
    public = listed / "output/publish/2567"
    assert (public / "index.html").read_text(encoding="utf-8").count("ยังไม่มีผู้ยืนยันกับแบบของปี") == 1
    shown = json.loads((public / "index.json").read_bytes())["items"]
    assert [(one["item"], one["confirmed"]) for one in shown] == [("O1", {"on": TODAY.isoformat()}), ("O2", {})]
    assert not any({"doubts", "certainty", "reason"} & set(one) for one in shown)


def test_an_index_of_before_says_nothing_of_it() -> None:
    """A bag that was kept before items could be confirmed has its page made anew to the byte."""
    assert confirmation_words({"item": "O1"}) == ""

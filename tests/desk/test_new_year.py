"""A fiscal year is begun: its list, what changed in it, what is to be made anew, whose term ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ask, Told

WHO = "นายสมชาย ใจดี"
LIST = """kind: evidence-items
fiscal_year: {fiscal_year}
items:
{items}"""


def write_list(root: Path, fiscal_year: int, *items: str) -> None:
    folder = root / "content/ita"
    folder.mkdir(exist_ok=True)
    lines = "".join(f"  - {{{item}}}\n" for item in items)
    (folder / f"{fiscal_year}.yaml").write_text(LIST.format(fiscal_year=fiscal_year, items=lines), encoding="utf-8")


def write_notice(root: Path, name: str, fiscal_year: int, item: str, more: str = "") -> None:
    text = f"---\nkind: announcement\nsubject: เรื่อง {name}\ndate: 10 มีนาคม {fiscal_year}\nsignatory: {WHO}\n{more}"
    text += f"evidence:\n  - {{fiscal_year: {fiscal_year}, item: {item}}}\n---\n\nเนื้อความ\n"
    (root / f"content/announcements/{name}.md").write_text(text, encoding="utf-8")


def two_years(root: Path) -> None:
    write_list(root, 2565, "item: O1, title: โครงสร้าง", "item: O2, title: อำนาจหน้าที่", "item: O3, title: ประกาศเจตนารมณ์")
    write_list(
        root, 2566, "item: O1, title: โครงสร้างและอำนาจหน้าที่", "item: O2, title: ประกาศเจตนารมณ์", "item: O3, title: อีกข้อ"
    )


def test_a_year_is_begun_with_what_changed_and_what_is_to_be_made_anew(office: Path, desk: Ask) -> None:
    """The newest list becomes the year's; changes are those of the two newest; drafts are nobody's evidence."""
    two_years(office)
    write_notice(office, "gift", 2566, "O2")
    write_notice(office, "draft", 2566, "O1", "status: draft\n")
    told = desk(office, "new_year", 2567)
    assert (told.code, told.value) == (0, "content/ita/2567.yaml")
    changed = [one.message for one in told.findings if one.code == "items-changed"]
    assert [one.partition(": ")[2] for one in changed] == [
        "O3 อีกข้อ",
        "O3 → O2",
        "O1+O2 → O1 โครงสร้างและอำนาจหน้าที่",
    ]
    assert all("จากปี 2565 เป็นปี 2566" in one for one in changed)
    (renewal,) = [one for one in told.findings if one.code == "renew-document"]
    assert str(renewal.place).startswith("content/announcements/gift.md")
    assert "O2 ปีนี้คือ O2" in renewal.message


def test_a_year_that_has_its_list_keeps_it(office: Path, desk: Ask) -> None:
    """Nothing is written; documents are told with this year's code until one answers it."""
    two_years(office)
    write_notice(office, "will", 2565, "O3")
    before = (office / "content/ita/2566.yaml").read_bytes()
    told = desk(office, "new_year", 2566)
    assert told.value == "content/ita/2566.yaml"
    assert (office / "content/ita/2566.yaml").read_bytes() == before
    assert ["O3 ปีนี้คือ O2" in one.message for one in told.findings if one.code == "renew-document"] == [True]
    write_notice(office, "will-2566", 2566, "O2")
    again = desk(office, "new_year", 2566)
    assert not [one for one in again.findings if one.code == "renew-document"]


def test_a_document_whose_item_is_gone_is_told_so(office: Path, desk: Ask) -> None:
    """No code is made up for an item that the year does not have."""
    write_list(office, 2565, "item: O1, title: กฎหมายที่เกี่ยวข้อง", "item: O2, title: โครงสร้าง")
    write_list(office, 2566, "item: O1, title: โครงสร้าง")
    write_notice(office, "law", 2565, "O1")
    told = desk(office, "new_year", 2566)
    assert ["ปีนี้ไม่มีแล้ว" in one.message for one in told.findings if one.code == "renew-document"] == [True]


def test_officers_whose_term_ends_are_told(office: Path, desk: Ask) -> None:
    """Who leaves in the year before or in this one, unless they go on in another term."""
    two_years(office)
    agency = office / "content/agency.yaml"
    assert "    to: 30 กันยายน 2567\n" in agency.read_text(encoding="utf-8")
    left = {
        one_year: [one for one in desk(office, "new_year", one_year).findings if one.code == "term-ended"]
        for one_year in (2566, 2568)
    }
    assert left[2566] == []
    assert [(one.place.path, "๓๐ กันยายน ๒๕๖๗" in one.message) for one in left[2568]] == [("content/agency.yaml", True)]


def test_the_command_line_begins_a_year(office: Path, docgen: Callable[..., Told]) -> None:
    """With the year as it is typed, in Thai digits too; what is no year is wrong usage, and nothing is written."""
    two_years(office)
    assert docgen(office, "new", "year", "๒๕๖๗").code == 0
    assert docgen(office, "new", "year", "--year", "2568").code == 0
    assert sorted(one.name for one in (office / "content/ita").iterdir()) == [
        f"{number}.yaml" for number in range(2565, 2569)
    ]
    for wrong in ([], ["67"], ["2567x"], ["99999"], ["²567"]):
        assert docgen(office, "new", "year", *wrong).code == 2

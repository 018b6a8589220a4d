"""The list of evidence items of a year: what it may hold, and what `docgen check` says of documents against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.content.items import item_list_of, read_item_list
from docgen.desk.check import check
from docgen.errors import DocgenError
from docgen.folder.files import Files
from tests.conftest import ROOT, Ask, Told

Run = Callable[..., Told]
LIST = """kind: evidence-items
fiscal_year: 2567
items:
  - {item: O7, title: ข่าวประชาสัมพันธ์}
  - {item: O31, title: ประกาศเจตนารมณ์, document: announcement, due: 31 มีนาคม 2567}
  - {item: O43, title: รายงานผล, document: report, address: "https://example.go.th/o43"}
"""
ANNOUNCEMENT = """---
kind: announcement
subject: นโยบายไม่รับของขวัญ
date: 10 มีนาคม 2567
signatory: นายสมชาย ใจดี
evidence:
  - fiscal_year: 2567
    item: {item}
---

ไม่รับของขวัญจากผู้ใดทั้งสิ้น
"""


def write(root: Path, name: str, text: str) -> Path:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(root: Path, code: str) -> list[str]:
    return [str(finding.place) for finding in check(root).findings if finding.code == code]


def test_an_item_that_a_document_should_answer_is_told_until_one_does(office: Path) -> None:
    """An item of the year's list is missing until a document says that it answers it."""
    write(office, "ita/2567.yaml", LIST)
    assert found(office, "missing-evidence") == ["content/ita/2567.yaml:5:12"]
    write(office, "announcements/gift.md", ANNOUNCEMENT.format(item="O31"))
    assert found(office, "missing-evidence") == []


def test_an_item_that_the_list_lacks_is_told_at_the_document(office: Path) -> None:
    """A document that answers an item that the list does not have is told, at its entry."""
    write(office, "ita/2567.yaml", LIST)
    write(office, "announcements/gift.md", ANNOUNCEMENT.format(item="O99"))
    assert found(office, "unlisted-item") == ["content/announcements/gift.md:8:11"]


def test_the_list_is_read_with_its_dates(office: Path) -> None:
    """Codes, titles and the dates when items are due are read as typed."""
    write(office, "ita/2567.yaml", LIST)
    listed = item_list_of(office, Files(office), 2567)
    assert listed is not None
    assert [(item.code, item.answered_by) for item in listed.items] == [
        ("O7", "other"),
        ("O31", "announcement"),
        ("O43", "report"),
    ]
    assert str(listed.items[1].due) == "2024-03-31"
    assert item_list_of(office, Files(office), 2566) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("item: O31", "item: O7"), "repeated-item"),
        (("item: O31", "item: 031"), "wrong-value"),
        (("fiscal_year: 2567", "fiscal_year: 2024"), "wrong-value"),
        (("document: report", "document: repotr"), "wrong-value"),
        (("https://example.go.th/o43", "javascript:alert(1)"), "wrong-link"),
        (("31 มีนาคม 2567", "31 เมษายน 2567"), "wrong-date"),
        (("title: รายงานผล, ", ""), "missing-key"),
        (("fiscal_year: 2567", "fiscal_year: 2567\nkind_of_agency: temple"), "wrong-value"),
        (("fiscal_year: 2567", "fiscal_year: 2567\nwindow: {last: 31 เมษายน 2567}"), "wrong-date"),
        (("title: ข่าว", "certainty: {item: D}, title: ข่าว"), "wrong-value"),
        (("title: ข่าว", "certainty: {items: B}, title: ข่าว"), "unknown-key"),
        (("title: ข่าว", "confirmed: {by: เสมียน}, title: ข่าว"), "missing-key"),
        (("title: ข่าว", "before: [ข้อหนึ่ง], title: ข่าว"), "wrong-value"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_place(change: tuple[str, str], code: str, office: Path) -> None:
    """Whatever is wrong in a list is told with file and line."""
    path = write(office, "ita/2567.yaml", LIST.replace(*change))
    with pytest.raises(DocgenError) as caught:
        read_item_list(path, Files(office))
    assert [finding.code for finding in caught.value.findings] == [code]
    assert caught.value.findings[0].place.line > 0


def test_a_broken_list_stops_the_check_and_no_document(office: Path, desk: Ask) -> None:
    """A list that cannot be read is an error of the check, and no document waits for it."""
    write(office, "ita/2567.yaml", "items: [")
    write(office, "announcements/gift.md", ANNOUNCEMENT.format(item="O31"))
    told = desk(office, "check")
    assert told.code == 1
    assert "content/ita/2567.yaml" in told.err
    assert desk(office, "build").code == 0


def test_two_lists_of_one_year_are_refused(office: Path) -> None:
    """Two files for one fiscal year are refused: nobody can tell which counts."""
    write(office, "ita/2567.yaml", LIST)
    write(office, "ita/2567-copy.yaml", LIST)
    with pytest.raises(DocgenError) as caught:
        item_list_of(office, Files(office), 2567)
    assert caught.value.findings[0].code == "two-item-lists"


MARKED = """kind: evidence-items
fiscal_year: 2567
kind_of_agency: local-government
window: {first: 1 มีนาคม 2567, last: 30 เมษายน 2567, certainty: M}
items:
  - {item: O1, title: โครงสร้าง, document: announcement, certainty: {item: B, title: B, requirement: "B*"}}
  - {item: O2, title: ผู้บริหาร, due: 31 มีนาคม 2567, certainty: {item: C, title: M, due: A}, before: [O๒, o3]}
  - {item: O3, title: ข่าว, certainty: {item: M}, confirmed: {by: นายสมชาย ใจดี, on: 5 มีนาคม 2567}, before: []}
"""


def test_marks_windows_and_confirmations_are_read(office: Path) -> None:
    """What is doubtful is what was inferred or is of another year, until a person confirmed the entry."""
    listed = read_item_list(write(office, "ita/2567.yaml", MARKED), Files(office))
    first, second, third = listed.items
    assert (listed.agency_kind, str(listed.window.last), listed.window.certainty) == (
        "local-government",
        "2024-04-30",
        "M",
    )
    assert listed.doubts_of(first) == ("สิ่งที่ต้องแสดง", "วันครบกำหนด")
    assert listed.doubts_of(second) == ("ชื่อ",)
    assert listed.doubts_of(third) == ()
    assert [str(listed.due_of(one)) for one in listed.items] == ["2024-04-30", "2024-03-31", "2024-04-30"]
    assert (first.before, second.before, third.before) == (None, ("O2", "O3"), ())
    assert third.confirmed is not None
    assert (third.confirmed.by, str(third.confirmed.on)) == (
        "นายสมชาย ใจดี",
        "2024-03-05",
    )


def test_a_list_that_came_with_the_program_asks_for_nothing_until_its_year_is_begun(office: Path) -> None:
    """Lists of six years come along: only those of years that the office works on are held against its documents."""
    unused = MARKED.replace(", confirmed: {by: นายสมชาย ใจดี, on: 5 มีนาคม 2567}", "")
    write(office, "ita/2567.yaml", unused)
    assert found(office, "missing-evidence") == []
    write(office, "announcements/gift.md", ANNOUNCEMENT.format(item="O2"))
    assert found(office, "missing-evidence") == ["content/ita/2567.yaml:6:12"]


@pytest.mark.parametrize(
    ("fiscal_year", "count"), [(2564, 43), (2565, 43), (2566, 43), (2567, 35), (2568, 28), (2569, 26)]
)
def test_the_lists_that_come_with_the_program(fiscal_year: int, count: int) -> None:
    """Every year's list is whole, for local governments, marked part by part, and ties to the year before it."""
    listed = item_list_of(ROOT, Files(ROOT), fiscal_year)
    assert listed is not None
    assert listed.agency_kind == "local-government"
    assert [one.code for one in listed.items] == [f"O{number}" for number in range(1, count + 1)]
    assert all(one.title_en and one.requirement and not one.confirmed for one in listed.items)
    assert all({"item", "title", "requirement"} <= set(one.certainty or {}) for one in listed.items)
    # A day of its own that nobody published is marked as such; so is the form's last day.
    assert all((one.certainty or {}).get("due") == "M" for one in listed.items if one.due)
    assert str(listed.window.last) == f"{fiscal_year - 543}-04-30"
    assert all(str(listed.due_of(one)) <= str(listed.window.last) for one in listed.items)
    earlier = item_list_of(ROOT, Files(ROOT), fiscal_year - 1)
    known = {one.code for one in earlier.items} if earlier else set()
    assert {code for one in listed.items for code in one.before or ()} <= known
    assert all(one.before is not None for one in listed.items) == (fiscal_year > 2564)

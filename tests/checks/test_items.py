"""The list of evidence items of a year: what it may hold, and what `docgen check` says of documents against it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.content.items import item_list_of, read_item_list
from docgen.desk.check import check
from docgen.errors import DocgenError
from docgen.folder.files import Files
from tests.conftest import Ask, Told

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

"""Two years' lists held against each other: by what items say they go on with, and else by their titles."""

from __future__ import annotations

import pytest

from docgen.content.compared_lists import list_changes, sources
from docgen.content.items import item_list_of
from docgen.content.listed import EvidenceList, ListedItem
from docgen.errors import Place
from docgen.folder.files import Files
from tests.conftest import ROOT


def listed(fiscal_year: int, *titles: str, before: dict[str, tuple[str, ...]] | None = None) -> EvidenceList:
    items = (
        ListedItem(f"O{number}", title, "", "other", "", None, Place(""), before=(before or {}).get(f"O{number}"))
        for number, title in enumerate(titles, start=1)
    )
    return EvidenceList(fiscal_year, tuple(items), Place(""))


def changes(earlier: EvidenceList, later: EvidenceList) -> list[tuple[str, str]]:
    return [(one.kind, "+".join(one.before) + ">" + "+".join(one.after)) for one in list_changes(earlier, later)]


def test_titles_tell_what_stayed_moved_merged_is_new_or_gone() -> None:
    """The same title, one that holds others whole, the most similar one; blanks do not count."""
    earlier = listed(2566, "โครงสร้าง", "อำนาจหน้าที่", "ข่าวประชาสัมพันธ์", "แผนการจัดซื้อจัดจ้างประจำปี", "กฎหมายที่เกี่ยวข้อง")
    later = listed(2567, "โครงสร้างและอำนาจหน้าที่", "แผนจัดซื้อจัดจ้างประจำปี", "ข่าว ประชาสัมพันธ์", "รายงานการรับทรัพย์สิน")
    assert changes(earlier, later) == [
        ("merged", "O1+O2>O1"),
        ("moved", "O4>O2"),
        ("new", ">O4"),
        ("gone", "O5>"),
    ]
    assert changes(earlier, earlier) == []


def test_what_an_item_says_of_itself_counts() -> None:
    """Explicit codes win over titles, codes that the earlier list lacks are nothing, and one may become two."""
    earlier = listed(2566, "ก", "ข", "ค")
    later = listed(2567, "ก", "ข", "ฆ", before={"O1": ("O2", "O99"), "O2": ("O2",), "O3": ()})
    assert sources(earlier, later) == {"O1": ("O2",), "O2": ("O2",), "O3": ()}
    assert changes(earlier, later) == [("new", ">O3"), ("parted", "O2>O1+O2"), ("gone", "O1>"), ("gone", "O3>")]


@pytest.mark.parametrize("fiscal_year", range(2565, 2570))
def test_titles_agree_with_what_the_lists_say(fiscal_year: int) -> None:
    """Where titles alone find a source, it is one that the list that comes with the program names, nearly always."""
    earlier, later = (item_list_of(ROOT, Files(ROOT), one) for one in (fiscal_year - 1, fiscal_year))
    assert earlier is not None
    assert later is not None
    told = sources(earlier, later)
    bare = EvidenceList(
        fiscal_year,
        tuple(ListedItem(one.code, one.title, "", "other", "", None, Place("")) for one in later.items),
        Place(""),
    )
    found = sources(earlier, bare)
    right = [code for code, codes in found.items() if set(codes) <= set(told[code])]
    complete = [code for code, codes in found.items() if set(codes) == set(told[code])]
    assert len(right) >= 0.9 * len(told), [(code, found[code], told[code]) for code in told if code not in right]
    assert len(complete) >= 0.7 * len(told)

"""`docgen check` tells every error that a build tells: same place, same words; checked over files of many faults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docgen.build.run import build_targets
from docgen.desk.check import check
from docgen.document.targets import find_targets
from docgen.errors import Finding, Severity

HEAD = "---\nkind: announcement\nsubject: {subject}\ndate: {date}\nsignatory: นายสมชาย ใจดี\n{more}---\n\n{body}\n"
FAULTS: dict[str, dict[str, str]] = {
    "glyph": {"body": "ก ✉ ข"},
    "glyph-in-subject": {"subject": "แบบ ✉"},
    "glyph-in-closing": {"more": 'closing: "✉"\n'},
    "glyph-in-cell": {"body": "| ก |\n| --- |\n| 中 |"},
    "direction": {"body": "ก\u200eข"},
    "floating": {"body": "ัก"},
    "arabic": {"body": "سلام"},
    "surplus-cell": {"body": "| ก |\n| --- |\n| ข | ค |"},
    "link": {"body": "[ก](ftp://ข)"},
    "picture": {"body": "![ก](ไม่มี.png)"},
    "picture-name": {"body": "![ก](มี ช่อง.png)"},
    "rule": {"body": "ก\n\n---\n\nข"},
    "letters": {"more": "numbering: letters\n", "body": "\n".join(["ก. ข้อ"] * 42)},
    "columns": {"body": "|" + "ก|" * 25 + "\n|" + "-|" * 25},
    "empty": {"body": ""},
    "date": {"date": "31 กุมภาพันธ์ 2566"},
    "year": {"date": "10 มีนาคม 2657"},
    "era": {"body": "ประจำปีงบประมาณ พ.ศ. 2023"},
    "hash": {"subject": "โครงการ #2"},
    "colon": {"subject": "ก : ข"},
    "word": {"subject": "เรื่อง ก"},
    "number": {"more": "number: 3/2566\n"},
    "right": {"body": "ข้อความที่ถูกต้อง"},
}


class Silent:
    def start(self, count: int) -> None: ...

    def done(self, outputs: Sequence[str]) -> None: ...

    def close(self) -> None: ...


def errors(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    return {(one.place, one.code, one.message, one.hint) for one in findings if one.severity is Severity.ERROR}


def test_check_and_build_tell_the_same_errors(office: Path) -> None:
    """What stops a build stops the check, too, with the same words: a check that passes can be trusted."""
    for name, typed in FAULTS.items():
        parts = {"subject": "ทดสอบ", "date": "10 มีนาคม 2566", "more": "", "body": "ก", **typed}
        (office / f"content/announcements/{name}.md").write_text(HEAD.format(**parts), encoding="utf-8")
    checked = errors(check(office).findings)
    built = errors(build_targets(office, find_targets(office), Silent()).findings)
    assert built - checked == set()
    # Where the content can't be read, a build asks no rule; a check does.
    assert {code for _, code, *_ in checked - built} == {"impossible-date"}
    places = {Path(place.path).stem: place for place, *_ in checked}  # type: ignore[attr-defined]
    assert places.keys() == FAULTS.keys() - {"right"}
    assert all(place.line for place in places.values())
    assert (places["glyph-in-subject"].line, places["glyph-in-closing"].line) == (3, 6)


def told_of(office: Path, name: str, typed: dict[str, str]) -> set[str]:
    parts = {"subject": "ทดสอบ", "date": "10 มีนาคม 2566", "more": "", "body": "ก", **typed}
    (office / f"content/announcements/{name}.md").write_text(HEAD.format(**parts), encoding="utf-8")
    return {one.code for one in check(office).findings if f"/{name}.md" in one.place.path} - {"no-evidence"}


def test_right_text_is_not_told(office: Path) -> None:
    """Right sentences pass without a finding."""
    quoted = "ให้ยกเลิกความในข้อ ๗ และให้ใช้ความต่อไปนี้แทน\n\n“ข้อ ๗ ให้ชักธง ดังต่อไปนี้\n\nการชักธงให้เป็นไปตามประกาศ”"
    right = {
        "over-paragraphs": {"body": quoted},
        "shortened": {"body": "ให้คณะกรรมการฯ จัดทำหลักเกณฑ์ฯ ของโครงการฯ"},
        "short-date": {"date": "10 มี.ค. 66"},
        "western-date": {"date": "10 มีนาคม 2023"},
        "no-closing": {"more": 'closing: ""\n'},
    }
    assert {name: told_of(office, name, typed) for name, typed in right.items()} == {name: set() for name in right}


def test_a_quotation_that_is_never_closed_is_told(office: Path) -> None:
    """An opening quotation mark without its closing one is told."""
    assert told_of(office, "open", {"body": "“ข้อ ๗ ให้ชักธง\n\nการชักธงให้เป็นไปตามประกาศ"}) == {"unbalanced-brackets"}


def test_marks_in_a_title_are_told_and_an_unseen_blank_by_what_it_is(office: Path) -> None:
    """A title is printed as typed: marks of emphasis in it stop it, and a blank that nobody sees by its name."""
    assert told_of(office, "mark", {"subject": "มาตรการ[^1]"}) == {"not-understood"}
    assert told_of(office, "blank", {"body": "ฉบับที่\u00a02"}) == {"mark-order"}
    (found,) = [one for one in check(office).findings if one.code == "mark-order"]
    assert "ห้ามตัดบรรทัด" in found.message


def test_an_order_whose_number_is_of_another_year_is_told(office: Path) -> None:
    """Number and date of an order disagree about the year: told, since one of them is wrong."""
    (office / "content/orders").mkdir(exist_ok=True)
    for name, number in (("a", "12/2567"), ("b", "13/2566")):
        text = HEAD.format(subject="แต่งตั้ง", date="10 มีนาคม 2566", more=f"number: {number}\n", body="ก")
        (office / f"content/orders/{name}.md").write_text(text.replace("announcement", "order"), encoding="utf-8")
    found = [one for one in check(office).findings if one.code == "number-year"]
    assert [(one.place.path, one.place.line) for one in found] == [("content/orders/a.md", 6)]


def test_a_box_that_the_font_lacks_is_told_with_what_to_type(office: Path) -> None:
    """A letter that would print as a box is told with what to type instead."""
    told_of(office, "box", {"body": "◻ รับ ✅ ไม่รับ"})
    hints = {one.message.split()[1]: one.hint for one in check(office).findings if one.code == "missing-glyph"}
    assert hints == {"◻": "พิมพ์ ☐ แทน", "✅": "พิมพ์ ☑ แทน"}

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
    "glyph": {"body": "ก ☐ ข"},
    "glyph-in-subject": {"subject": "แบบ ☐"},
    "glyph-in-closing": {"more": 'closing: "☐"\n'},
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

"""Every mistake in content gives one clear Thai message with its place, exit code 1, and leaves the outputs alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, Ask, Told

Run = Callable[..., Told]

ANNOUNCEMENTS = {
    "broken YAML": (GOOD.replace("subject: ท", "subject: [ท"), "yaml-syntax", ""),
    "tab in YAML": (GOOD.replace("date:", "\tdate:"), "yaml-syntax", "แท็บ"),
    "unknown key": (GOOD.replace("subject:", "subjct:"), "unknown-key", "a.md:3:1: ผิดพลาด: ไม่รู้จักรายการ subjct"),
    "nearest name": (GOOD.replace("subject:", "subjct:"), "unknown-key", "เขียนว่า subject"),
    "missing key": (GOOD.replace("date: 10 มีนาคม 2566\n", ""), "missing-key", "ขาดรายการ date"),
    "repeated key": (GOOD.replace("date:", "kind: announcement\ndate:"), "repeated-key", "a.md:4:1"),
    "unknown kind": (GOOD.replace("kind: announcement", "kind: anouncement"), "wrong-value", "เขียนว่า announcement"),
    "unknown signatory": (GOOD.replace("นายสมชาย ใจดี", "นายสมชัย ใจดี"), "unknown-signatory", "นายสมชาย ใจดี"),
    "not in office": (GOOD.replace("2566", "2560"), "not-in-office", "a.md:5:12"),
    "impossible date": (GOOD.replace("10 มีนาคม", "29 กุมภาพันธ์"), "wrong-date", "a.md:4:7"),
    "year out of range": (GOOD.replace("2566", "1566"), "wrong-date", "a.md:4:7"),
    "empty body": (GOOD.replace("เนื้อความของประกาศ", ""), "empty-body", ""),
    "no front matter": ("เนื้อความ\n", "no-front-matter", "a.md:1"),
    "too many cells": (GOOD + "\n| ก | ข |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n", "too-many-cells", "a.md:13"),
    "malformed table": (GOOD + "\n| ก | ข |\n|---|\n| 1 | 2 |\n", "malformed-table", "a.md:10"),
    "picture missing": (GOOD + "\n![ภาพ](none.png)\n", "picture-missing", "a.md:10"),
    "picture outside": (GOOD + "\n![ภาพ](../../fonts/THSarabun-Regular.ttf)\n", "picture-outside", "a.md:10"),
    "picture that is none": (GOOD + "\n![ภาพ](a.md)\n", "picture-broken", "a.md:10"),
    "control character": (GOOD + "เสียง\x07ดัง\n", "forbidden-character", "a.md:9:6"),
    "YAML alias": (GOOD.replace("subject: ท", "subject: &a ท").replace("10 มีนาคม 2566", "*a"), "yaml-alias", "a.md:4"),
    "ten megabytes": (GOOD + "ก" * 4_000_000, "file-too-large", "a.md"),
    "a rule": (GOOD + "\n---\n", "unsupported-markdown", "a.md:10"),
    "a link that runs": (GOOD + "\n[กด](data:text/html,x)\n", "", ""),
    "deep YAML": (GOOD.replace("ทดสอบข้อความผิดพลาด", "[" * 60 + "]" * 60), "yaml-too-deep", "a.md:3"),
    "unknown scheme": (GOOD.replace("---\n\n", "numbering: decimals\n---\n\n"), "wrong-value", "เขียนว่า decimal"),
}


def _write(root: Path, text: str, name: str = "a.md") -> Path:
    path = root / "content/announcements" / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", [name for name, (_, code, _) in ANNOUNCEMENTS.items() if code])
def test_an_announcement_with_a_mistake_is_refused_with_its_place(case: str, office: Path, desk: Ask) -> None:
    """Each mistake has its code, place and remedy; the last good output stays, and nothing half-written is left."""
    text, code, words = ANNOUNCEMENTS[case]
    _write(office, text)
    kept = office / "output/announcements/a.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"the last good one")
    told = desk(office, "build")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert words in told.err
    assert "content/announcements/a.md" in told.err
    assert "แก้ไข:" in told.err
    assert "Traceback" not in told.err
    assert kept.read_bytes() == b"the last good one"
    assert not (office / "output/announcements/a.docx").exists()
    assert not list(office.rglob("*.tmp"))


def test_all_mistakes_of_a_file_are_told_together_in_its_order(office: Path, desk: Ask) -> None:
    """A file is read to its end: the clerk mends everything at once, from top to bottom."""
    _write(office, GOOD.replace("date: 10 มีนาคม 2566", "date: 31 เมษายน 2566\nclosng: ก").replace("kind: a", "kind: x"))
    told = desk(office, "build")
    places = [line.split(": ")[0] for line in told.err.splitlines() if line.startswith("content/")]
    assert places == [
        "content/announcements/a.md:2:7",
        "content/announcements/a.md:4:7",
        "content/announcements/a.md:5:1",
    ]


def test_text_that_is_neither_utf8_nor_windows_874_is_refused(office: Path, desk: Ask) -> None:
    """UTF-16 is told as an encoding that is not read, and not printed as nonsense."""
    (office / "content/announcements/a.md").write_bytes(GOOD.encode("utf-16"))
    told = desk(office, "build")
    assert told.code == 1
    assert "content/announcements/a.md" in told.err


def test_text_saved_as_windows_874_is_read(office: Path, desk: Ask) -> None:
    """Windows-874 is what old Thai programs save: it is read."""
    (office / "content/announcements/a.md").write_bytes(GOOD.encode("cp874"))
    assert desk(office, "build").code == 0


def test_html_that_is_meant_as_words_is_printed_and_never_run(office: Path, desk: Ask) -> None:
    """Angle brackets behind a backslash, braces and entities are printed as they were typed; nobody runs them."""
    from tests.reading import poppler_text, squeezed

    script = r"\<script src=//x.example/a.js>\</script> \<b>หนา\</b> {{ 7*7 }} &amp; &lt;"
    _write(office, GOOD + f"\n{script}\n")
    assert desk(office, "build").code == 0
    read = squeezed(poppler_text(office / "output/announcements/a.pdf"))
    assert squeezed("<script src=//x.example/a.js></script> <b>หนา</b> {{ ๗*๗ }} &amp; &lt;") in read


def test_a_yaml_alias_bomb_ends_at_once(office: Path, desk: Ask) -> None:
    """Aliases that would multiply to billions are refused before they are followed."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )
    (office / "content/agency.yaml").write_text(bomb, encoding="utf-8")
    _write(office, GOOD)
    told = desk(office, "build")
    assert (told.code, "[yaml-alias]" in told.err) == (1, True)

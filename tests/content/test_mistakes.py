"""Every mistake in content gives one clear Thai message with its place, exit code 1, and leaves the outputs alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, Told

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
def test_an_announcement_with_a_mistake_is_refused_with_its_place(case: str, office: Path, docgen: Run) -> None:
    text, code, words = ANNOUNCEMENTS[case]
    _write(office, text)
    kept = office / "output/announcements/a.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"the last good one")
    told = docgen(office, "build")
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert words in told.err
    assert "content/announcements/a.md" in told.err
    assert "แก้ไข:" in told.err
    assert "Traceback" not in told.err
    assert kept.read_bytes() == b"the last good one"
    assert not (office / "output/announcements/a.docx").exists()
    assert not list(office.rglob("*.tmp"))


def test_all_mistakes_of_a_file_are_told_together_in_its_order(office: Path, docgen: Run) -> None:
    _write(office, GOOD.replace("date: 10 มีนาคม 2566", "date: 31 เมษายน 2566\nclosng: ก").replace("kind: a", "kind: x"))
    told = docgen(office, "build")
    places = [line.split(": ")[0] for line in told.err.splitlines() if line.startswith("content/")]
    assert places == [
        "content/announcements/a.md:2:7",
        "content/announcements/a.md:4:7",
        "content/announcements/a.md:5:1",
    ]


def test_a_message_shows_the_line_with_a_caret_under_the_fault(office: Path, docgen: Run) -> None:
    _write(office, GOOD.replace("subject:", "subjct:"))
    assert "    subjct: ทดสอบข้อความผิดพลาด\n    ^\n" in docgen(office, "build").err


def test_what_could_steer_a_terminal_is_shown_as_a_dot(office: Path, docgen: Run) -> None:
    _write(office, GOOD + "ก\x1b[2Jข\n")
    told = docgen(office, "build")
    assert "\x1b" not in told.err
    assert "ก·[2Jข" in told.err


def test_a_caret_counts_thai_marks_as_no_column(office: Path, docgen: Run) -> None:
    _write(office, GOOD + "นี่\x07\n")
    assert docgen(office, "build").err.splitlines()[2] == "     ^"


def test_text_that_is_neither_utf8_nor_windows_874_is_refused(office: Path, docgen: Run) -> None:
    (office / "content/announcements/a.md").write_bytes(GOOD.encode("utf-16"))
    told = docgen(office, "build")
    assert told.code == 1
    assert "content/announcements/a.md" in told.err


def test_text_saved_as_windows_874_is_read(office: Path, docgen: Run) -> None:
    (office / "content/announcements/a.md").write_bytes(GOOD.encode("cp874"))
    assert docgen(office, "build").code == 0


def test_two_names_that_differ_in_case_alone_would_write_one_file(office: Path, docgen: Run) -> None:
    _write(office, GOOD, "a.md")
    _write(office, GOOD, "A.md")
    told = docgen(office, "build")
    assert told.code == 1
    assert "[same-output]" in told.err


def test_an_error_in_one_document_does_not_keep_the_others(office: Path, docgen: Run) -> None:
    _write(office, GOOD, "good.md")
    _write(office, GOOD.replace("date:", "dat:"), "wrong.md")
    told = docgen(office, "build")
    assert told.code == 1
    assert (office / "output/announcements/good.pdf").exists()
    assert not (office / "output/announcements/wrong.pdf").exists()


def test_a_template_error_names_template_and_line(office: Path, docgen: Run) -> None:
    _write(office, GOOD)
    template = office / "templates/announcement.xml.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("announcement.closing", "announcement.closng"))
    told = docgen(office, "build")
    assert told.code == 1
    assert "templates/announcement.xml.j2:10" in told.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<emblem", "<emblm", "ไม่รู้จัก <emblm>"),
        ('role="closing"', 'role="ending"', 'ไม่รู้จัก role="ending"'),
        ("{% endfor %}\n</signatures>", "</signatures>", "แม่แบบมีข้อผิดพลาด"),
        ("</section>", "", "แม่แบบเขียนไม่ครบรูป: เปิดกับปิดคนละชื่อ"),
        ("</document>", "", "แม่แบบเขียนไม่ครบรูป: แม่แบบว่าง"),
        ("</document>", "<</document>", "แม่แบบเขียนไม่ครบรูป: มีเครื่องหมายผิดที่"),
        ("<document", "<document title='ก' ", "แม่แบบเขียนไม่ครบรูป: มีเครื่องหมายผิดที่"),
        ("<emblem", f'<h level="{"9" * 5000}">ก</h>\n<emblem', "ต้องเป็นจำนวนเต็มไม่เกิน"),
        ('<p role="title">', '<p role="title" style="color:red">', "<p> ไม่มี style"),
    ],
)
def test_markup_that_docgen_does_not_know_is_refused(old: str, new: str, words: str, office: Path, docgen: Run) -> None:
    _write(office, GOOD)
    template = office / "templates/announcement.xml.j2"
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new), encoding="utf-8")
    told = docgen(office, "build")
    assert told.code == 1
    assert words in told.err


def test_an_empty_template_is_told_in_thai(office: Path, docgen: Run) -> None:
    _write(office, GOOD)
    (office / "templates/announcement.xml.j2").write_bytes(b"")
    assert "แม่แบบว่าง" in docgen(office, "check").err


def test_html_typed_into_content_is_printed_and_never_run(office: Path, docgen: Run) -> None:
    from tests.reading import poppler_text, squeezed

    script = "<script src=//x.example/a.js></script> <b>หนา</b> {{ 7*7 }} &amp; &lt;"
    _write(office, GOOD + f"\n{script}\n")
    assert docgen(office, "build").code == 0
    read = squeezed(poppler_text(office / "output/announcements/a.pdf"))
    assert squeezed("<script src=//x.example/a.js></script> <b>หนา</b> {{ ๗*๗ }} &amp; &lt;") in read


def test_a_file_that_is_no_content_is_refused(office: Path, docgen: Run) -> None:
    told = docgen(office, "build", str(office / "content/agency.yaml"))
    assert (told.code, "[not-content]" in told.err) == (1, True)
    told = docgen(office, "build", "nowhere.md")
    assert (told.code, "[file-missing]" in told.err) == (1, True)


@pytest.mark.parametrize("arguments", [[], ["biuld"], ["report"], ["report", "--year", "66"], ["build", "--fast"]])
def test_wrong_usage_exits_with_2_and_tells_the_usage_in_thai(arguments: list[str], office: Path, docgen: Run) -> None:
    told = docgen(office, *arguments)
    assert told.code == 2
    assert "วิธีใช้" in told.err


def test_a_yaml_alias_bomb_ends_at_once(office: Path, docgen: Run) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )
    (office / "content/agency.yaml").write_text(bomb, encoding="utf-8")
    _write(office, GOOD)
    told = docgen(office, "build")
    assert (told.code, "[yaml-alias]" in told.err) == (1, True)


def test_an_unwritable_output_is_told_and_the_old_file_stays(office: Path, docgen: Run) -> None:
    _write(office, GOOD)
    (office / "output/announcements/a.pdf").mkdir(parents=True)
    told = docgen(office, "build")
    assert (told.code, "[not-written]" in told.err) == (1, True)
    assert (office / "output/announcements/a.pdf").is_dir()
    assert not list(office.rglob("*.tmp"))


@pytest.mark.parametrize(
    "words",
    [
        ["issue", "a.md", "--correct", "แก้\x1b[2Jไข"],
        ["archive", "--year", "2566", "--reason", "ก\u202eข"],
        ["attach-scan", "a.pdf", "b.pdf", "--by", "นายก\u2028ข"],
    ],
)
def test_words_that_a_command_keeps_hold_nothing_unseen(words: list[str], office: Path, docgen: Run) -> None:
    told = docgen(office, *words)
    assert told.code == 1
    assert "[forbidden-character]" in told.err
    assert words[-2] in told.err
    assert not {"\x1b", "\u202e", "\u2028"} & set(told.err)

"""Drafts look like drafts; what is issued has one number, given out once, and its content is locked."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from docgen.registry.register import REGISTER_FILE, read_register
from tests.conftest import ROOT, Told
from tests.reading import poppler_text, read_by_all

Run = Callable[..., Told]
TEXT = """---
kind: announcement
status: final
subject: เรื่องที่ {number}
date: 10 มีนาคม 2567
signatory: นายสมชาย ใจดี
---

ข้อความของประกาศฉบับนี้
"""


def write(root: Path, number: int, **changes: str) -> Path:
    path = root / f"content/announcements/a{number}.md"
    text = TEXT.format(number=number)
    for old, new in changes.items():
        text = text.replace(f"{old}:", f"{old}: {new} #")
    path.write_text(text, encoding="utf-8")
    return path


def rows(root: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO((root / REGISTER_FILE).read_text(encoding="utf-8-sig"))))[1:]


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_draft_says_so_on_its_page_and_not_in_its_text(status: str, office: Path, docgen: Run) -> None:
    write(office, 1, status=status)
    assert docgen(office, "build").code == 0
    path = office / "output/announcements/a1.pdf"
    for reader, pages in read_by_all(path).items():
        assert "ร่าง" not in "".join(pages), reader
    is_draft = status == "draft"
    assert ("๑๐ มีนาคม" in poppler_text(path)) != is_draft
    command = ["pdftoppm", "-r", "20", "-gray", "-singlefile", str(path), str(office / "page")]
    subprocess.run(command, check=True)
    with Image.open(office / "page.pgm") as image:
        lower = image.crop((0, image.height // 2, image.width, image.height))
        greys = sum(210 < value < 235 for value in lower.tobytes())
    assert (greys > 400) == is_draft
    with pikepdf.open(path) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert content.startswith(b"/Artifact <</Type /Background>> BDC") == is_draft
    with zipfile.ZipFile(office / "output/announcements/a1.docx") as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
        document = archive.read("word/document.xml").decode()
    assert (sum('string="ร่าง"' in header for header in headers) == 2) == is_draft
    assert ('w:type="first"' in document) == is_draft
    assert "ร่าง" not in document


def test_numbers_are_given_in_turn_and_written_down(office: Path, docgen: Run) -> None:
    for number in (1, 2):
        write(office, number)
        told = docgen(office, "issue", str(office / f"content/announcements/a{number}.md"))
        assert told.code == 0
        assert f"ประกาศที่ {'๑๒'[number - 1]}/๒๕๖๗" in told.out
    assert [row[:8] for row in rows(office)] == [
        [
            "ประกาศ",
            str(n),
            "2567",
            "1",
            "2024-03-10",
            f"เรื่องที่ {'๑๒'[n - 1]}",
            "นายสมชาย ใจดี",
            f"content/announcements/a{n}.md",
        ]
        for n in (1, 2)
    ]
    assert docgen(office, "build").code == 0


def test_an_issued_document_is_locked_until_it_is_corrected_with_a_reason(office: Path, docgen: Run) -> None:
    path = write(office, 1)
    assert docgen(office, "issue", str(path)).code == 0
    assert docgen(office, "build").code == 0
    made = (office / "output/announcements/a1.pdf").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("ฉบับนี้", "ฉบับแก้"), encoding="utf-8")
    told = docgen(office, "build")
    assert told.code == 1
    assert "issued-changed" in told.err
    assert "--correct" in told.err
    assert (office / "output/announcements/a1.pdf").read_bytes() == made
    assert docgen(office, "issue", str(path)).code == 1
    told = docgen(office, "issue", str(path), "--correct", "พิมพ์ผิด")
    assert told.code == 0
    assert "ฉบับแก้ไขครั้งที่ 1" in told.out
    assert docgen(office, "build").code == 0
    assert "ฉบับแก้" in poppler_text(office / "output/announcements/a1.pdf")
    assert [(row[1], row[3], row[9], row[10]) for row in rows(office)] == [
        ("1", "1", "ออกแล้ว", ""),
        ("1", "2", "แก้ไข", "พิมพ์ผิด"),
    ]
    assert docgen(office, "issue", str(path)).code == 1  # already issued as it is


def test_a_draft_or_a_document_with_errors_gets_no_number(office: Path, docgen: Run) -> None:
    draft = write(office, 1, status="draft")
    told = docgen(office, "issue", str(draft))
    assert told.code == 1
    assert "is-draft" in told.err
    wrong = write(office, 2, date="31 กุมภาพันธ์ 2567")
    assert docgen(office, "issue", str(wrong)).code == 1
    assert not (office / REGISTER_FILE).exists()
    assert docgen(office, "issue", "content/announcements/none.md").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("คำว่า 中文 ไม่มีในแบบอักษร", "missing-glyph"),
        ("ยาว " * 1_500, "document-too-long"),
    ],
)
def test_what_can_not_be_set_gets_no_number(
    words: str, code: str, office: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The estimate of the reading lets it through; the lines that are set are more.
    monkeypatch.setattr("docgen.typeset.frame.MAX_LINES", 40)
    path = write(office, 1)
    path.write_text(path.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    told = docgen(office, "issue", str(path))
    assert (told.code, f"[{code}]" in told.err) == (1, True), told.err
    assert not (office / REGISTER_FILE).exists()
    assert not (office / "output").exists() or not any((office / "output").rglob("*.pdf"))
    write(office, 1)
    assert docgen(office, "issue", str(path)).code == 0
    register = (office / REGISTER_FILE).read_bytes()
    path.write_text(path.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    told = docgen(office, "issue", str(path), "--correct", "เพิ่มข้อความ")
    assert (told.code, f"[{code}]" in told.err) == (1, True), told.err
    assert (office / REGISTER_FILE).read_bytes() == register


def test_a_year_may_begin_where_the_office_is_and_goes_on_from_there(office: Path, docgen: Run) -> None:
    first, second = write(office, 1), write(office, 2)
    assert "๓๘/๒๕๖๗" in docgen(office, "issue", str(first), "--number", "38").out
    told = docgen(office, "issue", str(second), "--number", "40")
    assert told.code == 1
    assert "39/2567" in told.err
    assert "๓๙/๒๕๖๗" in docgen(office, "issue", str(second)).out


def test_an_order_must_carry_the_number_that_comes_next(office: Path, docgen: Run) -> None:
    folder = office / "content/orders"
    folder.mkdir()
    text = (ROOT / "tests/fixtures/order/ethics-team.md").read_text(encoding="utf-8")
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "b.md").write_text(text.replace("12/2567", "14/2567"), encoding="utf-8")
    (folder / "c.md").write_text(text.replace("12/2567", "13/2566"), encoding="utf-8")
    assert "คำสั่งที่ ๑๒/๒๕๖๗" in docgen(office, "issue", str(folder / "a.md")).out
    for name in ("b", "c"):
        told = docgen(office, "issue", str(folder / f"{name}.md"))
        assert told.code == 1
        assert "wrong-number" in told.err
    assert len(rows(office)) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [*lines, lines[-1].replace("a2", "a3")], "register-repeat"),
        (lambda lines: [*lines[:1], *lines[2:], lines[2].replace(",2,", ",4,").replace("a2", "a9")], "register-gap"),
        (lambda lines: [*lines, lines[-1].replace(",1,2024", ",3,2024")], "register-version"),
        (lambda lines: [*lines[:-1], lines[-1].replace("ประกาศ", "ประกาด")], "broken-register"),
        (lambda lines: [*lines[:-1], lines[-1][:60]], "broken-register"),
        (lambda lines: ["x", *lines[1:]], "broken-register"),
        (lambda lines: [*lines, '"ประกาศ'], "broken-csv"),
    ],
)
def test_a_register_that_was_touched_is_told(
    change: Callable[[list[str]], list[str]], code: str, office: Path, docgen: Run
) -> None:
    for number in (1, 2):
        assert docgen(office, "issue", str(write(office, number))).code == 0
    path = office / REGISTER_FILE
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8-sig")
    write(office, 7)
    told = docgen(office, "issue", str(office / "content/announcements/a7.md"))
    assert told.code == 1
    assert f"[{code}]" in told.err
    assert REGISTER_FILE in told.err


def test_clerks_at_the_same_time_get_different_numbers(office: Path) -> None:
    count = 6
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "docgen", "--root", str(office), "issue", str(write(office, number))],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(count)
    ]
    assert [process.wait() for process in running] == [0] * count
    for process in running:
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()
    assert sorted(entry.number for entry in read_register(office).entries) == list(range(1, count + 1))


def test_a_draft_comes_back_from_word_as_a_draft(office: Path, docgen: Run) -> None:
    write(office, 1, status="draft")
    assert docgen(office, "build").code == 0
    told = docgen(office, "import", str(office / "output/announcements/a1.docx"), "again")
    assert told.code == 0
    assert "เติม date:" in told.err  # a draft prints no date
    text = (office / "content/announcements/again.md").read_text(encoding="utf-8")
    assert text.startswith("---\nkind: announcement\nstatus: draft\nsubject: เรื่องที่ ๑\ndate:\n")


@pytest.mark.parametrize("kind", ["announcement", "order"])
def test_the_words_of_a_new_document_are_not_issued(kind: str, sample: Path, docgen: Run) -> None:
    assert docgen(sample, "new", kind, "a").code == 0
    path = sample / f"content/{kind}s/a.md"
    told = docgen(sample, "build", str(path))
    assert told.code == 0
    assert "placeholder-text" in told.err
    told = docgen(sample, "issue", str(path))
    assert told.code == 1
    assert "[placeholder-text]" in told.err
    assert not (sample / REGISTER_FILE).exists()


@pytest.mark.parametrize("number", ["-5", "100000"])
def test_a_number_that_no_document_has_is_refused(number: str, office: Path, docgen: Run) -> None:
    told = docgen(office, "issue", str(write(office, 1)), "--number", number)
    assert told.code == 1
    assert "[wrong-number]" in told.err
    assert not (office / REGISTER_FILE).exists()


def test_a_changed_annex_stops_the_packet_too(sample: Path, docgen: Run) -> None:
    path = sample / "content/announcements/integrity-measures-2566.md"
    assert docgen(sample, "issue", str(path)).code == 0
    path.write_text(path.read_text(encoding="utf-8") + "\nเพิ่ม\n", encoding="utf-8")
    told = docgen(sample, "build", "--only", "reports")
    assert told.code == 1
    assert "[issued-changed]" in told.err


def test_a_folder_that_can_not_be_written_is_told(office: Path, docgen: Run) -> None:
    path = write(office, 1)
    (office / "content/.register.lock").mkdir()
    told = docgen(office, "issue", str(path))
    assert told.code == 1
    assert "[not-written]" in told.err

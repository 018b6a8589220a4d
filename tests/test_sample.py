"""The sample content, end to end: every word of it stands in the PDF and in the Word file, in order and as written."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from docgen.document.project import read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.faces.cli.main import main
from docgen.thai.numerals import to_arabic_digits, to_thai_digits
from docgen.tree import Block, BulletList, Document, Table, plain_text, texts
from tests.conftest import ROOT, copy_project
from tests.reading import (
    convert_all_with_libreoffice,
    needs_libreoffice,
    pdfium_pages,
    poppler_pages,
    read_by_all,
    squeezed,
    without_page_numbers,
)

ANNOUNCEMENTS = ("integrity-measures-2566", "integrity-will-2565")


@pytest.fixture(scope="module", params=["content", "tests/fixtures/as_published/content"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as corrected, and as published, built whole."""
    root = copy_project(tmp_path_factory.mktemp("sample") / "project", ROOT / request.param)
    assert main(["--root", str(root), "build"]) == 0
    (root / "named").write_text(request.param, encoding="utf-8")
    return root


def test_each_output_has_the_bytes_that_it_had(built: Path) -> None:
    """Moving code between rooms changes no output; who changes one on purpose writes golden.json anew and says why."""
    golden = json.loads((ROOT / "tests/golden.json").read_text(encoding="utf-8"))
    if golden["zlib"] != zlib.ZLIB_RUNTIME_VERSION:
        pytest.skip("another zlib compresses the same words into other bytes")
    assert digests(built / "output") == golden[(built / "named").read_text(encoding="utf-8")]


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each output by its name."""
    outputs = sorted(path for path in folder.rglob("*.*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in outputs}


def trees(root: Path) -> dict[str, Document]:
    project = read_project(root)
    return {
        output.removeprefix("output/"): document
        for target in find_targets(root)
        for output, document in make_documents(target, project).documents.items()
    }


def words(document: Document) -> str:
    return squeezed("".join(text for section in document.sections for text in texts(section.blocks)))


@pytest.mark.parametrize("name", ANNOUNCEMENTS)
def test_the_text_of_an_announcement_is_its_content_letter_by_letter(name: str, built: Path) -> None:
    """Nothing is lost, doubled or changed between content and PDF."""
    document = trees(built)[f"announcements/{name}.pdf"]
    for reader, pages in read_by_all(built / f"output/announcements/{name}.pdf").items():
        assert without_page_numbers(pages) == words(document), reader


def bullets(blocks: Sequence[Block]) -> int:
    """Return the number of bulleted items, whose marks are not words of the tree."""
    count = 0
    for block in blocks:
        if isinstance(block, BulletList):
            count += len(block.items)
        elif isinstance(block, Table):
            count += sum(bullets(cell.blocks) for row in block.rows for cell in row.cells)
    return count


@pytest.mark.parametrize("months", [6, 12])
@pytest.mark.parametrize("output", ["report.pdf", "packet.pdf"])
def test_every_letter_of_a_report_stands_in_its_pdf_by_every_reader(output: str, months: int, built: Path) -> None:
    """Four readers find every letter of the report."""
    name = f"reports/2566/{months}-months/{output}"
    document = trees(built)[name]
    blocks = [block for section in document.sections for block in section.blocks]
    expected = Counter(words(document)) + Counter("-" * bullets(blocks))
    contents = [squeezed(s.bookmark) for s in document.sections if s.bookmark] if output == "packet.pdf" else []
    expected += Counter("".join(contents))
    for reader, pages in read_by_all(built / "output" / name).items():
        # Readers take table cells in their own order: the letters and their number are what must agree.
        text = re.sub(r"\.{3,}[๐-๙]+", "", without_page_numbers(pages))
        surplus = Counter(text)
        assert not expected - surplus, reader
        surplus -= expected
        # What is left are table heads that stand again on the next page, whole.
        for table in (block for block in blocks if isinstance(block, Table)):
            head = Counter(squeezed("".join(plain_text(cell.blocks) for row in table.head for cell in row.cells)))
            while surplus and not head - surplus:
                surplus -= head
        assert not surplus, reader


@pytest.mark.parametrize("months", [6, 12])
def test_a_packet_holds_contents_report_and_both_annexes_with_running_page_numbers(months: int, built: Path) -> None:
    """The packet's contents name the right pages."""
    pages = poppler_pages(built / f"output/reports/2566/{months}-months/packet.pdf")
    everything = "".join(squeezed(page) for page in pages)
    for name in ANNOUNCEMENTS:
        assert words(trees(built)[f"announcements/{name}.pdf"])[:400] in without_page_numbers(pages)
    assert "สารบัญ" in squeezed(pages[1])
    for number, page in enumerate(pages, start=1):
        shown = re.match(r"-([๐-๙]+)-", squeezed(page))
        if shown:
            assert int(to_arabic_digits(shown[1])) == number
    listed = re.findall(r"(ภาคผนวก[กข])ประกาศเรื่อง[^.]*\.+([๐-๙]+)", squeezed(pages[1]))
    assert [name for name, _ in listed] == ["ภาคผนวกก", "ภาคผนวกข"]
    for name, number in listed:
        assert name in squeezed(pages[int(to_arabic_digits(number)) - 1])
    assert to_thai_digits(f"รอบ{months}เดือน") in everything


def test_both_rounds_show_every_activity_of_the_log_row_by_row(built: Path) -> None:
    """No row of the log is missing from either round's table."""
    with (built / "content/reports/2566/activities.csv").open(encoding="utf-8-sig", newline="") as file:
        log = list(csv.DictReader(file))
    for months in (6, 12):
        document = trees(built)[f"reports/2566/{months}-months/report.pdf"]
        (table,) = [
            block
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Table) and block.role == "results"
        ]
        assert len(table.rows) == len(log)
        for row, entry in zip(table.rows, log, strict=True):
            cells = [squeezed(plain_text(cell.blocks)) for cell in row.cells]
            expected = [
                to_thai_digits(squeezed(re.sub(r"(?m)^- ?", "", entry[name]))).replace("-กำหนด", "กำหนด")
                for name in ("มาตรการ", "รายละเอียดการดำเนินงาน", "เดือน", "ผลผลิต", "ผลลัพธ์", "หมายเหตุ")
            ]
            expected[2] = "เดือน" + expected[2]
            assert cells == expected


@pytest.fixture(scope="module")
def word_files(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The announcements' and reports' Word files under names of their own, by the name of the output."""
    names = [f"announcements/{name}" for name in ANNOUNCEMENTS]
    names += [f"reports/2566/{months}-months/report" for months in (6, 12)]
    folder = tmp_path_factory.mktemp("word")
    copies = {name: folder / f"{name.replace('/', '-')}.docx" for name in names}
    for name, copy in copies.items():
        shutil.copyfile(built / "output" / f"{name}.docx", copy)
    return copies


@needs_libreoffice
def test_word_files_open_in_libreoffice_with_the_words_and_pages_of_the_pdf(
    built: Path, word_files: dict[str, Path], tmp_path: Path
) -> None:
    """LibreOffice shows the same words on as many pages."""
    made = convert_all_with_libreoffice([*word_files.values()], tmp_path, "pdf")
    for name, path in zip(word_files, made, strict=True):
        word_pages = pdfium_pages(path)
        pdf_pages = poppler_pages(built / "output" / f"{name}.pdf")
        # LibreOffice 7.4 draws lists and page numbers in Arabic digits where Word draws Thai ones.
        word = to_arabic_digits(without_page_numbers([to_thai_digits(page) for page in word_pages]))
        if name.startswith("announcements"):
            assert word == to_arabic_digits(words(trees(built)[f"{name}.pdf"]))
            assert len(word_pages) == len(pdf_pages)
        else:
            assert abs(len(word_pages) - len(pdf_pages)) <= 1


@needs_libreoffice
def test_word_files_say_as_text_what_the_tree_says_in_its_order(
    built: Path, word_files: dict[str, Path], tmp_path: Path
) -> None:
    """The text of the Word file is the tree's, in order."""
    made = convert_all_with_libreoffice([*word_files.values()], tmp_path, "txt:Text (encoded):UTF8")
    documents = trees(built)
    for name, path in zip(word_files, made, strict=True):
        read = path.read_text(encoding="utf-8-sig")
        said = words(documents[f"{name}.pdf"])
        # As text LibreOffice writes bullets, which are no words of the tree, as • and lists in Arabic digits.
        assert to_arabic_digits(squeezed(re.sub("[•-]", "", read))) == to_arabic_digits(said).replace("-", "")


def letters(text: str) -> str:
    """Return text without white space, quotes, bullets and the marks of Markdown and numbering."""
    text = re.sub(r"</?p>|^#+ |[\"|]", "", text, flags=re.MULTILINE)
    text = re.sub(r"(^|\s)([๑-๙1-9]\.[๑-๙1-9]|[๑-๙1-9][.)])\s", r"\1", text, flags=re.MULTILINE)
    return squeezed(text).replace("-", "")


def test_every_sentence_of_the_published_documents_stands_in_the_content_as_published() -> None:
    """The sample was not smoothed: each published sentence stands in it."""
    source = (ROOT / "tests/fixtures/as_published/source.txt").read_text(encoding="utf-8")
    folder = ROOT / "tests/fixtures/as_published/content"
    content = letters("\n".join(path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.*"))))
    made_by_program = (
        "ประกาศณวันที่",
        "(นาย",
        "ประกาศองค์การ",
        "เรื่อง",
        "มาตรการแนวทาง",
        "ขั้นตอน/",
        "ระยะเวลา",
        "รายละเอียดการ",
        "การกำกับ",
    )
    for line in source.splitlines():
        for cell in line.split("\t"):
            sentence = letters(cell).removeprefix("เดือน")
            if len(sentence) > 3 and not sentence.startswith(made_by_program):
                assert sentence in content, cell

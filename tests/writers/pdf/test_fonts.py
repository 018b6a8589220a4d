"""Fonts that take letters apart are read back right; letter-spacing leaves tone marks where they stand without it."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pydyf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageFilter

from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.folder.folder import Disk
from docgen.look.style import Font
from docgen.tree import Document
from docgen.typeset.lines import SetLine
from docgen.typeset.placed import PlacedLine, SetPages
from docgen.writers.pdf.outlines import operator_outline
from docgen.writers.pdf.write import Composed, compose_pdf, draw_pages, write_pdf
from tests.conftest import ROOT
from tests.reading import read_by_all, squeezed, without_page_numbers
from tests.writers.pdf.test_readback import CONSONANTS, MARKS, TEXTS, TONES, a_document

# Sarabun comes with the tests; the others are tried where they are installed.
FONTS = {
    "Sarabun": ("tests/fixtures/fonts/Sarabun-Regular.ttf", "tests/fixtures/fonts/Sarabun-Bold.ttf"),
    "Laksaman": ("/usr/share/fonts/truetype/tlwg/Laksaman.ttf", "/usr/share/fonts/truetype/tlwg/Laksaman-Bold.ttf"),
    "TH Sarabun New": ("/usr/share/fonts/truetype/THSarabunNew.ttf", "/usr/share/fonts/truetype/THSarabunNew Bold.ttf"),
}
# ฤ and ฦ take no vowel but ๅ.
WORDS = [
    *TEXTS[:5],
    TEXTS[6],
    " ".join(letter + mark for letter in CONSONANTS if letter not in "ฤฦ" for mark in MARKS[:9]),
    " ".join(letter + "ี" + tone + letter + "ั" + tone for letter in CONSONANTS if letter not in "ฤฦ" for tone in TONES),
]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


@pytest.fixture(scope="module", params=FONTS)
def other(request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project with another font, which an office has put under fonts/ and named in its layout."""
    files = [ROOT / file for file in FONTS[request.param]]
    if not all(file.exists() for file in files):
        pytest.skip(f"{request.param} is not installed")
    root = tmp_path_factory.mktemp("font")
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "fonts").mkdir()
    for file, name in zip(files, ("Regular.ttf", "Bold.ttf"), strict=True):
        shutil.copy(file, root / "fonts" / name)
    font = Font(request.param, "Regular.ttf", "Bold.ttf", "Regular.ttf", "Bold.ttf")
    return dataclasses.replace(project, folder=Disk(root), layout=dataclasses.replace(project.layout, font=font))


@pytest.mark.parametrize("text", WORDS, ids=range(len(WORDS)))
def test_all_readers_read_what_was_written(text: str, other: Project, tmp_path: Path) -> None:
    """Four readers find the right characters, whatever the font does to them."""
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(a_document(text), other.layout, other.root).content)
    for reader, pages in read_by_all(path).items():
        assert without_page_numbers(pages) == squeezed(text), reader


def test_the_sample_is_set_in_them(other: Project, tmp_path: Path) -> None:
    """The whole sample can be set in each font."""
    for target in find_targets(ROOT, "announcements"):
        document = make_documents(target, read_project(ROOT)).documents[target.outputs[0]]
        path = tmp_path / "a.pdf"
        path.write_bytes(write_pdf(document, other.layout, other.root).content)  # read back by pdfium, letter by letter
        assert pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()


def test_no_blank_stands_inside_a_word(other: Project, tmp_path: Path) -> None:
    """Glyphs put aside by a font make no blank for a reader."""
    words = "ค่าน้ำประปาที่ประชาชนชำระได้ทุกวันโดยไม่ต้องเดินทางมาที่ทำการองค์การบริหารส่วนตำบลบึงนครเพื่อเป็นการอำนวยความสะดวก "
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(a_document(words * 6), other.layout, other.root).content)
    for reader, pages in read_by_all(path).items():
        if reader != "pypdf":  # which guesses blanks from the spaces between letters in every font
            for line in "\n".join(pages).splitlines():
                assert line.strip() in words * 2 or line.strip().startswith("-"), reader


def test_letters_stand_where_the_font_wants_them(other: Project, tmp_path: Path) -> None:
    """The finished page looks as HarfBuzz draws each line, before glyphs were placed and extra ones made."""
    document = a_document("กำหนด น้ำ ที่ ป้ำ ปี่ ชำระค่าน้ำได้ทุกวัน เรื่อง เดินทาง ก่ำกึ่ง ญู่ ฐู ฤๅ สำนักงาน เพื่อ ผู้ใหญ่ ", WORDS[6])
    composed = _with_lines(
        compose_pdf(document, other.layout, other.root), lambda line: SetLine(line.pieces, line.size_pt)
    )
    pages = []
    for name, made in (
        ("shaped", _as_shaped(composed.pages, other.root / "fonts/Regular.ttf")),
        ("placed", draw_pages(composed, document, other.layout, other.root).content),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(made)
        command = ["pdftoppm", "-r", "100", "-gray", "-singlefile", tmp_path / f"{name}.pdf", tmp_path / name]
        subprocess.run(command, check=True, timeout=60)
        pages.append(Image.open(tmp_path / f"{name}.pgm").filter(ImageFilter.GaussianBlur(2)))
    assert pages[0].getextrema()[0] < 200  # there are letters
    # Poppler draws letters at quarters of a pixel and outlines where they are.
    assert ImageChops.difference(*pages).getextrema()[1] < 60


def _as_shaped(pages: SetPages, font: Path) -> bytes:
    """Return the first page with the outlines that HarfBuzz gives of each whole line."""
    page = pages.pages[0]
    operators: list[str] = []
    for thing in page.things:
        assert isinstance(thing, PlacedLine)
        em = thing.line.size_pt / TTFont(font)["head"].unitsPerEm
        operators.append(f"q {em} 0 0 {em} {thing.x_pt} {page.height_pt - thing.baseline_pt} cm")
        operators += (operator_outline(font, thing.line.text)[0], "f Q")
    pdf = pydyf.PDF()
    content = pydyf.Stream([" ".join(operators).encode()])
    pdf.add_object(content)
    box = pydyf.Array([0, 0, page.width_pt, page.height_pt])
    said = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": box, "Contents": content.reference}
    pdf.add_page(pydyf.Dictionary(said))
    made = io.BytesIO()
    pdf.write(made)
    return made.getvalue()


def _with_lines(composed: Composed, change: Callable[[SetLine], SetLine]) -> Composed:
    """Return set pages with each line changed, where it stands."""
    pages = tuple(
        dataclasses.replace(
            page,
            things=tuple(
                dataclasses.replace(thing, line=change(thing.line)) if isinstance(thing, PlacedLine) else thing
                for thing in page.things
            ),
        )
        for page in composed.pages.pages
    )
    return dataclasses.replace(composed, pages=dataclasses.replace(composed.pages, pages=pages))


def test_the_same_words_give_the_same_bytes(other: Project) -> None:
    """Made twice, the bytes are the same."""
    first = write_pdf(a_document(WORDS[0], WORDS[1]), other.layout, other.root).content
    write_pdf(a_document(WORDS[5]), other.layout, other.root)
    assert write_pdf(a_document(WORDS[0], WORDS[1]), other.layout, other.root).content == first


CLUSTERS = [
    letter + (tone + "ำ" if mark == "ำ" else mark + tone)
    for letter in CONSONANTS
    for mark in [*MARKS[:9], "ำ"]
    for tone in TONES
]


@pytest.mark.parametrize("spacing_pt", [0.24, 0.48, -0.24])
def test_marks_stand_under_letter_spacing_where_they_stand_without(
    spacing_pt: float, project: Project, tmp_path: Path
) -> None:
    """A pixel of 300 dpi is 0.24 pt: letters move by whole pixels, and their pictures must be the same."""
    document = a_document(" ".join(CLUSTERS))
    composed = compose_pdf(document, project.layout, project.root)
    plain, moved = (
        _pictures(
            _with_lines(composed, lambda line, space=space: _spaced(line, space)),  # type: ignore[misc]
            document,
            project,
            tmp_path / str(space),
        )
        for space in (0.0, spacing_pt)
    )
    assert len(plain) == len(moved) >= len(CLUSTERS)
    for word, before, after in zip(" ".join(CLUSTERS).split(), plain, moved, strict=True):
        # Poppler draws letters at quarters of a pixel, the reader's positions are rounded: a cut may be a pixel off.
        width, height = before.size
        cuts = (after.crop((shift, 0, shift + width - 2, height)) for shift in range(3))
        wanted = before.crop((1, 0, width - 1, height))
        assert min(ImageChops.difference(wanted, cut).getextrema()[1] for cut in cuts) <= 255 / 3, word


def _spaced(line: SetLine, spacing_pt: float) -> SetLine:
    return SetLine(line.pieces, line.size_pt, spacing_pt / line.size_pt * 1000)


def _pictures(composed: Composed, document: Document, project: Project, folder: Path) -> list[Image.Image]:
    """Return the picture of each word at 300 dpi, by where a reader finds the word's first letter."""
    folder.mkdir()
    path = folder / "a.pdf"
    path.write_bytes(draw_pages(composed, document, project.layout, project.root).content)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", path, folder / "page"], check=True, timeout=120)
    pictures = []
    document_read = pypdfium2.PdfDocument(path)
    for number, file in enumerate(sorted(folder.glob("page*.pgm"))):
        page = document_read[number]
        height = page.get_height()
        image = Image.open(file)
        text = page.get_textpage()
        characters = text.get_text_range()
        for index, character in enumerate(characters):
            starts_word = index == 0 or characters[index - 1].isspace()
            if starts_word and character in CONSONANTS:
                left, bottom, right, _ = text.get_charbox(index, loose=True)
                if characters[index + 1 : index + 3].rstrip().endswith("ำ"):
                    right += 5.0
                column, row = round((left - 1.2) / 0.24), round((height - bottom - 17) / 0.24)
                pictures.append(image.crop((column, row, column + round((right - left + 2.4) / 0.24), row + 72)))
    return pictures


@pytest.mark.parametrize("words", ["กขค งาน ABC", "น้ำ ป้ำ ผู้ใหญ่ ก่ำ"], ids=["as they are", "taken apart"])
def test_a_font_with_cubic_outlines_is_embedded(words: str, project: Project, tmp_path: Path) -> None:
    """An .otf (CFF) draws its letters itself; of those taken apart the extra glyphs are quadratic."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "fonts").mkdir()
    _save_with_cubic_outlines(ROOT / "fonts/THSarabun-Regular.ttf", tmp_path / "fonts/a.otf")
    layout = dataclasses.replace(project.layout, font=Font("Cubic", "a.otf", "a.otf", "a.otf", "a.otf"))
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(a_document(words), layout, tmp_path).content)
    for reader, pages in read_by_all(path).items():
        assert without_page_numbers(pages) == squeezed(words), reader
    command = ["pdftoppm", "-r", "30", "-gray", "-singlefile", path, tmp_path / "a"]
    told = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert not told.stderr
    with Image.open(tmp_path / "a.pgm") as image:
        assert image.getextrema()[0] < 200  # type: ignore[operator]


def _save_with_cubic_outlines(source: Path, made: Path) -> None:
    font = TTFont(source)
    order, shapes, widths = font.getGlyphOrder(), font.getGlyphSet(), font["hmtx"]
    outlines = {}
    for name in order:
        pen = T2CharStringPen(widths[name][0], shapes)
        shapes[name].draw(Qu2CuPen(pen, 1.0, all_cubic=True))
        outlines[name] = pen.getCharString()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupCFF("Cubic", {"FullName": "Cubic"}, outlines, {})
    builder.setupHorizontalMetrics({name: widths[name] for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": "Cubic", "styleName": "Regular", "psName": "Cubic"})
    builder.setupOS2(usWinAscent=font["OS/2"].usWinAscent, usWinDescent=font["OS/2"].usWinDescent)
    builder.setupPost()
    builder.save(made)

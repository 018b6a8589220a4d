"""Read finished files back with readers that we did not write."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from docgen.thai.numerals import to_thai_digits


def poppler_text(path: Path) -> str:
    """Return the text of a PDF as poppler reads it."""
    return subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()


def poppler_pages(path: Path) -> list[str]:
    """Return the text of each page as poppler reads it."""
    return poppler_text(path).split("\f")[:-1]


def pdfium_pages(path: Path) -> list[str]:
    """Return the text of each page as pdfium reads it."""
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def read_by_all(path: Path) -> dict[str, list[str]]:
    """Return the text of each page as poppler, pdfium, pypdf and, where it is installed, mupdf read it."""
    read = {"poppler": poppler_pages(path), "pdfium": pdfium_pages(path)}
    read["pypdf"] = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    if tool := shutil.which("mutool"):
        made = subprocess.run([tool, "draw", "-F", "txt", str(path)], capture_output=True, check=True, timeout=60)
        # MuPDF draws the word SIGN over each empty signature field, whatever the field's own appearance is.
        pages = made.stdout.decode().split("\f")[: len(read["poppler"])]
        read["mupdf"] = [re.sub(r"(?:\s*\bSIGN\b)+\s*$", "", page) for page in pages]
    return read


def squeezed(text: str) -> str:
    """Return text without white space."""
    return re.sub(r"\s+", "", text)


def without_page_numbers(pages: list[str]) -> str:
    """Return the text of pages, squeezed, less the number of each page.

    Poppler reads it first and takes its last hyphen for one that splits a word; pdfium reads it last.
    """
    kept = []
    for number, page in enumerate(pages, start=1):
        shown = to_thai_digits(f"-{number}-")
        text = squeezed(page).removesuffix(shown)
        kept.append(text.removeprefix(shown) if text.startswith(shown) else text.removeprefix(shown[:-1]))
    return "".join(kept)


def images(path: Path, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Return the boxes of a page's images as (left, top, right, bottom) in cm from the paper's top left corner."""
    document = pypdfium2.PdfDocument(path)
    sheet = document[page]
    height = sheet.get_height()
    found = []
    for thing in sheet.get_objects(max_depth=5):
        if thing.type == 3:
            left, bottom, right, top = thing.get_bounds()
            found.append(tuple(value / 72 * 2.54 for value in (left, height - top, right, height - bottom)))
    return found


def words_box(path: Path, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Return the box around the first occurrence of words on a page, in cm from the top left corner."""
    document = pypdfium2.PdfDocument(path)
    sheet = document[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found is not None, f"{words} not on page {page + 1}"
    boxes = [text.get_charbox(index, loose=True) for index in range(found[0], found[0] + found[1])]
    boxes = [box for box in boxes if box[2] > box[0]]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return tuple(value / 72 * 2.54 for value in (left, height - top, right, height - bottom))  # type: ignore[return-value]


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def convert_with_libreoffice(source: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file, with docgen's fonts and a profile of its own."""
    return convert_all_with_libreoffice([source], folder, "pdf")[0]


def convert_all_with_libreoffice(sources: Sequence[Path], folder: Path, form: str) -> list[Path]:
    """Return what LibreOffice makes of Word files of different names, in one run: starting it takes most of the time.

    `form` is "pdf", or "txt:Text (encoded):UTF8".
    """
    root = Path(__file__).parent.parent
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{root / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
    environment = {"FONTCONFIG_FILE": str(fonts), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    files = map(str, sources)
    subprocess.run(
        [*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=120, env=environment
    )
    return [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]

"""Pages and resolution of a scan, which may come from anyone: measured in a process with limits (scan.py starts it)."""

from __future__ import annotations

from pathlib import Path

from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.look.style import CM_PER_INCH

MAX_PIXELS = 100_000_000
_A4_INCHES = (21.0 / CM_PER_INCH, 29.7 / CM_PER_INCH)
_POINTS_PER_INCH = 72


def measured(path: str, ending: str) -> list[int]:
    """Return pages and dpi of a scan, a PDF or a JPEG by its ending. Raises whatever its library raises."""
    content = read_regular(Path(path), MAX_PDF_BYTES)
    return _of_pdf(content) if ending == ".pdf" else _of_picture(content)


def _of_pdf(content: bytes) -> list[int]:
    """Of each page the finest picture counts, of the file the coarsest page."""
    import pypdfium2

    coarsest = 10_000.0
    document = pypdfium2.PdfDocument(content)
    for page in document:
        finest = 0.0
        for picture in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)):
            left, low, right, high = picture.get_bounds()
            width, height = picture.get_px_size()
            inches = max(right - left, 1) / _POINTS_PER_INCH, max(high - low, 1) / _POINTS_PER_INCH
            finest = max(finest, min(width / inches[0], height / inches[1]))
        coarsest = min(coarsest, finest)
    return [len(document), round(coarsest)]


def _of_picture(content: bytes) -> list[int]:
    """One page of A4, upright or not. The ending says JPEG, so no other format is tried: some start other programs."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise MemoryError
        image.load()
        short, long = sorted(image.size)
    return [1, round(min(short / _A4_INCHES[0], long / _A4_INCHES[1]))]

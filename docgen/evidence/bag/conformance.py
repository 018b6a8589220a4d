"""Whether an archived PDF still is what it says it is: PDF/A-3a and PDF/UA-1, by what a file must have and must not.

No validator in itself: that is veraPDF's work. It finds what a change after the build would do: a font taken out, words
without tags, a password, a script, a link to the outside world that runs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.folder.regular import MAX_PDF_BYTES, read_regular
from docgen.outside import quoted
from docgen.signing.objects import at, items, pages

_CLAIMS = (rb'pdfaid:part(?:="|>)3', rb'pdfaid:conformance(?:="|>)A', rb'pdfuaid:part(?:="|>)1')
_FORBIDDEN_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/Hide",
    "/SetOCGState",
)


def conformance_faults(content: bytes) -> list[str]:
    """Return in Thai what keeps a PDF from being PDF/A-3a and PDF/UA-1, as far as this looks."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return list(_faults(PdfFileReader(io.BytesIO(content))))
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return ["อ่านไฟล์ PDF ไม่ได้"]


def conformance_of(path: str) -> list[str]:
    """Return what `conformance_faults` does of a file; for a process of its own. Raises whatever its library raises."""
    return conformance_faults(read_regular(Path(path), MAX_PDF_BYTES))


def _faults(reader: Any) -> Iterator[str]:
    if reader.encrypted:
        yield "มีรหัสผ่าน"
        return
    root = reader.root
    metadata = root["/Metadata"].data if "/Metadata" in root else b""
    if not all(re.search(claim, metadata) for claim in _CLAIMS):
        yield "ไม่ได้บอกว่าเป็น PDF/A-3a และ PDF/UA-1"
    if "/OutputIntents" not in root:
        yield "ไม่มีโปรไฟล์สี"
    if not str(at(root, "/Lang") or "").startswith("th"):
        yield "ไม่ได้บอกภาษา"
    if not at(at(root, "/MarkInfo"), "/Marked") or "/StructTreeRoot" not in root:
        yield "ไม่มีโครงสร้างสำหรับโปรแกรมอ่านหน้าจอ"
    if isinstance(at(root, "/OpenAction"), dict) or "/AA" in root or "/JavaScript" in (at(root, "/Names") or {}):
        yield "มีคำสั่งที่ทำงานเมื่อเปิดไฟล์"
    seen: set[tuple[int, int]] = set()
    for page in pages(root["/Pages"]):
        yield from _action_faults(page)
        for place, font in _fonts(page):
            if place == (0, 0) or place not in seen:
                yield from _font_faults(font)
            seen.add(place)


def _action_faults(page: Any) -> Iterator[str]:
    for annotation in items(at(page, "/Annots")):
        action = at(at(annotation, "/A"), "/S")
        if action in _FORBIDDEN_ACTIONS:
            yield f"มีคำสั่ง {quoted(str(action))} ในหน้า"


def _fonts(page: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """Yield the fonts of a page, each with its place in the file; (0, 0): it has none of its own."""
    fonts: Any = at(at(page, "/Resources"), "/Font") or {}
    for name in fonts:
        reference = fonts.raw_get(name)
        yield (getattr(reference, "idnum", 0), getattr(reference, "generation", 0)), fonts[name]


def _font_faults(font: Any) -> Iterator[str]:
    inner = at(font, "/DescendantFonts")
    descriptor = at(inner[0] if inner else font, "/FontDescriptor") or {}
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"ไม่ได้ฝังแบบอักษร {quoted(str(at(font, '/BaseFont')))}"
    if "/ToUnicode" not in font:
        yield f"แบบอักษร {quoted(str(at(font, '/BaseFont')))} อ่านเป็นข้อความไม่ได้"

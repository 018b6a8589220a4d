"""Open a Word file that came from outside: limits on size and parts before anything is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from docgen.errors import Place, error
from docgen.regular import read_file

MAX_FILE_BYTES = 60_000_000
# Office papers have some 20 parts and 2 MB of XML; these bounds keep a bomb from filling the memory.
MAX_PARTS = 3_000
MAX_XML_BYTES = 24_000_000
MAX_ALL_BYTES = 200_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_SAVE_ANEW = "เปิดด้วย Word หรือ LibreOffice แล้วบันทึกเป็น .docx ใหม่"


def open_word(path: Path, shown: str) -> DocxDocument:
    """Return the document of a .docx file.

    Raises DocgenError for what is no Word document, can't be unpacked within the limits, holds macros, or declares
    entities; nothing outside the file is ever read.
    """
    place = Place(shown)
    content = read_file(path, shown, MAX_FILE_BYTES)
    if content.startswith(_OLE):
        message = "เป็นไฟล์ Word รุ่นเก่า (.doc) หรือไฟล์ที่ตั้งรหัสผ่านไว้"
        raise error("old-word", place, message, "เอารหัสผ่านออก แล้วบันทึกเป็น .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive, place)
            _refuse_dangers(archive, place)
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise error("broken-word", place, "ไฟล์ไม่ครบ หรือไม่ใช่ไฟล์ Word (.docx)", _SAVE_ANEW) from None
    except (PackageNotFoundError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError):
        raise error("broken-word", place, "อ่านส่วนต่าง ๆ ของไฟล์ Word ไม่ได้", _SAVE_ANEW) from None


def _refuse_bombs(archive: zipfile.ZipFile, place: Place) -> None:
    """Raise DocgenError for too many parts or bytes. A part may be larger than its entry says: it is read to see."""
    entries = archive.infolist()
    if len(entries) > MAX_PARTS or len({entry.filename for entry in entries}) < len(entries):
        raise error("broken-word", place, "ไฟล์มีส่วนประกอบมากหรือซ้ำกันผิดปกติ", _SAVE_ANEW)
    read = {"xml": 0, "all": 0}
    for entry in entries:
        kind = "xml" if entry.filename.lower().endswith((".xml", ".rels")) else "all"
        with archive.open(entry) as part:
            while piece := part.read(1_000_000):
                read["all"] += len(piece)
                read["xml"] += len(piece) if kind == "xml" else 0
                if read["all"] > MAX_ALL_BYTES or read["xml"] > MAX_XML_BYTES:
                    raise error("file-too-large", place, "เนื้อในของไฟล์ใหญ่ผิดปกติเมื่อคลายออก", _SAVE_ANEW)


def _refuse_dangers(archive: zipfile.ZipFile, place: Place) -> None:
    names = [entry.filename for entry in archive.infolist()]
    if "[Content_Types].xml" not in names:
        raise error("broken-word", place, "ไม่ใช่ไฟล์ Word (.docx)", _SAVE_ANEW)
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise error("word-with-macros", place, "ไฟล์นี้มีมาโคร", "บันทึกเป็น Word Document (.docx) ที่ไม่มีมาโคร")
    if _WORD not in types:
        raise error("broken-word", place, "ไม่ใช่เอกสาร Word (.docx)", _SAVE_ANEW)
    for name in names:
        if name.lower().endswith((".xml", ".rels")) and _DOCTYPE.search(archive.read(name)):
            raise error("word-with-entities", place, f"ส่วน {name} ประกาศสิ่งที่ไฟล์ Word ไม่มี (DOCTYPE)", _SAVE_ANEW)

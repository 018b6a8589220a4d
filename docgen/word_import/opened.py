"""Open a Word file that came from outside: limits on size and parts before anything is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.parts.styles import StylesPart
from lxml import etree

from docgen.errors import DocgenError, Place, error
from docgen.outside import harmless
from docgen.word_import.names import qn

MAX_FILE_BYTES = 60_000_000
# Office papers have some 20 parts and 2 MB of XML; these bounds keep a bomb from filling the memory.
MAX_PARTS = 3_000
MAX_XML_BYTES = 24_000_000
MAX_ALL_BYTES = 200_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOO_LARGE = f"เนื้อในของไฟล์ใหญ่ผิดปกติเมื่อคลายออก (ข้อความรับได้ไม่เกิน {MAX_XML_BYTES:,} ไบต์ ทั้งหมดไม่เกิน {MAX_ALL_BYTES:,} ไบต์)"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
# What parsers raise for parts that are damaged: python-docx checks nothing that it reads.
_DAMAGE = (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, LookupError)
_CUSTOM_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_SAVE_ANEW = "เปิดด้วย Word หรือ LibreOffice แล้วบันทึกเป็น .docx ใหม่"


def open_word(content: bytes, shown: str) -> DocxDocument:
    """Return the document of a .docx file.

    Raises DocgenError for what is no Word document, can't be unpacked within the limits, holds macros, or declares
    entities; nothing outside the file is ever read.
    """
    place = Place(shown)
    if content.startswith(_OLE):
        message = "เป็นไฟล์ Word รุ่นเก่า (.doc) หรือไฟล์ที่ตั้งรหัสผ่านไว้"
        raise error("old-word", place, message, "เอารหัสผ่านออก แล้วบันทึกเป็น .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive, place)
            _refuse_dangers(archive, place)
            _refuse_damage(archive, place)
        return _opened(content, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise error("broken-word", place, "ไฟล์ไม่ครบ หรือไม่ใช่ไฟล์ Word (.docx)", _SAVE_ANEW) from None
    except _DAMAGE as problem:
        if isinstance(problem, DocgenError):
            raise
        raise error("broken-word", place, "อ่านส่วนต่าง ๆ ของไฟล์ Word ไม่ได้", _SAVE_ANEW) from None


def _opened(content: bytes, place: Place) -> DocxDocument:
    """Return the document after a look at the parts that every Word file has."""
    try:
        document = docx.Document(io.BytesIO(content))
        if document.element.body is None:
            raise ValueError
    except _DAMAGE:
        message = "เนื้อหา (word/document.xml) หรือรายการเชื่อมโยงระหว่างส่วน (.rels) ของไฟล์เสีย"
        raise error("broken-word", place, message, _SAVE_ANEW) from None
    try:
        styles = document.part.part_related_by(RELATIONSHIP_TYPE.STYLES) if _has_styles(document) else None
        if styles is not None and not isinstance(styles, StylesPart):
            raise ValueError
        document.styles.element.findall(qn("w:style"))
    except _DAMAGE:
        raise error("broken-word", place, "ส่วนลักษณะ (word/styles.xml) ของไฟล์เสีย", _SAVE_ANEW) from None
    return document


def _has_styles(document: DocxDocument) -> bool:
    return any(relation.reltype == RELATIONSHIP_TYPE.STYLES for relation in document.part.rels.values())


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file's properties say: its keywords, and the content file that docgen made it of ("" for other files)."""

    keywords: str = ""
    origin: str = ""


def read_properties(document: DocxDocument, shown: str) -> Properties:
    """Return what the properties of a file say. Raises DocgenError if they are damaged."""
    package = document.part.package
    origin = ""
    try:
        core: CoreProperties = document.core_properties
        keywords = core.keywords or ""
    except _DAMAGE:
        raise error("broken-word", Place(shown), "ข้อมูลของไฟล์ (docProps/core.xml) เสีย", _SAVE_ANEW) from None
    try:
        custom = package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        for one in parse_xml(custom.blob):
            if one.get("name") == "docgen content":
                origin = one.findtext(_CUSTOM_VALUE) or ""
    except KeyError:
        pass  # a file that others made has none
    except _DAMAGE:
        raise error("broken-word", Place(shown), "ข้อมูลของไฟล์ (docProps/custom.xml) เสีย", _SAVE_ANEW) from None
    return Properties(keywords, origin)


def _refuse_damage(archive: zipfile.ZipFile, place: Place) -> None:
    """Raise DocgenError that names the part which is no XML; a document of another dialect is told as such."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        try:
            root = etree.fromstring(archive.read(entry), _PARSER)
        except etree.XMLSyntaxError:
            message = f"ส่วน {harmless(entry.filename)} ของไฟล์เสีย"
            raise error("broken-word", place, message, _SAVE_ANEW) from None
        if "purl.oclc.org/ooxml" in root.tag:
            message = "เป็นไฟล์ Word แบบ Strict Open XML"
            raise error("broken-word", place, message, "บันทึกเป็น Word Document (.docx) ธรรมดา")


def _refuse_bombs(archive: zipfile.ZipFile, place: Place) -> None:
    """Raise DocgenError for too many parts or bytes. A part may be larger than its entry says: it is read to see."""
    entries = archive.infolist()
    if len(entries) > MAX_PARTS or len({entry.filename for entry in entries}) < len(entries):
        raise error("broken-word", place, f"ไฟล์มีส่วนประกอบเกิน {MAX_PARTS:,} ส่วน หรือซ้ำกัน", _SAVE_ANEW)
    read = {"xml": 0, "all": 0}
    for entry in entries:
        kind = "xml" if entry.filename.lower().endswith((".xml", ".rels")) else "all"
        with archive.open(entry) as part:
            while piece := part.read(1_000_000):
                read["all"] += len(piece)
                read["xml"] += len(piece) if kind == "xml" else 0
                if read["all"] > MAX_ALL_BYTES or read["xml"] > MAX_XML_BYTES:
                    raise error("file-too-large", place, _TOO_LARGE, _SAVE_ANEW)


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
            raise error(
                "word-with-entities", place, f"ส่วน {harmless(name)} ประกาศสิ่งที่ไฟล์ Word ไม่มี (DOCTYPE)", _SAVE_ANEW
            )

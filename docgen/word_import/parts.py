"""The parts of a Word file beside its body: headers, footers, notes, comments, inserted files. Their words are told."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from lxml import etree, html

from docgen.word_import.context import Context
from docgen.word_import.drawings import note_kind, notes, part_root
from docgen.word_import.inventory import pieces, walk, words_in
from docgen.word_import.names import qn

_PAGE_WORDS = re.compile(r"หน้าที่|หน้า|จากทั้งหมด|จาก|แผ่นที่|แผ่น|Page|of", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = (qn("w:t"), qn("w:delText"), qn("a:t"), qn("m:t"))
# Parts that hold looks, settings or data of other programs, and no words of this document.
_NO_WORDS = (
    "/styles /stylesWithEffects /settings /webSettings /fontTable /theme /numbering /customXml"
    " /people /commentsExtended"
    " /commentsIds /commentsExtensible /image /oleObject /package /font /attachedTemplate /hyperlink"
    " /diagramLayout /diagramStyle /diagramColors /chartStyle /chartColorStyle /printerSettings /keyMapCustomizations"
).split()
_SECRECY = re.compile("ลับ(?:ที่สุด|มาก)?")
_MOST_CHUNK_BYTES = 8_000_000


def tell_other_parts(context: Context) -> bool:
    """Tell the words of all other parts of a file; return whether ร่าง stands across its pages."""
    context.number = 0
    for name in ("footnotes", "endnotes", "comments"):
        for identifier, note in notes(context, name).items():
            if (name, identifier) not in context.noted and (words := words_in(note)):
                context.tell(note_kind(name), words)
    is_draft = False
    told: set[str] = set()
    for kind, part in _parts(context.document.part, set()):
        name = str(part.partname)
        if name in told or kind in ("footnotes", "endnotes", "comments"):
            continue
        told.add(name)
        if kind in ("header", "footer"):
            is_draft |= _tell_header(part, context)
        elif _is_noted(part, context):
            continue
        elif kind == "aFChunk":
            context.tell("chunk", _chunk_words(part.blob))
        elif words := _words_of_unknown(part):
            offered = "offered" if kind == "glossaryDocument" else "part"
            context.tell("chart" if kind in ("chart", "diagramData", "chartEx") else offered, words)
    return is_draft


def _parts(part: Any, seen: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the parts that can be reached from a part, with the kinds of their relationships."""
    for relation in part.rels.values():
        if relation.is_external or relation.reltype.endswith(tuple(_NO_WORDS)):
            continue
        target = relation.target_part
        if str(target.partname) not in seen:
            seen.add(str(target.partname))
            yield relation.reltype.rpartition("/")[2], target
            yield from _parts(target, seen)


def _is_noted(part: Any, context: Context) -> bool:
    """Tell whether a part's words were told where the body refers to it."""
    referred = (identifier for kind, identifier in context.noted if kind == "part")
    return any(context.related(identifier) is part for identifier in referred)


def _words_of_unknown(part: Any) -> str:
    root = part_root(part)
    if root is None:
        return ""
    return words_in(root) if any(found.tag in _WORDS and found.text for found in walk(root)) else ""


def _tell_header(part: Any, context: Context) -> bool:
    """Tell what a header or footer says beside the number of the page; return whether it says ร่าง across the page."""
    root = part_root(part)
    if root is None:
        return False
    is_draft = False
    words = []
    secret = {paragraph for paragraph in root.iter(qn("w:p")) if _note_secrecy(paragraph, context)}
    for found, text in pieces(root):
        if secret.intersection(found.iterancestors()):
            continue
        if found.tag.endswith("}textpath") and text.strip() == "ร่าง":
            is_draft = True
        else:
            words.append(text)
    if _LETTER.search(_PAGE_WORDS.sub("", "".join(words))):
        context.tell("header", " ".join("".join(words).split()))
    return is_draft


def _note_secrecy(paragraph: Any, context: Context) -> bool:
    """Take down the secrecy class that stands by itself at the head or foot of pages; return whether it does."""
    words = "".join(text for _, text in pieces(paragraph)).strip()
    if _SECRECY.fullmatch(words):
        context.secrecy = words
    return _SECRECY.fullmatch(words) is not None


def tell_chunk(element: Any, context: Context) -> None:
    """Tell the words of a file that Word would put in when it opens the document (w:altChunk)."""
    identifier = element.get(qn("r:id")) or ""
    context.noted.add(("part", identifier))
    part = context.related(identifier)
    context.tell("chunk", _chunk_words(part.blob) if part is not None else "")


def _chunk_words(content: bytes) -> str:
    """Return the words of HTML, plain text or a Word file; "" for what can't be read."""
    if content[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("word/document.xml") as file:
                return words_in(parse_xml(file.read(_MOST_CHUNK_BYTES)))
        except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, etree.XMLSyntaxError, RuntimeError):
            return ""
    text = _decoded(content)
    if text.lstrip().startswith("{\\rtf"):
        return ""
    if re.search(r"<\s*(?:html|body|p|div|table|span|!doctype)\b", text[:4000], re.IGNORECASE):
        try:
            root = html.document_fromstring(text)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return text
        for dropped in root.xpath("//script | //style | //title"):
            dropped.drop_tree()
        return " ".join(root.itertext()).strip()
    return text.strip()


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp874", "replace")

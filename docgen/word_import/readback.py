"""Read an imported body as a build will, and compare its words and clause numbers with those of the Word file.

The content file is written by one program and read by another: this is where a difference between them is told, with
the paragraph of the Word file, before a clerk trusts the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.content.body import NumberingScheme, read_body
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Place, Severity
from docgen.folder.files import Files
from docgen.folder.folder import Nowhere
from docgen.outside import quoted
from docgen.thai.errors import ThaiError
from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.body import BodyWriter
from docgen.word_import.inventory import letters
from docgen.word_import.records import WrittenBlock
from docgen.word_import.told import MOST_TOLD

_BULLETS = re.compile(r"^\s*[-•–▪●○◦*]+\s*")
_LABELLED = ("li", "person")
_SEEN_ALIKE = str.maketrans("", "", "•–▪●-")


def read_again(writer: BodyWriter, numbering: NumberingScheme) -> list[Finding]:
    """Return what differs between the Word file's paragraphs and what a build reads from the content just written."""
    # Pictures are not in their folder yet; their words are those of the captions, which the writer knows.
    pieces = [piece for piece in writer.pieces if not piece.is_picture]
    text = "\n\n".join(piece.text for piece in pieces)
    lines = _lines(pieces)
    try:
        markup = read_body(text, Source(Files(Nowhere()), Path(writer.shown)), numbering)
        root = etree.fromstring(f"<body>{markup}</body>", etree.XMLParser(huge_tree=True, resolve_entities=False))
    except DocgenError as problem:
        return [_unreadable(found, lines, writer.shown) for found in problem.findings]
    except ThaiError as problem:
        message = f"ข้อความที่นำเข้ายังสร้างเอกสารไม่ได้: {problem.message_th}"
        return [Finding("unreadable-content", Place(writer.shown), message, problem.hint_th, Severity.WARNING)]
    except etree.XMLSyntaxError:
        message = "ข้อความที่นำเข้ามีอักขระที่สร้างเอกสารไม่ได้"
        return [Finding("unreadable-content", Place(writer.shown), message, "ตรวจไฟล์เนื้อหา", Severity.WARNING)]
    return [*_lost_words(pieces, root, writer.shown), *_other_labels(pieces, root, writer.shown)]


def _lines(pieces: Sequence[WrittenBlock]) -> dict[int, int]:
    """Return the paragraph of each line of the text, both from 1."""
    made: dict[int, int] = {}
    line = 1
    for piece in pieces:
        for _ in piece.text.split("\n"):
            made[line] = piece.number
            line += 1
        line += 1
    return made


def _unreadable(found: Finding, lines: dict[int, int], shown: str) -> Finding:
    place = Place(shown, lines.get(found.place.line, 0))
    return Finding(
        "unreadable-content", place, f"ข้อความที่นำเข้ายังสร้างเอกสารไม่ได้: {found.message}", found.hint, Severity.WARNING
    )


def _lost_words(pieces: Sequence[WrittenBlock], root: Any, shown: str) -> Iterator[Finding]:
    """Yield the pieces whose words the build will not print, if any letter is missing at all."""
    printed = "".join(_texts(root))
    # A label that came in as words is one to the content's reader: those that no piece has count as words.
    labels = _counted("".join(str(found.get("label", "")) for found in root.iter(*_LABELLED)))
    labels -= _counted("".join(piece.label for piece in pieces))
    missing = _counted("\n".join(piece.words for piece in pieces)) - _counted("".join(root.itertext())) - labels
    if not missing:
        return
    squeezed = _squeezed(printed)
    suspects = [piece for piece in pieces if _squeezed(piece.words) not in squeezed]
    for piece in suspects or [WrittenBlock(0, "", "".join(missing.elements()))]:
        message = f"ข้อความที่จะพิมพ์ต่างจากใน Word: {quoted(piece.words, MOST_TOLD)}"
        hint = "เทียบย่อหน้านี้กับไฟล์เนื้อหา"
        yield Finding("words-differ", Place(shown, piece.number), message, hint, Severity.WARNING)


def _texts(element: Any) -> Iterator[str]:
    """Yield the words of the markup in reading order, labels of clauses among them."""
    yield element.get("label", "") if element.tag in _LABELLED else ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _other_labels(pieces: Sequence[WrittenBlock], root: Any, shown: str) -> Iterator[Finding]:
    """Yield the clauses whose number docgen prints in another form or count than the Word file has it."""
    clauses = [piece for piece in pieces if piece.label]
    items = [str(found.get("label")) for found in root.iter(*_LABELLED) if found.get("label")]
    if len(items) != len(clauses):
        return
    for piece, label in zip(clauses, items, strict=True):
        if _squeezed(piece.label) != _squeezed(label):
            message = f"เลขข้อใน Word คือ {quoted(piece.label)} แต่ docgen จะพิมพ์ {label}"
            hint = "ตรวจว่าข้อความอื่นที่อ้างถึงข้อนี้ยังตรงกัน"
            yield Finding("label-differs", Place(shown, piece.number), message, hint, Severity.WARNING)


def _counted(text: str) -> Counter[str]:
    lines = (_BULLETS.sub("", line) for line in text.split("\n"))
    return letters("\n".join(lines).translate(_SEEN_ALIKE))


def _squeezed(text: str) -> str:
    return to_arabic_digits("".join(text.split()))

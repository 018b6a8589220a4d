"""Read the body of a Word file into paragraphs and tables. What is not taken over is told, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from docx.document import Document as DocxDocument

from docgen.errors import Finding, Place, error
from docgen.look.style import Layout
from docgen.word_import.characters import cleaned
from docgen.word_import.conservation import tell_what_is_missing
from docgen.word_import.context import Context
from docgen.word_import.fields import OpenFields
from docgen.word_import.inventory import children
from docgen.word_import.languages import with_true_english
from docgen.word_import.lists import read_lists, value_of
from docgen.word_import.names import qn
from docgen.word_import.page_breaks import with_page_breaks
from docgen.word_import.page_turns import is_landscape
from docgen.word_import.parts import tell_chunk, tell_other_parts
from docgen.word_import.records import Span, WordBlock, WordParagraph
from docgen.word_import.runs import DELETED, HOLDERS, spans_of
from docgen.word_import.styles import Styles, is_on
from docgen.word_import.tables import read_table
from docgen.word_import.told import Ledger
from docgen.writers.docx.styles import roles_by_name

MAX_PARAGRAPHS = 10_000
# Elements of the body; a document of 200 pages has some 60,000.
MAX_ELEMENTS = 200_000
_REST = re.compile(r"วรรคต่อไป (?P<text>[0-9.]+)/[0-9.]+$")
_ALIGNS = {"center": "center", "right": "right", "end": "right"}
_TWIPS_PER_CM = 1440 / 2.54


@dataclass(slots=True)
class Reader:
    """Reads one file. `findings` say what could not be taken over; their line is the number of the paragraph.

    `printable` are the code points that the document's fonts have; `is_draft` tells afterwards whether ร่าง stands
    across its pages, `ends_in_landscape` whether the last of them lie on their long side.
    """

    document: DocxDocument
    layout: Layout
    shown: str
    printable: frozenset[int]
    is_draft: bool = False
    secrecy: str = ""
    ends_in_landscape: bool = False
    ledger: Ledger = field(init=False)
    _context: Context = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.shown)

    @property
    def findings(self) -> list[Finding]:
        """Return what was told so far."""
        return self.ledger.findings()

    def blocks(self) -> list[WordBlock]:
        """Return the paragraphs and tables of the body. Raises DocgenError for more than a document can have."""
        number = 0
        self._refuse_the_endless()
        try:
            styles = {
                style.get(qn("w:styleId")): style for style in self.document.styles.element.findall(qn("w:style"))
            }
            self._context = Context(
                document=self.document,
                styles=Styles(styles, roles_by_name(self.layout)),
                lists=read_lists(self.document),
                printable=self.printable,
                ledger=self.ledger,
                fields=OpenFields(self.ledger),
            )
            found = list(self._joined(self._blocks(self.document.element.body)))
            self._context.fields.end_file(self._context.number)
            self.is_draft = tell_other_parts(self._context)
            self.secrecy = self._context.secrecy
            self.ends_in_landscape = is_landscape(self.document.element.body)
            tell_what_is_missing(self.document.element.body, self._context)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            # Well-formed XML that is no Word document: it came from outside and may hold anything anywhere.
            number = self._context.number if hasattr(self, "_context") else 0
            message = f"อ่านย่อหน้าที่ {number} ของไฟล์ไม่ได้" if number else "อ่านลักษณะ (styles) หรือเลขข้อของไฟล์ไม่ได้"
            raise error("broken-word", Place(self.shown), message, "เปิดด้วย Word แล้วบันทึกเป็น .docx ใหม่") from None
        return with_true_english(found)

    def _refuse_the_endless(self) -> None:
        """Raise DocgenError for more elements than can be read within seconds."""
        if any(number >= MAX_ELEMENTS for number, _ in enumerate(self.document.element.body.iter())):
            message = f"เอกสารมีส่วนย่อยเกิน {MAX_ELEMENTS:,} ส่วน"
            raise error("file-too-large", Place(self.shown), message, "แบ่งเป็นหลายไฟล์")

    def _blocks(self, parent: Any) -> Iterator[WordBlock]:
        for element in parent if isinstance(parent, list) else children(parent):
            if element.tag == qn("w:p"):
                yield from with_page_breaks(self._paragraph(element), element)
            elif element.tag == qn("w:tbl"):
                yield read_table(element, self._blocks, self._context)
            elif element.tag == qn("w:sdt"):
                self._context.tell_choices(element)
                content = element.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._blocks(content)
            elif element.tag in HOLDERS:
                yield from self._blocks(element)
            elif element.tag in DELETED:
                self._context.tell_words(DELETED[element.tag], element)
            elif element.tag == qn("w:altChunk"):
                tell_chunk(element, self._context)
            elif element.tag in (qn("m:oMath"), qn("m:oMathPara")):
                self._context.tell_words("equation", element)
            elif element.tag != qn("w:sectPr"):
                self._context.tell_words("unknown", element)

    def _joined(self, blocks: Iterator[WordBlock]) -> Iterator[WordBlock]:
        """Put paragraphs together whose parting end is gone: Word gives them the look of the last one."""
        held: WordParagraph | None = None
        for block in blocks:
            if held is not None and isinstance(block, WordParagraph):
                if held.text.strip() and block.text.strip():
                    self.ledger.add("joined", held.number, "")
                has_words = bool(held.text.strip())
                block = replace(
                    block, number=held.number if has_words else block.number, spans=held.spans + block.spans
                )
            elif held is not None:
                yield held
            held = block if isinstance(block, WordParagraph) and block.joins_next else None
            if held is None:
                yield block
        if held is not None:
            yield held

    def _paragraph(self, element: Any) -> WordParagraph:
        context = self._context
        context.number += 1
        context.numbers[element] = context.number
        if context.number > MAX_PARAGRAPHS:
            message = f"เอกสารมีเกิน {MAX_PARAGRAPHS:,} ย่อหน้า"
            raise error("file-too-large", Place(self.shown), message, "แบ่งเป็นหลายไฟล์")
        properties = element.find(qn("w:pPr"))
        style = value_of(properties, "w:pStyle")
        name = context.styles.name(style)
        rest = _REST.search(name)
        spans = tuple(self._cleaned(spans_of(element, Span(""), style, context)))
        context.fields.end_paragraph(context.number)
        context.taken[context.number] += [span.text for span in spans]
        has_words = any(span.text.strip() or span.picture for span in spans)
        align = self._property(properties, style, "w:jc")
        role = "rest" if rest else context.styles.roles.get(name, "")
        joins_next = _mark_is_gone(properties)
        return WordParagraph(
            context.number,
            spans,
            role,
            _ALIGNS.get(align.get(qn("w:val")) if align is not None else "", "left"),
            self._item(properties, style) if has_words and not joins_next else None,
            float(rest["text"]) if rest else -1.0,
            ends_section=properties is not None and properties.find(qn("w:sectPr")) is not None,
            is_landscape=is_landscape(properties),
            indent_cm=_indent(self._property(properties, style, "w:ind")),
            joins_next=joins_next,
        )

    def _cleaned(self, spans: Iterator[Span]) -> Iterator[Span]:
        """Yield spans that the fonts can print, neighbours of one look as one: Word parts runs wherever one typed."""
        at_start = True
        for span in _merged(spans):
            if span.picture:
                yield span
                continue
            text = cleaned(span.text, self.printable, self._context.teller, at_start=at_start)
            at_start &= not text.strip()
            yield replace(span, text=text)

    def _property(self, properties: Any, style: str, name: str) -> Any:
        own = properties.find(qn(name)) if properties is not None else None
        return own if own is not None else self._context.styles.inherited(style, "w:pPr", name)

    def _item(self, properties: Any, style: str) -> Any:
        numbering = self._property(properties, style, "w:numPr")
        if numbering is None:
            return None
        level = value_of(numbering, "w:ilvl")
        at = int(level) if level.isdecimal() and len(level) < 3 else 0
        return self._context.lists.place(value_of(numbering, "w:numId"), at)


def _indent(found: Any) -> float:
    """Return where the first line of a paragraph begins, in cm from the margin."""
    if found is None:
        return 0.0
    named = {name: found.get(qn(f"w:{name}")) or "" for name in ("left", "start", "firstLine", "hanging")}
    twips = {name: int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else 0 for name, value in named.items()}
    return ((twips["left"] or twips["start"]) + twips["firstLine"] - twips["hanging"]) / _TWIPS_PER_CM


def _mark_is_gone(properties: Any) -> bool:
    """Tell whether a paragraph's end was deleted under review, moved away or hidden: the next one goes on in it."""
    mark = properties.find(qn("w:rPr")) if properties is not None else None
    if mark is None or properties.find(qn("w:sectPr")) is not None:
        return False
    is_deleted = any(mark.find(qn(name)) is not None for name in ("w:del", "w:moveFrom"))
    return is_deleted or is_on(mark.find(qn("w:specVanish"))) or is_on(mark.find(qn("w:vanish")))


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    for _, group in groupby(spans, key=_look_of):
        alike = list(group)
        yield alike[0] if len(alike) == 1 else replace(alike[0], text="".join(span.text for span in alike))


def _look_of(span: Span) -> tuple[object, ...]:
    """Return what spans of one look share; a picture shares nothing with the next one."""
    own = id(span) if span.picture or span.note else 0
    looks = span.bold, span.italic, span.underline, span.raised, span.code, span.english
    return looks, span.href, span.fill, span.picture, own

"""Read the body of a Word file into paragraphs and tables. What is not taken over is told, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from docgen.errors import Finding, Place, Severity, error
from docgen.style import Layout
from docgen.word_import.lists import Lists, read_lists, value_of
from docgen.word_import.records import Span, WordBlock, WordParagraph, WordTable
from docgen.writers.docx.styles import roles_by_name

MAX_PARAGRAPHS = 20_000
_REST = re.compile(r"วรรคต่อไป (?P<text>[0-9.]+)/[0-9.]+$")
_ALIGNS = {"center": "center", "right": "right", "end": "right"}
_HOLDERS = frozenset(qn(name) for name in ("w:ins", "w:smartTag", "w:moveTo", "w:customXml", "w:fldSimple", "w:dir"))
_LOST = {
    qn("w:del"): "",  # what was struck out in a tracked change is not said any more
    qn("w:moveFrom"): "",
}


@dataclass(slots=True)
class Reader:
    """Reads one file. `findings` say what could not be taken over; their line is the number of the paragraph.

    `is_draft` tells afterwards whether ร่าง stands across its pages.
    """

    document: DocxDocument
    layout: Layout
    shown: str
    findings: list[Finding] = field(default_factory=list)
    is_draft: bool = False
    _number: int = 0

    def blocks(self) -> list[WordBlock]:
        """Return the paragraphs and tables of the body. Raises DocgenError for more than a document can have."""
        self._roles = roles_by_name(self.layout)
        self._lists: Lists = read_lists(self.document)
        self._styles = {
            style.get(qn("w:styleId")): style for style in self.document.styles.element.findall(qn("w:style"))
        }
        try:
            found = list(self._blocks(self.document.element.body))
            self._tell_headers_and_notes()
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            # Well-formed XML that is no Word document: it came from outside and may hold anything anywhere.
            message = f"อ่านย่อหน้าที่ {self._number} ของไฟล์ไม่ได้"
            raise error("broken-word", Place(self.shown), message, "เปิดด้วย Word แล้วบันทึกเป็น .docx ใหม่") from None
        return found

    _roles: dict[str, str] = field(default_factory=dict)
    _lists: Lists = field(default_factory=Lists)
    _styles: dict[str, Any] = field(default_factory=dict)

    def tell(self, code: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
        """Add a finding at the paragraph that is read."""
        self.findings.append(Finding(code, Place(self.shown, self._number), message, hint, severity))

    def _blocks(self, parent: Any) -> Iterator[WordBlock]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield self._table(element)
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._blocks(content)
            elif element.tag in _HOLDERS:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> WordParagraph:
        self._number += 1
        if self._number > MAX_PARAGRAPHS:
            message = f"เอกสารมีเกิน {MAX_PARAGRAPHS:,} ย่อหน้า"
            raise error("file-too-large", Place(self.shown), message, "แบ่งเป็นหลายไฟล์")
        properties = element.find(qn("w:pPr"))
        style = self._style_of(properties)
        name = value_of(style, "w:name")
        rest = _REST.search(name)
        spans = tuple(_merged(self._spans(element, Span(""))))
        has_words = any(span.text.strip() or span.picture for span in spans)
        item = self._item(properties, style) if has_words else None
        align = value_of(properties, "w:jc") or self._inherited(style, "w:jc")
        role = "rest" if rest else self._roles.get(name, "")
        rest_cm = float(rest["text"]) if rest else -1.0
        ends_section = properties is not None and properties.find(qn("w:sectPr")) is not None
        return WordParagraph(self._number, spans, role, _ALIGNS.get(align, "left"), item, rest_cm, ends_section)

    def _style_of(self, properties: Any) -> Any:
        return self._styles.get(value_of(properties, "w:pStyle")) if properties is not None else None

    def _inherited(self, style: Any, name: str) -> str:
        """Return a paragraph property of a style or of those that it is based on."""
        seen = 0
        while style is not None and seen < 20:
            if found := value_of(style.find(qn("w:pPr")), name):
                return found
            style, seen = self._styles.get(value_of(style, "w:basedOn")), seen + 1
        return ""

    def _item(self, properties: Any, style: Any) -> Any:
        numbering = properties.find(qn("w:numPr")) if properties is not None else None
        seen = 0
        while numbering is None and style is not None and seen < 20:
            own = style.find(qn("w:pPr"))
            numbering = own.find(qn("w:numPr")) if own is not None else None
            style, seen = self._styles.get(value_of(style, "w:basedOn")), seen + 1
        if numbering is None:
            return None
        level = value_of(numbering, "w:ilvl")
        return self._lists.place(value_of(numbering, "w:numId"), int(level) if level.isdecimal() else 0)

    def _spans(self, parent: Any, look: Span) -> Iterator[Span]:
        in_code = 0  # field codes stand between begin and separate
        for element in parent:
            if element.tag == qn("w:r"):
                for span, mark in self._run(element, look):
                    in_code += {"begin": 1, "separate": -1}.get(mark, 0)
                    if span is not None and not in_code:
                        yield span
            elif element.tag == qn("w:hyperlink"):
                yield from self._spans(element, replace(look, href=self._target(element)))
            elif element.tag == qn("w:sdt"):
                content = element.find(qn("w:sdtContent"))
                alias = value_of(element.find(qn("w:sdtPr")), "w:alias") or "ช่องกรอก"
                if content is not None:
                    yield from self._spans(content, replace(look, fill=alias))
            elif element.tag in _HOLDERS:
                yield from self._spans(element, look)
            elif element.tag in _LOST:
                self.tell("tracked-change", "มีข้อความที่ลบไว้แบบติดตามการแก้ไข จึงไม่นำเข้า", severity=Severity.HINT)

    def _target(self, element: Any) -> str:
        relation = self.document.part.rels.get(element.get(qn("r:id")) or "")
        address = relation.target_ref if relation is not None and relation.is_external else ""
        return address if re.fullmatch(r"(https?://|mailto:|tel:)[^\s<>]+", address) else ""

    def _run(self, run: Any, look: Span) -> Iterator[tuple[Span | None, str]]:
        """Yield what stands in a run, and marks of fields."""
        look = self._run_look(run.find(qn("w:rPr")), look)
        for element in run:
            tag = element.tag
            if tag == qn("w:t"):
                yield replace(look, text=element.text or ""), ""
            elif tag == qn("w:tab") or tag == qn("w:ptab"):
                yield replace(look, text="\t"), ""
            elif tag in (qn("w:br"), qn("w:cr")):
                kind = element.get(qn("w:type")) or "textWrapping"
                yield (replace(look, text="\n") if kind == "textWrapping" else None), ""
            elif tag == qn("w:noBreakHyphen"):
                yield replace(look, text="-"), ""
            elif tag == qn("w:fldChar"):
                yield None, str(element.get(qn("w:fldCharType")))
            elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference"), qn("w:sym"), qn("w:object")):
                self.tell("not-imported", "มีเชิงอรรถ สัญลักษณ์ หรือวัตถุที่นำเข้าไม่ได้", "พิมพ์เพิ่มในไฟล์เนื้อหาเอง")
            else:
                yield from ((span, "") for span in self._drawings(element, look))

    def _drawings(self, element: Any, look: Span) -> Iterator[Span]:
        """Yield the pictures of a drawing; the words of a text box are told, for they have no place in the text."""
        if element.tag == "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent":
            element = element[0] if len(element) else element
        if boxes := [text for box in element.iter(qn("w:txbxContent")) if (text := "".join(box.itertext()).strip())]:
            self.tell("text-box", f"กล่องข้อความนำเข้าไม่ได้: {boxes[0][:80]}", "พิมพ์ข้อความนี้ในไฟล์เนื้อหาเอง")
        for blip in element.iter(qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"):
            relation = blip.get(qn("r:embed")) or blip.get(qn("r:id")) or ""
            described = next((found.get("descr") for found in element.iter(qn("wp:docPr"))), None) or ""
            yield replace(look, text=described, picture=relation)

    def _run_look(self, properties: Any, look: Span) -> Span:
        if properties is None:
            return look
        style = self._styles.get(value_of(properties, "w:rStyle"))
        is_code = self._roles.get(value_of(style, "w:name")) == "code"
        if _is_on(properties, "w:u") and not look.href:
            self.tell("underline-lost", "ขีดเส้นใต้นำเข้าไม่ได้ ข้อความยังอยู่ครบ", severity=Severity.HINT)
        return replace(
            look,
            bold=look.bold or _is_on(properties, "w:b") or _is_on(properties, "w:bCs"),
            italic=look.italic or _is_on(properties, "w:i") or _is_on(properties, "w:iCs"),
            code=look.code or is_code,
            english=look.english or value_of(properties, "w:lang") == "en-US",
        )

    def _table(self, table: Any) -> WordTable:
        first = self._number + 1
        rows = []
        merged = False
        for row in table.iter(qn("w:tr")):
            if row.getparent() is not table and row.getparent().getparent() is not table:
                continue  # a row of a table within a cell
            cells = []
            for cell in row.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tr"))) is not row:
                    continue
                properties = cell.find(qn("w:tcPr"))
                merged |= properties is not None and bool(
                    properties.find(qn("w:vMerge")) is not None or value_of(properties, "w:gridSpan") not in ("", "1")
                )
                cells.append(tuple(block for block in self._blocks(cell) if isinstance(block, WordParagraph)))
                if cell.find(qn("w:tbl")) is not None:
                    self.tell("not-imported", "ตารางซ้อนในช่องของตารางนำเข้าไม่ได้", "พิมพ์เพิ่มในไฟล์เนื้อหาเอง")
            rows.append(tuple(cells))
        return WordTable(first, tuple(rows), merged)

    def _tell_headers_and_notes(self) -> None:
        for section in self.document.element.body.iter(qn("w:sectPr")):
            for reference in section.iter(qn("w:headerReference"), qn("w:footerReference")):
                relation = self.document.part.rels.get(reference.get(qn("r:id")) or "")
                part = relation.target_part if relation is not None and not relation.is_external else None
                arts = part.element.iter("{urn:schemas-microsoft-com:vml}textpath") if part is not None else ()
                self.is_draft |= any("ร่าง" in (art.get("string") or "") for art in arts)
                words = "".join(part.element.itertext(qn("w:t"))).strip() if part is not None else ""
                if len(re.sub(r"[^ก-๎A-Za-z]", "", words)) > 3:
                    message = f"หัวหรือท้ายกระดาษไม่ได้นำเข้า: {words[:80]}"
                    self.findings.append(Finding("not-imported", Place(self.shown), message, "", Severity.WARNING))


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(qn(name))
    return found is not None and (found.get(qn("w:val")) or "true") not in ("false", "0", "off", "none")


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Join neighbours of one look: Word parts runs wherever somebody typed."""
    held: Span | None = None
    for span in spans:
        if held is not None and not held.picture and not span.picture and replace(held, text=span.text) == span:
            held = replace(held, text=held.text + span.text)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held

"""Read the markup that a template wrote into a tree. Nothing else parses it; a name it does not know is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, get_args
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate, errors

from docgen import tree
from docgen.errors import Place, error

NAMES: dict[str, tuple[str, ...]] = {
    "document": ("title", "subject", "author", "keywords"),
    "section": ("role", "bookmark"),
    "h": ("level", "at", "bookmark"),
    "p": ("role", "at"),
    "ol": ("scheme", "level", "start", "at"),
    "ul": ("at",),
    "li": ("label", "at"),
    "table": ("role", "at"),
    "tr": (),
    "th": ("colspan", "rowspan", "align"),
    "td": ("colspan", "rowspan", "align"),
    "img": ("src", "alt", "at"),
    "emblem": ("src", "alt"),
    "signatures": ("at",),
    "signature": ("name", "as"),
    "contents": (),
    "b": (),
    "i": (),
    "code": (),
    "span": ("lang",),
    "a": ("href",),
    "fill": ("name",),
    "br": (),
}
_MALFORMED = {errors.XML_ERROR_NO_ELEMENTS: "แม่แบบว่าง", errors.XML_ERROR_TAG_MISMATCH: "เปิดกับปิดคนละชื่อ"}
_INLINE = ("b", "i", "code", "span", "a", "fill", "br")


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element | str] = field(default_factory=list)

    def elements(self) -> Iterable[_Element]:
        return (child for child in self.children if isinstance(child, _Element))


def read_markup(text: str, template: str) -> tree.Document:
    """Return the document that a template's markup describes.

    Raises DocgenError with the template's path and the offending line of markup: a parser sees rendered text, so
    the line number alone would not lead anywhere.
    """
    reader = _Reader(text.split("\n"), template)
    root = reader.parse(text)
    if root.name != "document":
        reader.fail(root, f"ต้องขึ้นต้นด้วย <document> ไม่ใช่ <{root.name}>", "ดูแม่แบบ announcement.xml.j2")
    return reader.document(root)


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    template: str

    def fail(self, at: _Element | int, message: str, hint: str) -> NoReturn:
        line = at if isinstance(at, int) else at.line
        excerpt = self.lines[line - 1].strip()[:120] if 0 < line <= len(self.lines) else ""
        raise error("template-markup", Place(f"templates/{self.template}"), message, hint, excerpt)

    def parse(self, text: str) -> _Element:
        top = _Element("", {}, 0)
        open_elements = [top]
        parser = ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            element = _Element(name, attributes, parser.CurrentLineNumber)
            self.check_names(element)
            open_elements[-1].children.append(element)
            open_elements.append(element)

        def refuse(*_: Any) -> None:
            self.fail(parser.CurrentLineNumber, "แม่แบบใช้ DOCTYPE ไม่ได้", "ลบ <!DOCTYPE …> ออก")

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda _: open_elements.pop()
        parser.CharacterDataHandler = lambda words: open_elements[-1].children.append(words)
        parser.StartDoctypeDeclHandler = refuse
        parser.buffer_text = True
        try:
            parser.Parse(text, True)
        except ExpatError as problem:
            cause = _MALFORMED.get(ErrorString(problem.code), "มีเครื่องหมายผิดที่")
            self.fail(problem.lineno, f"แม่แบบเขียนไม่ครบรูป: {cause}", "ตรวจว่าเปิดและปิดชื่อครบทุกคู่")
        return next(iter(top.elements()))

    def check_names(self, element: _Element) -> None:
        if element.name not in NAMES:
            self.fail(element, f"ไม่รู้จัก <{element.name}>", "ชื่อที่ใช้ได้: " + " ".join(NAMES))
        for attribute in element.attributes:
            if attribute not in NAMES[element.name]:
                known = " ".join(NAMES[element.name]) or "ไม่มี"
                self.fail(element, f"<{element.name}> ไม่มี {attribute}", f"ที่ใช้ได้: {known}")

    def role(self, element: _Element, known: Iterable[str]) -> Any:
        role = element.attributes.get("role", "")
        if role not in known:
            self.fail(element, f'ไม่รู้จัก role="{role}"', "role ที่ใช้ได้: " + " ".join(known))
        return role

    def number(self, element: _Element, name: str, default: int, limit: int = 9999) -> int:
        text = element.attributes.get(name, str(default))
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) <= limit):
            self.fail(element, f'{name}="{text}" ต้องเป็นจำนวนเต็มไม่เกิน {limit}', "แก้ตัวเลขในแม่แบบ")
        return int(text)

    def document(self, root: _Element) -> tree.Document:
        keywords = tuple(word for word in root.attributes.get("keywords", "").split(";") if word)
        title, subject, author = (root.attributes.get(key, "") for key in ("title", "subject", "author"))
        return tree.Document(title, subject, author, keywords, tuple(map(self.section, self.only(root, "section"))))

    def only(self, element: _Element, *names: str) -> list[_Element]:
        for child in element.children:
            if isinstance(child, str) and child.strip():
                self.fail(element, f"มีข้อความลอยใน <{element.name}>: {child.strip()[:40]}", "ใส่ข้อความใน <p role=…>")
            if isinstance(child, _Element) and child.name not in names:
                self.fail(child, f"<{child.name}> อยู่ใน <{element.name}> ไม่ได้", "ที่อยู่ได้: " + " ".join(names))
        return list(element.elements())

    def section(self, element: _Element) -> tree.Section:
        role = self.role(element, get_args(tree.SectionRole))
        return tree.Section(role, self.blocks(element), element.attributes.get("bookmark", ""))

    def blocks(self, element: _Element) -> tuple[tree.Block, ...]:
        makers: dict[str, Callable[[_Element], tree.Block]] = {
            "h": self.heading,
            "p": self.paragraph,
            "ol": self.clause_list,
            "ul": self.bullet_list,
            "table": self.table,
            "img": self.figure,
            "emblem": self.emblem,
            "signatures": self.signatures,
            "contents": lambda found: tree.Contents(""),
        }
        return tuple(makers[child.name](child) for child in self.only(element, *makers))

    def heading(self, element: _Element) -> tree.Heading:
        level = self.number(element, "level", 1, limit=3)
        at, bookmark = element.attributes.get("at", ""), element.attributes.get("bookmark", "")
        return tree.Heading(level, self.inlines(element), at, bookmark)

    def paragraph(self, element: _Element) -> tree.Paragraph:
        role = self.role(element, get_args(tree.ParagraphRole))
        return tree.Paragraph(role, self.inlines(element), element.attributes.get("at", ""))

    def clause_list(self, element: _Element) -> tree.ClauseList:
        clauses = tuple(
            tree.Clause(item.attributes.get("label", ""), self.blocks(item), item.attributes.get("at", ""))
            for item in self.only(element, "li")
        )
        return tree.ClauseList(
            element.attributes.get("scheme", ""),
            self.number(element, "level", 1, limit=3),
            self.number(element, "start", 1),
            clauses,
            element.attributes.get("at", ""),
        )

    def bullet_list(self, element: _Element) -> tree.BulletList:
        return tree.BulletList(tuple(map(self.blocks, self.only(element, "li"))), element.attributes.get("at", ""))

    def table(self, element: _Element) -> tree.Table:
        rows = [tree.Row(tuple(map(self.cell, self.only(row, "th", "td")))) for row in self.only(element, "tr")]
        heads = next((i for i, row in enumerate(rows) if not all(cell.head for cell in row.cells)), len(rows))
        role = self.role(element, get_args(tree.TableRole))
        return tree.Table(role, tuple(rows[:heads]), tuple(rows[heads:]), element.attributes.get("at", ""))

    def cell(self, element: _Element) -> tree.Cell:
        colspan, rowspan = self.number(element, "colspan", 1, 50), self.number(element, "rowspan", 1, 500)
        align: Any = element.attributes.get("align", "left")
        if align not in ("left", "center", "right"):
            self.fail(element, f'ไม่รู้จัก align="{align}"', "ใช้ left, center หรือ right")
        return tree.Cell(self.blocks(element), element.name == "th", colspan, rowspan, align)

    def figure(self, element: _Element) -> tree.Figure:
        source, alt = element.attributes.get("src", ""), element.attributes.get("alt", "")
        return tree.Figure(source, alt, self.inlines(element), element.attributes.get("at", ""))

    def emblem(self, element: _Element) -> tree.Figure:
        return tree.Figure(element.attributes.get("src", ""), element.attributes.get("alt", ""), (), "", emblem=True)

    def signatures(self, element: _Element) -> tree.SignatureBlock:
        signed = tuple(
            tree.Signature(item.attributes.get("name", ""), self.lines_of(item), item.attributes.get("as", ""))
            for item in self.only(element, "signature")
        )
        return tree.SignatureBlock(signed, element.attributes.get("at", ""))

    def lines_of(self, element: _Element) -> tuple[str, ...]:
        """Return the texts between <br/>: the lines of a position."""
        lines = [""]
        for inline in self.inlines(element):
            if isinstance(inline, tree.Run):
                lines[-1] += inline.text
            else:
                lines.append("")
        return tuple(lines)

    def inlines(self, element: _Element) -> tuple[tree.Inline, ...]:
        found = list(self.runs(element, tree.Run("")))
        if found and isinstance(found[0], tree.Run):
            found[0] = _with_text(found[0], found[0].text.lstrip())
        if found and isinstance(found[-1], tree.Run):
            found[-1] = _with_text(found[-1], found[-1].text.rstrip())
        return tuple(inline for inline in found if not isinstance(inline, tree.Run) or inline.text)

    def runs(self, element: _Element, look: tree.Run) -> Iterable[tree.Inline]:
        for child in element.children:
            if isinstance(child, str):
                yield _with_text(look, re.sub(r"[ \t\n]+", " ", child))
            elif child.name == "br":
                yield tree.LineBreak()
            elif child.name in _INLINE:
                yield from self.runs(child, _look(child, look))
            else:
                self.fail(child, f"<{child.name}> อยู่ใน <{element.name}> ไม่ได้", "ที่อยู่ได้: " + " ".join(_INLINE))


def _with_text(look: tree.Run, text: str) -> tree.Run:
    return replace(look, text=text)


def _look(element: _Element, outer: tree.Run) -> tree.Run:
    given = element.attributes
    bold, italic = outer.bold or element.name == "b", outer.italic or element.name == "i"
    code = outer.code or element.name == "code"
    lang, href = given.get("lang", outer.lang), given.get("href", outer.href)
    return tree.Run("", bold, italic, code, lang, href, given.get("name", outer.fill))

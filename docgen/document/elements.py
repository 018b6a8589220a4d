"""Read the markup that a template wrote into elements: its names, what each may have, and where one is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate, errors

from docgen.errors import Place, error

NAMES: dict[str, tuple[str, ...]] = {
    "document": ("title", "subject", "author", "keywords"),
    "section": ("role", "bookmark"),
    "h": ("level", "align", "at", "bookmark"),
    "p": ("role", "at"),
    "line": ("role", "at"),
    "part": ("label", "under"),
    "ol": ("scheme", "level", "start", "patterns", "at"),
    "people": ("scheme", "level", "start", "patterns", "at"),
    "person": ("label", "at"),
    "cell": (),
    "ul": ("at",),
    "li": ("label", "at"),
    "table": ("role", "at", "widths"),
    "tr": (),
    "th": ("colspan", "rowspan", "align", "lacks"),
    "td": ("colspan", "rowspan", "align", "lacks"),
    "img": ("src", "alt", "at", "address"),
    "figures": ("at",),
    "emblem": ("src", "alt", "size"),
    "signatures": ("at",),
    "signature": ("name", "as", "rank"),
    "contents": (),
    "pagebreak": ("at",),
    "landscape": (),
    "headrule": (),
    "b": (),
    "i": (),
    "u": (),
    "sup": (),
    "code": (),
    "span": ("lang",),
    "a": ("href",),
    "fill": ("name",),
    "br": (),
    "note": (),
}
_MALFORMED = {errors.XML_ERROR_NO_ELEMENTS: "แม่แบบว่าง", errors.XML_ERROR_TAG_MISMATCH: "เปิดกับปิดคนละชื่อ"}


@dataclass(slots=True)
class MarkupElement:
    """An element of the markup, with the line that it begins on."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[MarkupElement | str] = field(default_factory=list)

    def elements(self) -> Iterable[MarkupElement]:
        """Return the elements in it, without the words between them."""
        return (child for child in self.children if isinstance(child, MarkupElement))


@dataclass(slots=True)
class Markup:
    """What a template wrote, by lines, and the template's name for errors."""

    lines: list[str]
    template: str

    def fail(self, at: MarkupElement | int, message: str, hint: str) -> NoReturn:
        """Raise DocgenError about an element, or a line."""
        line = at if isinstance(at, int) else at.line
        excerpt = self.lines[line - 1].strip()[:120] if 0 < line <= len(self.lines) else ""
        raise error("template-markup", Place(f"templates/{self.template}"), message, hint, excerpt)

    def parse(self, text: str) -> MarkupElement:
        """Return the outermost element. Raises DocgenError for what is no markup of ours."""
        top = MarkupElement("", {}, 0)
        open_elements = [top]
        parser = ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            element = MarkupElement(name, attributes, parser.CurrentLineNumber)
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

    def check_names(self, element: MarkupElement) -> None:
        """Refuse a name that the markup does not have, and an attribute that the element does not."""
        if element.name not in NAMES:
            self.fail(element, f"ไม่รู้จัก <{element.name}>", "ชื่อที่ใช้ได้: " + " ".join(NAMES))
        for attribute in element.attributes:
            if attribute not in NAMES[element.name]:
                known = " ".join(NAMES[element.name]) or "ไม่มี"
                self.fail(element, f"<{element.name}> ไม่มี {attribute}", f"ที่ใช้ได้: {known}")

    def role(self, element: MarkupElement, known: Iterable[str]) -> Any:
        """Return the role of an element, which must be a known one."""
        role = element.attributes.get("role", "")
        if role not in known:
            self.fail(element, f'ไม่รู้จัก role="{role}"', "role ที่ใช้ได้: " + " ".join(known))
        return role

    def number(self, element: MarkupElement, name: str, default: int, limit: int = 9999) -> int:
        """Return an attribute that is a whole number up to a limit, or the default."""
        text = element.attributes.get(name, str(default))
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) <= limit):
            self.fail(element, f'{name}="{text}" ต้องเป็นจำนวนเต็มไม่เกิน {limit}', "แก้ตัวเลขในแม่แบบ")
        return int(text)

    def only(self, element: MarkupElement, *names: str) -> list[MarkupElement]:
        """Return the elements in one, which must be of these names, with no words between them."""
        for child in element.children:
            if isinstance(child, str) and child.strip():
                self.fail(element, f"มีข้อความลอยใน <{element.name}>: {child.strip()[:40]}", "ใส่ข้อความใน <p role=…>")
            if isinstance(child, MarkupElement) and child.name not in names:
                self.fail(child, f"<{child.name}> อยู่ใน <{element.name}> ไม่ได้", "ที่อยู่ได้: " + " ".join(names))
        return list(element.elements())

"""Make a tree of the markup that a template wrote. Nothing else reads it; a name it does not know is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, get_args

from docgen import tree
from docgen.document.elements import Markup, MarkupElement
from docgen.thai.numerals import thai_number

_INLINE = ("b", "i", "u", "sup", "code", "span", "a", "fill", "br")


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


class _Reader(Markup):
    """Makes nodes of elements. Footnotes are counted through the whole document."""

    note_count = 0
    in_note = False

    def document(self, root: MarkupElement) -> tree.Document:
        keywords = tuple(word for word in root.attributes.get("keywords", "").split(";") if word)
        title, subject, author = (root.attributes.get(key, "") for key in ("title", "subject", "author"))
        return tree.Document(title, subject, author, keywords, tuple(map(self.section, self.only(root, "section"))))

    def section(self, element: MarkupElement) -> tree.Section:
        role = self.role(element, get_args(tree.SectionRole))
        return tree.Section(role, self.blocks(element), element.attributes.get("bookmark", ""))

    def blocks(self, element: MarkupElement) -> tuple[tree.Block, ...]:
        makers: dict[str, Callable[[MarkupElement], tree.Block]] = {
            "h": self.heading,
            "p": self.paragraph,
            "ol": self.clause_list,
            "ul": self.bullet_list,
            "table": self.table,
            "img": self.figure,
            "figures": self.figure_row,
            "emblem": self.emblem,
            "signatures": self.signatures,
            "contents": lambda found: tree.Contents(""),
        }
        return tuple(makers[child.name](child) for child in self.only(element, *makers))

    def heading(self, element: MarkupElement) -> tree.Heading:
        level = self.number(element, "level", 1, limit=3)
        at, bookmark = element.attributes.get("at", ""), element.attributes.get("bookmark", "")
        return tree.Heading(level, self.inlines(element), at, bookmark)

    def paragraph(self, element: MarkupElement) -> tree.Paragraph:
        role = self.role(element, get_args(tree.ParagraphRole))
        return tree.Paragraph(role, self.inlines(element), element.attributes.get("at", ""))

    def clause_list(self, element: MarkupElement) -> tree.ClauseList:
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

    def bullet_list(self, element: MarkupElement) -> tree.BulletList:
        return tree.BulletList(tuple(map(self.blocks, self.only(element, "li"))), element.attributes.get("at", ""))

    def table(self, element: MarkupElement) -> tree.Table:
        rows = [tree.Row(tuple(map(self.cell, self.only(row, "th", "td")))) for row in self.only(element, "tr")]
        heads = next((i for i, row in enumerate(rows) if not all(cell.head for cell in row.cells)), len(rows))
        role = self.role(element, get_args(tree.TableRole))
        shares = element.attributes.get("widths", "")
        widths = tuple(float(share) for share in shares.split() if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,3})?", share))
        return tree.Table(role, tuple(rows[:heads]), tuple(rows[heads:]), element.attributes.get("at", ""), widths)

    def cell(self, element: MarkupElement) -> tree.Cell:
        colspan, rowspan = self.number(element, "colspan", 1, 50), self.number(element, "rowspan", 1, 500)
        align: Any = element.attributes.get("align", "left")
        if align not in ("left", "center", "right"):
            self.fail(element, f'ไม่รู้จัก align="{align}"', "ใช้ left, center หรือ right")
        lacks = element.attributes.get("lacks", "")
        return tree.Cell(self.blocks(element), element.name == "th", colspan, rowspan, align, lacks)

    def figure(self, element: MarkupElement) -> tree.Figure:
        source, alt, at, address = (element.attributes.get(name, "") for name in ("src", "alt", "at", "address"))
        return tree.Figure(source, alt, self.inlines(element), at, address=address)

    def figure_row(self, element: MarkupElement) -> tree.FigureRow:
        figures = tuple(map(self.figure, self.only(element, "img")))
        return tree.FigureRow(figures, element.attributes.get("at", ""))

    def emblem(self, element: MarkupElement) -> tree.Figure:
        return tree.Figure(element.attributes.get("src", ""), element.attributes.get("alt", ""), (), "", emblem=True)

    def signatures(self, element: MarkupElement) -> tree.SignatureBlock:
        signed = tuple(
            tree.Signature(item.attributes.get("name", ""), self.lines_of(item), item.attributes.get("as", ""))
            for item in self.only(element, "signature")
        )
        return tree.SignatureBlock(signed, element.attributes.get("at", ""))

    def lines_of(self, element: MarkupElement) -> tuple[str, ...]:
        """Return the texts between <br/>: the lines of a position."""
        lines = [""]
        for inline in self.inlines(element):
            if isinstance(inline, tree.Run):
                lines[-1] += inline.text
            else:
                lines.append("")
        return tuple(lines)

    def inlines(self, element: MarkupElement) -> tuple[tree.Inline, ...]:
        found = list(self.runs(element, tree.Run("")))
        if found and isinstance(found[0], tree.Run):
            found[0] = _with_text(found[0], found[0].text.lstrip())
        if found and isinstance(found[-1], tree.Run):
            found[-1] = _with_text(found[-1], found[-1].text.rstrip())
        return tuple(inline for inline in found if not isinstance(inline, tree.Run) or inline.text)

    def runs(self, element: MarkupElement, look: tree.Run) -> Iterable[tree.Inline]:
        for child in element.children:
            if isinstance(child, str):
                yield _with_text(look, re.sub(r"[ \t\n]+", " ", child))
            elif child.name == "br":
                yield tree.LineBreak()
            elif child.name == "note" and not self.in_note:
                self.note_count += 1
                number, self.in_note = thai_number(self.note_count), True
                yield replace(look, text=number, raised=True, note=self.inlines(child))
                self.in_note = False
            elif child.name in _INLINE:
                yield from self.runs(child, _look(child, look))
            else:
                self.fail(child, f"<{child.name}> อยู่ใน <{element.name}> ไม่ได้", "ที่อยู่ได้: " + " ".join(_INLINE))


def _with_text(look: tree.Run, text: str) -> tree.Run:
    return replace(look, text=text)


def _look(element: MarkupElement, outer: tree.Run) -> tree.Run:
    given = element.attributes
    bold, italic = outer.bold or element.name == "b", outer.italic or element.name == "i"
    code = outer.code or element.name == "code"
    lang, href = given.get("lang", outer.lang), given.get("href", outer.href)
    underline, raised = outer.underline or element.name == "u", outer.raised or element.name == "sup"
    return tree.Run("", bold, italic, code, lang, href, given.get("name", outer.fill), underline, raised)

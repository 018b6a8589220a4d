"""Make a tree of the markup that a template wrote. Nothing else reads it; a name it does not know is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, get_args

from docgen import tree
from docgen.content.counting import PATTERNS_END
from docgen.content.nesting import LEVELS
from docgen.document.elements import Markup, MarkupElement
from docgen.document.turned import parted
from docgen.thai.duties import is_duty
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
        sections = tuple(made for section in self.only(root, "section") for made in self.sections(section))
        return tree.Document(title, subject, author, keywords, sections)

    def sections(self, element: MarkupElement) -> Iterator[tree.Section]:
        """Yield a section, and those that it is parted into where attachments in landscape stand in it."""
        role = self.role(element, get_args(tree.SectionRole))
        for number, (turned, one) in enumerate(parted(element)):
            bookmark = "" if number else element.attributes.get("bookmark", "")
            yield tree.Section(turned or role, self.blocks(one), bookmark)

    def blocks(self, element: MarkupElement) -> tuple[tree.Block, ...]:
        makers: dict[str, Callable[[MarkupElement], tree.Block]] = {
            "h": self.heading,
            "p": self.paragraph,
            "line": self.parted_line,
            "ol": self.clause_list,
            "ul": self.bullet_list,
            "table": self.table,
            "img": self.figure,
            "figures": self.figure_row,
            "emblem": self.emblem,
            "signatures": self.signatures,
            "contents": lambda found: tree.Contents(""),
            "people": self.people,
            "headrule": lambda found: tree.HeadRule(),
            "pagebreak": lambda found: tree.PageBreak(found.attributes.get("at", "")),
        }
        return tuple(makers[child.name](child) for child in self.only(element, *makers))

    def heading(self, element: MarkupElement) -> tree.Heading:
        level = self.number(element, "level", 1, limit=3)
        at, bookmark = element.attributes.get("at", ""), element.attributes.get("bookmark", "")
        align: Any = element.attributes.get("align", "left")
        if align not in ("left", "center"):
            self.fail(element, f'ไม่รู้จัก align="{align}"', "ใช้ left หรือ center")
        return tree.Heading(level, self.inlines(element), at, bookmark, align)

    def paragraph(self, element: MarkupElement) -> tree.Paragraph:
        role = self.role(element, get_args(tree.ParagraphRole))
        return tree.Paragraph(role, self.inlines(element), element.attributes.get("at", ""))

    def parted_line(self, element: MarkupElement) -> tree.PartedLine:
        role = self.role(element, get_args(tree.LineRole))
        parts = tuple(
            tree.LinePart(one.attributes.get("label", ""), self.inlines(one), one.attributes.get("under", ""))
            for one in self.only(element, "part")
        )
        return tree.PartedLine(role, parts, element.attributes.get("at", ""))

    def clause_list(self, element: MarkupElement) -> tree.ClauseList:
        clauses = tuple(
            tree.Clause(item.attributes.get("label", ""), self.blocks(item), item.attributes.get("at", ""))
            for item in self.only(element, "li")
        )
        scheme, level, start, patterns = self.numbered(element)
        return tree.ClauseList(scheme, level, start, clauses, element.attributes.get("at", ""), patterns)

    def numbered(self, element: MarkupElement) -> tuple[str, int, int, tuple[str, ...]]:
        """Return scheme, level, first number and patterns of a list."""
        patterns = tuple(filter(None, element.attributes.get("patterns", "").split(PATTERNS_END)))
        level, start = self.number(element, "level", 1, limit=LEVELS), self.number(element, "start", 1)
        return element.attributes.get("scheme", ""), level, start, patterns

    def people(self, element: MarkupElement) -> tree.People:
        rows = tuple(
            tree.PersonRow(
                row.attributes.get("label", ""),
                tuple(map(self.inlines, self.only(row, "cell"))),
                row.attributes.get("at", ""),
            )
            for row in self.only(element, "person")
        )
        if not rows or not all(row.cells for row in rows):
            self.fail(element, "<people> ต้องมี <person> และ <cell>", "ใส่ <person><cell>ชื่อ</cell></person>")
        most = max(len(row.cells) for row in rows)
        rows = tuple(_with_duty_last(row, most) for row in rows)
        return tree.People(rows, element.attributes.get("at", ""), *self.numbered(element))

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
        source, alt = element.attributes.get("src", ""), element.attributes.get("alt", "")
        is_small = element.attributes.get("size", "") == "small"
        return tree.Figure(source, alt, (), "", emblem=True, is_small=is_small)

    def signatures(self, element: MarkupElement) -> tree.SignatureBlock:
        signed = tuple(
            tree.Signature(
                item.attributes.get("name", ""),
                self.lines_of(item),
                item.attributes.get("as", ""),
                item.attributes.get("rank", ""),
            )
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


def _with_duty_last(row: tree.PersonRow, count: int) -> tree.PersonRow:
    """Return a row of fewer columns than others with its duty in the last one: somebody without a post."""
    lacking = count - len(row.cells)
    if not lacking or len(row.cells) == 1 or not is_duty(tree.inline_text(row.cells[-1])):
        return row
    return replace(row, cells=(*row.cells[:-1], *((),) * lacking, row.cells[-1]))


def _with_text(look: tree.Run, text: str) -> tree.Run:
    return replace(look, text=text)


def _look(element: MarkupElement, outer: tree.Run) -> tree.Run:
    given = element.attributes
    bold, italic = outer.bold or element.name == "b", outer.italic or element.name == "i"
    code = outer.code or element.name == "code"
    lang, href = given.get("lang", outer.lang), given.get("href", outer.href)
    underline, raised = outer.underline or element.name == "u", outer.raised or element.name == "sup"
    return tree.Run("", bold, italic, code, lang, href, given.get("name", outer.fill), underline, raised)

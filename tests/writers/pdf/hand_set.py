"""Pages set by hand: one of each thing that can stand on a page, from lines that the typesetter made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.document.project import read_project
from docgen.look.style import Layout, ParagraphStyle
from docgen.thai.lexicon import make_lexicon
from docgen.tree import Document, Run
from docgen.typeset.lines import Piece, SetLine, Typesetter
from docgen.typeset.placed import (
    Destination,
    Element,
    OutlineEntry,
    Placed,
    PlacedField,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
    SetPage,
    SetPages,
)
from docgen.typeset.shape import Fonts
from docgen.writers.pdf.file import write_file
from tests.conftest import ROOT

A4 = (595.2756, 841.8898)
THAI = "องค์การบริหารส่วนตำบลบึงนครขอประกาศให้ทราบโดยทั่วกัน น้ำ ป้ำ ผู้ใหญ่ กำกับดูแลให้เป็นไปตามกฎหมายทุกประการ "
DOCUMENT = Document("ทดสอบ <หน้า>", "เรื่อง & ราว", "อบต.บึงนคร", ("O42", "๒๕๖๖"), ())
EMBLEM = "templates/emblem/garuda-3cm-600dpi.png"


@dataclass(slots=True)
class Hand:
    """Sets things one below the other, from the top of a page."""

    layout: Layout
    fonts: Fonts
    elements: list[Element] = field(default_factory=list)
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = 100.0

    def element(self, tag: str, parent: int = 0, **more: object) -> int:
        self.elements.append(Element(tag, parent, **more))  # type: ignore[arg-type]
        return len(self.elements) - 1

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = 100.0

    def lines(self, runs: list[Run], style: ParagraphStyle | None = None, label: str = "") -> list[SetLine]:
        style = style or self.layout.styles["body"]
        setter = Typesetter(self.fonts, make_lexicon(()), self.layout.composition)
        piece: Piece | None = None
        room = 0.0
        if label:
            piece, room = setter.label(label, style, 1.0, 0.1)
        return list(setter.paragraph(runs, style, 16.0, room, "t:1", piece).lines)

    def put(self, lines: list[SetLine], *owners: int) -> None:
        """Place lines; each piece belongs to the owner of its number, those beyond to the last one."""
        for line in lines:
            listed = tuple(owners[min(number, len(owners) - 1)] for number in range(len(line.pieces)))
            self.pages[-1].append(PlacedLine(line, 85.0, self.y + 15, self.y, 20.8, listed))
            self.y += 20.8

    def add(self, thing: Placed) -> None:
        self.pages[-1].append(thing)

    def set(self, destinations: tuple[Destination, ...] = (), outline: tuple[OutlineEntry, ...] = ()) -> SetPages:
        pages = tuple(SetPage(*A4, tuple(things)) for things in self.pages)
        return SetPages(pages, tuple(self.elements), destinations, outline)


def hand(root: Path = ROOT) -> Hand:
    """Return an empty document: its element Document is the first."""
    layout = read_project(ROOT).layout
    made = Hand(layout, Fonts(root / "fonts", layout.font))
    made.element("Document", -1)
    return made


def one_of_each() -> tuple[SetPages, Fonts]:
    """Return two pages with a picture, a heading, a paragraph over both pages, a list, links, a table, a field."""
    made = hand()
    figure = made.element("Figure", alt="ตราครุฑ")
    made.add(PlacedPicture(EMBLEM, 250.0, 42.5, 79.9, 85.0, figure))
    made.y = 140.0
    made.put(made.lines([Run("หัวเรื่อง", bold=True)], made.layout.styles["title"]), made.element("H1"))
    paragraph = made.element("P")
    lines = made.lines([Run(THAI * 8)])
    made.put(lines[:4], paragraph)
    made.put(made.lines([Run("- ๑ -")]), -1)
    made.turn()
    made.put(lines[4:], paragraph)
    listed = made.element("L", attributes=(("List", "ListNumbering", "Decimal"),))
    item = made.element("LI", listed)
    label, body = made.element("Lbl", item), made.element("LBody", item)
    words = made.element("P", body)
    made.put(made.lines([Run("กำหนดแนวทาง")], label="๑."), label, words)
    mixed = made.element("P")
    english = made.element("Span", mixed, lang="en")
    outer = made.element("Link", mixed, href="https://example.go.th/ข้อมูล?a=1")
    inner = made.element("Link", mixed, destination="s1")
    runs = [
        Run("ตาม "),
        Run("Open Data", lang="en"),
        Run(" ที่ "),
        Run("เว็บไซต์", href="a"),
        Run(" "),
        Run("บทนำ", href="b"),
    ]
    made.put(made.lines(runs), mixed, english, mixed, outer, mixed, inner)
    table = made.element("Table")
    row = made.element("TR", table)
    head = made.element("TH", row, attributes=(("Table", "Scope", "Column"), ("Table", "ColSpan", 2)))
    made.element("TD", row)
    made.put(made.lines([Run("ลำดับ")]), head)
    for x0, y0, x1, y1 in ((85, 100, 500, 100), (85, 100, 85, 300)):
        made.add(PlacedRule(x0, y0, x1, y1, 0.5))
    form = made.element("Form")
    made.add(PlacedField("(นายสมชาย ใจดี)", 300.0, 400.0, 226.77, 62.4, form))
    places = (Destination("s1", 0, 140.0, 2), Destination("s0", 1, 100.0, 3))
    outline = tuple(
        OutlineEntry(level, title, place)
        for level, title, place in (
            (1, "บทนำ", places[0]),
            (3, "ก", places[1]),
            (2, "ข", places[1]),
            (1, "ท้าย", places[1]),
        )
    )
    return made.set(places, outline), made.fonts


def pdf_of_each(document: Document = DOCUMENT) -> bytes:
    """Return those pages as a PDF."""
    pages, fonts = one_of_each()
    return write_file(pages, document, fonts, ROOT)

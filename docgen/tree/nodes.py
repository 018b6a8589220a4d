"""The nodes: what a document says and in what order. No look, no layout, no helper characters.

Text stands here exactly as a reader should copy it, Thai digits included. Writers decide how it looks.
`place` is where a block was written, as "path:line" relative to the project ("" for words of the template).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.tree.figures import Figure, FigureRow
from docgen.tree.inlines import Inline
from docgen.tree.roles import LineRole, ParagraphRole, SectionRole, TableRole
from docgen.tree.signatures import SignatureBlock


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, level 1 to 3; `bookmark` is its entry in outline and contents ("" for none).

    That of a chapter (หมวด) stands in the middle.
    """

    level: int
    inlines: tuple[Inline, ...]
    place: str
    bookmark: str = ""
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (วรรค) in the role that it plays."""

    role: ParagraphRole
    inlines: tuple[Inline, ...]
    place: str


@dataclass(frozen=True, slots=True)
class LinePart:
    """Words at one of the places of a line, after what they are called there ("" for nothing).

    `under` is the label of a line above whose words these stand under, where there is no label of their own.
    """

    label: str
    inlines: tuple[Inline, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class PartedLine:
    """A line of a letter's head or of a list of people: parts side by side, at the places that the layout gives."""

    role: LineRole
    parts: tuple[LinePart, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause (ข้อ): its printed label such as "๒.๑", its own blocks, subclauses among them."""

    label: str
    blocks: tuple[Block, ...]
    place: str


@dataclass(frozen=True, slots=True)
class ClauseList:
    """Clauses of one level from 1, counted from `start` by the numbering scheme named `scheme`.

    `patterns` are those by which this level and those above it are labelled, () where they are the scheme's own.
    """

    scheme: str
    level: int
    start: int
    items: tuple[Clause, ...]
    place: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of columns without rules: its label as a clause's ("" for none), and what stands in each column."""

    label: str
    cells: tuple[tuple[Inline, ...], ...]
    place: str


@dataclass(frozen=True, slots=True)
class People:
    """People in columns: name, post and duty, as a committee is appointed. Numbered as the clauses of a `ClauseList`.

    `scheme` is "" where nobody has a number.
    """

    rows: tuple[PersonRow, ...]
    place: str
    scheme: str = ""
    level: int = 1
    start: int = 1
    patterns: tuple[str, ...] = ()

    @property
    def column_count(self) -> int:
        """The number of columns."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True)
class HeadRule:
    """Where the head of a document ends: a rule, if the layout has one there. No reader hears of it."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The author wants what follows on a new page."""

    place: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items without numbers, each a tuple of blocks."""

    items: tuple[tuple[Block, ...], ...]
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `align` is "left", "center" or "right".

    `lacks` is what its figure lacks of the longest fraction in its column (".๐๐"): it stands so much further left, so
    that the points of all figures stand one below the other.
    """

    blocks: tuple[Block, ...]
    head: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Literal["left", "center", "right"] = "left"
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; a cell that spans rows stands only in its first row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head rows repeat on every page. The role picks the column widths in the layout.

    `widths` are the shares of its columns where the author gave them.
    """

    role: TableRole
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    place: str
    widths: tuple[float, ...] = ()

    @property
    def column_count(self) -> int:
        """The number of leaf columns, read off the first row."""
        first = (self.head + self.rows)[0]
        return sum(cell.colspan for cell in first.cells)


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the writer fills it from the bookmarks, with page numbers."""

    place: str


Block = (
    Heading
    | Paragraph
    | PartedLine
    | ClauseList
    | People
    | BulletList
    | Table
    | Figure
    | FigureRow
    | SignatureBlock
    | Contents
    | PageBreak
    | HeadRule
)


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one kind; `bookmark` is its entry in the outline and contents ("" for none)."""

    role: SectionRole
    blocks: tuple[Block, ...]
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from: content file (project path) with its SHA-256, template, version of docgen."""

    content: str
    content_sha256: str
    template: str
    version: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document with what its properties say.

    `names` are proper names and compounds that a reader takes as one: the office, its places, people, terms.
    A `draft` is marked as one on every page, and so is what has a `secrecy` class (ลับ). A copy (`is_copy`) is signed
    by nobody electronically.
    """

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    names: tuple[str, ...] = ()
    origin: Origin | None = None
    draft: bool = False
    secrecy: str = ""
    is_copy: bool = False

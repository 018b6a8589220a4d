"""The nodes: what a document says and in what order. No look, no layout, no helper characters.

Text stands here exactly as a reader should copy it, Thai digits included. Writers decide how it looks.
`place` is where a block was written, as "path:line" relative to the project ("" for words of the template).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ParagraphRole = Literal[
    "title",  # the head line: ประกาศ + agency
    "subject",  # เรื่อง …
    "body",  # running text, first line indented
    "closing",  # จึงประกาศให้ทราบโดยทั่วกัน
    "issue_date",  # ประกาศ ณ วันที่ …
    "cover_title",
    "cover_round",
    "cover_period",
    "cover_agency",
    "cover_place",
    "contents_title",
    "annex_title",  # on the leaf before an annex
    "caption",
    "cell",
    "cell_head",
    "note",
]
SectionRole = Literal["announcement", "cover", "contents", "text", "plan", "results", "pictures", "annex"]
TableRole = Literal["plan", "results", "table"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `code`: as typed; `lang`: "th" or "en"; `href` makes a link, `fill` names a place to fill.

    `raised` words are a superscript. One with a `note` is the number of a footnote, which says that.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    lang: str = "th"
    href: str = ""
    fill: str = ""
    underline: bool = False
    raised: bool = False
    note: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


Inline = Run | LineBreak


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, level 1 to 3; `bookmark` is its entry in outline and contents ("" for none)."""

    level: int
    inlines: tuple[Inline, ...]
    place: str
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (วรรค) in the role that it plays."""

    role: ParagraphRole
    inlines: tuple[Inline, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause (ข้อ): its printed label such as "๒.๑", its own blocks, subclauses among them."""

    label: str
    blocks: tuple[Block, ...]
    place: str


@dataclass(frozen=True, slots=True)
class ClauseList:
    """Clauses of one level, 1 to 3, counted from `start` by the numbering scheme named `scheme`."""

    scheme: str
    level: int
    start: int
    items: tuple[Clause, ...]
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
class Figure:
    """A picture: `path` relative to the project, alternative text, caption (may be empty).

    `emblem` marks the Garuda, whose height is fixed by ข้อ ๗๑ of the Regulation on Correspondence. With an `address` it
    is the code (QR) of it, and has no path.
    """

    path: str
    alt: str
    caption: tuple[Inline, ...]
    place: str
    emblem: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Pictures side by side; two such rows of two stand on a page."""

    figures: tuple[Figure, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signatory (ผู้ลงนาม): name as printed, in parentheses; position in lines; what they sign as ("" or ผู้รายงาน).

    In a copy the signature stands `in_words`, and nobody signs there.
    """

    name: str
    position: tuple[str, ...]
    signs_as: str = ""
    in_words: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Room to sign for one to three signatories, side by side; a certification stands `apart` from the rest."""

    signatures: tuple[Signature, ...]
    place: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the writer fills it from the bookmarks, with page numbers."""

    place: str


Block = Heading | Paragraph | ClauseList | BulletList | Table | Figure | FigureRow | SignatureBlock | Contents


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
    A `draft` is marked as one on every page. A copy (`is_copy`) is signed by nobody electronically.
    """

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]
    names: tuple[str, ...] = ()
    origin: Origin | None = None
    draft: bool = False
    is_copy: bool = False


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a line break reads as a blank."""
    return "".join(inline.text if isinstance(inline, Run) else " " for inline in inlines)

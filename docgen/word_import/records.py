"""A Word file as read: paragraphs and tables in order, without their look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one look. `picture` is the relationship of a picture that stands there ("" for words).

    A picture with an `address` is the code (QR) of it, a number with a `note` that of a footnote, as content has it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    english: bool = False
    href: str = ""
    fill: str = ""
    picture: str = ""
    underline: bool = False
    raised: bool = False
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where Word's own numbering puts a paragraph: label as shown ("-" for a bullet), level from 1, positions in cm."""

    label: str
    level: int
    label_cm: float
    text_cm: float


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph: `number` counts all paragraphs of the body from 1, `role` is docgen's own ("" for other styles).

    `rest_cm` is where the words of a paragraph that goes on a list item begin, -1 for others. `ends_section` tells that
    another page layout follows, `is_landscape` that the pages before it lie on their long side, `joins_next` that the
    next paragraph goes on in this one. `indent_cm` is where the first line begins. One in the role "page_break" has no
    words: a new page begins there; nor has one in the role PAGE_TURN, where `is_landscape` is of what follows.
    """

    number: int
    spans: tuple[Span, ...]
    role: str = ""
    align: str = "left"
    item: ListPlace | None = None
    rest_cm: float = -1.0
    ends_section: bool = False
    indent_cm: float = 0.0
    joins_next: bool = False
    is_landscape: bool = False

    @property
    def is_made_here(self) -> bool:
        """Tell whether docgen gave the paragraph its style; "base" is Word's Normal, which other programs name."""
        return self.role not in ("", "base")

    @property
    def text(self) -> str:
        """The words; tabs and line ends as typed."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: rows of cells, each a tuple of paragraphs. `has_rules` tells that lines are drawn around them.

    `marks` say of each cell whether it goes with the one above ("^") or before it ("<"), "" for one of its own.
    `widths` are those of its columns in cm, where docgen's content had given them.
    """

    number: int
    rows: tuple[tuple[tuple[WordParagraph, ...], ...], ...]
    marks: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    has_rules: bool = True

    @property
    def is_merged(self) -> bool:
        """Tell whether cells were merged."""
        return any(mark for row in self.marks for mark in row)


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """What one block became: its paragraph's number, the Markdown, the words as Word has them, a clause's label."""

    number: int
    text: str
    words: str
    label: str = ""
    is_picture: bool = False


WordBlock = WordParagraph | WordTable
PAGE_TURN = "page_turn"
"""The role of a paragraph without words before a section in landscape, or one behind such a section."""


def is_turn(block: WordBlock) -> TypeGuard[WordParagraph]:
    """Tell whether the paper turns here."""
    return isinstance(block, WordParagraph) and block.role == PAGE_TURN

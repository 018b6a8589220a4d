"""What was found of a document in a Word file: its parts in words and blocks, and what is attached behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from docgen.content.attachments import is_title
from docgen.kinds.table import KINDS
from docgen.word_import.page_breaks import ROLE as PAGE_BREAK
from docgen.word_import.records import WordBlock, WordParagraph, WordTable, is_turn
from docgen.word_import.signatures import Signer, tidy


@dataclass(slots=True)
class DocumentParts:
    """The parts of a document: title with the kind, words of the head, blocks of the body, signatories.

    `attached` are the blocks behind them.
    """

    kind: str = ""
    agency: str = ""
    number: str = ""
    number_at: int = 0
    number_line: str = ""
    subject: str = ""
    body: list[WordBlock] = field(default_factory=list)
    closing: str = ""
    dateline: str = ""
    date_number: int = 0
    signers: list[Signer] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    attached: list[WordBlock] = field(default_factory=list)

    @property
    def is_signed(self) -> bool:
        """Tell whether all stands here that a document of its kind ends with."""
        kind = KINDS.called(self.kind)
        if kind is None or kind.has_signatory:
            return bool(self.signers)
        return bool(self.dateline or self.more.get("office") or self.more.get("telephone"))

    @property
    def attachments(self) -> list[tuple[list[WordBlock], bool]]:
        """What stands behind the signatures, and whether its pages lie on their long side.

        A new page that begins with a title begins another one; so does paper that turns.
        """
        made: list[tuple[list[WordBlock], bool]] = []
        for number, block in enumerate(self.attached):
            following = self.attached[number + 1] if number + 1 < len(self.attached) else None
            is_page = isinstance(block, WordParagraph) and block.role == PAGE_BREAK
            if is_turn(block):
                made.append(([], block.is_landscape))
                continue
            if not made or (is_page and _is_title(following)):
                made.append(([], bool(made) and made[-1][1]))
            if not is_page or made[-1][0]:
                made[-1][0].append(block)
        return [(blocks, turned) for blocks, turned in made if any(_has_words(block) for block in blocks)]

    @property
    def is_document(self) -> bool:
        """Tell whether this is a document of its kind, and not a form or letter in which a line says คำสั่ง."""
        marks = sum(map(bool, (self.number or self.number_line, self.subject, self.dateline)))
        kind = KINDS.called(self.kind)
        return kind is not None and kind.word is not None and marks >= kind.word.marks


def _is_title(block: WordBlock | None) -> bool:
    if not isinstance(block, WordParagraph):
        return False
    return block.role.startswith("heading") or is_title(tidy(block.text))


def _has_words(block: WordBlock) -> bool:
    return isinstance(block, WordTable) or bool(block.text.strip()) or any(span.picture for span in block.spans)

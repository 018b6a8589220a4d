"""Find the parts of an announcement (ประกาศ) or order (คำสั่ง) in a Word file: by docgen's styles, else by wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.content.attachments import is_title
from docgen.kinds.table import KINDS
from docgen.word_import.page_breaks import ROLE as PAGE_BREAK
from docgen.word_import.records import WordBlock, WordParagraph, WordTable
from docgen.word_import.signatures import SignatureReader, Signer, tidy
from docgen.word_import.told import Ledger

_RULE = re.compile(r"[-–—_=*.~…\s]{3,}")
_DECORATION = re.compile(r"[-–—_=*~\s]{3,}")
# A title is the kind alone or before an agency: ประกาศ ณ วันที่, คำสั่งที่ ๑/๒๕๖๖ and ประกาศนี้ are none.
_TITLE = r"(?P<kind>{kinds})(?!\s*(?:ณ\s|ที่\s*[0-9๐-๙.…]|นี้|ดัง|ฉบับ|ของ|แล้ว|ให้|ว่า))(?P<agency>.*)"
_NUMBER = re.compile(r"(?:ฉบับ)?ที่\s*(?P<number>[0-9๐-๙.…]*\s*/\s*[0-9๐-๙.…]+)\s*$")
_NUMBER_AT_END = re.compile(r"(?<!\s)\s*+ที่\s*+(?P<number>[0-9๐-๙]{1,4}\s*/\s*[0-9๐-๙]{2,4})$")
_NUMBER_LINE = re.compile(r"(?:ฉบับ|เลข)?ที่\s*[0-9๐-๙]{1,5}(?:\s*/\s*[0-9๐-๙]{2,4})?")
_SUBJECT = re.compile(r"เรื่อง\s*[:：]?\s*(?P<subject>.*)", re.DOTALL)
_DATELINE = r"(?:{verb})?\s*(?:มา\s*)?ณ\s*วันที่"
_SIGNATURE_ROLES = ("signs_as", "signature_name", "position")
_LONGEST_AGENCY = 200


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
    attached: list[WordBlock] = field(default_factory=list)

    @property
    def attachments(self) -> list[list[WordBlock]]:
        """What stands behind the signatures: a new page that begins with a title begins another one."""
        made: list[list[WordBlock]] = []
        for number, block in enumerate(self.attached):
            following = self.attached[number + 1] if number + 1 < len(self.attached) else None
            is_page = isinstance(block, WordParagraph) and block.role == PAGE_BREAK
            if not made or (is_page and _is_title(following)):
                made.append([])
            if not is_page or made[-1]:
                made[-1].append(block)
        return [blocks for blocks in made if any(_has_words(block) for block in blocks)]

    @property
    def is_document(self) -> bool:
        """Tell whether this is a document of its kind, and not a form or letter in which a line says คำสั่ง."""
        marks = sum(map(bool, (self.number or self.number_line, self.subject, self.dateline)))
        kind = KINDS.called(self.kind)
        return kind is not None and kind.word is not None and marks >= kind.word.marks


def find_parts(blocks: Iterable[WordBlock], ledger: Ledger) -> DocumentParts:
    """Return the parts of a document. What has no place in one is told with the number of its paragraph."""
    finder = _Finder(ledger)
    for block in blocks:
        finder.take(block)
    finder.end()
    return finder.parts


def _is_title(block: WordBlock | None) -> bool:
    if not isinstance(block, WordParagraph):
        return False
    return block.role.startswith("heading") or is_title(tidy(block.text))


def _has_words(block: WordBlock) -> bool:
    return isinstance(block, WordTable) or bool(block.text.strip()) or any(span.picture for span in block.spans)


@dataclass(slots=True)
class _Finder:
    ledger: Ledger
    parts: DocumentParts = field(default_factory=DocumentParts)
    stage: str = "title"
    centred_subject: bool = False
    signatures: SignatureReader = field(init=False)

    def __post_init__(self) -> None:
        self.signatures = SignatureReader(self.ledger, self.parts.signers)

    def take(self, block: WordBlock) -> None:
        """Put a block where it belongs and go on to the next part of the document."""
        words = tidy(block.text) if isinstance(block, WordParagraph) else ""
        if self.stage == "signatures" and self.signatures.is_over(block, words):
            self.signatures.end()
            self.stage = "attached"
        if self.stage == "attached":
            self.parts.attached.append(block)
        elif self.stage == "signatures":
            self.signatures.take(block, words)
        elif isinstance(block, WordParagraph):
            self._paragraph(block)
        elif self.stage == "title":
            # Some offices set the head of a document in a table without lines.
            for paragraph in (paragraph for row in block.rows for cell in row for paragraph in cell):
                self.take(paragraph)
        else:
            self.stage = "body"
            self.parts.body.append(block)

    def end(self) -> None:
        """Finish the document: its last paragraph may be the closing, where no date follows."""
        self._end_body()
        self.signatures.end()

    def _paragraph(self, block: WordParagraph) -> None:
        if block.role == PAGE_BREAK:
            self.parts.body += [block] if self.stage == "body" else []
            return
        words = tidy(block.text)
        has_picture = any(span.picture for span in block.spans)
        if not words and not has_picture:
            return
        if block.role == "emblem":
            return  # the Garuda: docgen has its own
        if self.stage == "title" and has_picture:
            self.ledger.add("emblem", block.number, "")
        if not words and self.stage != "body":
            return
        if words and not block.item and self._is_rule(block, words):
            return
        getattr(self, f"_{self.stage}")(block, words)

    def _is_rule(self, block: WordParagraph, words: str) -> bool:
        """Tell whether a paragraph is a typed line; dots in the body are a blank to fill in, and stay."""
        if self.stage != "body":
            return _RULE.fullmatch(words) is not None
        if block.is_made_here or not _DECORATION.fullmatch(words):
            return False
        self.ledger.add("rule", block.number, words)
        return True

    def _title(self, block: WordParagraph, words: str) -> None:
        kinds = "|".join(re.escape(kind.thai) for kind in KINDS.values() if kind.word)
        found = re.match(_TITLE.format(kinds=kinds), words, re.DOTALL)
        if found is None or len(words.partition("\n")[0]) > _LONGEST_AGENCY:
            self.ledger.add("not-placed", block.number, words)
            return
        self.parts.kind = found["kind"]
        # Shift+Enter may hold title, number and subject in one paragraph.
        first, *others = [line.strip() for line in found["agency"].split("\n")]
        if numbered := _NUMBER_AT_END.search(first):
            self.parts.number, self.parts.number_at = "".join(numbered["number"].split()), block.number
            first = first[: numbered.start()].strip()
        self.parts.agency = first
        self.stage = "head"
        for line in filter(None, others):
            getattr(self, f"_{self.stage}")(block, line)

    def _head(self, block: WordParagraph, words: str) -> None:
        if _NUMBER_LINE.fullmatch(words) and (self.parts.number or not self._has_typed_number()):
            self.parts.number_line = words
        elif found := _NUMBER.match(words):
            self.parts.number, self.parts.number_at = "".join(found["number"].split()), block.number
        elif found := _SUBJECT.match(words):
            self.parts.subject = found["subject"]
            self.centred_subject = block.align == "center" or block.role == "subject"
            self.stage = "subject"
        elif not self.parts.agency or block.align == "center":
            self.parts.agency = f"{self.parts.agency} {words}".strip()
        else:
            self.stage = "body"
            self._body(block, words)

    def _subject(self, block: WordParagraph, words: str) -> None:
        goes_on = self.centred_subject and block.align == "center" and not block.role.startswith("heading")
        if (goes_on or block.role == "subject" or not self.parts.subject) and not block.item:
            self.parts.subject = f"{self.parts.subject} {words}".strip()
            return
        self.stage = "body"
        self._body(block, words)

    def _body(self, block: WordParagraph, words: str) -> None:
        is_date = block.role == "issue_date" or self._is_dateline(words)
        if not is_date and not block.role.startswith(_SIGNATURE_ROLES):
            self.parts.body.append(block)
            return
        self._end_body()
        self.stage = "signatures"
        if is_date:
            self.parts.dateline, self.parts.date_number = words, block.number
        else:
            self.signatures.take(block, words)

    def _end_body(self) -> None:
        """Take the closing from the body's end: the same words before more text are part of that text."""
        last = self.parts.body[-1] if self.parts.body else None
        if isinstance(last, WordTable) or last is None or last.item or self.parts.closing:
            return
        words = tidy(last.text)
        if last.role == "closing" or (not last.is_made_here and self._is_closing(words)):
            self.parts.closing = words
            self.parts.body.pop()

    def _has_typed_number(self) -> bool:
        kind = KINDS.called(self.parts.kind)
        return kind is not None and kind.is_number_typed

    def _is_dateline(self, words: str) -> bool:
        kind = KINDS.called(self.parts.kind)
        if kind is None or kind.word is None or len(words) >= 90:
            return False
        return re.match(_DATELINE.format(verb=kind.word.dateline), words) is not None

    def _is_closing(self, words: str) -> bool:
        kind = KINDS.called(self.parts.kind)
        return kind is not None and kind.ends(words) and len(words) < 120

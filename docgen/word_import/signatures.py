"""Find who signs a document in a Word file: names in brackets, ranks before them, positions below or side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docgen.content.attachments import is_title
from docgen.word_import.page_breaks import ROLE as PAGE_BREAK
from docgen.word_import.records import WordBlock, WordParagraph, WordTable
from docgen.word_import.told import Ledger

# Where one signs; a name typed on the line stands below it in brackets as well.
_SIGNED = re.compile(r"(?:\(\s*+)?(?:ลงชื่อ|ลงนาม|ลายมือชื่อ)\s*+\)?")
_NO_WORDS = re.compile(r"[\s.…_()\-–—*=~]*")
_NAME = re.compile(r"\(\s*(?!ลง)(?P<name>(?:นาย|นาง|น\.ส\.|ว่าที่|พล|พัน|ร้อย|สิบ|จ่า|ดาบ|ดร\.|[ก-ฮเ-ไ])[^()]{3,80}?)\s*\)")
# How the position of one who signs begins, or goes on in the next line.
_POSITION = re.compile(
    "นายก|รอง|ปลัด|ผู้|ประธาน|หัวหน้า|เลขา|กรรมการ|นัก|เจ้า|กำนัน|นายอำเภอ|สมาชิก|ครู|รักษา|ปฏิบัติ|ตำแหน่ง|องค์การ|เทศบาล|สำนัก|กอง|โรงเรียน|ศูนย์"
)
# A rank or academic title that stands on the line where one signs, before the name in brackets below.
_RANK = re.compile(
    r"(?:ว่าที่\s*)?(?:(?:พล|พัน|ร้อย|เรือ|นาวา|นาวาอากาศ|เรืออากาศ|พลอากาศ|พลเรือ|พันจ่า|สิบ|จ่า|จ่าสิบ|ดาบ)(?:ตำรวจ|อากาศ)?(?:เอก|โท|ตรี)?"
    r"|(?:พ|ร|ส|จ|น|ด)\.(?:ส\.|ต\.)?(?:อ|ท|ต)\.|ม\.(?:ร|ล)\.ว?\.?|หม่อมราชวงศ์|หม่อมหลวง|หม่อมเจ้า|ดร\.|ศาสตราจารย์|ผศ\.|รศ\.|ศ\.)"
    r"(?:\s*(?:หญิง|ดร\.|ร\.น\.))*"
)
_COLUMNS = re.compile(r"\t+|\s{3,}")
_LONGEST_POSITION = 160


@dataclass(slots=True)
class Signer:
    """A signatory as typed: name, the lines of the position, a rank that stood above the name, the paragraph."""

    name: str
    position: list[str] = field(default_factory=list)
    rank: str = ""
    number: int = 0


@dataclass(slots=True)
class SignatureReader:
    """Takes the blocks after a document's date; what is no signature is told."""

    ledger: Ledger
    signers: list[Signer] = field(default_factory=list)
    rank: tuple[int, str] = (0, "")
    signed: tuple[int, str] = (0, "")

    def take(self, block: WordBlock, words: str) -> None:
        """Put a paragraph or table where it belongs among the signatures."""
        if isinstance(block, WordTable):
            self._table(block)
        else:
            self._paragraph(block, words)

    def end(self) -> None:
        """Tell a rank or a signature that no name followed."""
        for number, words in (self.rank, self.signed):
            if words:
                self.ledger.add("not-placed", number, words)
        self.rank = self.signed = (0, "")

    def is_over(self, block: WordBlock, words: str) -> bool:
        """Tell whether a block behind the signatures is attached to the document."""
        if not self.signers:
            return False
        if isinstance(block, WordTable):
            return not any(_NAME.search(paragraph.text) for paragraph in _paragraphs(block))
        return block.role == PAGE_BREAK or block.item is not None or is_title(words)

    def _paragraph(self, block: WordParagraph, words: str) -> None:
        if not words or _NO_WORDS.fullmatch(_SIGNED.sub("", words)):
            if any(span.picture for span in block.spans):
                self.ledger.add("picture-lost", block.number, words)
            return
        found = list(_NAME.finditer(words))
        if found:
            self._names(block, words, found)
        elif self._is_rank(words):
            self.end()
            self.rank = (block.number, words)
        elif _SIGNED.match(words):
            self.end()
            self.signed = (block.number, words)
        elif self.signers and len(words) <= _LONGEST_POSITION and self._is_position(block, words):
            self._position(block, words)
        else:
            self.ledger.add("not-placed", block.number, words)

    def _is_rank(self, words: str) -> bool:
        return _RANK.fullmatch(_SIGNED.sub("", words).strip(" .…_")) is not None

    def _is_position(self, block: WordParagraph, words: str) -> bool:
        return block.role.startswith("position") or _POSITION.match(words) is not None

    def _names(self, block: WordParagraph, words: str, found: list[re.Match[str]]) -> None:
        rest = _SIGNED.sub(" ", _NAME.sub("\n", words))
        pieces = [piece.strip(" \t.…_-") for piece in rest.split("\n")]
        before, after = pieces[0], [piece for piece in pieces[1:] if piece]
        _, rank = self.rank
        if before and self._is_rank(before):
            rank, before = before, ""
        self.rank = (0, "")
        names = [" ".join(match["name"].split()) for match in found]
        if _squeezed(_SIGNED.sub("", self.signed[1])).strip("._…") in _squeezed("".join(names)):
            self.signed = (0, "")  # what was signed stands below in brackets as well
        self.end()
        self.signers += [Signer(name, number=block.number) for name in names]
        self.signers[-len(names)].rank = rank.strip(" .…_")
        if before:
            self.ledger.add("not-placed", block.number, before)
        if len(after) == 1 and len(names) == 1 and _POSITION.match(after[0]):
            self.signers[-1].position.append(after[0])
        elif after:
            self.ledger.add("not-placed", block.number, " ".join(after))

    def _position(self, block: WordParagraph, words: str) -> None:
        columns = [column.strip() for column in _COLUMNS.split(block.text.strip()) if column.strip()]
        count = len(columns)
        if 1 < count <= len(self.signers):
            for signer, column in zip(self.signers[-count:], columns, strict=True):
                signer.position.append(column)
        else:
            self.signers[-1].position += [line.strip() for line in words.split("\n")]

    def _table(self, table: WordTable) -> None:
        """Take signatories that stand side by side in the cells of a table, column by column.

        Where there are names in each of several rows, each row has signatories of its own.
        """
        with_names = [any(_NAME.search(one.text) for cell in row for one in cell) for row in table.rows]
        if len(table.rows) > 1 and all(with_names):
            for row in table.rows:
                self._table(WordTable(table.number, (row,)))
            return
        columns: dict[int, list[WordParagraph]] = {}
        for row in table.rows:
            for number, cell in enumerate(row):
                columns.setdefault(number, []).extend(cell)
        for paragraphs in columns.values():
            for paragraph in paragraphs:
                self._paragraph(paragraph, tidy(paragraph.text))
            self.end()


def _paragraphs(table: WordTable) -> list[WordParagraph]:
    return [paragraph for row in table.rows for cell in row for paragraph in cell]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def tidy(text: str) -> str:
    """Return words with single blanks; line ends stay."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()

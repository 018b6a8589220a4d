"""Find the parts of an announcement (ประกาศ) or order (คำสั่ง) in a Word file: by docgen's styles, else by wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.errors import Finding, Place, Severity
from docgen.word_import.records import WordBlock, WordParagraph, WordTable

_RULE = re.compile(r"[-–—_=*.~\s]{3,}")
_TITLE = re.compile(r"(?P<kind>ประกาศ|คำสั่ง)(?P<agency>.*)", re.DOTALL)
_NUMBER = re.compile(r"ที่\s*(?P<number>[0-9๐-๙.…]*\s*/\s*[0-9๐-๙.…]+)\s*$")
_SUBJECT = re.compile(r"เรื่อง\s*[:：]?\s*(?P<subject>.*)", re.DOTALL)
_DATELINE = re.compile(r"(?:ประกาศ|สั่ง|ให้ไว้)?\s*(?:มา\s*)?ณ\s*วันที่")
_CLOSING = re.compile(r"จึง(?:ขอ)?ประกาศ|จึงเรียน")
_EFFECT = re.compile(r"ทั้งนี้\s*(?:ให้(?:มี)?ผล)?(?:ใช้)?(?:บังคับ)?\s*ตั้งแต่")
# Where one signs; a name typed on the line stands below it in brackets as well.
_SIGNED = re.compile(r"^\(?\s*(?:ลงชื่อ|ลงนาม)|^[.…_\s]{6,}$")
_NAME = re.compile(r"\(\s*(?!ลง)(?P<name>(?:นาย|นาง|น\.ส\.|ว่าที่|พล|พัน|ร้อย|สิบ|จ่า|ดาบ|ดร\.|[ก-ฮเ-ไ])[^()]{3,80}?)\s*\)")
# How the position of one who signs begins, or goes on in the next line.
_POSITION = re.compile(
    "นายก|รอง|ปลัด|ผู้|ประธาน|หัวหน้า|เลขา|กรรมการ|นัก|เจ้า|กำนัน|นายอำเภอ|สมาชิก|ครู|รักษา|ปฏิบัติ|ตำแหน่ง|องค์การ|เทศบาล|สำนัก|กอง|โรงเรียน|ศูนย์"
)
_COLUMNS = re.compile(r"\t+|\s{3,}")
_SIGNATURE_ROLES = ("signs_as", "signature_name", "position")


@dataclass(slots=True)
class Signer:
    """A signatory as typed: name and the lines of the position."""

    name: str
    position: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The parts of a document: title with the kind, words of the head, blocks of the body, signatories, findings."""

    kind: str = ""
    agency: str = ""
    number: str = ""
    subject: str = ""
    body: list[WordBlock] = field(default_factory=list)
    closing: str = ""
    dateline: str = ""
    date_number: int = 0
    signers: list[Signer] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def find_parts(blocks: Iterable[WordBlock], shown: str) -> Parts:
    """Return the parts of a document. What has no place in one is told with the number of its paragraph."""
    finder = _Finder(shown)
    for block in blocks:
        finder.take(block)
    return finder.parts


@dataclass(slots=True)
class _Finder:
    shown: str
    parts: Parts = field(default_factory=Parts)
    stage: str = "title"
    centred_subject: bool = False

    def take(self, block: WordBlock) -> None:
        """Put a block where it belongs and go on to the next part of the document."""
        if isinstance(block, WordTable):
            if self.stage == "signatures":
                self._signature_table(block)
            elif self.stage == "title":
                # Some offices set the head of a document in a table without lines.
                for paragraph in (paragraph for row in block.rows for cell in row for paragraph in cell):
                    self.take(paragraph)
            else:
                self._begin_body()
                self.parts.body.append(block)
            return
        words = _tidy(block.text)
        if not words and not any(span.picture for span in block.spans):
            return
        if block.role == "emblem" or (self.stage == "title" and not words):
            return  # the Garuda: docgen has its own
        if _RULE.fullmatch(words) and not block.item:
            return
        getattr(self, f"_{self.stage}")(block, words)

    def _unplaced(self, block: WordBlock, words: str) -> None:
        message = f"ย่อหน้านี้ไม่รู้ว่าเป็นส่วนใดของเอกสาร จึงไม่ได้นำเข้า: {words[:80]}"
        place = Place(self.shown, block.number)
        self.parts.findings.append(
            Finding("not-placed", place, message, "คัดลอกไปใส่ในไฟล์เนื้อหาเองถ้าต้องใช้", Severity.WARNING)
        )

    def _title(self, block: WordParagraph, words: str) -> None:
        found = _TITLE.match(words)
        if found is None:
            self._unplaced(block, words)
            return
        self.parts.kind = found["kind"]
        # Shift+Enter may hold title, number and subject in one paragraph.
        first, *others = [line.strip() for line in found["agency"].split("\n")]
        self.parts.agency = first
        self.stage = "head"
        for line in filter(None, others):
            getattr(self, f"_{self.stage}")(block, line)

    def _head(self, block: WordParagraph, words: str) -> None:
        if found := _NUMBER.match(words):
            self.parts.number = "".join(found["number"].split())
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
        self._begin_body()
        self._body(block, words)

    def _begin_body(self) -> None:
        if self.stage in ("title", "head", "subject"):
            self.stage = "body"

    def _body(self, block: WordParagraph, words: str) -> None:
        if block.role == "issue_date" or (_DATELINE.match(words) and len(words) < 90):
            self.parts.dateline, self.parts.date_number = words, block.number
            self.stage = "signatures"
        elif block.role == "closing" or (not block.role and self._is_closing(words)):
            if self.parts.closing:
                self._unplaced(block, words)
            self.parts.closing = words
        elif block.role.startswith(_SIGNATURE_ROLES):
            self.stage = "signatures"
            self._signatures(block, words)
        else:
            self.parts.body.append(block)

    def _is_closing(self, words: str) -> bool:
        pattern = _EFFECT if self.parts.kind == "คำสั่ง" else _CLOSING
        return pattern.match(words) is not None and len(words) < 120

    def _signatures(self, block: WordParagraph, words: str) -> None:
        if _SIGNED.search(words) and len(words) < 60 and not _NAME.search(words):
            return
        names = [" ".join(found["name"].split()) for found in _NAME.finditer(words)]
        if names:
            self.parts.signers += map(Signer, names)
            return
        is_position = block.role.startswith("position") or _POSITION.match(words)
        if not self.parts.signers or not is_position or len(words) > 160:
            self._unplaced(block, words)
            return
        columns = [column.strip() for column in _COLUMNS.split(block.text.strip()) if column.strip()]
        count = len(columns)
        if 1 < count <= len(self.parts.signers):
            for signer, column in zip(self.parts.signers[-count:], columns, strict=True):
                signer.position.append(column)
        else:
            self.parts.signers[-1].position += [line.strip() for line in words.split("\n")]

    def _signature_table(self, table: WordTable) -> None:
        """Take signatories that stand side by side in the cells of a table, column by column."""
        columns: dict[int, list[WordParagraph]] = {}
        for row in table.rows:
            for number, cell in enumerate(row):
                columns.setdefault(number, []).extend(cell)
        for paragraphs in columns.values():
            for paragraph in paragraphs:
                words = _tidy(paragraph.text)
                if words and not _RULE.fullmatch(words):
                    self._signatures(paragraph, words)


def _tidy(text: str) -> str:
    """Return words with single blanks; line ends stay."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()

"""Find the parts of minutes in a Word file: which meeting, when and where, who came, what was said, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.word_import.document_parts import DocumentParts
from docgen.word_import.letters import words_of
from docgen.word_import.records import WordBlock, WordParagraph
from docgen.word_import.signatures import SignatureReader, tidy
from docgen.word_import.told import Ledger

_SESSION = re.compile(r"ครั้งที่\s*(?P<session>[0-9๐-๙]+\s*/\s*[0-9๐-๙]{4})")
_WHEN = re.compile(r"เมื่อ(?:วัน\S*ที่|วันที่)?\s*(?P<day>[0-9๐-๙]{1,2}\s+\S+\s+(?:พ\.ศ\.\s*)?[0-9๐-๙]{4})")
_WHERE = re.compile(r"ณ\s+(?P<venue>.+)")
_HEADS = {
    "present": re.compile(r"(?:ราย(?:ชื่อ|นาม))?ผู้(?:มา|เข้า)ประชุม"),
    "absent": re.compile(r"(?:ราย(?:ชื่อ|นาม))?ผู้ไม่มาประชุม"),
    "attending": re.compile(r"(?:ราย(?:ชื่อ|นาม))?ผู้เข้าร่วมประชุม"),
}
_BEGINS = re.compile(r"เริ่มประชุม(?:เวลา|เมื่อเวลา)?\s*(?P<time>.+)")
_ENDS = re.compile(r"(?:เลิก|ปิด)ประชุม(?:เวลา|เมื่อเวลา)?\s*(?P<time>.+)")
_LABEL = re.compile(r"[0-9๐-๙]{1,3}[.)]\s*")
_PARTS = re.compile(r"\t+| {2,}")
_INSTEAD = re.compile(r"(?:มาประชุม)?แทน ")
_WRITERS = re.compile(r"ผู้(?:จด|บันทึก|ตรวจ)\S*รายงานการประชุม|ผู้(?:จด|ตรวจ)รายงาน\S*")


def meeting_kind(blocks: Sequence[WordBlock]) -> Kind | None:
    """Return the kind of minutes whose title is the first line, None for anything else."""
    first = next((words_of(one) for one in blocks if isinstance(one, WordParagraph) and words_of(one)), "")
    meetings = (kind for kind in KINDS.values() if kind.word and kind.word.is_meeting)
    return next((kind for kind in meetings if first.startswith(kind.thai)), None)


def find_meeting(blocks: Sequence[WordBlock], kind: Kind, ledger: Ledger) -> DocumentParts:
    """Return the parts of minutes; what has no place in them is told with the number of its paragraph."""
    finder = _MeetingFinder(ledger, DocumentParts(kind=kind.thai), kind.thai)
    for block in blocks:
        finder.take(block)
    finder.signatures.end()
    return finder.parts


@dataclass(slots=True)
class _MeetingFinder:
    ledger: Ledger
    parts: DocumentParts
    title: str
    stage: str = "title"
    signatures: SignatureReader = field(init=False)

    def __post_init__(self) -> None:
        self.signatures = SignatureReader(self.ledger, self.parts.signers)

    def take(self, block: WordBlock) -> None:
        """Put a block where it belongs."""
        words = words_of(block) if isinstance(block, WordParagraph) else ""
        if self.stage == "signatures":
            if not _WRITERS.fullmatch(words.strip("() ")):
                self.signatures.take(block, words)
            return
        if not isinstance(block, WordParagraph):
            self.parts.body.append(block)
            return
        if not words and not any(span.picture for span in block.spans):
            return
        if found := _ENDS.fullmatch(words):
            self.parts.more["ends"] = found["time"]
            self.stage = "signatures"
        elif self.stage == "body":
            self.parts.body.append(block)
        else:
            self._head(block, words)

    def _head(self, block: WordParagraph, words: str) -> None:
        if found := _BEGINS.fullmatch(words):
            self.parts.more["begins"] = found["time"]
            self.stage = "body"
            return
        head = next((key for key, pattern in _HEADS.items() if pattern.fullmatch(words.rstrip(" :"))), "")
        if head:
            self.stage = head
        elif self.stage in _HEADS:
            self._person(block)
        else:
            self._about(block, words)

    def _about(self, block: WordParagraph, words: str) -> None:
        for line in words.split("\n"):
            if self.stage == "title":
                self.parts.subject, self.stage = line.removeprefix(self.title).strip(), "about"
            elif found := _SESSION.match(line):
                self.parts.more["session"] = "".join(found["session"].split())
            elif found := _WHEN.match(line):
                self.parts.dateline, self.parts.date_number = found["day"], block.number
            elif found := _WHERE.match(line):
                self.parts.more["venue"] = found["venue"]
            elif line:
                self.ledger.add("not-placed", block.number, line)

    def _person(self, block: WordParagraph) -> None:
        raw = "".join(span.text for span in block.spans).strip()
        label = f"{block.item.label} " if block.item else ""
        pieces = [tidy(piece) for piece in _PARTS.split(_LABEL.sub("", label + raw, count=1).strip()) if piece.strip()]
        if not pieces:
            return
        name, post = pieces[0], " ".join(pieces[1:])
        person = {"name": name, "post": post}
        if self.stage == "present" and (found := _INSTEAD.search(post)):
            person |= {"post": post[: found.start()].strip(), "instead_of": post[found.end() :].strip()}
        if self.stage == "absent" and "(" in post:
            before, _, reason = post.partition("(")
            person |= {"post": before.strip(), "reason": f"({reason}"}
        self.parts.more.setdefault(self.stage, []).append(person)

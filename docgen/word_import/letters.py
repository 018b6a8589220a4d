"""Find the parts of a letter in a Word file: what stands behind ที่, เรื่อง, เรียน; the text; who answers for it.

A kind is known by how its first lines begin (`WordForm.known_by`). What has no place is told with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.word_import.document_parts import DocumentParts
from docgen.word_import.records import WordBlock, WordParagraph
from docgen.word_import.signatures import SignatureReader, tidy
from docgen.word_import.told import Ledger

_FIRST_LINES = 24
_SECRECY = re.compile("ลับ(?:ที่สุด|มาก)?")
_SPEED = re.compile(r"(?P<speed>ด่วน(?:ที่สุด|มาก|ภายใน.{1,60})?)(?:\s+(?=บันทึกข้อความ)|$)")
_DAY = re.compile(r"(?:วันที่\s*)?(?P<day>[0-9๐-๙.…]*\s*[ก-ฮ][ก-๙.]+\s*(?:พ\.ศ\.\s*)?[0-9๐-๙]{4}|[.…]{8,})$")
_BLANK = re.compile(r"[\s.…_]*")
_RUNNING = re.compile(r"(?P<circular>ว)?\s?(?P<number>[0-9๐-๙]{1,6})?(?:/[0-9๐-๙]{4})?")
_ITEM = re.compile(r"[0-9๐-๙]+\.\s*(?P<name>.+)")
_COUNT = " จำนวน "
_CLOSING = re.compile(r"ขอแสดงความนับถือ|ขอนมัสการด้วย|ควรมิควรแล้วแต่")
_DATELINE = re.compile(r"ให้ไว้\s*ณ\s*วันที่")
_SIGNED = re.compile(r"\(?\s*ลงชื่อ|\(\s*(?:นาย|นาง|น\.ส\.|ว่าที่|พล|พัน|ร้อย|สิบ|จ่า|ดาบ|ดร\.)[^()]{3,80}\)\s*$")
_CONTACT = re.compile(r"โทร(?:ศัพท์)?\s*\.?\s*(?P<telephone>[0-9๐-๙].*)")
_OTHER_CONTACT = re.compile(r"โทรสาร|ไปรษณีย์อิเล็กทรอนิกส์|e-?mail", re.IGNORECASE)
_COPIES = re.compile(r"สำเนาส่ง\s*(?P<copy>.*)")
_LABELS = {
    "memo_office": re.compile(r"ส่วนราชการ\s*(?P<words>.*)"),
    "number": re.compile(r"(?:เลข)?ที่\s+(?P<words>.*)|(?:เลข)?ที่(?P<numbered>[ก-ฮ]{1,3}\s*[0-9๐-๙].*)"),
    "subject": re.compile(r"เรื่อง\s*(?P<words>.*)"),
    "to": re.compile(r"(?P<opening>เรียน|กราบเรียน|นมัสการ|กราบทูล|ขอประทานกราบทูล|ถึง)\s+(?P<words>.*)"),
    "refers": re.compile(r"อ้างถึง\s*(?P<words>.*)"),
    "enclosures": re.compile(r"สิ่งที่ส่งมาด้วย\s*(?P<words>.*)"),
}


def letter_kind(blocks: Sequence[WordBlock]) -> Kind | None:
    """Return the kind of letter that the first lines are those of, None for anything else."""
    texts = [words_of(block) for block in blocks[:_FIRST_LINES] if isinstance(block, WordParagraph)]
    lines = [line for text in texts if text for line in text.split("\n")]
    titled = [kind.thai for kind in KINDS.values() if kind.word and not kind.word.known_by]
    if any(line.startswith(tuple(titled)) for line in lines[:3]):
        return None
    for kind in KINDS.values():
        known = kind.word.known_by if kind.word else ()
        if known and all(any(re.match(pattern, line) for line in lines) for pattern in known):
            return kind
    return None


def find_letter(blocks: Sequence[WordBlock], kind: Kind, ledger: Ledger) -> DocumentParts:
    """Return the parts of a letter of a kind; what has no place in one is told with the number of its paragraph."""
    finder = _LetterFinder(ledger, DocumentParts(kind=kind.thai), kind)
    for block in blocks:
        finder.take(block)
    finder.end()
    return finder.parts


@dataclass(slots=True)
class _LetterFinder:
    ledger: Ledger
    parts: DocumentParts
    kind: Kind
    stage: str = "head"
    listed: str = ""
    tail: list[WordParagraph] = field(default_factory=list)

    def take(self, block: WordBlock) -> None:
        """Put a block where it belongs."""
        if not isinstance(block, WordParagraph):
            self.stage = "body" if self.stage == "head" else self.stage
            self.parts.body.append(block)
            return
        words = words_of(block)
        if block.role == "emblem" or (not words and self.stage != "body"):
            return
        if self.stage == "head" and words and not self._head(block, words):
            self.stage = "body"
        if self.stage == "body" and (words or any(span.picture for span in block.spans)):
            self._body(block, words)
        elif self.stage == "tail":
            self.tail.append(block)

    def _head(self, block: WordParagraph, words: str) -> bool:
        """Take a line of the head; return false for the first line of the text."""
        if found := _SPEED.match(words.replace("\n", " ")):
            self.parts.more["speed"] = found["speed"]
            if not words[found.end() :].strip():
                return True
            words = words[found.end() :].strip()
        if _SECRECY.fullmatch(words):
            self.parts.more["secrecy"] = words
            return True
        for name, pattern in _LABELS.items():
            if (found := pattern.match(words)) and self._is_wanted(name):
                self.listed = ""
                getattr(self, f"_{name}")(block, found, words)
                return True
        if self.listed and (found := _ITEM.match(words)):
            self._item(self.listed, found["name"])
            return True
        if self.kind.word and any(re.fullmatch(one.rstrip("$"), words) for one in self.kind.word.known_by):
            return True  # บันทึกข้อความ
        if found := _DAY.fullmatch(words):
            self._day(block, found["day"])
            return True
        if "to" in self.parts.more or block.role == "body" or _begins_text(self.kind, words):
            return False
        self.parts.agency = f"{self.parts.agency} {words}".strip()  # the office and its address, beside the emblem
        return True

    def _is_wanted(self, name: str) -> bool:
        own = {one.key for one in self.kind.fields}
        return name in own or name in ("number", "subject") or (name == "memo_office" and "office" in own)

    def _memo_office(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        office, _, telephone = found["words"].partition("โทร.")
        self._set("office", office)
        self._set("telephone", telephone)

    def _number(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        rest = found["words"] or found["numbered"] or ""
        number, _, day = rest.partition("วันที่")
        if day:
            self._day(block, day.strip())
        if "\t" in _raw(block).strip() and not day:
            parts = [part.strip() for part in _raw(block).strip().split("\t") if part.strip()]
            if len(parts) > 2 or not parts[0].endswith("ที่"):
                number, self.parts.agency = parts[-2], " ".join(parts[-1].split())
        before, slash, after = tidy(number).replace("\n", " ").partition("/")
        has_code = any(one.key == "code" for one in self.kind.fields)
        code, running = (before, after) if slash and has_code and not before.strip().isdecimal() else ("", before)
        self._set("code", code)
        if taken := _RUNNING.match(running.strip()):
            self.parts.more["circular"] = bool(taken["circular"])
            self.parts.number = taken["number"] or ""
        self.parts.number_at = block.number

    def _subject(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        self.parts.subject = " ".join(found["words"].split())

    def _to(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        self._set("to", " ".join(found["words"].split()))
        if any(one.key == "opening" for one in self.kind.fields):
            self.parts.more["opening"] = found["opening"]

    def _refers(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        self._begin_list("refers", found["words"])

    def _enclosures(self, block: WordParagraph, found: re.Match[str], words: str) -> None:
        self._begin_list("enclosures", found["words"])

    def _begin_list(self, key: str, words: str) -> None:
        self.listed = key
        item = _ITEM.match(words)
        self._item(key, item["name"] if item else words)

    def _item(self, key: str, words: str) -> None:
        words = " ".join(words.split())
        name, counted, count = words.rpartition(_COUNT)
        made = {"name": name, "count": count} if counted and key == "enclosures" else words
        self.parts.more.setdefault(key, []).append(made)

    def _day(self, block: WordParagraph, words: str) -> None:
        if not _BLANK.fullmatch(words):
            self.parts.dateline, self.parts.date_number = words, block.number

    def _set(self, key: str, words: str) -> None:
        if words.strip(" .…"):
            self.parts.more[key] = " ".join(words.split())

    def _body(self, block: WordParagraph, words: str) -> None:
        is_closing = block.role == "letter_closing" or (_CLOSING.match(words) and len(words) < 60)
        if is_closing and self.kind.word and not _DATELINE.match(words):
            self.parts.closing, self.stage = words, "tail"
        elif block.role == "issue_date" or _DATELINE.match(words):
            day = re.sub(r"^.*?วันที่\s*", "", words)
            self._day(block, day)
            self.stage = "tail"
        elif block.role.startswith(("signature_", "sender", "signs_as")) or _SIGNED.match(words):
            self.stage = "tail"
            self.tail.append(block)
        else:
            self.parts.body.append(block)

    def end(self) -> None:
        """Sort what stands below the text: who signs, the day of a sealed letter, who answers for it."""
        signatures = SignatureReader(self.ledger, self.parts.signers)
        at = self._contact_at()
        for block in self.tail[:at]:
            words = words_of(block)
            if not self.kind.has_signatory:
                self._below(block, words)
            else:
                signatures.take(block, words)
        signatures.end()
        self._contact([line for block in self.tail[at:] for line in words_of(block).split("\n") if line])

    def _below(self, block: WordParagraph, words: str) -> None:
        if found := _DAY.fullmatch(words):
            self._day(block, found["day"])
        elif words:
            self.parts.agency = self.parts.agency or words

    def _contact_at(self) -> int:
        """Return where who answers for it begins: at its own style, or the line before a telephone number."""
        for at, block in enumerate(self.tail):
            lines = words_of(block).split("\n")
            if block.role == "contact" or (len(lines) > 1 and any(map(_CONTACT.match, lines))):
                return at
            if any(map(_CONTACT.match, lines)):
                before = self.tail[at - 1] if at else None
                is_office = before is not None and before.align == "left" and before.indent_cm < 4
                return at - 1 if is_office and not _SIGNED.match(words_of(before) if before else "") else at
        return len(self.tail)

    def _contact(self, lines: Sequence[str]) -> None:
        is_copies = False
        for line in lines:
            if found := _CONTACT.match(line):
                self._set("telephone", found["telephone"])
            elif found := _COPIES.match(line):
                is_copies = True
                self.parts.more["copies"] = [found["copy"]] if found["copy"] else []
            elif is_copies:
                self.parts.more["copies"].append(line)
            elif not _OTHER_CONTACT.match(line) and "office" not in self.parts.more:
                self._set("office", line)


def words_of(block: WordParagraph) -> str:
    """Return the words of a paragraph, without those that describe its pictures."""
    return tidy(_raw(block))


def _raw(block: WordParagraph) -> str:
    return "".join(span.text for span in block.spans if not span.picture)


def _begins_text(kind: Kind, words: str) -> bool:
    return any(re.match(pattern, words) for pattern, _ in kind.expected)

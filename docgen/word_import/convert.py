"""Make the content files of a Word file: bytes in, content files by their project paths out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docx.document import Document as DocxDocument

from docgen.content.attachments import LANDSCAPE_MARK, MARK
from docgen.errors import Finding, Place, error
from docgen.folder.file_names import odd_name
from docgen.kinds import report
from docgen.kinds.kind import Kind
from docgen.kinds.table import KINDS
from docgen.outside import harmless
from docgen.word_import.announcement import find_parts
from docgen.word_import.body import BodyWriter
from docgen.word_import.clauses import scheme_of
from docgen.word_import.document_parts import DocumentParts
from docgen.word_import.furniture import without_furniture
from docgen.word_import.head import HeadWriter
from docgen.word_import.letters import find_letter, letter_kind
from docgen.word_import.meetings import find_meeting, meeting_kind
from docgen.word_import.opened import Properties, open_word, read_properties
from docgen.word_import.page_turns import parted_at_turn, with_turns
from docgen.word_import.readback import read_again
from docgen.word_import.reading import Reader
from docgen.word_import.records import WordBlock
from docgen.word_import.report import ReportReader, is_report
from docgen.word_import.report_readback import tell_lost_words
from docgen.word_import.surroundings import Surroundings
from docgen.word_import.told import Ledger

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/bmp": ".bmp", "image/tiff": ".tif"}


def convert(
    into: Surroundings, content: bytes, shown: str, name: str = ""
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Return the content files of a Word file, the document's own first, by project path, and what to look at.

    `shown` is the file's name, `name` that of the document ("": as the file). Nothing is written. Raises DocgenError
    for a file that is no safe Word document, or no announcement, order or report.
    """
    document = open_word(content, shown)
    reader = Reader(document, into.layout, shown, into.printable)
    blocks = reader.blocks()
    files, findings = (_report if is_report(blocks) else _issued)(
        WordFile(
            into,
            document,
            blocks,
            reader.ledger,
            name,
            reader.is_draft,
            read_properties(document, shown),
            reader.secrecy,
            reader.ends_in_landscape,
        )
    )
    return files, tuple(sorted((*reader.ledger.findings(), *findings), key=lambda one: one.place))


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file as read, and what is known of where it goes; `name` is "" where nobody gave one."""

    into: Surroundings
    document: DocxDocument
    blocks: list[WordBlock]
    ledger: Ledger
    name: str
    is_draft: bool
    properties: Properties
    secrecy: str = ""
    ends_in_landscape: bool = False

    def picture(self, relation: str) -> bytes:
        """Return the content of a picture."""
        content: bytes = self.document.part.rels[relation].target_part.blob
        return content


def _issued(source: WordFile) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the files of an announcement or order, the content file first."""
    into, shown = source.into, source.ledger.shown
    blocks = without_furniture(source.blocks, source.ledger)
    letter = letter_kind(blocks)
    meeting = None if letter else meeting_kind(blocks)

    def find(some: Sequence[WordBlock]) -> DocumentParts:
        if letter is not None:
            return find_letter(some, letter, source.ledger)
        return find_parts(some, source.ledger) if meeting is None else find_meeting(some, meeting, source.ledger)

    parts = parted_at_turn(with_turns(blocks, source.ends_in_landscape), source.ledger, find)
    if not (letter or meeting or parts.is_document):
        names = " ".join(kind.thai for kind in KINDS.values() if kind.word)
        hint = "เอกสารต้องมีบรรทัดที่ขึ้นต้นด้วยชนิดของเอกสารตามด้วยชื่อหน่วยงาน แล้วมีเลขที่ เรื่อง และบรรทัดวันที่ หรือมี ที่ เรื่อง เรียน อย่างหนังสือ"
        message = f"ไม่พบส่วนหัวของเอกสารที่รู้จัก จึงไม่นำเข้า (รู้จัก: {names})"
        raise error("no-announcement", Place(shown), message, hint)
    kind = KINDS.called(parts.kind)
    assert kind is not None  # a title begins with what a kind is called
    _keep_secrecy(source, kind, parts)
    target = _target(kind, source.name or Path(shown).stem)
    scheme = scheme_of(parts.body)
    writer = BodyWriter(shown, target.stem, into.schemes[scheme], endings=_endings(source.document))
    body = writer.write(parts.body)
    head = HeadWriter(parts, kind, into, source.ledger)
    front = head.write(scheme, source.properties, source.is_draft)
    told = [*writer.findings, *head.findings, *read_again(writer, into.schemes[scheme])]
    for blocks, is_landscape in parts.attachments:
        # The pictures are numbered through.
        attached = BodyWriter(shown, target.stem, into.schemes[scheme], writer.pictures, writer.endings)
        body += f"\n\n{LANDSCAPE_MARK if is_landscape else MARK}\n\n{attached.write(blocks)}"
        told += [*attached.findings, *read_again(attached, into.schemes[scheme])]
    files = {str(target): f"---\n{front}---\n\n{body}\n".encode()}
    files |= {str(target.parent / picture): source.picture(relation) for picture, relation in writer.pictures.items()}
    return files, told


def _keep_secrecy(source: WordFile, kind: Kind, parts: DocumentParts) -> None:
    """Take over a secrecy class, or tell it where a kind has none: what has one must not be published."""
    if any(one.key == "secrecy" for one in kind.fields):
        parts.more.setdefault("secrecy", source.secrecy)
    elif source.secrecy:
        source.ledger.add("header", 0, source.secrecy)


def _report(source: WordFile) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the files of a report that docgen made, report.yaml first, in a folder of its year or the given name."""
    into, kind = source.into, report.KIND
    scheme = into.schemes[into.scheme_of(kind)]
    reader = ReportReader(source.ledger.shown, into.agency, scheme, _endings(source.document))
    made = reader.read(source.blocks, source.properties.keywords)
    folder = f"content/{kind.folder}/{_stem(source.name) if source.name else made.fiscal_year}"
    files = {f"{folder}/report.yaml": made.report.encode(), f"{folder}/activities.csv": made.log}
    written = [made.report, made.log.decode("utf-8-sig")]
    tell_lost_words(source.blocks, written, into.report_template(), into.agency, source.ledger)
    files |= {f"{folder}/{picture}": source.picture(relation) for picture, relation in made.pictures.items()}
    return files, reader.findings


def _target(kind: Kind, name: str) -> PurePosixPath:
    return PurePosixPath("content", kind.folder, f"{_stem(name)}.md")


def _stem(name: str) -> str:
    """Return a file name without what a file system or an address can't hold."""
    stem = re.sub(r"[^\w\u0e00-\u0e7f.-]+", "-", name.removesuffix(".md")).strip("-.")
    why = odd_name(f"{stem}.md")
    if why:
        raise error("wrong-name", Place(harmless(name)), f"ใช้ชื่อไฟล์นี้ไม่ได้: {why}", "ใช้ตัวอักษร ตัวเลข และขีดกลาง")
    return stem


def _endings(document: DocxDocument) -> dict[str, str]:
    return {
        key: _ENDINGS[relation.target_part.content_type]
        for key, relation in document.part.rels.items()
        if not relation.is_external and relation.target_part.content_type in _ENDINGS
    }

"""Write the body of an imported document as docgen's Markdown: clauses, headings, tables, pictures, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from docgen.content.body import NumberingScheme
from docgen.errors import Finding, Place, Severity
from docgen.outside import quoted
from docgen.thai.labels import read_label
from docgen.word_import.clauses import INDENT, LOOK_AHEAD, FoundClause, Outline, typed_indent
from docgen.word_import.columns import find_columns, is_parted, may_have_columns
from docgen.word_import.markdown import as_words, escaped, in_heading_lines, written
from docgen.word_import.page_breaks import ROLE as PAGE_BREAK
from docgen.word_import.people import are_people, listed_rows, plain_rows, typed_rows
from docgen.word_import.records import Span, WordBlock, WordParagraph, WordTable, WrittenBlock
from docgen.word_import.table_text import can_merge, picture_in, table_text
from docgen.word_import.told import MOST_TOLD

_LONGEST_HEADING = 100
_LONGEST_ROW = 1_000
_MOST_ROWS = 200
_SAFE = "/:?#[]@!$&'*+,;=%-._~"  # what an address may have as it is (RFC 3986); brackets would end it here


@dataclass(slots=True)
class BodyWriter:
    """Writes one body. `pictures` are the relationships of its pictures by the file names that it gives them.

    `pieces` afterwards say what each block became.
    """

    shown: str
    stem: str
    numbering: NumberingScheme
    pictures: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    pieces: list[WrittenBlock] = field(default_factory=list)

    def write(self, blocks: Sequence[WordBlock]) -> str:
        """Return the Markdown of the blocks, with an empty line between them."""
        outline = Outline(self.numbering.patterns)
        at = 0
        while at < len(blocks):
            columns = find_columns(blocks[at : at + _MOST_ROWS]) if _may_be_row(blocks[at]) else None
            if columns is not None:
                if columns.are_columns:
                    self.pieces += typed_rows(blocks[at : at + columns.count], columns)
                    at += columns.count
                    continue
                message = "คอลัมน์ที่จัดด้วยแท็บหรือช่องว่าง ถูกต่อเป็นข้อความเดียว"
                self._tell(blocks[at], "columns-joined", message, "ถ้าเป็นตาราง พิมพ์เป็นตารางในไฟล์เนื้อหา")
            elif _may_be_row(blocks[at]) and is_parted(blocks[at]):
                message = "แท็บหรือช่องว่างยาวในย่อหน้านี้ นำเข้าเป็นช่องว่างเดียว"
                self._tell(blocks[at], "columns-joined", message, "ถ้าเป็นคอลัมน์ พิมพ์เป็นตารางในไฟล์เนื้อหา")
            for block in blocks[at : at + (columns.count if columns else 1)]:
                at += 1
                self.pieces += self._block(block, blocks[at : at + LOOK_AHEAD], outline)
        self.pieces += (
            WrittenBlock(block.number, f"{span.text}: {span.note}", "")
            for block in blocks
            for span in _spans(block)
            if span.note
        )
        self.pieces = [piece for piece in self.pieces if piece.text]
        return "\n\n".join(piece.text for piece in self.pieces)

    def _tell(self, block: WordBlock, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(code, Place(self.shown, block.number), message, hint, Severity.WARNING))

    def _block(self, block: WordBlock, following: Sequence[WordBlock], outline: Outline) -> Iterator[WrittenBlock]:
        if isinstance(block, WordTable):
            if are_people(block):
                yield from listed_rows(block, outline)
                return
            if people := plain_rows(block):
                yield from people
                return
            outline.close()
            if rows := self._picture_rows(block):
                yield from rows
                return
            words = "\n".join("" if span.note else span.text for span in _spans(block))
            yield WrittenBlock(block.number, self._table(block), words)
            return
        if block.role == PAGE_BREAK:
            yield WrittenBlock(block.number, "[ขึ้นหน้าใหม่]", "")
            return
        pictures = [span for span in block.spans if span.picture]
        if pictures:
            outline.close()
            after = following[0] if following else None
            caption = after if isinstance(after, WordParagraph) and after.role == "caption" else None
            for picture in pictures:
                yield WrittenBlock(block.number, self._picture(block, picture, caption), "", is_picture=True)
        is_caption = block.role == "caption" and bool(self.pictures)
        if not is_caption and any(span.text.strip() and not span.picture for span in block.spans):
            yield self._words(block, following, outline)

    def _words(self, block: WordParagraph, following: Sequence[WordBlock], outline: Outline) -> WrittenBlock:
        made_here = block.is_made_here
        words = "".join(span.text for span in block.spans if not (span.picture or span.note))
        if found := outline.listed(block):
            label = block.item.label if block.item and found.label != "-" else ""
            return WrittenBlock(block.number, _item(found, written(block.spans, keeps_english=made_here)), words, label)
        if block.role == "rest":
            depth = outline.depth_of_rest(block)
            return WrittenBlock(
                block.number, INDENT * depth + _lines(as_words(written(block.spans, keeps_english=True)), depth), words
            )
        if block.role.startswith("heading") or (not made_here and _looks_like_heading(block)):
            outline.close()
            level = int(block.role[-1]) if block.role.startswith("heading") else 2
            plain = [replace(span, bold=False) for span in block.spans] if not made_here else block.spans
            text = written(plain, keeps_english=made_here, in_cell=True).replace("\\|", "|")
            return WrittenBlock(block.number, "#" * level + " " + in_heading_lines(text), words)
        if not made_here:
            lead = len(block.text) - len(block.text.lstrip())
            if found := outline.typed(block.text.lstrip(), typed_indent(block)):
                spans = _without(block.spans, lead + found.cut)
                text = _item(found, written(spans, keeps_english=False))
                rest = "".join(span.text for span in spans if not (span.picture or span.note))
                return WrittenBlock(block.number, text, rest, "" if found.label == "-" else found.label)
            if depth := outline.depth_of_typed_rest(block, following):
                text = INDENT * depth + _lines(written(block.spans, keeps_english=False), depth)
                return WrittenBlock(block.number, text, *_without_label(words, made_here))
        outline.close()
        text = written(block.spans, keeps_english=made_here)
        return WrittenBlock(block.number, as_words(text) if made_here else text, *_without_label(words, made_here))

    def _picture_rows(self, table: WordTable) -> list[WrittenBlock]:
        """Return the rows of a table that holds nothing but pictures with their captions, [] for another one."""
        filled = [[cell for cell in row if any(one.spans for one in cell)] for row in table.rows]
        if not any(filled) or not all(picture_in(cell) for row in filled for cell in row):
            return []
        made: list[WrittenBlock] = []
        for row in filled:
            shown = []
            for cell in row:
                block, picture = picture_in(cell)[0]
                caption = next((one for one in cell if one is not block and one.text.strip()), None)
                shown.append(self._picture(block, picture, caption))
            made.append(WrittenBlock(table.number, " ".join(one for one in shown if one), "", is_picture=True))
        return made

    def _picture(self, block: WordParagraph, picture: Span, caption: WordParagraph | None) -> str:
        words = " ".join((caption.text if caption else "" if picture.address else picture.text).split())
        if picture.address:
            return f"![{escaped(words)}](qr:{quote(picture.address, safe=_SAFE)})"
        ending = self.endings.get(picture.picture)
        if ending is None:
            message = "รูปนี้นำเข้าไม่ได้" + (f": {quoted(picture.text, MOST_TOLD)}" if picture.text.strip() else "")
            self._tell(block, "not-imported", message, "ใช้ไฟล์ .png หรือ .jpg")
            return ""
        name = f"{self.stem}-{len(self.pictures) + 1}{ending}"
        self.pictures[name] = picture.picture
        alt = " ".join(picture.text.split()) or words or "รูป"
        if caption is None or words == alt:
            return f"![{escaped(alt)}]({name})"
        title = words.replace("\\", "\\\\").replace('"', '\\"').replace("docgen:", "docgen\\:")
        return f'![{escaped(alt)}]({name} "{title}")'

    def _table(self, table: WordTable) -> str:
        """Return a Markdown table: the first row is its head, cells are one paragraph each."""
        if table.is_merged and not can_merge(table.marks):
            self._tell(table, "merged-cells", "ตารางนี้มีช่องที่รวมกัน นำเข้าเป็นช่องธรรมดา", "ตรวจตารางในไฟล์เนื้อหา")
        return table_text(table)


def _without_label(words: str, made_here: bool) -> tuple[str, str]:
    """Return a paragraph's words and its label: one of a form that the scheme lacks is one to the content's reader."""
    label = None if made_here else read_label(words)
    return (words, "") if label is None else (words[label.rest_start :], label.text)


def _spans(block: WordBlock) -> Iterator[Span]:
    """Yield all that stands in a block."""
    if isinstance(block, WordParagraph):
        yield from block.spans
        return
    for row in block.rows:
        for cell in row:
            for paragraph in cell:
                yield from paragraph.spans


def _may_be_row(block: WordBlock) -> bool:
    if not isinstance(block, WordParagraph) or block.is_made_here:
        return False
    return len(block.text) < _LONGEST_ROW and may_have_columns(block.text)


def _lines(text: str, depth: int) -> str:
    """Put further lines of a paragraph on the indentation of its first one."""
    return text.replace("\n", "\n" + INDENT * depth)


def _item(found: FoundClause, words: str) -> str:
    return INDENT * found.depth + f"{found.label} {_lines(words, found.depth + 1)}"


def _looks_like_heading(block: WordParagraph) -> bool:
    words = [span for span in block.spans if span.text.strip()]
    is_bold = bool(words) and all(span.bold for span in words)
    return is_bold and len(block.text.strip()) <= _LONGEST_HEADING and not block.text.strip()[0].isdecimal()


def _without(spans: Sequence[Span], count: int) -> list[Span]:
    """Return the spans without their first letters."""
    made = []
    for span in spans:
        cut = min(count, len(span.text))
        count -= cut
        made.append(replace(span, text=span.text[cut:]))
    return made

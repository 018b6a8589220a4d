"""Write the body of an imported document as docgen's Markdown: clauses, headings, tables, pictures, paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docgen.content.body import Numbering
from docgen.errors import Finding, Place, Severity
from docgen.word_import.clauses import INDENT, Found, Outline
from docgen.word_import.markdown import escaped, written
from docgen.word_import.records import Span, WordBlock, WordParagraph, WordTable

_LONGEST_HEADING = 100


@dataclass(slots=True)
class BodyWriter:
    """Writes one body. `pictures` are the relationships of its pictures by the file names that it gives them."""

    shown: str
    stem: str
    numbering: Numbering
    pictures: dict[str, str] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def write(self, blocks: Sequence[WordBlock]) -> str:
        """Return the Markdown of the blocks, with an empty line between them."""
        outline = Outline(self.numbering.patterns)
        pieces: list[str] = []
        for number, block in enumerate(blocks):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            pieces += self._block(block, following, outline)
        return "\n\n".join(piece for piece in pieces if piece)

    def _tell(self, block: WordBlock, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(code, Place(self.shown, block.number), message, hint, Severity.WARNING))

    def _block(self, block: WordBlock, following: WordBlock | None, outline: Outline) -> Iterator[str]:
        if isinstance(block, WordTable):
            outline.close()
            yield self._table(block)
            return
        pictures = [span for span in block.spans if span.picture]
        if pictures:
            outline.close()
            caption = following if isinstance(following, WordParagraph) and following.role == "caption" else None
            for picture in pictures:
                yield self._picture(block, picture, caption)
        is_caption = block.role == "caption" and bool(self.pictures)
        if not is_caption and any(span.text.strip() and not span.picture for span in block.spans):
            yield self._words(block, outline)

    def _words(self, block: WordParagraph, outline: Outline) -> str:
        made_here = bool(block.role) and block.role != "base"
        if found := outline.listed(block):
            return _item(found, written(block.spans, keeps_english=made_here, is_clause=True))
        if block.role == "rest":
            depth = outline.depth_of_rest(block)
            return INDENT * depth + written(block.spans, keeps_english=True)
        if block.role.startswith("heading") or (not made_here and _looks_like_heading(block)):
            outline.close()
            level = int(block.role[-1]) if block.role.startswith("heading") else 2
            plain = [replace(span, bold=False) for span in block.spans] if not made_here else block.spans
            return "#" * level + " " + written(plain, keeps_english=made_here, in_cell=True).replace("\\|", "|")
        if not made_here:
            lead = len(block.text) - len(block.text.lstrip())
            if found := outline.typed(block.text.lstrip()):
                return _item(
                    found, written(_without(block.spans, lead + found.cut), keeps_english=False, is_clause=True)
                )
        outline.close()
        return written(block.spans, keeps_english=made_here)

    def _picture(self, block: WordParagraph, picture: Span, caption: WordParagraph | None) -> str:
        ending = self.endings.get(picture.picture)
        if ending is None:
            self._tell(block, "not-imported", "รูปนี้นำเข้าไม่ได้", "ใช้ไฟล์ .png หรือ .jpg")
            return ""
        name = f"{self.stem}-{len(self.pictures) + 1}{ending}"
        self.pictures[name] = picture.picture
        words = " ".join((caption.text if caption else picture.text).split())
        alt = " ".join(picture.text.split()) or words or "รูป"
        if caption is None or words == alt:
            return f"![{escaped(alt)}]({name})"
        title = words.replace("\\", "").replace('"', "'")
        return f'![{escaped(alt)}]({name} "{title}")'

    def _table(self, table: WordTable) -> str:
        """Return a Markdown table: the first row is its head, cells are one paragraph each."""
        if table.merged:
            self._tell(table, "merged-cells", "ตารางนี้มีช่องที่รวมกัน นำเข้าเป็นช่องธรรมดา", "ตรวจตารางในไฟล์เนื้อหา")
        if any(len([one for one in cell if one.text.strip()]) > 1 for row in table.rows for cell in row):
            self._tell(table, "joined-paragraphs", "ช่องของตารางที่มีหลายย่อหน้า ถูกต่อเป็นย่อหน้าเดียว", "ตรวจตารางในไฟล์เนื้อหา")
        width = max((len(row) for row in table.rows), default=0)
        if not width:
            return ""
        rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
        marks = [_mark([row[column] for row in table.rows[1:] if column < len(row)]) for column in range(width)]
        lines = [rows[0], marks, *rows[1:]]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _item(found: Found, words: str) -> str:
    return INDENT * found.depth + f"{found.label} {words}"


def _cell(paragraphs: Iterable[WordParagraph]) -> str:
    made = []
    for paragraph in paragraphs:
        head = paragraph.role == "cell_head"
        spans = [replace(span, bold=False) for span in paragraph.spans] if head else paragraph.spans
        words = written(spans, keeps_english=bool(paragraph.role), in_cell=True)
        if paragraph.item is not None and words:
            words = f"{escaped(paragraph.item.label)} {words}"
        made.append(words)
    return " ".join(word for word in made if word)


def _mark(cells: Sequence[Sequence[WordParagraph]]) -> str:
    aligns = {
        {"cell_center": "center", "cell_right": "right"}.get(paragraph.role, paragraph.align)
        for cell in cells
        for paragraph in cell
        if paragraph.text.strip()
    }
    return {"center": ":-:", "right": "--:"}.get(aligns.pop() if len(aligns) == 1 else "", "---")


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

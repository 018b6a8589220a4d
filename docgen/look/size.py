"""How large a document may be: what is set, written and read back in some seconds, and what a page can hold.

PDF and Word of 157 pages of prose took 2.7 s of CPU and 120 MB, of 77 pages of table 2.8 s: 0.5 ms a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import DocgenError, Finding, Place, error
from docgen.look.style import Layout
from docgen.outside import quoted
from docgen.tree import (
    BulletList,
    ClauseList,
    Document,
    Figure,
    Heading,
    Paragraph,
    People,
    Section,
    Table,
    every,
    inline_text,
)

MAX_LINES = 3_000
"""The most lines of a document, each line of a table's cell counted: some 100 pages of prose, set within 5 s."""


MAX_ITEMS = 2_000
"""The most items of lists, with numbers or without, in a document: each takes as much as two lines."""
MAX_RUNS = 6_000
"""The most stretches of text in one look: each bold word and each link makes one, and one of what follows."""
MAX_PARAGRAPH = 20_000
"""The most letters of a paragraph, of whatever lines of the content it is made."""

TURNED = "ย้ายตารางไปไว้ใต้บรรทัด [เอกสารแนบท้าย แนวนอน] (ในรายงาน: orientation: landscape ใน templates/layout.yaml)"
"""How a table comes on paper that lies on its long side."""

_SHORTER = "แบ่งเป็นหลายฉบับ; ในรายงานให้รวมการดำเนินงานที่คล้ายกันเป็นแถวเดียว หรือย้ายรายละเอียดไปไว้ในภาคผนวกที่เป็นไฟล์แยก"


def paragraph_too_long(words: str, place: str) -> DocgenError:
    """Return the error of a paragraph of too many letters."""
    message = f"ย่อหน้ายาวเกินกำหนด ({len(words):,} ตัวอักษร รับได้ไม่เกิน {MAX_PARAGRAPH:,}): {quoted(words, 40)}"
    return error("paragraph-too-long", Place.read(place), message, "แบ่งเป็นหลายย่อหน้า (เว้นหนึ่งบรรทัด)")


def too_long(place: str) -> DocgenError:
    """Return the error of a document whose lines are more than may be, at the place where they are."""
    message = f"เอกสารยาวเกินกำหนด (เกิน {MAX_LINES:,} บรรทัด นับทุกบรรทัดในทุกช่องของตาราง; ราว 100 หน้า)"
    return error("document-too-long", Place.read(place), message, _SHORTER)


def refuse_too_large(document: Document, layout: Layout, path: str) -> None:
    """Raise DocgenError for a document of too many or too long paragraphs, or with tables too wide for their page.

    `path` is the content file, for what has no place of its own, such as the subject.
    """
    lines, items, runs, beyond = 0, 0, 0, path
    for block in every(block for section in document.sections for block in section.blocks):
        match block:
            case Paragraph() | Heading():
                lines += 1
                runs += len(block.inlines)
                words = inline_text(block.inlines)
                if len(words) > MAX_PARAGRAPH:
                    raise paragraph_too_long(words, block.place or path)
            case Figure():
                lines += 1
            case ClauseList() | BulletList():
                items += len(block.items)
            case People():
                items += len(block.rows)
                lines += len(block.rows)
                runs += sum(len(cell) for row in block.rows for cell in row.cells)
            case _:
                pass
        beyond = getattr(block, "place", "") or beyond
        if lines > MAX_LINES:
            raise too_long(beyond)
        if items > MAX_ITEMS:
            message = f"เอกสารมีข้อและรายการเกินกำหนด (มีอย่างน้อย {items:,} รับได้ไม่เกิน {MAX_ITEMS:,})"
            raise error("document-too-long", Place.read(beyond), message, _SHORTER)
        if runs > MAX_RUNS:
            message = f"เอกสารมีตัวหนา ตัวเอน และลิงก์มากเกินกำหนด (แบ่งข้อความเป็นเกิน {MAX_RUNS:,} ท่อน)"
            raise error("document-too-long", Place.read(beyond), message, "ลดตัวหนา ตัวเอน และลิงก์ หรือแบ่งเป็นหลายฉบับ")
    problems = [problem for section in document.sections for problem in _wide_tables(section, layout)]
    if problems:
        raise DocgenError(dict.fromkeys(problems))


def _wide_tables(section: Section, layout: Layout) -> Iterator[Finding]:
    page = layout.page(section.role)
    for block in every(section.blocks):
        most = int(page.measure_cm / layout.narrowest_column_cm)
        if isinstance(block, Table) and block.column_count > most:
            size = f"{layout.styles['cell'].size_pt:g}"
            message = f"ตารางมี {block.column_count:,} ช่อง แต่กระดาษกว้างพอสำหรับ {most} ช่อง (ตัวอักษร {size} พอยต์)"
            yield Finding("too-many-columns", Place.read(block.place), message, _remedy(section, layout))


def _remedy(section: Section, layout: Layout) -> str:
    hint = "ลดจำนวนช่อง หรือแบ่งเป็นหลายตาราง"
    wide = int(layout.landscape.measure_cm / layout.narrowest_column_cm)
    if layout.sections[section.role].orientation == "landscape":
        return hint
    return f"{hint}; กระดาษแนวนอนรับได้ {wide} ช่อง: {TURNED}"

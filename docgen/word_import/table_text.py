"""Write a table of a Word file as Markdown: the first row is its head; merges, widths and line ends come along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docgen.content.table_cells import TypedCell, merged
from docgen.word_import.markdown import escaped, written
from docgen.word_import.records import Span, WordParagraph, WordTable

_MOST_HEADS = 3  # rows of a head; a cell of the first row that goes further down is no head


def table_text(table: WordTable) -> str:
    """Return a table as Markdown, "" for one without cells."""
    marks = table.marks if can_merge(table.marks) else ()
    width = max((len(row) for row in table.rows), default=0)
    if not width:
        return ""
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    for row, row_marks in zip(rows, marks, strict=False):
        row[: len(row_marks)] = [mark or words for words, mark in zip(row, row_marks, strict=False)]
    aligns = [_mark([row[column] for row in table.rows[1:] if column < len(row)]) for column in range(width)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in (rows[0], aligns, *rows[1:]))
    if len(table.widths) != width:
        return text
    return f"<!-- ตาราง: กว้าง {' '.join(f'{share:g}' for share in table.widths)} -->\n{text}"


def can_merge(marks: Sequence[Sequence[str]]) -> bool:
    """Tell whether docgen's content can say how the cells of a table are merged."""
    if len({len(row) for row in marks}) != 1:
        return False
    faults: list[str] = []
    cells = [[TypedCell(mark or "ก", (), 0) for mark in row] for row in marks]
    grid = merged(cells, lambda _, code, message, hint: faults.append(code))
    return not faults and grid.heads <= _MOST_HEADS


def picture_in(cell: Sequence[WordParagraph]) -> list[tuple[WordParagraph, Span]]:
    """Return the one picture of a cell with the paragraph that it stands in; [] if there is none, or several."""
    found = [(paragraph, span) for paragraph in cell for span in paragraph.spans if span.picture]
    words = [one for one in cell if one.text.strip() and not any(span.picture for span in one.spans)]
    return found if len(found) == 1 and len(words) <= 1 else []


def _cell(paragraphs: Iterable[WordParagraph]) -> str:
    made = []
    for paragraph in paragraphs:
        head = paragraph.role == "cell_head"
        spans = [replace(span, bold=False) for span in paragraph.spans] if head else paragraph.spans
        words = written(spans, keeps_english=paragraph.is_made_here, in_cell=True)
        if paragraph.item is not None and words:
            words = f"{escaped(paragraph.item.label)} {words}"
        made.append(words)
    return "<br>".join(word for word in made if word)


def _mark(cells: Sequence[Sequence[WordParagraph]]) -> str:
    aligns = {
        {"cell_center": "center", "cell_right": "right"}.get(paragraph.role, paragraph.align)
        for cell in cells
        for paragraph in cell
        if paragraph.text.strip()
    }
    return {"center": ":-:", "right": "--:"}.get(aligns.pop() if len(aligns) == 1 else "", "---")

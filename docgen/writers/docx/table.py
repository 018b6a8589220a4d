"""Write a table: fixed widths, head rows that repeat, merged heads, rows that hold together unless they are tall."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docgen.style import Layout
from docgen.tree import Block, Row, Table, plain_text
from docgen.writers.docx.xml import twips

# A row of more words than this may be taller than a page; held together, Word would cut it off.
_TALL_ROW_CHARACTERS = 900
CellWriter = Callable[[Sequence[Block], str], str]


def table_xml(table: Table, layout: Layout, measure_cm: float, write_cell: CellWriter) -> str:
    """Return a table that is as wide as the measure (cm); `write_cell` writes the blocks of a cell."""
    widths = [twips(width) for width in layout.column_widths_cm(table, measure_cm)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="table"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
    )
    rows: list[str] = []
    merged: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(table.head + table.rows):
        rows.append(_row(row, widths, merged, number < len(table.head), write_cell))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(
    row: Row, widths: Sequence[int], merged: dict[int, tuple[int, int]], head: bool, write_cell: CellWriter
) -> str:
    """Return a row; `merged` holds by column the rows still to come of a cell from above, and its columns."""
    cells: list[str] = []
    column = 0
    waiting = list(row.cells)
    while column < len(widths) and (waiting or column in merged):
        if column in merged:
            rows_left, span = merged.pop(column)
            cells.append(_cell(write_cell((), "left"), widths[column : column + span], span, "<w:vMerge/>", False))
            if rows_left > 1:
                merged[column] = (rows_left - 1, span)
        else:
            cell = waiting.pop(0)
            span = cell.colspan
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            words = write_cell(cell.blocks, cell.align)
            cells.append(_cell(words, widths[column : column + span], span, merge, cell.head))
            if cell.rowspan > 1:
                merged[column] = (cell.rowspan - 1, span)
        column += span
    return f"<w:tr>{_row_properties(row, head)}{''.join(cells)}</w:tr>"


def _row_properties(row: Row, head: bool) -> str:
    longest = max((len(plain_text(cell.blocks)) for cell in row.cells), default=0)
    whole = "" if longest > _TALL_ROW_CHARACTERS else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""


def _cell(words: str, widths: Sequence[int], span: int, merge: str, head: bool) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    middle = '<w:vAlign w:val="center"/>' if head else ""
    width = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{spanned}{merge}{middle}</w:tcPr>{words}</w:tc>"

"""Write a table: fixed widths, head rows that repeat, merged heads, rows that hold together unless they are tall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from docgen.look.style import PT_PER_CM, Layout, PageSize
from docgen.tree import Block, People, Row, Table, texts
from docgen.writers.docx.xml import twips

# A row that may be taller than this share of a page may break; held together, Word would cut it off.
_TALL_ROW_SHARE = 0.6
# The advance of a letter of the document font over its size, marks above and below counted in: measured on prose.
_ADVANCE = 0.33
LOOK_OF_SHARES = "0420"
"""The look (w:tblLook) of a table whose columns are as wide as the author said."""
_LOOK = '<w:tblLook w:val="0020" w:firstRow="1"/>'
# Columns whose widths the author gave: the style has no bands, so that nothing is seen of it; an import knows it again.
_LOOK_OF_SHARES = f'<w:tblLook w:val="{LOOK_OF_SHARES}" w:firstRow="1" w:noVBand="1"/>'
CellWriter = Callable[[Sequence[Block], str, str], str]
"""Writes the blocks of a cell, with its alignment and what its figure lacks of its column's longest fraction."""
ColumnWidths = Callable[[Table | People, float], tuple[float, ...]]
"""Tells the widths of a table's columns for a measure, of people's the edges, all in cm."""
WordsWidth = Callable[[str], float]
"""Tells how wide words are in a cell, in cm."""


def table_xml(table: Table, layout: Layout, page: PageSize, write_cell: CellWriter, widths_cm: Sequence[float]) -> str:
    """Return a table that is as wide as the page's measure; `write_cell` writes the blocks of a cell."""
    widths = [twips(width) for width in widths_cm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="table"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK_OF_SHARES if table.widths else _LOOK}</w:tblPr>'
    )
    rows: list[str] = []
    merged: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(table.head + table.rows):
        whole = not _is_tall(row, widths, layout, page)
        rows.append(_row(row, widths, merged, number < len(table.head), whole, write_cell))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def plain_table(cells: Sequence[str], width_cm: float) -> str:
    """Return a row of cells without lines, each as wide; they hold paragraphs."""
    width = twips(width_cm)
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    grid = f'<w:gridCol w:w="{width}"/>' * len(cells)
    properties = (
        '<w:tblPr><w:tblStyle w:val="table_plain"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(f'{cell}{words}</w:tc>' for words in cells)}</w:tr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>"


def _row(
    row: Row, widths: Sequence[int], merged: dict[int, tuple[int, int]], head: bool, whole: bool, write_cell: CellWriter
) -> str:
    """Return a row; `merged` holds by column the rows still to come of a cell from above, and its columns."""
    cells: list[str] = []
    column = 0
    waiting = list(row.cells)
    while column < len(widths) and (waiting or column in merged):
        if column in merged:
            rows_left, span = merged.pop(column)
            cells.append(_cell(write_cell((), "left", ""), widths[column : column + span], span, "<w:vMerge/>", False))
            if rows_left > 1:
                merged[column] = (rows_left - 1, span)
        else:
            cell = waiting.pop(0)
            span = cell.colspan
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            words = write_cell(cell.blocks, cell.align, cell.lacks)
            cells.append(_cell(words, widths[column : column + span], span, merge, cell.head))
            if cell.rowspan > 1:
                merged[column] = (cell.rowspan - 1, span)
        column += span
    return f"<w:tr>{_row_properties(whole, head)}{''.join(cells)}</w:tr>"


def _is_tall(row: Row, widths: Sequence[int], layout: Layout, page: PageSize) -> bool:
    """Tell whether the row's longest cell may fill most of a page: by its letters, its paragraphs and its width."""
    look = layout.styles["cell"]
    room_pt = page.text_height_cm * PT_PER_CM
    narrowest = min(widths) / 20  # of the columns that the row's cells may stand in: enough for a bound
    for number, cell in enumerate(row.cells):
        known = len(row.cells) == len(widths)
        width = (widths[number] / 20 if known else narrowest) - 2 * layout.tables.padding_x_cm * PT_PER_CM
        a_line = max(width / (_ADVANCE * look.size_pt), 1.0)
        lines = sum(ceil(len(words) / a_line) for words in texts(cell.blocks) if words)
        if lines * look.line_pt > _TALL_ROW_SHARE * room_pt:
            return True
    return False


def _row_properties(whole: bool, head: bool) -> str:
    made = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:trPr>{made}</w:trPr>" if made else ""


def _cell(words: str, widths: Sequence[int], span: int, merge: str, head: bool) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    middle = '<w:vAlign w:val="center"/>' if head else ""
    width = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{spanned}{merge}{middle}</w:tcPr>{words}</w:tc>"

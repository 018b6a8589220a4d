"""Write a table as HTML: columns as wide as the layout has them, rows that stay whole unless they are too tall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.look.style import PT_PER_CM
from docgen.tree import Block, Cell, Row, Table
from docgen.writers.pdf.setting import Setting

BlocksWriter = Callable[[Iterable[Block], Setting], str]
# A row that with the table's head would fill more of a page than this may break: WeasyPrint prints one that does not
# fit without the head, or over the page's end (#2679).
_TALLEST_WHOLE_ROW = 0.95


def table_html(block: Table, setting: Setting, write: BlocksWriter) -> str:
    """Return a table; `write` gives the HTML of the blocks in a cell."""
    widths = setting.layout.column_widths_cm(block, setting.measure_cm)
    columns = "".join(f'<col style="width: {width:.3f}cm">' for width in widths)
    inner = [width - 2 * setting.layout.tables.padding_x_cm - _border_cm(setting) for width in widths]
    rows = list(_rows(block.head + block.rows, inner, setting, write))
    head, body = rows[: len(block.head)], rows[len(block.head) :]
    room = _TALLEST_WHOLE_ROW * setting.height_cm - sum(_height_cm(row, setting) for row in head)
    shown_head = f"<thead>{''.join(map(_row, head))}</thead>" if head else ""
    shown_body = "".join(_row(row, may_break=_height_cm(row, setting) > room) for row in body)
    made = f"<colgroup>{columns}</colgroup>{shown_head}<tbody>{shown_body}</tbody>"
    return f'<table class="table-{block.role}">{made}</table>'


def _height_cm(cells: Sequence[str], setting: Setting) -> float:
    """Return the height of a row (cm), from the lines of its tallest cell."""
    lines = max((cell.count("\n") + cell.count("</p>") for cell in cells), default=0)
    look = setting.layout
    return lines * look.styles["cell"].line_pt / PT_PER_CM + 2 * look.tables.padding_y_cm + _border_cm(setting)


def _row(cells: Sequence[str], may_break: bool = False) -> str:
    tall = ' class="tall"' if may_break else ""
    return f"<tr{tall}>{''.join(cells)}</tr>"


def _border_cm(setting: Setting) -> float:
    return setting.layout.tables.border_pt / PT_PER_CM


def _rows(rows: Sequence[Row], inner_cm: Sequence[float], setting: Setting, write: BlocksWriter) -> Iterator[list[str]]:
    """Yield the cells of each row; a cell that spans rows takes its columns in the rows below as well."""
    taken: dict[int, int] = {}
    for row in rows:
        cells, column = [], 0
        for cell in row.cells:
            while taken.get(column, 0) > 0:
                column += 1
            width = _spanned_cm(inner_cm[column : column + cell.colspan], setting)
            inside = replace(setting, in_cell=True, measure_cm=width, align=cell.align, around=None)
            cells.append(_cell(cell, write(cell.blocks, inside)))
            for spanned in range(column, column + cell.colspan):
                taken[spanned] = max(taken.get(spanned, 0), cell.rowspan)
            column += cell.colspan
        taken = {index: count - 1 for index, count in taken.items() if count > 1}
        yield cells


def _spanned_cm(widths: Sequence[float], setting: Setting) -> float:
    joints = max(len(widths) - 1, 0)
    return sum(widths) + joints * (2 * setting.layout.tables.padding_x_cm + _border_cm(setting))


def _cell(cell: Cell, words: str) -> str:
    tag = "th" if cell.head else "td"
    spans = "".join(
        f' {name}="{count}"' for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1
    )
    scope = ' scope="col"' if cell.head else ""
    align = f' class="align-{cell.align}"' if cell.align != "left" else ""
    return f"<{tag}{spans}{scope}{align}>{words}</{tag}>"

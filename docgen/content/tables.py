"""Turn a Markdown table into docgen markup, and refuse rows that Markdown would cut short without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from docgen.content.amounts import PLACEHOLDER
from docgen.content.cell_amounts import lined_up
from docgen.content.inlines import inlines
from docgen.content.sums import SUM, with_sums
from docgen.content.table_cells import ABOVE, BEFORE, GridCell, ReportLine, TypedCell, merged, typed_rows
from docgen.thai.numerals import thai_digits_in_prose, to_thai_digits


def refuse_surplus_cells(node: SyntaxTreeNode, lines: Sequence[str], report: ReportLine) -> None:
    """Report each row with more cells than the head has: Markdown drops them in silence."""
    columns = len(node.children[0].children[0].children)
    first, last = node.map or (0, 0)
    for index in range(first, last):
        count = _cell_count(lines[index])
        if count > columns:
            report(
                index,
                "too-many-cells",
                f"แถวนี้มี {count} ช่อง แต่หัวตารางมี {columns} ช่อง",
                "ลบช่องที่เกิน; เครื่องหมาย | ที่เป็นข้อความให้พิมพ์ \\|",
            )


def _cell_count(line: str) -> int:
    cells = escapedSplit(line.strip())
    if cells and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return len(cells)


def table_markup(
    node: SyntaxTreeNode,
    at: Callable[[int], str],
    report: ReportLine,
    widths: Sequence[float] = (),
    judge: ReportLine | None = None,
) -> Markup:
    """Return the markup of a table; `at` gives the place of a line, `widths` are the shares of its columns.

    Wrong sums go to `judge`, where a comment with its reason may silence them.
    """
    typed = typed_rows(node)
    heads = merged(typed, report).heads
    rows = with_sums(typed, heads, judge or report)
    line = node.map[0] if node.map else 0
    if widths and len(widths) != len(rows[0]):
        message = f"คำสั่งให้ความกว้าง {len(widths)} คอลัมน์ แต่ตารางมี {len(rows[0])} คอลัมน์"
        report(line, "table-directive", message, "ใส่ตัวเลขให้ครบทุกคอลัมน์")
    grid = merged(lined_up(rows, heads), _silent)
    made = [
        Markup("<tr>{}</tr>").format(_cells(row, number, heads, at, report)) for number, row in enumerate(grid.rows)
    ]
    shares = Markup(' widths="{}"').format(" ".join(f"{width:g}" for width in widths)) if widths else ""
    return Markup('<table role="table" at="{}"{}>{}</table>').format(at(line), shares, Markup("\n").join(made))


def is_headless(node: SyntaxTreeNode) -> bool:
    """Tell whether nothing stands in the head of a table: its rows are columns without rules.

    Where something is said of its cells (merged ones, sums), it is a table all the same.
    """
    if len(node.children) < 2:
        return False
    head, *rows = typed_rows(node)
    said = any(cell.words in (ABOVE, BEFORE, SUM) or PLACEHOLDER in cell.words for row in rows for cell in row)
    return not said and not any(cell.words for cell in head)


def _silent(line: int, code: str, message: str, hint: str) -> None:
    """Report nothing: it was reported before."""


def _cells(row: Sequence[GridCell], number: int, heads: int, at: Callable[[int], str], report: ReportLine) -> Markup:
    """Return the cells of a row; those of a head stand in the middle, unless the author aligned the column."""
    is_head = number < heads
    made = Markup()
    for placed in row:
        cell = placed.cell
        is_own = not is_head or (not number and placed.colspan == 1)
        align = (cell.align if is_own else "") or ("center" if is_head else "left")
        counts = (("colspan", placed.colspan), ("rowspan", placed.rowspan))
        more = Markup().join(Markup(' {}="{}"').format(name, count) for name, count in counts if count > 1)
        if cell.lacks:
            more += Markup(' lacks="{}"').format(to_thai_digits(cell.lacks))
        made += Markup('<{0} align="{1}"{5}><p role="{2}" at="{3}">{4}</p></{0}>').format(
            "th" if is_head else "td",
            align,
            "cell_head" if is_head else "cell",
            at(cell.line),
            _words(cell, report),
            more,
        )
    return made


def _words(cell: TypedCell, report: ReportLine) -> Markup:
    if not cell.made:
        return inlines(cell.inlines, partial(report, cell.line))
    words = escape(thai_digits_in_prose(cell.made.replace("**", "")))
    return Markup("<b>{}</b>").format(words) if cell.made.startswith("**") else words

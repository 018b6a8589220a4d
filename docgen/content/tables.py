"""Turn a Markdown table into docgen markup, and refuse rows that Markdown would cut short without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.inlines import inlines

ReportLine = Callable[[int, str, str, str], None]
"""Takes line, code, message and remedy of what is wrong."""


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


def table_markup(node: SyntaxTreeNode, at: Callable[[int], str], report: ReportLine) -> Markup:
    """Return the markup of a table; `at` gives the place of a line."""
    rows = [_row(row, at, report) for part in node.children for row in part.children]
    line = node.map[0] if node.map else 0
    return Markup('<table role="table" at="{}">{}</table>').format(at(line), Markup("\n").join(rows))


def is_headless(node: SyntaxTreeNode) -> bool:
    """Tell whether nothing stands in the head of a table: its rows are columns without rules."""
    head = node.children[0].children[0]
    return (
        not any(cell.children and cell.children[0].content.strip() for cell in head.children) and len(node.children) > 1
    )


def _row(row: SyntaxTreeNode, at: Callable[[int], str], report: ReportLine) -> Markup:
    line = row.map[0] if row.map else 0
    cells = []
    for cell in row.children:
        head = cell.type == "th"
        align = str(cell.attrs.get("style", "")).removeprefix("text-align:") or ("center" if head else "left")
        words = inlines(cell.children[0].children if cell.children else [], partial(report, line))
        cells.append(
            Markup('<{0} align="{1}"><p role="{2}" at="{3}">{4}</p></{0}>').format(
                "th" if head else "td", align, "cell_head" if head else "cell", at(line), words
            )
        )
    return Markup("<tr>{}</tr>").format(Markup().join(cells))

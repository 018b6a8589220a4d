"""Turn lines of people in columns, with numbers or without, into docgen markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.inlines import inlines
from docgen.content.table_cells import ReportLine
from docgen.thai.labels import read_label
from docgen.thai.numerals import to_thai_digits

_LONGEST_LONE = 120
"""Letters of somebody who stands in the list without a post: what is longer is a clause of its own."""


def is_row_node(node: SyntaxTreeNode) -> bool:
    """Tell whether a node is a line of columns."""
    return node.type == "row"


def is_row_item(items: Sequence[SyntaxTreeNode], among: Sequence[int], at: int) -> bool:
    """Tell whether an item of a list is a row of columns, or somebody among such rows of whom only the name is said."""
    children = items[at].children
    if children and is_row_node(children[0]):
        return True
    is_lone = len(children) == 1 and children[0].type == "paragraph" and len(_words(children[0])) <= _LONGEST_LONE
    rows = sum(bool(items[one].children) and is_row_node(items[one].children[0]) for one in among)
    return is_lone and rows * 2 > len(among)


def person_markup(node: SyntaxTreeNode, label: str, at: Callable[[int], str], report: ReportLine) -> Markup:
    """Return the markup of a row, or of a paragraph that stands for one, with its label ("" for none)."""
    line = node.map[0] if node.map else 0
    parts = [part.children[0] for part in node.children] if is_row_node(node) else [node.children[0]]
    cells = [Markup("<cell>{}</cell>").format(inlines(part.children, partial(report, line))) for part in parts]
    return Markup('<person label="{}" at="{}">{}</person>').format(label, at(line), Markup().join(cells))


def people_markup(people: Sequence[Markup], attributes: Markup, at: str) -> Markup:
    """Return the markup of rows that stand together; `attributes` are those of a list of clauses."""
    return Markup('<people {} at="{}">{}</people>').format(attributes, at, Markup("\n").join(people))


def people_of_table(node: SyntaxTreeNode, at: Callable[[int], str], report: ReportLine) -> Markup:
    """Return the markup of a table without a head; a number in the first column is a label."""
    made = []
    for row in node.children[1].children:
        line = row.map[0] if row.map else 0
        parts = [cell.children[0] if cell.children else None for cell in row.children]
        first = parts[0].content.strip() if parts and parts[0] else ""
        label = read_label(first)
        if label is not None and label.text == first and len(parts) > 1:
            parts = parts[1:]
        shown = [inlines(part.children, partial(report, line)) if part else Markup() for part in parts]
        cells = Markup().join(Markup("<cell>{}</cell>").format(words) for words in shown)
        text = to_thai_digits(first) if len(parts) < len(row.children) else ""
        made.append(Markup('<person label="{}" at="{}">{}</person>').format(text, at(line), cells))
    return people_markup(made, Markup('level="1"'), at(node.map[0] if node.map else 0))


def _words(node: SyntaxTreeNode) -> str:
    return node.children[0].content if node.children else ""

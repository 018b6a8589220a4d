"""Read a table of a Word file on its grid: cells that a row leaves out, spans, and rows deleted under review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docgen.errors import Place, error
from docgen.word_import.context import Context
from docgen.word_import.inventory import children, everything_in, walk, words_in
from docgen.word_import.lists import value_of
from docgen.word_import.names import qn
from docgen.word_import.records import WordBlock, WordParagraph, WordTable
from docgen.writers.docx.table import LOOK_OF_SHARES

Cell = tuple[WordParagraph, ...]
Blocks = Callable[[Any], Iterator[WordBlock]]
"""Reads the paragraphs and tables within an element."""

MAX_CELLS = 20_000
_MOST_COLUMNS = 63  # that Word's own tables can have
_TWIPS_PER_CM = 1440 / 2.54
_HOLDERS = frozenset(qn(f"w:{name}") for name in ("ins", "moveTo", "customXml", "smartTag"))


def read_table(table: Any, blocks: Blocks, context: Context) -> WordTable:
    """Return a table whose rows have a cell in each column of the grid; what has no place in it is told."""
    first = context.number + 1
    rows: list[tuple[Cell, ...]] = []
    marks: list[tuple[str, ...]] = []
    for row in _within(table, qn("w:tr"), context):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            _pass_over(row, context)
            context.tell("deleted-row", _all_words(row))
            continue
        if properties is not None and properties.find(qn("w:ins")) is not None:
            context.ledger.add("inserted-row", context.number + 1, words_in(row))
        made: list[tuple[Cell, str]] = [((), "")] * _count(properties, "w:gridBefore", 0)
        for cell in _within(row, qn("w:tc"), context):
            made += _cell(cell, blocks, context)
        made += [((), "")] * _count(properties, "w:gridAfter", 0)
        rows.append(tuple(content for content, _ in made))
        marks.append(tuple(mark for _, mark in made))
        context.cells += len(rows[-1])
        if context.cells > MAX_CELLS:
            message = f"ตารางในเอกสารมีเกิน {MAX_CELLS:,} ช่อง"
            raise error("file-too-large", Place(context.ledger.shown, context.number), message, "แบ่งเป็นหลายไฟล์")
    for name in ("w:tblCaption", "w:tblDescription"):
        if words := value_of(table.find(qn("w:tblPr")), name):
            context.tell("picture-words", words)
    return WordTable(first, tuple(rows), tuple(marks), _given_widths(table), _has_rules(table, context))


def _given_widths(table: Any) -> tuple[float, ...]:
    """Return the widths of the columns in cm if docgen wrote them as the author had given them, else ()."""
    if value_of(table.find(qn("w:tblPr")), "w:tblLook") != LOOK_OF_SHARES:
        return ()
    grid = table.find(qn("w:tblGrid"))
    found = [column.get(qn("w:w")) or "" for column in children(grid)] if grid is not None else []
    if not all(one.isdecimal() and 0 < len(one) < 6 and int(one) for one in found):
        return ()
    return tuple(round(int(one) / _TWIPS_PER_CM, 2) for one in found)


def _has_rules(table: Any, context: Context) -> bool:
    """Tell whether a table, its style or one of its cells draws any line."""
    properties = table.find(qn("w:tblPr"))
    own = properties.find(qn("w:tblBorders")) if properties is not None else None
    style = value_of(properties, "w:tblStyle")
    borders = own if own is not None else context.styles.inherited(style, "w:tblPr", "w:tblBorders")
    lines = [line for found in table.iter(qn("w:tcBorders")) for line in found]
    lines += [] if borders is None else list(borders)
    return any(line.get(qn("w:val")) not in ("nil", "none") for line in lines)


def _within(parent: Any, wanted: str, context: Context) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those in content controls and tracked changes."""
    for element in children(parent):
        if element.tag == wanted:
            yield element
        elif element.tag == qn("w:sdt"):
            context.tell_choices(element)
            content = element.find(qn("w:sdtContent"))
            if content is not None:
                yield from _within(content, wanted, context)
        elif element.tag in _HOLDERS:
            yield from _within(element, wanted, context)
        elif element.tag in (qn("w:del"), qn("w:moveFrom")):
            _pass_over(element, context)
            context.tell_words("deleted", element)
        elif element.tag not in (qn("w:tblPr"), qn("w:tblPrEx"), qn("w:trPr"), qn("w:tblGrid")):
            context.tell_words("unknown", element)


def _cell(cell: Any, blocks: Blocks, context: Context) -> list[tuple[Cell, str]]:
    """Return a cell and the empty ones of its span, each with its mark of `WordTable.marks`."""
    properties = cell.find(qn("w:tcPr"))
    span = _count(properties, "w:gridSpan", 1)
    spanned: list[tuple[Cell, str]] = [((), "<")] * (span - 1)
    if properties is not None and properties.find(qn("w:cellDel")) is not None:
        _pass_over(cell, context)
        context.tell_words("deleted", cell)
        return [((), "")] * span
    for name, mark in (("w:vMerge", "^"), ("w:hMerge", "<")):
        if _goes_on(properties, name):
            # Word shows the first cell's words over all of them.
            _pass_over(cell, context)
            context.tell_words("merged-words", cell)
            return [((), mark), *spanned]
    made: list[WordParagraph] = []
    for element in children(cell):
        if element.tag == qn("w:tbl"):
            _pass_over(element, context)
            context.tell_words("nested-table", element)
        elif element.tag != qn("w:tcPr"):
            made += _paragraphs([element], blocks, context)
    return [(tuple(made), ""), *spanned]


def _paragraphs(elements: list[Any], blocks: Blocks, context: Context) -> Iterator[WordParagraph]:
    for block in blocks(elements):
        if isinstance(block, WordParagraph):
            yield block
            continue
        # A table within a content control of the cell.
        for row in block.rows:
            for cell in row:
                for paragraph in cell:
                    context.taken.pop(paragraph.number, None)
                    context.ledger.add("nested-table", paragraph.number, paragraph.text)


def _goes_on(properties: Any, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and (found.get(qn("w:val")) or "continue") == "continue"


def _count(properties: Any, name: str, default: int) -> int:
    value = value_of(properties, name)
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() and len(value) < 12 else default


def _pass_over(element: Any, context: Context) -> None:
    """Count the paragraphs of what is not read, so that later ones keep their numbers."""
    for found in walk(element):
        if found.tag == qn("w:p"):
            context.number += 1
            context.numbers[found] = context.number
            context.passed.add(context.number)


def _all_words(row: Any) -> str:
    return " | ".join(everything_in(cell) for cell in row.iter(qn("w:tc")))

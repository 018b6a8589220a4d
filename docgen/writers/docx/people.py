"""Write people in columns as a table without rules; their numbers are Word's own, so that a new row is numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from docgen.look.people import PERSON, label_room_cm
from docgen.look.style import Layout
from docgen.tree import Inline, People, PersonRow
from docgen.writers.docx.xml import indent, paragraph, text, twips

_GAP_CM = 0.2
Words = Callable[[Iterable[Inline]], str]


def people_xml(block: People, layout: Layout, edges: Sequence[float], write: Words, number: Callable[[], str]) -> str:
    """Return the table, whose columns have these edges (cm).

    `write` writes the words of a cell, `number` counts a row and gives its numbering.
    """
    widths = [twips(right) - twips(left) for left, right in pairwise(edges)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="table_plain"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(edges[0])}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    room = label_room_cm(block, layout)
    rows = "".join(_row(block, row, widths, room, write, number) for row in block.rows)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(
    block: People, row: PersonRow, widths: list[int], room_cm: float, write: Words, number: Callable[[], str]
) -> str:
    made = []
    for at, cell in enumerate(row.cells):
        span = 1 if at + 1 < len(row.cells) else len(widths) - at
        gap = _GAP_CM if at + span < len(widths) else 0.0
        if at:
            properties = indent(0.0, 0.0, gap)
        else:
            first = -room_cm if row.label else 0.0
            properties = (number() if row.label else "") + indent(room_cm, first, gap)
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        width = f'<w:tcW w:w="{sum(widths[at : at + span])}" w:type="dxa"/>'
        # A number that belongs to no list of the document, as a table's first column has it, is typed.
        typed = f"<w:r>{text(row.label)}<w:tab/></w:r>" if row.label and not at and not block.scheme else ""
        words = paragraph(PERSON, typed + write(cell), numbering=properties)
        made.append(f"<w:tc><w:tcPr>{width}{spanned}</w:tcPr>{words}</w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"

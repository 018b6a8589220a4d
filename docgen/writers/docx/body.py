"""Write the tree's blocks as WordprocessingML. Every paragraph wears a style; runs carry only what the author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import assert_never

from docgen.look.labels import clause_style
from docgen.look.people import PERSON, people_columns
from docgen.look.style import Layout, NumberingLevel, PageSize
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Figure,
    FigureRow,
    Heading,
    HeadRule,
    Inline,
    PageBreak,
    Paragraph,
    PartedLine,
    People,
    SignatureBlock,
    Table,
)
from docgen.writers.docx.contents import contents_xml
from docgen.writers.docx.emblem import beside_emblem, floats, with_run
from docgen.writers.docx.inlines import inlines_xml
from docgen.writers.docx.numbering import Numbering, OpenList
from docgen.writers.docx.parted import parted_xml
from docgen.writers.docx.parts import Parts
from docgen.writers.docx.people import people_xml
from docgen.writers.docx.rule import rule_xml
from docgen.writers.docx.signatures import signatures_xml
from docgen.writers.docx.styles import SECTION_END
from docgen.writers.docx.table import ColumnWidths, WordsWidth, plain_table, table_xml
from docgen.writers.docx.xml import aligned, indent, kept_with_next, paragraph, twips

_WITH_BEFORE = ("closing", "letter_closing", "contact", "sender", "seal_date")
_BETWEEN_CM = 0.4  # between two pictures side by side


@dataclass(frozen=True, slots=True)
class Where:
    """Where a block stands: the page, the table cell or list item around it, and the writer's shared parts."""

    layout: Layout
    parts: Parts
    numbering: Numbering
    page: PageSize
    in_cell: bool = False
    align: str = "left"
    around: OpenList | None = None
    level: NumberingLevel | None = None
    rest: str = ""
    bookmarks: tuple[tuple[str, str], ...] = ()
    rests: dict[str, tuple[str, NumberingLevel]] = field(default_factory=dict)
    column_widths: ColumnWidths | None = None
    used: set[str] = field(default_factory=set)
    words_width: WordsWidth | None = None
    lacks: str = ""


def blocks_xml(blocks: Iterable[Block], where: Where) -> list[str]:
    """Return the paragraphs and tables of blocks, in order; a table is never left to run into the next one."""
    made: list[str] = []
    emblem: Figure | None = None
    listed = list(blocks)
    for number, block in enumerate(listed):
        if isinstance(block, Figure) and floats(block, listed[number + 1 : number + 2]):
            emblem = block
            continue
        if emblem is not None:
            run = where.parts.floating_emblem(emblem.path, emblem.alt, emblem.is_small)
            above = beside_emblem(block, emblem, where.layout, where.parts.root)
            made += [with_run(piece, run, above) if not at else piece for at, piece in enumerate(_block(block, where))]
            emblem = None
            continue
        if isinstance(block, Paragraph) and block.role in _WITH_BEFORE and made and made[-1].startswith("<w:p>"):
            made[-1] = kept_with_next(made[-1])  # as in the PDF: lines of the text go with the signature
        for piece in _block(block, where):
            if made and made[-1].startswith("<w:tbl>") and piece.startswith("<w:tbl>"):
                made.append(paragraph(SECTION_END, ""))  # Word joins tables that touch
            made.append(piece)
    return made


def _block(block: Block, where: Where) -> list[str]:
    match block:
        case Heading():
            return [paragraph(f"heading{block.level}", _inlines(block.inlines, where), numbering=aligned(block.align))]
        case Paragraph():
            moved = ""
            if where.lacks and where.words_width and block.role == "cell":
                moved = indent(0.0, 0.0, where.words_width(where.lacks))
            return [paragraph(_paragraph_style(block, where), _inlines(block.inlines, where), numbering=moved)]
        case PartedLine():
            return [parted_xml(block, where.layout, where.parts.root, lambda words, look: _inlines(words, where, look))]
        case ClauseList():
            return _clauses(block, where)
        case BulletList():
            return _bullets(block, where)
        case Table():
            measure = where.page.measure_cm
            told = where.column_widths
            widths = told(block, measure) if told else where.layout.column_widths_cm(block, measure)
            return [table_xml(block, where.layout, where.page, partial(_cell, where), widths)]
        case FigureRow():
            return _figure_row(block, where)
        case Figure():
            return _figure(block, where)
        case SignatureBlock():
            return signatures_xml(block, where.layout, where.page.measure_cm)
        case Contents():
            return contents_xml(where.bookmarks)
        case People():
            return [_people(block, where)]
        case HeadRule():
            return rule_xml(where.layout, where.page.measure_cm)
        case PageBreak():
            return [paragraph(SECTION_END, '<w:r><w:br w:type="page"/></w:r>')]
        case _:
            assert_never(block)


def _paragraph_style(block: Paragraph, where: Where) -> str:
    if where.rest and block.role in ("body", "cell"):
        return where.rest
    if block.role == "cell" and where.align in ("center", "right"):
        return f"cell_{where.align}"
    return block.role


def _cell(where: Where, blocks: Sequence[Block], align: str, lacks: str) -> str:
    inner = replace(where, in_cell=True, align=align, around=None, level=None, rest="", lacks=lacks)
    made = blocks_xml(blocks, inner)
    if not made or made[-1].startswith("<w:tbl>"):
        made.append(paragraph("cell", ""))  # a cell must end with a paragraph
    return "".join(made)


def _clauses(block: ClauseList, where: Where) -> list[str]:
    opened = where.numbering.open(block, block.items[0].label, where.around, where.in_cell)
    level = where.numbering.level(opened, block.level)
    style = "cell_clause" if where.in_cell else clause_style(block.level)
    rest = _rest("cell" if where.in_cell else style, level, where)
    made: list[str] = []
    for clause in block.items:
        numbering = where.numbering.item(opened, block.level)
        inner = replace(where, around=opened, level=level, rest=rest)
        made += _item(clause.blocks, style, numbering, inner)
    return made


def _rest(look: str, level: NumberingLevel, where: Where) -> str:
    """Return the style for what follows the first paragraph of a list item: it starts where the words of that do."""
    style = f"rest_{look}_{twips(level.text_cm)}_{twips(level.left_cm)}"
    where.rests[style] = (look, level)
    return style


def _cell_level(where: Where, label_cm: float) -> NumberingLevel:
    left = where.level.text_cm if where.level else 0.0
    return NumberingLevel("", left, left + label_cm, left + label_cm)


def _bullets(block: BulletList, where: Where) -> list[str]:
    bullet = where.layout.bullet
    if where.in_cell:
        level = _cell_level(where, where.layout.bullet_cell_label_cm)
    elif where.level is not None:
        start = where.level.text_cm
        level = NumberingLevel("", start, start + bullet.text_cm - bullet.label_cm, bullet.left_cm)
    else:
        level = bullet
    style = "cell_bullet" if where.in_cell else "bullet"
    made: list[str] = []
    for blocks in block.items:
        inner = replace(where, level=level, rest=_rest("cell" if where.in_cell else "body", level, where))
        made += _item(blocks, style, where.numbering.bullets(level), inner)
    return made


def _item(blocks: Sequence[Block], style: str, numbering: str, where: Where) -> list[str]:
    """Return a list item: its first paragraph carries the number, also where the item starts with a table."""
    first, others = (blocks[0], blocks[1:]) if blocks and isinstance(blocks[0], Paragraph) else (None, blocks)
    words = _inlines(first.inlines, where) if first is not None else ""
    return [paragraph(style, words, numbering=numbering), *blocks_xml(others, where)]


def _people(block: People, where: Where) -> str:
    where.used.add(PERSON)
    opened = where.numbering.open(block, block.rows[0].label, where.around, where.in_cell) if block.scheme else None
    if where.column_widths and not where.in_cell:
        edges = where.column_widths(block, where.page.measure_cm)
    else:
        edges = people_columns(block, where.layout, where.page.measure_cm, where.in_cell)
    return people_xml(
        block,
        where.layout,
        edges,
        lambda words: _inlines(words, where),
        lambda: where.numbering.item(opened, block.level) if opened else "",
    )


def _figure(block: Figure, where: Where) -> list[str]:
    if block.emblem:
        return [paragraph("emblem", where.parts.emblem(block.path, block.alt))]
    made = [paragraph("figure", _drawn(block, where, where.page.measure_cm))]
    if block.caption:
        made.append(paragraph("caption", _inlines(block.caption, where)))
    return made


def _drawn(block: Figure, where: Where, measure_cm: float) -> str:
    if block.address:
        return where.parts.code(block.address, block.alt)
    return where.parts.picture(block.path, block.alt, measure_cm)


def _figure_row(block: FigureRow, where: Where) -> list[str]:
    """Return pictures side by side, in a table without lines."""
    share = where.page.measure_cm / len(block.figures)
    cells = [
        paragraph("figure", _drawn(figure, where, share - _BETWEEN_CM))
        + paragraph("caption", _inlines(figure.caption, where))
        for figure in block.figures
    ]
    return [plain_table(cells, share)]


def _inlines(inlines: Iterable[Inline], where: Where, look: str = "") -> str:
    return inlines_xml(inlines, where.parts, look)

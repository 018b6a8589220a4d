"""Write the tree's blocks as WordprocessingML. Every paragraph wears a style; runs carry only what the author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import assert_never

from docgen.look.style import Layout, NumberingLevel, PageSize
from docgen.tree import (
    Block,
    BulletList,
    ClauseList,
    Contents,
    Figure,
    FigureRow,
    Heading,
    Inline,
    Paragraph,
    Signature,
    SignatureBlock,
    Table,
)
from docgen.writers.docx.inlines import inlines_xml
from docgen.writers.docx.numbering import Numbering, OpenList
from docgen.writers.docx.parts import Parts
from docgen.writers.docx.styles import SECTION_END
from docgen.writers.docx.table import ColumnWidths, WordsWidth, plain_table, table_xml
from docgen.writers.docx.xml import indent, kept_with_next, paragraph, text, twips

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
    words_width: WordsWidth | None = None
    lacks: str = ""


def blocks_xml(blocks: Iterable[Block], where: Where) -> list[str]:
    """Return the paragraphs and tables of blocks, in order; a table is never left to run into the next one."""
    made: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "closing" and made and made[-1].startswith("<w:p>"):
            made[-1] = kept_with_next(made[-1])  # as in the PDF: lines of the text go with the signature
        for piece in _block(block, where):
            if made and made[-1].startswith("<w:tbl>") and piece.startswith("<w:tbl>"):
                made.append(paragraph(SECTION_END, ""))  # Word joins tables that touch
            made.append(piece)
    return made


def _block(block: Block, where: Where) -> list[str]:
    match block:
        case Heading():
            return [paragraph(f"heading{block.level}", _inlines(block.inlines, where))]
        case Paragraph():
            moved = ""
            if where.lacks and where.words_width and block.role == "cell":
                moved = indent(0.0, 0.0, where.words_width(where.lacks))
            return [paragraph(_paragraph_style(block, where), _inlines(block.inlines, where), numbering=moved)]
        case ClauseList():
            return _clauses(block, where)
        case BulletList():
            return _bullets(block, where)
        case Table():
            widths = where.column_widths or where.layout.column_widths_cm
            return [table_xml(block, where.layout, where.page, partial(_cell, where), widths)]
        case FigureRow():
            return _figure_row(block, where)
        case Figure():
            return _figure(block, where)
        case SignatureBlock():
            return _signatures(block, where)
        case Contents():
            return _contents(where)
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
    opened = where.numbering.open(block, where.around, where.in_cell)
    level = where.numbering.definitions[opened.definition][block.level - 1][1]
    style = "cell_clause" if where.in_cell else f"clause{block.level}"
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


def _signatures(block: SignatureBlock, where: Where) -> list[str]:
    if len(block.signatures) == 1:
        return _single_signature(block.signatures[0], where.layout)
    share = where.page.measure_cm / len(block.signatures)
    return [plain_table(["".join(_signature(one, "side")) for one in block.signatures], share)]


def _single_signature(signature: Signature, layout: Layout) -> list[str]:
    left, width = layout.signature_room([signature], layout.portrait.measure_cm)
    if left == layout.signature.block_left_cm:
        return _signature(signature, "single")
    return _signature(signature, "single", indent(left, 0, layout.portrait.measure_cm - left - width))


def _signature(signature: Signature, kind: str, indentation: str = "") -> list[str]:
    lines = [(signature.signs_as, "signs_as"), (signature.in_words, "signs_as"), (signature.name, "signature_name")]
    lines += [(line, "position") for line in signature.position]
    shown = [(words, style) for words, style in lines if words]
    return [
        paragraph(f"{style}_{kind}", f"<w:r>{text(words)}</w:r>", keep_next=number < len(shown), numbering=indentation)
        for number, (words, style) in enumerate(shown, start=1)
    ]


def _contents(where: Where) -> list[str]:
    """Return a contents field that Word fills when asked; until then it lists the entries."""
    entries = [words for _, words in where.bookmarks]
    if not entries:
        return []
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [f"<w:r>{text(words)}</w:r>" for words in entries]
    lines[0] = begin + lines[0]
    lines[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return [paragraph("contents_line", line) for line in lines]


def _inlines(inlines: Iterable[Inline], where: Where) -> str:
    return inlines_xml(inlines, where.parts)

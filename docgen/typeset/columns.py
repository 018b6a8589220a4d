"""Widen a table's columns until nothing that must hold is broken: a number, a date, a name, a word.

The least width of a column is that of the longest piece between two places where a line may end (CSS 2.1: min-content).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.errors import Place, error
from docgen.look.size import TURNED
from docgen.look.style import PT_PER_CM, ParagraphStyle
from docgen.outside import quoted
from docgen.thai.words import BreakKind, find_breaks
from docgen.tree import (
    Block,
    BulletList,
    Cell,
    ClauseList,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Run,
    Table,
    inline_text,
)
from docgen.typeset.frame import Frame, Setup

# Lines are composed a little narrower than their measure (compose.py), and widths are sums of many parts.
_SPARE_PT = 0.1
_SMALLEST_PT = 10.0  # type below this is not offered: small print of forms has 10


@dataclass(frozen=True, slots=True)
class _Need:
    """The least width of a stretch of columns in cm, padding and rules counted, and the words that need it."""

    column: int
    colspan: int
    width_cm: float
    words: str


def grown_widths_cm(block: Table, widths: Sequence[float], frame: Frame, setup: Setup) -> tuple[float, ...]:
    """Return widths of the same sum in which no column is too narrow for what must hold; the wider ones give.

    Raises DocgenError that says what would fit, if the measure does not hold them.
    """
    needs = list(_needs(block, setup))
    least = [0.0] * len(widths)
    for need in needs:
        if need.colspan == 1:
            least[need.column] = max(least[need.column], need.width_cm)
    for need in needs:
        spanned = range(need.column, min(need.column + need.colspan, len(widths)))
        lacking = need.width_cm - sum(least[at] for at in spanned)
        if need.colspan > 1 and lacking > 0:
            for at in spanned:
                least[at] += lacking * widths[at] / sum(widths[at] for at in spanned)
    least = [max(width, setup.layout.narrowest_column_cm) for width in least]
    if sum(least) > frame.measure_cm + 0.001:
        raise _too_wide(block, least, needs, frame, setup)
    return shared_out(widths, least)


def lacked_pt(cell: Cell, setup: Setup) -> float:
    """Return how wide that is what a cell's figure lacks of its column's longest fraction, in pt."""
    style = setup.layout.styles["cell"]
    if not cell.lacks:
        return 0.0
    return float(setup.typesetter.fonts.shape_words(cell.lacks, style.size_pt, style.bold).advances.widths[-1])


def shared_out(widths: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Return widths of the same sum, each at least its least one; the others give by their share of what is left."""
    fixed = [False] * len(widths)
    while True:
        spare = sum(widths) - sum(low for low, is_fixed in zip(least, fixed, strict=True) if is_fixed)
        free = sum(width for width, is_fixed in zip(widths, fixed, strict=True) if not is_fixed)
        made = [
            low if is_fixed else width * spare / free for width, low, is_fixed in zip(widths, least, fixed, strict=True)
        ]
        narrow = [at for at, width in enumerate(made) if not fixed[at] and width < least[at]]
        if not narrow:
            return tuple(made)
        for at in narrow:
            fixed[at] = True


def _needs(block: Table, setup: Setup) -> Iterator[_Need]:
    beside = 2 * setup.layout.tables.padding_x_cm + setup.layout.tables.border_pt / PT_PER_CM
    for rows in (block.head, block.rows):
        taken: dict[int, int] = {}
        for row in rows:
            column = 0
            for cell in row.cells:
                while taken.get(column, 0) > 0:
                    column += 1
                inside = Frame(0.0, 100.0, 0, in_cell=True, align=cell.align)
                width, words = max(_longest(cell.blocks, inside, setup), default=(0.0, ""))
                width += lacked_pt(cell, setup) / PT_PER_CM
                yield _Need(column, cell.colspan, width + beside, words)
                for spanned in range(column, column + cell.colspan):
                    taken[spanned] = max(taken.get(spanned, 0), cell.rowspan)
                column += cell.colspan
            taken = {index: count - 1 for index, count in taken.items() if count > 1}


def _longest(blocks: Iterable[Block], frame: Frame, setup: Setup) -> Iterator[tuple[float, str]]:
    """Yield the width (cm) that pieces of the blocks need which no line end may part, each with its words."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                style_id = block.role if isinstance(block, Paragraph) else f"heading{block.level}"
                style = setup.layout.styles[style_id]
                before = style.left_cm + style.right_cm + max(style.first_line_cm, 0.0)
                if frame.around is not None and style_id in ("body", "cell"):
                    style, before = setup.layout.styles["cell"], frame.around.text_cm
                for width, words in widths_of_pieces(block.inlines, style, block.place, setup):
                    yield before + width, words
            case ClauseList() | BulletList():
                if isinstance(block, ClauseList):
                    level, items = frame.clause_level(block, setup.layout), [clause.blocks for clause in block.items]
                else:
                    level, items = frame.bullet_level(setup.layout), list(block.items)
                for blocks in items:
                    yield from _longest(blocks, replace(frame, around=level), setup)
            case Table():
                yield block.column_count * setup.layout.narrowest_column_cm, ""
            case _:
                pass


def widths_of_pieces(
    inlines: Sequence[Inline], style: ParagraphStyle, place: str, setup: Setup
) -> Iterator[tuple[float, str]]:
    """Yield the width (cm) of each piece of a paragraph that no line end may part, with its words."""
    stretches: list[list[Run]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            stretches.append([])
        elif inline.text:
            stretches[-1].append(inline)
    for runs in stretches:
        if not runs:
            continue
        measured = setup.typesetter.fonts.shape(runs, style.size_pt, style.bold, place).advances
        breaks = find_breaks(inline_text(runs), setup.typesetter.lexicon)
        start = 0
        for end in (*(one.offset for one in breaks if one.kind <= BreakKind.WORD), len(measured.text)):
            stop = measured.printed_end(end)
            if stop > start:
                width = measured.widths[stop] - measured.widths[start] + _SPARE_PT
                yield width / PT_PER_CM, measured.text[start:stop]
            start = end


def _too_wide(block: Table, least: Sequence[float], needs: Sequence[_Need], frame: Frame, setup: Setup) -> Exception:
    """Return the error of a table that does not fit however its columns are shared out, with what would fit."""
    layout, needed = setup.layout, sum(least)
    widest = max((need for need in needs if need.colspan == 1), key=lambda need: need.width_cm)
    message = (
        f"ตารางกว้างเกินหน้ากระดาษ: ตัวเลข วันที่ และคำที่ตัดกลางไม่ได้ ต้องการ {needed:.1f} ซม. แต่หน้ากระดาษกว้างพอสำหรับ"
        f" {frame.measure_cm:.1f} ซม. (คำที่ยาวที่สุด: {quoted(widest.words, 40)})"
    )
    ways = []
    if frame.measure_cm < needed <= layout.landscape.measure_cm:
        ways.append(f"ใช้กระดาษแนวนอน: {TURNED}")
    fixed = len(least) * (2 * layout.tables.padding_x_cm + layout.tables.border_pt / PT_PER_CM)
    size = layout.styles["cell"].size_pt * (frame.measure_cm - fixed) / (needed - fixed)
    size = int(size * 2) / 2
    if size >= _SMALLEST_PT:
        ways.append(f"ใช้ตัวอักษรในตารางไม่เกิน {size:g} พอยต์ (cell ใน templates/layout.yaml)")
    count, used = 0, 0.0
    for width in sorted(least, reverse=True):
        used += width
        count += used <= frame.measure_cm
    ways.append(f"ลดเหลือ {count} ช่อง หรือแบ่งเป็นหลายตาราง" if count else "ใช้คำที่สั้นลง")
    return error("table-too-wide", Place.read(block.place), message, " หรือ".join(ways))

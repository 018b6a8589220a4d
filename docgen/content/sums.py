"""Sums in tables: `=` in a row of totals becomes the sum of its column, and a typed one that is wrong is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from docgen.content.amounts import PLACEHOLDER
from docgen.content.cell_amounts import NOTHING, figure_of, written_like
from docgen.content.table_cells import ABOVE, BEFORE, ReportLine, TypedCell
from docgen.thai.errors import ThaiError
from docgen.thai.money import baht_text
from docgen.thai.numerals import to_thai_digits

SUM = "="
_MOST_TOTALS = 100  # each is compared with all rows above it
_KINDS = "ทั้งสิ้น|ทั้งหมด|ทั้งปี|สุทธิ|เงิน|เป็น|จำนวน|งบประมาณ|ค่าใช้จ่าย|ราคา|ยอด"
_TOTAL = re.compile(rf"(?:ยอด|ผล)?รวม(?:\s?(?:{_KINDS})){{0,5}}(?:\s{{0,3}}\([^()]{{0,400}}\))?(?:\s?บาท)?")
_OVERALL = re.compile("ทั้งสิ้น|ทั้งหมด|ทั้งปี|สุทธิ")
_NUMBERED = re.compile(r"[\s*]{0,9}(?:ข้อ\s?)?(?P<numbers>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3}){0,5})(?:[.)]\s|[.)]?$|\s)")
_NOT_SUMMED = re.compile(r"ร้อยละ|%|เฉลี่ย|ต่อหน่วย|ลำดับ|^ที่$|อัตรา|สัดส่วน")


def with_sums(rows: Sequence[Sequence[TypedCell]], heads: int, report: ReportLine) -> list[list[TypedCell]]:
    """Return the cells with their sums made; wrong ones, and those that can't be made, are reported.

    The first `heads` rows are the table's head.
    """
    made = [list(row) for row in rows]
    totals: list[int] = []
    for number, row in enumerate(made[heads:], start=heads):
        label = _label(row)
        if label is None:
            _refuse_marks(row, report)
            continue
        last = ""
        for column, cell in enumerate(row):
            if column < len(made[0]):
                row[column], written = _summed(cell, column, label, made, (heads - 1, *totals, number), report)
                last = written or last
        for column, cell in enumerate(row):
            if PLACEHOLDER in cell.shown and last:
                row[column] = replace(cell, made=cell.shown.replace(PLACEHOLDER, f"({_in_words(last)})"))
        totals.append(number)
        if len(totals) > _MOST_TOTALS:
            message = f"ตารางมีแถวรวมเกิน {_MOST_TOTALS} แถว"
            report(row[0].line, "wrong-sum-place", message, "แบ่งเป็นหลายตาราง")
            return made
    return made


def _label(row: Sequence[TypedCell]) -> str | None:
    """Return the words that make a row one of totals, None for other rows; they stand before its first figure."""
    for cell in row:
        words = cell.words.strip(" *:")
        if _TOTAL.fullmatch(words):
            return words
        if words not in (*NOTHING, ABOVE, BEFORE):
            return None
    return None


def _refuse_marks(row: Sequence[TypedCell], report: ReportLine) -> None:
    for cell in row:
        if cell.words.strip(" *") == SUM:
            message = "เครื่องหมาย = ใช้ได้เฉพาะในแถวที่ขึ้นต้นด้วยคำว่า รวม"
            report(cell.line, "wrong-sum-place", message, "พิมพ์ รวม หรือ รวมทั้งสิ้น ในช่องแรกของแถว; ถ้าเป็นข้อความ พิมพ์ \\=")


def _summed(
    cell: TypedCell,
    column: int,
    label: str,
    rows: Sequence[Sequence[TypedCell]],
    totals: Sequence[int],
    report: ReportLine,
) -> tuple[TypedCell, str]:
    """Return a cell of a row of totals, and the figure that it shows ("" for none).

    `totals` are the last row of the head, the rows of totals so far, and the row of this cell.
    """
    *before, number = totals
    heads = before[0] + 1
    is_wanted = cell.words.strip(" *") == SUM
    typed = figure_of(cell.words)
    if not is_wanted and (typed is None or _NOT_SUMMED.search(" ".join(row[column].words for row in rows[:heads]))):
        return cell, ""
    since = list(range(before[-1] + 1, number))
    sums = set(before)
    every = [at for at in range(heads, number) if at not in sums]
    parts = every if _OVERALL.search(label) or not since else since
    odd = [rows[at][column] for at in parts if not _is_figure(rows[at][column].shown)]
    levels = {_level(rows[at], column) for at in parts}
    if is_wanted:
        if len(levels) > 1:
            message = "รวมคอลัมน์นี้ให้ไม่ได้: มีทั้งแถวหมวดและแถวย่อย จึงไม่รู้ว่าจะรวมแถวใด"
            report(cell.line, "wrong-sum-place", message, "พิมพ์ผลรวมเองแทน = หรือพิมพ์ รวม ท้ายแต่ละหมวด")
            return cell, ""
        if odd or not parts:
            what = f"ช่อง “{odd[0].words}” ไม่ใช่ตัวเลข" if odd else "ไม่มีแถวให้รวม"
            line = odd[0].line if odd else cell.line
            report(line, "wrong-sum-place", f"รวมคอลัมน์นี้ไม่ได้: {what}", "แก้เป็นตัวเลข หรือพิมพ์ผลรวมเองแทน =")
            return cell, ""
        total = _total(rows, parts, column)
        written = written_like(total, [rows[at][column].shown for at in parts])
        return replace(cell, made=cell.words.replace(SUM, written)), written
    assert typed is not None
    outer = [[at for at in way if _level(rows[at], column) == min(levels)] for way in (since, every) if levels]
    if not odd and typed not in _possible(rows, (since, every, *outer), column):
        total = _total(rows, parts, column)
        right = written_like(total, [rows[at][column].shown for at in (*parts, number)])
        message = f"ผลรวมไม่ตรง: พิมพ์ไว้ {cell.words.strip(' *')} แต่รวมได้ {to_thai_digits(right)}"
        report(cell.line, "wrong-sum", message, "แก้ผลรวมหรือตัวเลขในคอลัมน์ พิมพ์ = แทน โปรแกรมรวมให้")
    return cell, cell.words.strip(" *")


def _level(row: Sequence[TypedCell], column: int) -> tuple[int, bool]:
    """Return how deep a row stands by its number (๒.๑: 1), and whether its figure is plain: bold ones are of heads."""
    found = _NUMBERED.match(row[0].words) if column else None
    return found["numbers"].count(".") if found else 0, not row[column].words.startswith("**")


def _possible(rows: Sequence[Sequence[TypedCell]], ways: Sequence[Sequence[int]], column: int) -> Iterator[Decimal]:
    """Yield the sums that a total may be: of the rows since the last one, of all but totals, of the heads alone."""
    for way in ways:
        if way and all(_is_figure(rows[at][column].shown) for at in way):
            yield _total(rows, way, column)


def _total(rows: Sequence[Sequence[TypedCell]], parts: Sequence[int], column: int) -> Decimal:
    return sum((figure_of(rows[at][column].shown) or Decimal(0) for at in parts), Decimal(0))


def _is_figure(words: str) -> bool:
    return words.strip(" *") in NOTHING or words in (ABOVE, BEFORE) or figure_of(words) is not None


def _in_words(figures: str) -> str:
    amount = figure_of(figures)
    try:
        return baht_text(amount) if amount is not None else "…"
    except ThaiError:
        return "…"

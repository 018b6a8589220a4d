"""Read the rows of a table, CSV or XLSX, by the names in its head row. Guesses no meaning: every cell is text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.content.cell_letters import clean_cell
from docgen.content.silence import without_silence
from docgen.content.spreadsheet.cells import DateValue, Fault, SheetCell
from docgen.content.spreadsheet.sheet import column_name
from docgen.content.table_file import RawRow, raw_rows
from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.fields import nearest
from docgen.thai.characters import normalize

MAX_COLUMNS = 100
# A finding is shown with its line, which is read from the file anew: thousands would take minutes and help nobody.
MAX_FINDINGS = 100
_UNMERGE = "ยกเลิกการผสานเซลล์ (Unmerge) แล้วพิมพ์ค่าในทุกช่อง"


@dataclass(frozen=True, slots=True)
class CellText:
    """The text of a cell, where it stands (line and column of the table, from 1), and its day where it is a date."""

    text: str
    place: Place
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells by column name, and whether it stands right below the row before."""

    cells: dict[str, CellText]
    place: Place
    follows: bool = False


def read_rows(
    content: bytes,
    path: Path,
    shown_path: str,
    columns: Mapping[str, tuple[str, ...]],
    required: Iterable[str],
    *,
    counts_below: Collection[str] = (),
    dates: Collection[str] = (),
    notes: list[Finding] | None = None,
) -> tuple[TableRow, ...]:
    """Return the rows of a table that are not wholly empty.

    `columns` gives for each column name the head words that mean it; those in `required` must be there. In those of
    `counts_below` a cell merged over several rows counts for each of them; those in `dates` take the day of a date cell
    however it is shown. What is told beside the rows is added to `notes`.
    Raises DocgenError that lists what is wrong with head and rows.
    """
    filled = raw_rows(content, path, shown_path, notes)
    if not filled:
        raise error("empty-table", Place(shown_path, 1), "ตารางว่าง", "พิมพ์หัวตารางในแถวแรก: " + _words(columns))
    names, problems = _head(filled[0], shown_path, columns, required)
    sheet = _SheetRules(frozenset(counts_below), frozenset(dates), filled[0])
    read = [_row(row, names, shown_path, sheet) for row in filled[1:]]
    if problems := [*problems, *(one for _, told in read for one in told)]:
        raise DocgenError(_bounded(problems))
    return tuple(row for row, _ in read)


@dataclass(frozen=True, slots=True)
class _SheetRules:
    """What the columns allow of a sheet's cells, and the head row, whose words count for no row below."""

    counts_below: frozenset[str]
    dates: frozenset[str]
    head: RawRow

    def fault(self, cell: SheetCell, column: int, name: str) -> Fault | None:
        """Return why the cell can't be taken, None if it can."""
        heads = self.head.cells
        if cell.merged == "above" and column <= len(heads) and cell.text == heads[column - 1].text:
            return Fault("merged-in-log", "ช่องนี้ผสานกับหัวตาราง", "ยกเลิกการผสานเซลล์ (Unmerge) ให้หัวตารางอยู่ในแถวเดียว")
        if cell.merged == "across" or (cell.merged and name not in self.counts_below):
            return Fault("merged-in-log", "ช่องนี้ผสานกับช่องอื่น จึงไม่แน่ว่าข้อความเป็นของช่องใด", _UNMERGE)
        return None if name in self.dates and cell.date is not None else cell.fault


def _bounded(problems: list[Finding]) -> list[Finding]:
    left = problems[MAX_FINDINGS:]
    if not left:
        return problems
    message = f"ยังมีที่ผิดอีก {len(left):,} แห่ง"
    return [*problems[:MAX_FINDINGS], Finding("more-problems", left[0].place, message, "แก้ที่ผิดข้างต้นก่อน แล้วสร้างใหม่")]


def _words(columns: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(words[0] for words in columns.values())


def _squeezed(word: str) -> str:
    return "".join(normalize(word).split()).lower()


def _shown(word: str) -> str:
    """Return a head word for a message: no longer than a line, and nothing in it that could steer a terminal."""
    return "".join(character if character.isprintable() else "·" for character in " ".join(word.split())[:60])


def _head(
    row: RawRow, shown_path: str, columns: Mapping[str, tuple[str, ...]], required: Iterable[str]
) -> tuple[list[str | None], list[Finding]]:
    """Return the column name of each cell of the head row, "" where no word stands, None for an unknown word.

    And what is wrong with the row.
    """
    problems: list[Finding] = []
    if row.width > MAX_COLUMNS:
        message = f"หัวตารางมี {row.width:,} ช่อง รับได้ไม่เกิน {MAX_COLUMNS}"
        raise error("too-many-columns", Place(shown_path, row.line), message, "ลบช่องที่ไม่ใช้ หรือตรวจว่าเลือกไฟล์ถูกหรือไม่")
    known = {_squeezed(word): name for name, words in columns.items() for word in words}
    names: list[str | None] = []
    meant: set[str] = set()
    for column in range(1, row.width + 1):
        text = row.texts[column - 1] if column <= len(row.texts) else ""
        word = _squeezed(text)
        name = known.get(word) if word else ""
        place = Place(shown_path, row.line, column)
        if name is None:
            near = known.get(nearest(word, known), "")
            meant.add(near)
            hint = f"เขียนว่า {columns[near][0]}" if near else "หัวตารางที่ใช้ได้: " + _words(columns)
            problems.append(Finding("unknown-column", place, f"ไม่รู้จักหัวตาราง {_shown(text)}", hint))
        elif name and name in names:
            problems.append(Finding("repeated-column", place, f"หัวตาราง {_shown(text)} ซ้ำ", "ลบออกหนึ่งช่อง"))
        names.append(name)
    for name in required:
        if name not in names and name not in meant:
            message = f"ขาดหัวตาราง {columns[name][0]}"
            problems.append(Finding("missing-column", Place(shown_path, row.line), message, "เพิ่มช่องนี้ในแถวแรก"))
    return names, problems


def _row(
    row: RawRow, names: Sequence[str | None], shown_path: str, sheet: _SheetRules
) -> tuple[TableRow, list[Finding]]:
    """Return a row by its columns, and what is wrong with it."""
    problems: list[Finding] = []
    if row.width > len(names):
        hint = 'ข้อความที่มีเครื่องหมายคั่นช่อง เช่น จุลภาค (,) ให้ใส่ในเครื่องหมายคำพูด "…"'
        if row.cells:
            hint = "ลบข้อความที่อยู่นอกตาราง หรือพิมพ์หัวตารางของช่องนั้น"
        message = f"แถวนี้มี {row.width} ช่อง แต่หัวตารางมี {len(names)} ช่อง"
        problems.append(Finding("too-many-cells", Place(shown_path, row.line, len(names) + 1), message, hint))
    cells: dict[str, CellText] = {}
    for column, name in enumerate(names, start=1):
        cell = row.cells[column - 1] if column <= len(row.cells) else None
        written = cell.text if cell else row.texts[column - 1] if column <= len(row.texts) else ""
        text = without_silence(written)
        place = Place(shown_path, row.line, column)
        if name:
            fault = sheet.fault(cell, column, name) if cell else None
            if fault and cell:
                message = f"ช่อง {column_name(column)}{row.line}: {fault.message}"
                problems.append(Finding(fault.code, place, message, fault.hint))
            clean, told = clean_cell(text, place)
            problems += told
            cells[name] = CellText(clean, place, cell.date if cell else None)
        elif name == "" and (text.strip() or (cell and cell.fault)):
            problems.append(Finding("column-without-head", place, "ช่องนี้ไม่มีหัวตาราง", "พิมพ์หัวตารางของช่องนี้"))
    return TableRow(cells, Place(shown_path, row.line), row.follows), problems

"""The lists that docgen keeps as CSV (register, scans): written for Excel, read strictly, each fault by its line.

What a clerk typed stands in their cells, and Excel takes a cell that begins with = + - @ for a formula, which may open
addresses (OWASP, CSV Injection). Such a cell is written with an apostrophe before it, and read without.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from docgen.errors import DocgenError, Finding, Place, error
from docgen.folder.encoding import decode_text
from docgen.folder.files import Files
from docgen.outside import quoted

MAX_BYTES = 20_000_000
MAX_CELL = 10_000
# Of controls only tabs and line ends may stand in a cell; half a surrogate pair can't be written at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r\n]")
Row = tuple[int, list[str]]


def read_list(root: Path, shown: str, head: Sequence[str], code: str, remedy: str) -> list[Row]:
    """Return the rows of a list below its head, each with its line; none if there is no file.

    Raises DocgenError with `code`, `remedy` and the line of each row that is not whole, a head that is another, a file
    that is no CSV (`broken-csv`) or no text. Windows-874 and the line ends of Windows are read too.
    """
    path = root / shown
    if not path.exists() and not path.is_symlink():
        return []
    rows = _rows(_text(Files(root).read(path, MAX_BYTES), shown, code, remedy), shown, remedy)
    if not rows or tuple(rows[0][1]) != tuple(head):
        raise error(code, Place(shown, 1), "หัวตารางไม่ถูกต้อง", f"ต้องเป็น {','.join(head)} {remedy}")
    problems = [
        Finding(code, Place(shown, line), message, remedy)
        for line, row in rows[1:]
        if (message := _fault(row, len(head)))
    ]
    if problems:
        raise DocgenError(problems[:20])
    return [(line, [_bare(cell) for cell in row]) for line, row in rows[1:]]


def _text(content: bytes, shown: str, code: str, remedy: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        if content.startswith(b"\xef\xbb\xbf"):  # ours, so no other encoding: cut within a letter, or overwritten
            line = content.count(b"\n", 0, problem.start) + 1
            raise error(code, Place(shown, line), "บรรทัดนี้มีไบต์ที่ไม่ใช่ข้อความ ไฟล์ขาดหรือเสีย", remedy) from None
        return decode_text(content, shown)


def _rows(text: str, shown: str, remedy: str) -> list[Row]:
    # A quoted cell may hold line ends: a row is told by the line at which it begins.
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except (csv.Error, ValueError):
            raise error("broken-csv", Place(shown, line), "อ่านแถวนี้ไม่ได้ ไฟล์ขาดหรือเสีย", remedy) from None
        if row:
            rows.append((line, row))


def _fault(row: Sequence[str], width: int) -> str:
    """Return in Thai what is wrong with the cells of a row, "" if nothing."""
    if len(row) != width:
        return f"แถวนี้มี {len(row)} ช่อง ต้องมี {width} ช่อง"
    for cell in row:
        if len(cell) > MAX_CELL:
            return f"ช่องหนึ่งยาว {len(cell):,} อักขระ รับได้ไม่เกิน {MAX_CELL:,}"
        if _CONTROL.search(cell):
            return f"มีอักขระควบคุมในช่อง {quoted(cell, 40)}"
    return ""


def list_bytes(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a list as CSV that Excel opens in Thai, with no cell that it would take for a formula.

    Raises DocgenError for a cell that is too long to be read back.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_shielded(str(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def _shielded(cell: str) -> str:
    # Whatever a file name or an argument brought along: a list that docgen wrote, it can read.
    cell = _CONTROL.sub("·", cell)
    if len(cell) > MAX_CELL:
        raise error("too-long", Place("content"), f"ข้อความยาวเกินกว่าจะลงทะเบียนได้: {quoted(cell, 60)}", "เขียนให้สั้นลง")
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if _SHIELDED.match(cell) else cell
